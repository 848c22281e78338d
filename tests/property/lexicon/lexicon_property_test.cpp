#include <algorithm>
#include <gtest/gtest.h>
#include <random>
#include <rapidcheck/gtest.h>

#include "lexicon/folder.hpp"
#include "lexicon/speller.hpp"
#include "search/analyser.hpp"
#include "tests/support/temp_folder.hpp"

namespace fingerpost::lexicon {
namespace {

std::vector<QueryWord> words_of(std::string_view text) {
  std::vector<QueryWord> words;
  bool all_stop = true;
  for (const search::Token& token : search::analyse(text)) {
    words.push_back({{{token.term, 1}}, search::is_stop_word(token.word)});
    all_stop &= words.back().is_filler;
  }
  if (all_stop)
    for (QueryWord& word : words) word.is_filler = false;
  return words;
}

/// What a steward writes is found as it was written: every shipped phrase means its need, but for the few that more
/// needs share than are given.
TEST(LexiconProperty, EveryPhraseFindsItsNeed) {
  const fingerpost::test::TempFolder nowhere;
  const auto lexicon = LexiconFolder(nowhere / "needs").lexicon();
  std::size_t found = 0;
  for (std::size_t at = 0; at < lexicon->completions(); ++at) {
    const Lexicon::Phrase phrase = lexicon->completion(at);
    const auto readings = lexicon->read_words(words_of(phrase.shown));
    found += std::any_of(readings.begin(), readings.end(),
                         [&](const Reading& reading) { return reading.need == &lexicon->needs()[phrase.need]; });
  }
  EXPECT_GE(static_cast<double>(found), 0.97 * static_cast<double>(lexicon->completions()));
}

RC_GTEST_PROP(LexiconProperty, AnyBytesAreReadOrRefused, (const std::vector<std::string>& texts)) {
  std::vector<NeedFile> files;
  for (const std::string& text : texts)
    files.push_back({files.empty() ? "words.txt" : "file.txt", "= a | b | c\nterms: x\nen: " + text});
  const auto read = Lexicon::read(files);
  if (!read) RC_ASSERT(!read.error().empty() && read.error().size() <= kMaxFaults);
}

RC_GTEST_PROP(LexiconProperty, ReadingsAreBoundedAndOrdered, (const std::string& said)) {
  static const fingerpost::test::TempFolder nowhere;
  static const auto lexicon = LexiconFolder(nowhere / "needs").lexicon();
  const auto readings = lexicon->read_words(words_of(said));
  RC_ASSERT(readings.size() <= Lexicon::kMaxReadings);
  for (std::size_t i = 0; i < readings.size(); ++i) {
    RC_ASSERT(readings[i].weight > 0 && readings[i].weight <= 1);
    RC_ASSERT((i == 0 || readings[i - 1].weight >= readings[i].weight));  // unparenthesised, both sides are looked at
  }
}

RC_GTEST_PROP(LexiconProperty, CorrectionsAreWordsNearby, (const std::string& typed)) {
  static const Speller speller(
      {{"food", "food", 3, true, false}, {"debt", "debt", 2, true, false}, {"benefit", "benefit", 9, false, true}});
  const auto corrections = speller.correct(typed, typed);
  RC_ASSERT(corrections.size() <= Speller::kMaxCorrections);
  for (const auto& correction : corrections) RC_ASSERT(correction.weight > 0 && correction.weight <= 1);
  speller.split(typed);
  speller.mend_beginning(typed);
}

/// One slip in a word of five letters or more is mended to that word, or to one as near.
TEST(SpellerProperty, OneSlipIsMended) {
  const std::vector<std::string> vocabulary{"lonely",  "benefits", "counselling", "dementia",
                                            "housing", "nursery",  "bereavement", "carers",
                                            "falling", "homeless", "gambling",    "wheelchair"};
  std::vector<Speller::Word> words;
  for (const std::string& word : vocabulary)
    words.push_back({word, search::analyse(word).front().term, 5, true, false});
  const Speller speller(words);
  std::mt19937 random(3);
  for (int i = 0; i < 2'000; ++i) {
    const std::string& word = vocabulary[random() % vocabulary.size()];
    std::string typed = word;
    const std::size_t at = random() % (typed.size() - 1);
    switch (random() % 4) {
      case 0:
        typed.erase(at, 1);
        break;
      case 1:
        typed.insert(at, 1, static_cast<char>('a' + random() % 26));
        break;
      case 2:
        typed[at] = static_cast<char>('a' + random() % 26);
        break;
      default:
        std::swap(typed[at], typed[at + 1]);
    }
    if (typed == word) continue;
    const auto corrections = speller.correct(typed, search::analyse(typed).front().term);
    EXPECT_TRUE(std::any_of(corrections.begin(), corrections.end(), [&](const auto& c) { return c.word == word; }))
        << typed;
  }
}

}  // namespace
}  // namespace fingerpost::lexicon
