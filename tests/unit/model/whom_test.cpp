#include <gtest/gtest.h>

#include "model/eligibility.hpp"

namespace fingerpost::model {
namespace {

Service for_whom(std::string sentence) {
  Service service;
  service.eligibility_description = std::move(sentence);
  return service;
}

struct AgeCase {
  const char* said;
  std::optional<double> minimum, maximum;
};

TEST(Whom, AgesThatASentenceSays) {
  const AgeCase cases[] = {
      {"Anyone over 60.", 60, {}},
      {"People aged 18 and over", 18, {}},
      {"65+ living in Ludlow", 65, {}},
      {"16 or older", 16, {}},
      {"Not for under-18s", 18, {}},
      {"No over 25s", {}, 25},
      {"16 to 24 year olds", 16, 24},
      {"16 to 24-year-olds", 16, 24},
      {"Adults with a learning disability", 18, {}},
  };
  for (const AgeCase& each : cases) {
    const Ages ages = ages_of(for_whom(each.said));
    EXPECT_TRUE(ages.known) << each.said;
    EXPECT_EQ(ages.minimum, each.minimum) << each.said;
    EXPECT_EQ(ages.maximum, each.maximum) << each.said;
  }
}

TEST(Whom, SilenceIsNotKnownAndAllAgesIs) {
  for (const char* silent : {"", "People in Clun", "Groups of 12 to 20 people", "Born before 1960", "Open 9 to 5"})
    EXPECT_FALSE(ages_of(for_whom(silent)).known) << silent;
  const Ages all = ages_of(for_whom("Open to everyone, all ages"));
  EXPECT_TRUE(all.known);
  EXPECT_FALSE(all.minimum || all.maximum);
}

TEST(Whom, FieldsGoBeforeSentences) {
  Service service = for_whom("Anyone over 60");
  service.minimum_age = 50;
  EXPECT_EQ(ages_of(service).minimum, 50);
}

struct GenderCase {
  const char* said;
  Tri women, men;
};

TEST(Whom, GendersThatASentenceSays) {
  const GenderCase cases[] = {
      {"Women only", Tri::yes, Tri::no},
      {"This group is for men only.", Tri::no, Tri::yes},
      {"Women who have left an abusive partner", Tri::yes, Tri::no},
      {"Girls and boys from 8 up", Tri::yes, Tri::yes},
      {"Anyone who lives alone", Tri::yes, Tri::yes},
      {"All genders are welcome", Tri::yes, Tri::yes},
      {"Carers", Tri::unknown, Tri::unknown},
      {"", Tri::unknown, Tri::unknown},
  };
  for (const GenderCase& each : cases) {
    const Genders genders = genders_of(for_whom(each.said));
    EXPECT_EQ(genders.women, each.women) << each.said;
    EXPECT_EQ(genders.men, each.men) << each.said;
  }
}

TEST(Whom, RoomIsKnownOnlyWhereACapacitySaysSo) {
  Service service;
  EXPECT_EQ(has_room(service), Tri::unknown);
  service.capacities.emplace_back();
  EXPECT_EQ(has_room(service), Tri::unknown) << "a capacity that says nothing";
  service.capacities.back().available = 0;
  EXPECT_EQ(has_room(service), Tri::no);
  service.capacities.emplace_back().available = 2;
  EXPECT_EQ(has_room(service), Tri::yes);
}

TEST(Whom, TheLongestWaitNamed) {
  const std::pair<const char*, std::optional<double>> cases[] = {{"four to six weeks", 42},
                                                                 {"10 days", 10},
                                                                 {"About 2 weeks, then 3 months", 90},
                                                                 {"No wait", 0},
                                                                 {"Straight away", 0},
                                                                 {"Ask us", std::nullopt},
                                                                 {"", std::nullopt},
                                                                 {"999999 months", 3'650}};
  for (const auto& [said, days] : cases) {
    Service service;
    service.wait_time = said;
    EXPECT_EQ(wait_days_of(service), days) << said;
  }
}

}  // namespace
}  // namespace fingerpost::model
