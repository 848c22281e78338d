#include <fmt/format.h>

#include "directory/stored_result.hpp"
#include "model/reading.hpp"
#include "signposting/detail/steps.hpp"

namespace fingerpost::signposting {
namespace {

std::vector<Signpost> signposts(Working& working, std::vector<search::Hit> hits) {
  std::vector<Signpost> results;
  results.reserve(hits.size());
  const auto& words = working.answer.understood.words;
  for (search::Hit& hit : hits) {
    Signpost signpost;
    if (hit.stored.empty()) hit.stored = working.snapshot.index().stored(hit);
    const directory::StoredParts parts = directory::parts_of(hit.stored);
    signpost.opening =
        opening_told(parts.schedules, working.enquiry.open_at.value_or(working.now), working.snapshot.parts().holidays);
    if (!words.empty()) signpost.snippet = snippet_of(parts.text, words);
    signpost.hit = std::move(hit);
    results.push_back(std::move(signpost));
  }
  return results;
}

std::string facet_name(search::Facet facet, const std::string& value, const directory::Snapshot& snapshot) {
  if (facet == search::Facet::category) {
    const model::TaxonomyTerm* term = snapshot.terms().find(value);
    return term ? term->name : value;
  }
  if (facet == search::Facet::area) {
    const auto place = snapshot.gazetteer().by_code(value);
    return place ? place->name : value;
  }
  const auto taxonomy = facet == search::Facet::theme    ? model::taxonomy_name::themes
                        : facet == search::Facet::access ? model::taxonomy_name::access
                                                         : std::string_view();
  const model::TaxonomyTerm* term = taxonomy.empty() ? nullptr : snapshot.terms().by_code(taxonomy, value);
  return term ? term->name : value;
}

}  // namespace

void present(Working& working, search::Hits hits) {
  Answer& answer = working.answer;
  answer.total = hits.total;
  answer.not_known_total = hits.not_known_total;
  answer.results = signposts(working, std::move(hits.hits));
  answer.not_known = signposts(working, std::move(hits.not_known));
  for (auto& [facet, counts] : hits.facets) {
    FacetAnswer shown{facet, {}};
    for (search::FacetCount& count : counts)
      shown.values.push_back({count.value, facet_name(facet, count.value, working.snapshot), count.count});
    answer.facets.push_back(std::move(shown));
  }
}

}  // namespace fingerpost::signposting
