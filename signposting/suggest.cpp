#include "signposting/suggest.hpp"

#include "base/text.hpp"
#include "model/reading.hpp"

namespace fingerpost::signposting {
namespace {

/// True when a word of `folded` begins with `prefix`.
bool has_word_prefix(std::string_view folded, std::string_view prefix) {
  for (std::size_t at = folded.find(prefix); at != std::string_view::npos; at = folded.find(prefix, at + 1))
    if (at == 0 || folded[at - 1] == ' ' || folded[at - 1] == '-' || folded[at - 1] == '(') return true;
  return false;
}

void add_needs(std::vector<Suggestion>& all, std::string_view prefix, const model::TaxonomyTree& terms,
               std::size_t limit) {
  std::size_t found = 0;
  for (const model::TaxonomyTerm& term : terms.terms()) {
    if (found == limit) return;
    if (term.taxonomy != model::taxonomy_name::needs) continue;
    const std::string_view welsh = term.extra["name_cy"].string();
    const bool in_english = has_word_prefix(fold(term.name), prefix);
    if (!in_english && !has_word_prefix(fold(welsh), prefix)) continue;
    all.push_back({in_english ? term.name : std::string(welsh), "need", to_string(term.id), true});
    ++found;
  }
}

}  // namespace

std::vector<Suggestion> suggest(std::string_view prefix, const directory::Snapshot& snapshot, std::size_t limit) {
  std::vector<Suggestion> all;
  const std::string folded = fold(collapse_spaces(prefix));
  if (folded.empty()) return all;
  add_needs(all, folded, snapshot.terms(), std::min<std::size_t>(limit, 5));
  for (const search::Index::Completion& name : snapshot.index().complete(folded, limit))
    all.push_back({name.text, std::string(search::to_string(name.kind)), to_string(name.record_id), true});
  for (const geo::PlaceChoice& place : snapshot.gazetteer().complete(prefix, std::min<std::size_t>(limit, 5)))
    all.push_back({place.name, place.kind, place.code, false});
  return all;
}

}  // namespace fingerpost::signposting
