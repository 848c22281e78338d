#include "model/facts.hpp"

#include <gtest/gtest.h>

namespace fingerpost::model {
namespace {

const std::vector<Fact> kHall{{"kitchen", "Yes", "", ""},
                              {"lift", "no", "", ""},
                              {"capacity_seated", "80", "", ""},
                              {"kitchen_type", "domestic", "", ""},
                              {"backup_generator", "none", "", ""},
                              {"toilets", "3", "", ""},
                              {"electrical_test_on", "2026-02-01", "", ""},
                              {"wifi", "unknown", "", ""},
                              {"rooms", "", "", ""}};

Tri asked(const char* json) {
  const auto queries = read_fact_queries(*parse_json(json), "/facts");
  EXPECT_TRUE(queries.has_value()) << json;
  return queries ? meets_all(kHall, *queries) : Tri::unknown;
}

TEST(Facts, AreComparedByType) {
  EXPECT_EQ(asked(R"({"kitchen":"yes"})"), Tri::yes);
  EXPECT_EQ(asked(R"({"kitchen":true})"), Tri::yes);
  EXPECT_EQ(asked(R"({"lift":"yes"})"), Tri::no);
  EXPECT_EQ(asked(R"({"lift":"no"})"), Tri::yes);
  EXPECT_EQ(asked(R"({"capacity_seated":{"min":60}})"), Tri::yes);
  EXPECT_EQ(asked(R"({"capacity_seated":{"min":60,"max":70}})"), Tri::no);
  EXPECT_EQ(asked(R"({"capacity_seated":80})"), Tri::yes);
  EXPECT_EQ(asked(R"({"kitchen_type":"domestic"})"), Tri::yes);
  EXPECT_EQ(asked(R"({"kitchen_type":"commercial"})"), Tri::no);
  EXPECT_EQ(asked(R"({"electrical_test_on":{"min":"2026-01-01"}})"), Tri::yes);
  EXPECT_EQ(asked(R"({"electrical_test_on":{"max":"2026-01-01"}})"), Tri::no);
}

TEST(Facts, AKindOrANumberIsAYes) {
  EXPECT_EQ(asked(R"({"kitchen_type":"yes"})"), Tri::yes);
  EXPECT_EQ(asked(R"({"backup_generator":"yes"})"), Tri::no);
  EXPECT_EQ(asked(R"({"backup_generator":"no"})"), Tri::yes);
  EXPECT_EQ(asked(R"({"toilets":"yes"})"), Tri::yes);
}

TEST(Facts, WhatIsNotKnownIsNeitherYesNorNo) {
  EXPECT_EQ(asked(R"({"wifi":"yes"})"), Tri::unknown);
  EXPECT_EQ(asked(R"({"wifi":"no"})"), Tri::unknown);
  EXPECT_EQ(asked(R"({"rooms":{"min":1}})"), Tri::unknown);
  EXPECT_EQ(asked(R"({"showers":"yes"})"), Tri::unknown);
  EXPECT_EQ(asked(R"({"kitchen_type":{"min":1}})"), Tri::unknown) << "another type than asked for";
  EXPECT_EQ(asked(R"({"kitchen":"yes","wifi":"yes"})"), Tri::unknown);
  EXPECT_EQ(asked(R"({"lift":"yes","wifi":"yes"})"), Tri::no) << "one no is enough";
  EXPECT_EQ(asked("{}"), Tri::yes);
}

TEST(Facts, EveryFaultOfAQueryIsNamed) {
  const auto wrong =
      read_fact_queries(*parse_json(R"({"kitchen":[],"rooms":{"least":1},"x":{"min":"soon"},"y":null})"), "/facts");
  ASSERT_FALSE(wrong.has_value());
  ASSERT_EQ(wrong.error().size(), 4u);
  EXPECT_EQ(wrong.error()[0].field, "/facts/kitchen");
  EXPECT_EQ(wrong.error()[1].field, "/facts/rooms/least");
  EXPECT_FALSE(read_fact_queries(Json("x"), "/facts").has_value());
}

}  // namespace
}  // namespace fingerpost::model
