#include "model/v1_service.hpp"

#include <gtest/gtest.h>

#include "model/assemble.hpp"
#include "model/record_json.hpp"

namespace fingerpost::model {
namespace {

constexpr const char* kService = R"({
  "id": "00000000-0000-4000-8000-000000000001", "name": "Lunch club", "status": "active",
  "minimum_age": 60, "eligibility_description": "Older people",
  "schedules": [
    {"id": "00000000-0000-4000-8000-000000000002", "freq": "WEEKLY", "byday": "TH", "opens_at": "12:00:00", "closes_at": "14:00:00"},
    {"id": "00000000-0000-4000-8000-000000000003", "valid_from": "2026-12-25", "valid_to": "2026-12-26", "dtstart": "2026-12-25",
     "description": "closed"}],
  "languages": [{"id": "00000000-0000-4000-8000-000000000004", "code": "cy"}],
  "funding": [{"id": "00000000-0000-4000-8000-000000000005", "source": "Parish"}],
  "service_areas": [{"id": "00000000-0000-4000-8000-000000000006", "name": "Clun"}],
  "attributes": [{"id": "00000000-0000-4000-8000-000000000007", "link_type": "need",
    "taxonomy_term": {"id": "00000000-0000-4000-8000-000000000008", "name": "Food", "description": "Food", "taxonomy": "needs"}}]})";

TEST(V1Service, HasTheNamesOfTheOlderProfile) {
  const Json old = v1_service(*parse_json(kService));
  for (const char* gone : {"minimum_age", "eligibility_description", "schedules", "funding", "attributes"})
    EXPECT_EQ(old.find(gone), nullptr) << gone;
  EXPECT_EQ(old["eligibilitys"].elements()[0]["minimum_age"], Json(60));
  EXPECT_EQ(old["eligibilitys"].elements()[0]["eligibility"], Json("Older people"));
  EXPECT_EQ(old["regular_schedules"].elements().size(), 1u);
  const Json& holiday = old["holiday_schedules"].elements()[0];
  EXPECT_EQ(holiday["closed"], Json(true));
  EXPECT_EQ(holiday["start_date"], Json("2026-12-25"));
  EXPECT_EQ(old["languages"].elements()[0]["language"], Json("cy"));
  EXPECT_EQ(old["fundings"].elements()[0]["source"], Json("Parish"));
  EXPECT_EQ(old["service_areas"].elements()[0]["service_area"], Json("Clun"));
  const Json& link = old["service_taxonomys"].elements()[0];
  EXPECT_EQ(link["taxonomy"]["name"], Json("Food"));
  EXPECT_EQ(link["taxonomy"]["vocabulary"], Json("needs"));
}

TEST(V1Service, IsReadBackAsItWas) {
  const auto whole = disassemble_service(*parse_json(kService));
  const auto through = disassemble_service(v1_service(*parse_json(kService)));
  ASSERT_TRUE(whole && through);
  const auto none = [](RecordKind, const Uuid&) -> const Record* { return nullptr; };
  const auto served = [&](const Disassembled& apart) {
    return full_service(std::get<Service>(apart.records.back()), none);
  };
  const Json before = served(*whole), after = served(*through);
  for (const char* name : {"name", "minimum_age", "eligibility_description", "schedules", "funding", "service_areas"})
    EXPECT_EQ(after[name].dump(), before[name].dump()) << name;
  EXPECT_EQ(after["attributes"].elements().size(), 1u);
}

}  // namespace
}  // namespace fingerpost::model
