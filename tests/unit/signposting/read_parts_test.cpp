#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "signposting/detail/words.hpp"

namespace fingerpost::signposting {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct Read {
  std::vector<std::string> parts;  ///< name=value
  std::string rest;                ///< the words that are left
  Enquiry enquiry;
};

Read read(std::string_view q, Enquiry enquiry = {}) {
  Read result;
  auto pieces = pieces_of(q);
  for (const UnderstoodPart& part : read_parts(pieces, enquiry, std::vector<Said>(pieces.size(), Said::by_itself)))
    result.parts.push_back(part.name + "=" + part.value);
  for (const Piece& piece : pieces)
    if (!piece.is_used) result.rest += (result.rest.empty() ? "" : " ") + piece.said;
  result.enquiry = enquiry;
  return result;
}

TEST(ReadParts, Ages) {
  for (const auto& [said, age] :
       std::initializer_list<std::pair<const char*, const char*>>{{"boxing for a 14 year old", "14"},
                                                                  {"boxing for my 14-year-old", "14"},
                                                                  {"three year old wont sleep", "3"},
                                                                  {"14yr old boy", "14"},
                                                                  {"3yo", "3"},
                                                                  {"aged 70 and alone", "70"},
                                                                  {"im 82 and fell", "82"},
                                                                  {"over 60s", "60"},
                                                                  {"clubs for over-60s", "60"},
                                                                  {"over 65", "65"},
                                                                  {"under 5s group", "4"},
                                                                  {"60 plus", "60"},
                                                                  {"6 month old baby", "0"},
                                                                  {"clwb 70 oed", "70"},
                                                                  {"toddler group", "2"},
                                                                  {"my teenager", "15"}})
    EXPECT_THAT(read(said).parts, ElementsAre("age=" + std::string(age))) << said;
  EXPECT_EQ(read("toddler group").rest, "toddler group");
  EXPECT_EQ(read("boxing for a 14 year old").rest, "boxing for a");
  for (const char* none : {"24 hour helpline", "over 3 miles", "over 60 miles", "10 sessions", "over the moon",
                           "aged relative", "2 weeks"})
    EXPECT_THAT(read(none).parts, IsEmpty()) << none;
}

TEST(ReadParts, FreeUnlessItIsFreeOfSomethingOrAThing) {
  EXPECT_THAT(read("free food").parts, ElementsAre("free=true"));
  EXPECT_EQ(read("free food").rest, "food");
  EXPECT_THAT(read("counselling for free").parts, ElementsAre("free=true"));
  EXPECT_THAT(read("cwnsela am ddim").parts, ElementsAre("free=true"));
  for (const char* none : {"free school meals", "gluten free food", "free bus pass", "smoke free", "get free from him"})
    EXPECT_THAT(read(none).parts, IsEmpty()) << none;
}

TEST(ReadParts, Days) {
  for (const auto& [said, when] :
       std::initializer_list<std::pair<const char*, const char*>>{{"food bank open saturday", "saturday"},
                                                                  {"food bank on saturdays", "saturday"},
                                                                  {"yoga tuesday evening", "tuesday-evening"},
                                                                  {"food tonight", "tonight"},
                                                                  {"bwyd heno", "tonight"},
                                                                  {"doctor tomorrow morning", "tomorrow-morning"},
                                                                  {"swimming at the weekend", "weekend"},
                                                                  {"yoga in the evenings", "evening"},
                                                                  {"nos wener clwb", "friday-evening"},
                                                                  {"dydd sadwrn", "saturday"}})
    EXPECT_THAT(read(said).parts, ElementsAre("open_on=" + std::string(when))) << said;
  EXPECT_THAT(read("library open now").parts, ElementsAre("open_at=now"));
  for (const char* none : {"saturday job", "sunday school", "evening classes", "weekend away"})
    EXPECT_THAT(read(none).parts, IsEmpty()) << none;
}

TEST(ReadParts, AccessLanguageAndWays) {
  EXPECT_THAT(read("step-free cafe with hearing loop").parts, ElementsAre("access=step_free", "access=hearing_loop"));
  EXPECT_THAT(read("yoga in a wheelchair").parts, ElementsAre("access=step_free"));
  EXPECT_THAT(read("BSL counselling").parts, ElementsAre("access=bsl"));
  EXPECT_THAT(read("advice in Polish").parts, ElementsAre("language=pl"));
  EXPECT_THAT(read("Polish speaking counsellor").parts, ElementsAre("language=pl"));
  EXPECT_THAT(read("cyngor yn Gymraeg").parts, ElementsAre("language=cy"));
  EXPECT_THAT(read("hairdresser home visits").parts, ElementsAre("access=home_visits"));
  EXPECT_THAT(read("counselling online").parts, ElementsAre("here=online"));
  EXPECT_THAT(read("advice by phone").parts, ElementsAre("here=online"));
  for (const char* none :
       {"wheelchair hire", "learn BSL", "cant speak English", "online banking", "get online", "polish food"})
    EXPECT_THAT(read(none).parts, IsEmpty()) << none;
}

TEST(ReadParts, ParametersAndDropGoBefore) {
  Enquiry given;
  given.age = 40;
  given.free = true;
  EXPECT_THAT(read("free club for a 14 year old", given).parts, IsEmpty());
  Enquiry dropped;
  dropped.drop = {"age"};
  EXPECT_THAT(read("free club for a 14 year old", dropped).parts, ElementsAre("free=true"));
  dropped.drop = {"all"};
  EXPECT_THAT(read("free club for a 14 year old", dropped).parts, IsEmpty());
}

TEST(ReadParts, SeveralAtOnce) {
  const Read all = read("free wheelchair accessible yoga for over 60s on tuesday mornings in polish");
  EXPECT_THAT(all.parts,
              ElementsAre("free=true", "access=step_free", "age=60", "open_on=tuesday-morning", "language=pl"));
  EXPECT_EQ(all.rest, "yoga for");
  EXPECT_EQ(all.enquiry.open_on, "tuesday-morning");
  EXPECT_TRUE(all.enquiry.free);
}

TEST(OpenOn, NamesHoursOfTheWeek) {
  const Instant friday = *parse_rfc3339("2026-11-27T10:00:00Z");
  const auto hours = [&](const char* text) { return hours_of(*parse_open_on(text), friday); };
  EXPECT_EQ(hours("saturday").count(), 24u);
  EXPECT_TRUE(hours("saturday")[5 * 24]);
  EXPECT_TRUE(hours("tonight")[4 * 24 + 20]);
  EXPECT_FALSE(hours("tonight")[4 * 24 + 10]);
  EXPECT_TRUE(hours("tomorrow-morning")[5 * 24 + 9]);
  EXPECT_EQ(hours("weekend").count(), 48u);
  EXPECT_EQ(hours("evening").count(), 7u * 7u);
  for (const char* wrong : {"", "someday", "saturday-noon", "-morning", "morning-saturday", "saturday-"})
    EXPECT_FALSE(parse_open_on(wrong)) << wrong;
}

}  // namespace
}  // namespace fingerpost::signposting
