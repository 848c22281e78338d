#include "search/analyser.hpp"

#include <gmock/gmock.h>

namespace fingerpost::search {
namespace {

using testing::ElementsAre;

std::vector<std::string> words(std::string_view text) {
  std::vector<std::string> all;
  for (const Token& token : analyse(text)) all.push_back(token.word);
  return all;
}

std::vector<std::string> terms(std::string_view text) {
  std::vector<std::string> all;
  for (const Token& token : analyse(text)) all.push_back(token.term);
  return all;
}

TEST(Analyser, FoldsCaseAndDiacritics) { EXPECT_THAT(words("Café TŶ Gŵyl"), ElementsAre("cafe", "ty", "gwyl")); }

TEST(Analyser, DropsPossessivesAndPunctuation) {
  EXPECT_THAT(words("Women's aid; carers’ group (don't)"), ElementsAre("women", "aid", "carers", "group", "dont"));
  EXPECT_THAT(words("drop-in"), ElementsAre("drop", "in"));
  EXPECT_THAT(words(" ' '' !? … • "), ElementsAre());
}

TEST(Analyser, JoinsInitials) {
  EXPECT_THAT(words("N.H.S. and A.A group"), ElementsAre("nhs", "and", "aa", "group"));
  EXPECT_THAT(words("plan b. and c"), ElementsAre("plan", "b", "and", "c"));
}

TEST(Analyser, JoinsTelephoneNumbers) {
  EXPECT_THAT(words("call 0808 80 10 800 now"), ElementsAre("call", "08088010800", "now"));
  EXPECT_THAT(words("(01743) 123-456"), ElementsAre("01743123456"));
  EXPECT_THAT(words("+44 1743 123456"), ElementsAre("01743123456"));
  EXPECT_THAT(words("+44 (0)1743 123456"), ElementsAre("01743123456"));
  EXPECT_THAT(words("01743 123456, 01743 654321"), ElementsAre("01743123456", "01743654321"));
  EXPECT_THAT(words("ages 5 10 and 2024 2025"), ElementsAre("ages", "5", "10", "and", "2024", "2025"));
  EXPECT_THAT(words("SY1 1AA"), ElementsAre("sy1", "1aa"));
}

TEST(Analyser, StemsEnglish) {
  EXPECT_EQ(terms("counselling"), terms("counselled"));
  EXPECT_EQ(terms("carers"), terms("carer"));
  EXPECT_NE(terms("university"), terms("universe club"));
}

TEST(Analyser, UndoesWelshMutationsOfKnownWords) {
  EXPECT_EQ(terms("ganolfan"), terms("canolfan"));
  EXPECT_EQ(terms("nghanolfan"), terms("canolfan"));
  EXPECT_EQ(terms("fwyd"), terms("bwyd"));
  EXPECT_EQ(terms("hiechyd"), terms("iechyd"));
  EXPECT_EQ(terms("ofal"), terms("gofal"));
}

TEST(Analyser, LeavesEnglishAlone) {
  for (const char* word : {"rent", "plant", "less", "manc", "plan", "dad", "mood", "food", "go", "fan", "gang", "chat"})
    EXPECT_THAT(terms(word), ElementsAre(word));
}

TEST(Analyser, SurvivesAnything) {
  EXPECT_NO_THROW(analyse(std::string("\xFF\xFE\xC3(\x80 a\0b", 9)));
  EXPECT_EQ(analyse(std::string(300, 'x')).size(), 1u);
  EXPECT_LE(analyse(std::string(300, 'x'))[0].term.size(), 64u);
  std::string many;
  for (int i = 0; i < 60'000; ++i) many += "a b ";
  EXPECT_EQ(analyse(many).size(), kMaxTokens);
}

TEST(ConceptsOf, LeavesOutStopWordsUnlessNothingElseIsThere) {
  const auto concepts = concepts_of("help with the debt, with debts");
  ASSERT_EQ(concepts.size(), 2u);
  EXPECT_EQ(concepts[0].said, "help");
  EXPECT_EQ(concepts[1].said, "debt");
  EXPECT_EQ(concepts_of("the who").size(), 2u);
  EXPECT_TRUE(concepts_of("").empty());
}

TEST(ConceptsOf, IsBounded) {
  std::string words;
  for (int i = 0; i < 3'000; ++i) words += "word" + std::to_string(i) + " ";
  EXPECT_EQ(concepts_of(words).size(), kMaxQueryWords);
}

}  // namespace
}  // namespace fingerpost::search
