#include "model/validate.hpp"

#include <gtest/gtest.h>

#include "model/record_json.hpp"

namespace fingerpost::model {
namespace {

Service minimal() {
  Service service;
  service.id = *parse_uuid("6f1f2a0e-0000-4000-8000-000000000001");
  service.organization_id = *parse_uuid("6f1f2a0e-0000-4000-8000-000000000002");
  service.name = "Lunch club";
  service.status = "active";
  return service;
}

TEST(Validate, LeavesARightRecordAlone) {
  const auto [valid, notes] = validate_with_notes(minimal());
  ASSERT_TRUE(valid.has_value());
  EXPECT_EQ(std::get<Service>(**valid), minimal());
  EXPECT_TRUE(notes.empty());
}

TEST(Validate, SetsABadEmailAsideAndKeepsTheService) {
  Service service = minimal();
  service.email = "ring us";
  const auto [valid, notes] = validate_with_notes(service);
  ASSERT_TRUE(valid.has_value());
  EXPECT_EQ(std::get<Service>(**valid).email, "");
  EXPECT_EQ(std::get<Service>(**valid).extra["unusable"]["email"].string(), "ring us");
  ASSERT_EQ(notes.size(), 1u);
  EXPECT_EQ(notes[0].code, "bad-email");
  EXPECT_EQ(notes[0].field, "/email");
}

TEST(Validate, ReportsEveryFaultAtOnce) {
  Service service = minimal();
  service.id = Uuid{};
  service.name.clear();
  service.description = std::string(kMaxText + 1, 'x');
  const auto valid = validate(service);
  ASSERT_FALSE(valid.has_value());
  ASSERT_EQ(valid.error().size(), 3u);
  EXPECT_EQ(valid.error()[0].field, "/id");
  EXPECT_EQ(valid.error()[1].field, "/description");
  EXPECT_EQ(valid.error()[2].field, "/name");
}

TEST(Validate, GivesPartsStableIds) {
  Service service = minimal();
  service.phones.resize(2);
  const auto once = validate(service), again = validate(service);
  ASSERT_TRUE(once && again);
  EXPECT_EQ(std::get<Service>(**once), std::get<Service>(**again));
  EXPECT_NE(std::get<Service>(**once).phones[0].id, std::get<Service>(**once).phones[1].id);
  EXPECT_FALSE(std::get<Service>(**once).phones[0].id.is_nil());
}

}  // namespace
}  // namespace fingerpost::model
