#include "lexicon/lexicon.hpp"

#include <algorithm>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "search/analyser.hpp"

namespace fingerpost::lexicon {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr const char* kNeeds = R"(# a comment
= falls | Falls and unsteadiness | Cwympo ac ansadrwydd
terms: falls-prevention, home-adaptations 0.6
related: lonely
en: my mum keeps falling; had a fall; scared of falling
cy: mae mam yn cwympo o hyd

= lonely | Feeling lonely | Teimlo'n unig
terms: befriending
en: lonely; no one to talk to; my mum is on her own all day

= abuse | Not safe at home | Ddim yn ddiogel gartref
terms: domestic-abuse-support
en: he hits me; scared of my partner
flags: crisis

= energy | Cannot pay for heating | Methu talu am wres
terms: energy-bills
en: cant pay the gas; electric on emergency; prepay meter has run out
)";

std::shared_ptr<const Lexicon> lexicon_of(const char* words = "") {
  auto read = Lexicon::read({{"needs.txt", kNeeds}, {"words.txt", words}});
  EXPECT_TRUE(read.has_value()) << (read ? "" : to_text(read.error()));
  return *read;
}

std::vector<QueryWord> words_of(const Lexicon& lexicon, std::string_view text) {
  std::vector<QueryWord> words;
  for (const search::Token& token : search::analyse(text)) {
    QueryWord word{{{token.term, 1}}, search::is_stop_word(token.word)};
    for (const Alternative& other : lexicon.alternatives(token.term)) word.terms.push_back(other);
    words.push_back(std::move(word));
  }
  return words;
}

std::vector<std::string> needs_in(const Lexicon& lexicon, std::string_view text) {
  std::vector<std::string> codes;
  for (const Reading& reading : lexicon.read_words(words_of(lexicon, text))) codes.push_back(reading.need->code);
  return codes;
}

std::vector<std::string> faults_of(const std::vector<NeedFile>& files) {
  std::vector<std::string> faults;
  const auto read = Lexicon::read(files);
  if (!read)
    for (const Problem& fault : read.error()) faults.push_back(fault.field);
  return faults;
}

TEST(Lexicon, StopWordsTellWhereTheyStand) {
  const auto read = Lexicon::read({{"needs.txt",
                                    "= crafts | Crafts | Crefftau\nterms: crafts\nen: making things\n"
                                    "= wills | A will | Ewyllys\nterms: planning-ahead\nen: making a will\n"}});
  ASSERT_TRUE(read.has_value());
  EXPECT_THAT(needs_in(**read, "making a will"), ElementsAre("wills", "crafts"));
}

TEST(Lexicon, ReadsNeedsWithTermsAndFlags) {
  const auto lexicon = lexicon_of();
  const Need* falls = lexicon->find("falls");
  ASSERT_NE(falls, nullptr);
  EXPECT_EQ(falls->name_cy, "Cwympo ac ansadrwydd");
  ASSERT_EQ(falls->terms.size(), 2u);
  EXPECT_EQ(falls->terms[1].code, "home-adaptations");
  EXPECT_DOUBLE_EQ(falls->terms[1].weight, 0.6);
  EXPECT_THAT(falls->related, ElementsAre("lonely"));
  EXPECT_EQ(falls->where, "needs.txt:2");
  EXPECT_TRUE(lexicon->find("abuse")->crisis);
  EXPECT_FALSE(falls->crisis);
}

TEST(Lexicon, FindsAPhraseWhateverTheOrderAndTheWordsBetween) {
  const auto lexicon = lexicon_of();
  for (const char* said : {"my mum keeps falling", "falling, my mum keeps", "mum falls", "she had a bad fall yesterday",
                           "falls-prevention falls", "mae mam yn cwympo o hyd"})
    EXPECT_EQ(needs_in(*lexicon, said).front(), "falls") << said;
  EXPECT_EQ(needs_in(*lexicon, "i cant pay my gas").front(), "energy");
}

TEST(Lexicon, SeveralNeedsInOneQuestion) {
  const auto lexicon = lexicon_of();
  const auto needs = needs_in(*lexicon, "lonely and had a fall");
  EXPECT_THAT(needs, testing::UnorderedElementsAre("lonely", "falls"));
}

TEST(Lexicon, NothingInNothing) {
  const auto lexicon = lexicon_of();
  EXPECT_THAT(needs_in(*lexicon, ""), IsEmpty());
  EXPECT_THAT(needs_in(*lexicon, "zebra crossing"), IsEmpty());
  EXPECT_THAT(Lexicon().read_words({}), IsEmpty());
}

TEST(Lexicon, WordsThatStandForOthers) {
  const auto lexicon = lexicon_of("# comment\nunhappy -> lonely\ngrub = food\nunig = lonely\n");
  EXPECT_EQ(needs_in(*lexicon, "unhappy").front(), "lonely");
  EXPECT_EQ(needs_in(*lexicon, "unig").front(), "lonely");
  EXPECT_EQ(lexicon->alternatives("food").size(), 1u);
  EXPECT_THAT(lexicon->alternatives(search::analyse("lonely").front().term), testing::SizeIs(1));
}

TEST(Lexicon, WordsOfWholePhrasesAreNamed) {
  const auto lexicon = lexicon_of();
  EXPECT_THAT(lexicon->in_whole_phrases(words_of(*lexicon, "please cant pay the gas tonight")),
              testing::IsSupersetOf({std::size_t{1}, std::size_t{2}, std::size_t{4}}));
  EXPECT_THAT(lexicon->in_whole_phrases(words_of(*lexicon, "gas tonight")), IsEmpty());
}

TEST(Lexicon, EveryFaultAtOnceWithFileAndLine) {
  const auto faults = faults_of({{"bad.txt",
                                  "en: before any need\n"
                                  "= Falls | Name | Enw\n"
                                  "= one | Only English\n"
                                  "= two | Two | Dau\n"
                                  "terms: fine, heavy 7, Bad Code\n"
                                  "related: nowhere\n"
                                  "en: one two three four five six seven eight nine ten eleven twelve thirteen\n"
                                  "flags: danger\n"
                                  "what is this\n"
                                  "= two | Again | Eto\n"
                                  "= three | Three | Tri\n"},
                                 {"words.txt", "no arrow\na b c -> d\n"}});
  EXPECT_THAT(faults, testing::UnorderedElementsAre("bad.txt:1", "bad.txt:2", "bad.txt:3", "bad.txt:5", "bad.txt:5",
                                                    "bad.txt:7", "bad.txt:8", "bad.txt:9", "bad.txt:10", "words.txt:1",
                                                    "words.txt:2", "bad.txt:4", "bad.txt:11"));
}

TEST(Lexicon, BytesThatAreNoTextAreRefused) {
  EXPECT_THAT(faults_of({{"bad.txt", "= a | \xff\xfe | b\n"}}), ElementsAre("bad.txt:0"));
  EXPECT_THAT(faults_of({{"big.txt", std::string(kMaxFileBytes + 1, 'x')}}), ElementsAre("big.txt:0"));
}

TEST(Lexicon, AStewardsNeedStandsInPlaceOfTheShippedOne) {
  const char* own = "= lonely | On my own | Ar fy mhen fy hun\nterms: walking-groups\nen: bored\n";
  for (const bool steward_first : {true, false}) {
    std::vector<NeedFile> files{{"own.txt", own, NeedFile::Origin::steward}, {"needs.txt", kNeeds}};
    if (!steward_first) std::swap(files[0], files[1]);
    const auto read = Lexicon::read(files);
    ASSERT_TRUE(read) << to_text(read.error());
    EXPECT_EQ((*read)->find("lonely")->name, "On my own");
    EXPECT_EQ((*read)->find("lonely")->terms.front().code, "walking-groups");
    EXPECT_THAT(needs_in(**read, "no one to talk to"), IsEmpty());
  }
}

TEST(Lexicon, CompletionsAreSortedAndKnowTheirNeed) {
  const auto lexicon = lexicon_of();
  std::vector<Lexicon::Phrase> phrases;
  for (std::size_t at = 0; at < lexicon->completions(); ++at) phrases.push_back(lexicon->completion(at));
  EXPECT_TRUE(
      std::is_sorted(phrases.begin(), phrases.end(), [](const auto& a, const auto& b) { return a.folded < b.folded; }));
  const auto found =
      std::find_if(phrases.begin(), phrases.end(), [](const auto& p) { return p.shown == "had a fall"; });
  ASSERT_NE(found, phrases.end());
  EXPECT_EQ(lexicon->needs()[found->need].code, "falls");
  EXPECT_FALSE(found->is_name);
}

}  // namespace
}  // namespace fingerpost::lexicon
