#include "model/record_json.hpp"

#include <gtest/gtest.h>

namespace fingerpost::model {
namespace {

constexpr auto kId = "6f1f2a0e-0000-4000-8000-000000000001";

Service read_service(std::string_view text) {
  const auto json = parse_json(text);
  EXPECT_TRUE(json.has_value());
  auto record = record_from_json(RecordKind::service, *json);
  EXPECT_TRUE(record.has_value());
  return std::get<Service>(*record);
}

TEST(RecordJson, KeepsWhatHsdsDoesNotName) {
  const auto service =
      read_service(R"({"id":"6f1f2a0e-0000-4000-8000-000000000001","name":"Lunch","pets":{"dogs":true},"x":null})");
  EXPECT_EQ(service.extra.dump(), R"({"pets":{"dogs":true},"x":null})");
  EXPECT_EQ(to_json(Record(service)).dump(),
            R"({"id":"6f1f2a0e-0000-4000-8000-000000000001","name":"Lunch","pets":{"dogs":true},"x":null})");
}

TEST(RecordJson, ReadsNumbersInAnyDress) {
  const auto service =
      read_service(R"({"id":"6f1f2a0e-0000-4000-8000-000000000001","minimum_age":"12.0","maximum_age":"old",
    "phones":[{"number":1743123456,"extension":12}],"schedules":[{"interval":2.0,"byday":["MO","TU"]}]})");
  EXPECT_EQ(service.minimum_age, 12.0);
  EXPECT_FALSE(service.maximum_age);
  EXPECT_EQ(service.extra["unusable"]["maximum_age"].string(), "old");
  EXPECT_EQ(service.phones.at(0).number, "1743123456");
  EXPECT_EQ(service.phones.at(0).extension, "12");
  EXPECT_EQ(service.schedules.at(0).interval, 2);
  EXPECT_EQ(service.schedules.at(0).byday, "MO,TU");
}

TEST(RecordJson, KeepsElementsThatAreNoObjects) {
  const auto service = read_service(
      R"({"id":"6f1f2a0e-0000-4000-8000-000000000001","phones":["01743 1",null,{"number":"2"}],"contacts":{"name":"Jo"}})");
  ASSERT_EQ(service.phones.size(), 1u);
  EXPECT_EQ(service.extra["unusable"]["phones"].dump(), R"(["01743 1"])");
  ASSERT_EQ(service.contacts.size(), 1u);
  EXPECT_EQ(service.contacts[0].name, "Jo");
}

TEST(RecordJson, RefusesWhatHasNoId) {
  const auto wrong = record_from_json(RecordKind::location, *parse_json(R"({"id":12})"));
  ASSERT_FALSE(wrong.has_value());
  EXPECT_EQ(wrong.error().at(0).field, "/id");
  EXPECT_EQ(wrong.error().at(0).value, "12");
  EXPECT_FALSE(record_from_json(RecordKind::location, Json::array()).has_value());
}

TEST(RecordJson, WritesWholeNumbersWithoutAPoint) {
  Service service;
  service.id = *parse_uuid(kId);
  service.minimum_age = 16;
  EXPECT_EQ(to_json(Record(service)).dump(), R"({"id":"6f1f2a0e-0000-4000-8000-000000000001","minimum_age":16})");
}

}  // namespace
}  // namespace fingerpost::model
