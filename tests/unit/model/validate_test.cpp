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

/// The codes of the notes that validating gives.
template <typename R>
std::vector<std::string> codes(R record, R* became = nullptr) {
  auto [valid, notes] = validate_with_notes(std::move(record));
  EXPECT_TRUE(valid.has_value());
  if (valid && became != nullptr) *became = std::get<R>(**valid);
  std::vector<std::string> all;
  for (const Note& note : notes) all.push_back(note.code);
  return all;
}

using Codes = std::vector<std::string>;

Location place() {
  Location location;
  location.id = *parse_uuid("6f1f2a0e-0000-4000-8000-000000000003");
  location.location_type = "physical";
  return location;
}

TEST(Validate, PositionsThatAreNowhere) {
  Location location = place(), became;
  location.latitude = 0, location.longitude = 0;
  EXPECT_EQ(codes(location, &became), (Codes{"bad-position", "bad-position"}));
  EXPECT_FALSE(became.latitude);
  EXPECT_EQ(became.extra["unusable"]["latitude"].if_number(), 0);
  location.latitude = 152, location.longitude = -2.7;
  EXPECT_EQ(codes(location), (Codes{"bad-position", "bad-position"}));
  location.latitude.reset();
  EXPECT_EQ(codes(location), Codes{"half-a-position"});
}

TEST(Validate, PositionsTheWrongWayRound) {
  Location location = place(), became;
  location.latitude = -2.75, location.longitude = 52.7;
  EXPECT_EQ(codes(location, &became), Codes{"position-swapped"});
  EXPECT_EQ(became.latitude, 52.7);
  EXPECT_EQ(became.longitude, -2.75);
}

TEST(Validate, Ages) {
  Service service = minimal(), became;
  service.minimum_age = 18, service.maximum_age = 999;
  EXPECT_EQ(codes(service, &became), Codes{"bad-age"});
  EXPECT_EQ(became.minimum_age, 18);
  EXPECT_FALSE(became.maximum_age);
  service.minimum_age = 18, service.maximum_age = 5;
  EXPECT_EQ(codes(service), (Codes{"ages-reversed", "ages-reversed"}));
  service.minimum_age.reset(), service.maximum_age = 0;
  EXPECT_EQ(codes(service), Codes{"ages-zero"});
}

TEST(Validate, AStatusThatNobodyKnowsIsNotShownAsOpen) {
  Service service = minimal(), became;
  service.status.clear();
  EXPECT_EQ(codes(service, &became), Codes{"status-assumed"});
  EXPECT_EQ(became.status, "active");
  service.status = "on hold";
  EXPECT_EQ(codes(service, &became), Codes{"unknown-status"});
  EXPECT_EQ(became.status, "inactive");
  EXPECT_EQ(became.extra["unusable"]["status"].string(), "on hold");
}

TEST(Validate, SchedulesInTheShapeOfHsds) {
  Service service = minimal(), became;
  Schedule& schedule = service.schedules.emplace_back();
  schedule.byday = "Thursday";
  schedule.opens_at = "10:00Z";
  schedule.closes_at = "late";
  schedule.interval = 0;
  schedule.valid_from = "2026-02-01";
  schedule.valid_to = "2026-01-01";
  EXPECT_EQ(codes(service, &became), (Codes{"weekday-rewritten", "time-rewritten", "bad-time", "bad-interval",
                                            "days-reversed", "days-reversed", "freq-assumed"}));
  const Schedule& made = became.schedules.at(0);
  EXPECT_EQ(made.freq, "WEEKLY");
  EXPECT_EQ(made.byday, "TH");
  EXPECT_EQ(made.opens_at, "10:00");
  EXPECT_EQ(made.closes_at, "");
  EXPECT_EQ(made.extra["unusable"]["closes_at"].string(), "late");
  Schedule daily;
  daily.freq = "daily";
  service.schedules = {daily};
  codes(service, &became);
  EXPECT_EQ(became.schedules[0].freq + " " + became.schedules[0].byday, "WEEKLY MO,TU,WE,TH,FR,SA,SU");
}

TEST(Validate, NotesSayWhere) {
  Service service = minimal();
  service.contacts.resize(2);
  service.contacts[1].phones.emplace_back().number = "ask";
  const auto [valid, notes] = validate_with_notes(service);
  ASSERT_EQ(notes.size(), 1u);
  EXPECT_EQ(notes[0].field, "/contacts/1/phones/0/number");
  EXPECT_EQ(notes[0].value, "ask");
}

TEST(Validate, NamesTakenFromTheNearestThing) {
  TaxonomyTerm term, became;
  term.id = *parse_uuid("6f1f2a0e-0000-4000-8000-000000000004");
  term.code = "food";
  EXPECT_EQ(codes(term, &became), Codes{"name-taken-from-elsewhere"});
  EXPECT_EQ(became.name, "food");
  term.code.clear();
  EXPECT_FALSE(validate(term).has_value());
}

TEST(Validate, TooMuchIsRefusedOrSetAside) {
  Service service = minimal(), became;
  service.alternate_name = std::string(kMaxName + 1, 'x');
  EXPECT_EQ(codes(service, &became), Codes{"too-long"});
  EXPECT_EQ(became.alternate_name, "");
  service = minimal();
  service.name = std::string(kMaxName + 1, 'x');
  EXPECT_FALSE(validate(service).has_value());
  service = minimal();
  service.phones.resize(kMaxParts + 1);
  EXPECT_FALSE(validate(service).has_value());
  service = minimal();
  service.extra.set("x", std::string(kMaxExtra + 1, 'x'));
  EXPECT_FALSE(validate(service).has_value());
  service = minimal();
  service.service_areas.emplace_back().extent = std::string(kMaxText + 1, ' ');
  EXPECT_TRUE(validate(service).has_value()) << "polygons are long";
  service.service_areas[0].extent = std::string(kMaxExtent + 1, ' ');
  EXPECT_FALSE(validate(service).has_value());
}

}  // namespace
}  // namespace fingerpost::model
