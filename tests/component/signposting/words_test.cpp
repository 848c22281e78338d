// Places and typing errors in the words of a question, with a real gazetteer and a vocabulary of a few words.
#include "signposting/detail/words.hpp"

#include <map>

#include "search/analyser.hpp"
#include "tests/component/geo/gazetteer_fixture.hpp"

namespace fingerpost::signposting {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// An index that knows how often a term stands in it, and nothing else.
class FewWords final : public search::Index {
 public:
  explicit FewWords(std::initializer_list<const char*> words) {
    for (const char* word : words) terms_[search::analyse(word).front().term] = 10;
  }
  search::Hits search(const search::Query&) const override { return {}; }
  std::string stored(const search::Hit&) const override { return {}; }
  std::vector<search::Hit> documents_of(const Uuid&) const override { return {}; }
  std::uint64_t documents() const override { return 10; }
  std::uint64_t records() const override { return 10; }
  std::uint64_t seq() const override { return 1; }
  std::uint64_t places_generation() const override { return 1; }
  std::vector<Completion> complete(std::string_view, std::size_t) const override { return {}; }
  std::uint64_t frequency(const std::string& term) const override {
    const auto known = terms_.find(term);
    return known == terms_.end() ? 0 : known->second;
  }
  void for_each_term(const std::function<void(std::string_view, std::uint64_t)>& visit) const override {
    for (const auto& [term, documents] : terms_) visit(term, documents);
  }

 private:
  std::map<std::string, std::uint64_t> terms_;
};

class WordsTest : public geo::test::GazetteerTest {
 protected:
  void SetUp() override {
    publish<geo::PlaceRow>("names",
                           {place("Ludlow", "town", 52.4, -2.7), place("Bath", "city", 52.2, -2.3),
                            place("Clun", "village", 52.42, -2.9), place("Hope Bowdler", "village", 52.5, -2.8)});
    publish<geo::PostcodeRow>("postcodes", {unit("SY7 8JA", 52.42, -2.95), unit("SY8 1AA", 52.4, -2.7)});
    gazetteer_ = open();
    std::vector<lexicon::Speller::Word> words;
    for (const char* word : {"debt", "advice", "lunch", "club", "home", "homeless", "bath", "food"})
      words.push_back({word, search::analyse(word).front().term, 10, true, false});
    speller_ = std::make_unique<lexicon::Speller>(std::move(words));
    auto lexicon =
        lexicon::Lexicon::read({{"needs.txt", "= bathing | Bathing | Ymolchi\nterms: bathing\nen: slipped in bath\n"}});
    ASSERT_TRUE(lexicon) << to_text(lexicon.error());
    lexicon_ = *lexicon;
  }

  Vocabulary vocabulary() const { return {index_, *lexicon_, *speller_, *gazetteer_}; }

  /// "place | what is left", or what is left alone.
  std::string place_in(std::string_view q) const {
    auto pieces = pieces_of(q);
    const auto part = read_place(pieces, vocabulary());
    std::string left;
    for (const Piece& piece : pieces)
      if (!piece.is_used) left += (left.empty() ? "" : " ") + piece.said;
    return part ? part->value + " | " + left : left;
  }

  std::vector<std::string> corrected(std::string_view q) const {
    auto pieces = pieces_of(q);
    std::vector<std::string> changes;
    for (const auto& change : correct(pieces, vocabulary())) changes.push_back(change.from + " > " + change.to);
    return changes;
  }

  FewWords index_{"debt", "advice", "lunch", "club", "food"};
  std::shared_ptr<const geo::Gazetteer> gazetteer_;
  std::unique_ptr<lexicon::Speller> speller_;
  std::shared_ptr<const lexicon::Lexicon> lexicon_;
};

TEST_F(WordsTest, APostcodeIsAPlaceAnywhere) {
  EXPECT_EQ(place_in("food SY7 8JA"), "SY7 8JA | food");
  EXPECT_EQ(place_in("sy78ja food"), "sy78ja | food");
  EXPECT_EQ(place_in("food in sy8 for two"), "sy8 | food for two");
  EXPECT_EQ(place_in("food ZZ9 9ZZ"), "food ZZ9 9ZZ");
}

TEST_F(WordsTest, ANameBehindNearIsAPlace) {
  EXPECT_EQ(place_in("debt advice near Ludlow"), "Ludlow | debt advice");
  EXPECT_EQ(place_in("lunch close to hope bowdler"), "hope bowdler | lunch");
  EXPECT_EQ(place_in("cinio ger Clun"), "Clun | cinio");
  EXPECT_EQ(place_in("near Bath food"), "Bath | food");
}

TEST_F(WordsTest, ANameBehindInIsAPlaceOnlyWhereItIsNoWordOfANeed) {
  EXPECT_EQ(place_in("food in Ludlow"), "Ludlow | food");
  EXPECT_EQ(place_in("slipped in bath"), "slipped in bath");
  EXPECT_EQ(place_in("in Ludlow debt advice"), "in Ludlow debt advice");
  EXPECT_EQ(place_in("Ludlow food"), "Ludlow food");
}

TEST_F(WordsTest, AMisspelledPlaceIsMendedBehindNearAndSaid) {
  auto pieces = pieces_of("debt advice near Ludlwo");
  std::vector<DidYouMean::Change> changes;
  const auto part = read_misspelled_place(pieces, vocabulary(), changes);
  ASSERT_TRUE(part);
  EXPECT_EQ(part->value, "Ludlow");
  ASSERT_EQ(changes.size(), 1u);
  EXPECT_EQ(changes[0].from, "Ludlwo");
  EXPECT_EQ(changes[0].to, "Ludlow");
}

TEST_F(WordsTest, LettersAndSpacesAreMendedInWordsThatAreNoHit) {
  EXPECT_THAT(corrected("dept advcie"), ElementsAre("dept > debt", "advcie > advice"));
  EXPECT_THAT(corrected("debtadvice"), ElementsAre("debtadvice > debt advice"));
  EXPECT_THAT(corrected("debta dvice"), ElementsAre("debta dvice > debt advice"));
  EXPECT_THAT(corrected("home less"), ElementsAre("home less > homeless"));
}

TEST_F(WordsTest, WhatIsAHitOrANumberStaysAsItIs) {
  EXPECT_THAT(corrected("debt advice food"), IsEmpty());
  EXPECT_THAT(corrected("101 lunch"), IsEmpty());
  EXPECT_THAT(corrected("the and of"), IsEmpty());
}

}  // namespace
}  // namespace fingerpost::signposting
