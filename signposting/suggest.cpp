#include "signposting/suggest.hpp"

#include <algorithm>
#include <atomic>
#include <memory>
#include <ranges>

#include "base/text.hpp"
#include "model/reading.hpp"

namespace fingerpost::signposting {
namespace {

constexpr std::size_t kMostNeeds = 5, kMostPlaces = 5;
/// Phrases looked at for needs: a letter or two begin thousands.
constexpr std::size_t kMostPhrases = 2'000;

/// A need of the taxonomy with its names as they are compared.
struct FoldedTerm {
  const model::TaxonomyTerm* term;
  std::string english, welsh;
};

struct FoldedTerms {
  std::shared_ptr<const model::TaxonomyTree> of;  ///< owns the terms
  std::vector<FoldedTerm> terms;
};

/// Of the snapshot's taxonomy; folded anew when it is another one, a third of a millisecond. Any thread.
std::shared_ptr<const FoldedTerms> folded_terms(const directory::Snapshot& snapshot) {
  static std::atomic<std::shared_ptr<const FoldedTerms>> latest;
  auto known = latest.load();
  if (known && known->of == snapshot.parts().terms) return known;
  FoldedTerms made{snapshot.parts().terms, {}};
  for (const model::TaxonomyTerm& term : made.of->terms())
    if (term.taxonomy == model::taxonomy_name::needs)
      made.terms.push_back({&term, fold(term.name), fold(term.extra["name_cy"].string())});
  known = std::make_shared<const FoldedTerms>(std::move(made));
  latest.store(known);
  return known;
}

class Suggesting {
 public:
  Suggesting(const directory::Snapshot& snapshot, std::size_t limit) : snapshot_(snapshot), limit_(limit) {}

  std::vector<Suggestion> run(std::string_view typed, std::string_view folded) {
    add_needs(folded);
    for (const search::Index::Completion& name : snapshot_.index().complete(typed, limit_))
      all_.push_back({name.text, std::string(search::to_string(name.kind)), to_string(name.record_id), true});
    for (const geo::PlaceChoice& place : snapshot_.gazetteer().complete(typed, std::min(limit_, kMostPlaces)))
      all_.push_back({place.name, place.kind, place.code, false});
    return std::move(all_);
  }

 private:
  /// Names of needs before other phrases for them; each need once, then the taxonomy's own names.
  void add_needs(std::string_view folded) {
    const lexicon::Lexicon& lexicon = snapshot_.lexicon();
    const auto numbers = std::views::iota(std::size_t{0}, lexicon.completions());
    const std::size_t begin = static_cast<std::size_t>(
        std::ranges::lower_bound(numbers, folded, {}, [&](std::size_t at) { return lexicon.completion(at).folded; }) -
        numbers.begin());
    std::size_t end = begin;
    while (end < lexicon.completions() && end - begin < kMostPhrases &&
           lexicon.completion(end).folded.starts_with(folded))
      ++end;
    const std::size_t most = std::min(limit_, kMostNeeds);
    std::vector<std::uint32_t> known;
    for (const bool names : {true, false})
      for (std::size_t at = begin; at < end && all_.size() < most; ++at)
        if (const auto phrase = lexicon.completion(at);
            phrase.is_name == names && std::find(known.begin(), known.end(), phrase.need) == known.end() &&
            add_need(phrase))
          known.push_back(phrase.need);
    if (all_.size() >= most) return;
    const auto needs = folded_terms(snapshot_);
    for (const FoldedTerm& need : needs->terms) {
      add_term(need, folded);
      if (all_.size() >= most) return;
    }
  }

  bool add_need(const lexicon::Lexicon::Phrase& phrase) {
    for (const lexicon::NeedTerm& each : snapshot_.lexicon().needs()[phrase.need].terms) {
      const auto* term = snapshot_.terms().by_code(model::taxonomy_name::needs, each.code);
      if (term == nullptr) continue;
      all_.push_back({std::string(phrase.shown), "need", to_string(term->id), true});
      return true;
    }
    return false;
  }

  void add_term(const FoldedTerm& need, std::string_view folded) {
    const bool in_english = has_word(need.english, folded);
    if (!in_english && !has_word(need.welsh, folded)) return;
    const model::TaxonomyTerm& term = *need.term;
    std::string text = in_english ? term.name : std::string(term.extra["name_cy"].string());
    const bool known =
        std::any_of(all_.begin(), all_.end(), [&](const Suggestion& s) { return equals_ignoring_case(s.text, text); });
    if (!known) all_.push_back({std::move(text), "need", to_string(term.id), true});
  }

  /// True when a word of `folded` begins with `prefix`.
  static bool has_word(std::string_view folded, std::string_view prefix) {
    for (std::size_t at = folded.find(prefix); at != std::string_view::npos; at = folded.find(prefix, at + 1))
      if (at == 0 || folded[at - 1] == ' ' || folded[at - 1] == '-' || folded[at - 1] == '(') return true;
    return false;
  }

  const directory::Snapshot& snapshot_;
  const std::size_t limit_;
  std::vector<Suggestion> all_;
};

}  // namespace

std::vector<Suggestion> suggest(std::string_view prefix, const directory::Snapshot& snapshot, std::size_t limit) {
  const std::string folded = fold(collapse_spaces(prefix));
  if (folded.empty()) return {};
  auto all = Suggesting(snapshot, limit).run(prefix, folded);
  if (!all.empty()) return all;
  const std::size_t space = folded.rfind(' ');
  const std::string before = space == std::string::npos ? "" : folded.substr(0, space + 1);
  for (const std::string& mended : snapshot.speller().mend_beginning(std::string_view(folded).substr(before.size()))) {
    all = Suggesting(snapshot, limit).run(before + mended, before + mended);
    if (!all.empty()) break;
  }
  return all;
}

}  // namespace fingerpost::signposting
