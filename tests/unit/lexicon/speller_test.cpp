#include "lexicon/speller.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lexicon/detail/distance.hpp"
#include "search/analyser.hpp"

namespace fingerpost::lexicon {
namespace {

using testing::IsEmpty;

Speller speller_of(std::initializer_list<const char*> spoken, std::initializer_list<const char*> indexed = {}) {
  std::vector<Speller::Word> words;
  for (const char* word : spoken) words.push_back({word, search::analyse(word).front().term, 10, true, false});
  for (const char* word : indexed) {
    const std::string term = search::analyse(word).front().term;
    words.push_back({term, term, 5, false, true});
  }
  return Speller(std::move(words));
}

std::string corrected(const Speller& speller, std::string_view word) {
  const auto found = speller.correct(word, search::analyse(word).front().term);
  return found.empty() ? "" : found.front().word;
}

TEST(Speller, OneLetterInOutChangedOrSwapped) {
  const Speller speller = speller_of({"lonely", "debt", "bank", "somewhere", "benefits", "counselling", "food"});
  EXPECT_EQ(corrected(speller, "lonley"), "lonely");
  EXPECT_EQ(corrected(speller, "somwhere"), "somewhere");
  EXPECT_EQ(corrected(speller, "bnak"), "bank");
  EXPECT_EQ(corrected(speller, "dept"), "debt");
  EXPECT_EQ(corrected(speller, "benifitts"), "benefits");
  EXPECT_EQ(corrected(speller, "councelling"), "counselling");
}

TEST(Speller, TwoSlipsInFiveLettersAreMendedToWhatPeopleSay) {
  EXPECT_EQ(corrected(speller_of({"hungry", "lonely"}), "hugnr"), "hungry");
  EXPECT_EQ(corrected(speller_of({}, {"hungry", "lonely"}), "hugnr"), "");
}

TEST(Speller, TheFurtherBehindTheNextTheSurerTheLikeliest) {
  const auto alone = speller_of({"carer"}).correct("caerr", "caerr");
  const auto beside = speller_of({"carer", "cater"}).correct("caer", "caer");
  ASSERT_FALSE(alone.empty());
  ASSERT_EQ(beside.size(), 2u);
  EXPECT_DOUBLE_EQ(alone.front().weight, 1);
  EXPECT_LT(beside.front().weight, 1);
  EXPECT_LT(beside.back().weight, beside.front().weight);
}

TEST(Speller, CorrectsToIndexTermsWithTheEndingThatWasTyped) {
  const Speller speller = speller_of({}, {"benefits", "dementia"});
  EXPECT_EQ(corrected(speller, "benifits"), "benefits");
  EXPECT_EQ(corrected(speller, "demensia"), "dementia");
}

TEST(Speller, HasWhatIsSaidAndStemsOfTwoDocuments) {
  const Speller speller({{"debt", "debt", 0, true, false},
                         {"debts", "debt", 1, true, false},
                         {"advic", "advic", 2, false, true},
                         {"advix", "advix", 1, false, true},
                         {"lonely", "lone", 1, true, false},
                         {"lonely", "lonely", 1, false, true}});
  for (const char* known : {"debt", "debts", "advic", "lonely"}) EXPECT_TRUE(speller.has(known)) << known;
  for (const std::string unknown : {"", "d", "deb", "debtss", "advix", "zzzz", "aaaa", "\xC5\x83"})
    EXPECT_FALSE(speller.has(unknown)) << unknown;
  EXPECT_FALSE(speller.has(std::string(1'000, 'a')));
}

TEST(Speller, SoundsAlike) {
  const Speller speller = speller_of({"physio", "knife", "counselling", "bailiff"});
  EXPECT_EQ(corrected(speller, "fysio"), "physio");
  EXPECT_EQ(corrected(speller, "nife"), "knife");
  EXPECT_EQ(corrected(speller, "counciling"), "counselling");
  EXPECT_EQ(corrected(speller, "baylif"), "bailiff");
}

TEST(Speller, ShortWordsNumbersAndTheUnheardOfStay) {
  const Speller speller = speller_of({"gp", "aa", "pip", "food"});
  EXPECT_EQ(corrected(speller, "gq"), "");
  EXPECT_EQ(corrected(speller, "ab"), "");
  EXPECT_EQ(corrected(speller, "f00d"), "");
  EXPECT_EQ(corrected(speller, "xylophone"), "");
  EXPECT_THAT(speller.correct(std::string(500, 'a'), std::string(500, 'a')), IsEmpty());
  EXPECT_THAT(Speller({}).correct("word", "word"), IsEmpty());
}

TEST(Speller, WhatPeopleSayGoesBeforeWhatIsRare) {
  std::vector<Speller::Word> words{{"carer", "carer", 50, true, false}, {"cater", "cater", 1, false, true}};
  EXPECT_EQ(corrected(Speller(std::move(words)), "caer"), "carer");
}

TEST(Speller, SplitsWhatWasRunTogether) {
  const Speller speller = speller_of({"food", "bank", "debt", "advice", "mental", "health"});
  EXPECT_EQ(speller.split("foodbank"), std::pair(std::string("food"), std::string("bank")));
  EXPECT_EQ(speller.split("debtadvice"), std::pair(std::string("debt"), std::string("advice")));
  EXPECT_EQ(speller.split("mentalhealth"), std::pair(std::string("mental"), std::string("health")));
  EXPECT_FALSE(speller.split("foodie"));
  EXPECT_FALSE(speller.split(""));
}

TEST(Speller, MendsABeginning) {
  const Speller speller = speller_of({"counselling", "council", "benefits"});
  EXPECT_THAT(speller.mend_beginning("benfi"), testing::Contains("benefi"));
  EXPECT_THAT(speller.mend_beginning("xx"), IsEmpty());
}

TEST(Distance, CountsSwapsAsOne) {
  EXPECT_EQ(detail::edit_distance("bnak", "bank", 2), 1);
  EXPECT_EQ(detail::edit_distance("", "ab", 2), 2);
  EXPECT_EQ(detail::edit_distance("abc", "abc", 2), 0);
  EXPECT_EQ(detail::edit_distance("abcdef", "uvwxyz", 2), 3);
}

}  // namespace
}  // namespace fingerpost::lexicon
