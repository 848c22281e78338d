#include "model/assemble.hpp"

#include <gtest/gtest.h>

#include "model/record_json.hpp"

namespace fingerpost::model {
namespace {

const Record* nothing(RecordKind, const Uuid&) { return nullptr; }

template <typename R>
R read(RecordKind kind, std::string_view text) {
  return std::get<R>(*record_from_json(kind, *parse_json(text)));
}

TEST(Assemble, AStandInIsTheSameBytesWhenItComesBackAsData) {
  const auto term = read<TaxonomyTerm>(RecordKind::taxonomy_term, R"({"id":"6f1f2a0e-0000-4000-8000-000000000001",
    "code":"debt","name":"Debt","taxonomy":"needs"})");
  const std::string served = full_taxonomy_term(term, nothing).dump();
  EXPECT_NE(served.find(R"("description":"Debt")"), std::string::npos);
  EXPECT_EQ(full_taxonomy_term(read<TaxonomyTerm>(RecordKind::taxonomy_term, served), nothing).dump(), served);

  const auto location = read<Location>(RecordKind::location, R"({"id":"6f1f2a0e-0000-4000-8000-000000000002",
    "name":"Hall","addresses":[{"id":"6f1f2a0e-0000-4000-8000-000000000003","address_1":"Main Street","region":"Powys",
    "postal_code":"LD7 1AA"}]})");
  const std::string hall = full_location(location).dump();
  for (const char* part : {R"("location_type":"physical")", R"("city":"Powys")", R"("state_province":"Powys")",
                           R"("country":"GB")", R"("address_type":"physical")"})
    EXPECT_NE(hall.find(part), std::string::npos) << part;
  EXPECT_EQ(full_location(read<Location>(RecordKind::location, hall)).dump(), hall);
}

TEST(Assemble, AnAddressOfWhichMoreIsRequiredStandsApartAndComesBack) {
  const auto location = read<Location>(RecordKind::location, R"({"id":"6f1f2a0e-0000-4000-8000-000000000002",
    "name":"Hall","addresses":[{"id":"6f1f2a0e-0000-4000-8000-000000000003","postal_code":"SY7 8AA"}]})");
  const Json served = full_location(location);
  EXPECT_EQ(served["addresses"].elements().size(), 0u);
  ASSERT_EQ(served["partial_addresses"].elements().size(), 1u);
  const auto apart = disassemble_location(served, {"feed"});
  ASSERT_TRUE(apart.has_value());
  const auto& again = std::get<Location>(apart->records.back());
  ASSERT_EQ(again.addresses.size(), 1u) << "an address like any other, so that it places the location";
  EXPECT_EQ(again.addresses.front().postal_code, "SY7 8AA");
  EXPECT_EQ(full_location(again).dump(), served.dump());
}

}  // namespace
}  // namespace fingerpost::model
