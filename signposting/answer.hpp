#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "base/result.hpp"
#include "directory/snapshot.hpp"
#include "geo/place.hpp"
#include "search/query.hpp"
#include "signposting/enquiry.hpp"

namespace fingerpost::signposting {

/// One result: the hit, and what the question added to it.
struct Signpost {
  search::Hit hit;
  Json opening;         ///< {"state","opens","closes",…}, null when no hours are known
  std::string snippet;  ///< the words round what was asked for; empty when nothing was
};

struct FacetValue {
  std::string value, name;
  std::uint64_t count = 0;
};

struct FacetAnswer {
  search::Facet facet;
  std::vector<FacetValue> values;
};

/// A line of reasoning, shown with explain=true: which step, what it did.
struct TraceLine {
  std::string step, text;
};

/// What the engine made of the question; shown so that nothing is assumed silently.
struct Understood {
  std::vector<std::string> words;
  std::vector<std::string> missing_words;
  bool any_word = false;  ///< too few had all words: any of them was enough
  std::optional<geo::Metres> within;
  bool within_chosen = false;  ///< by the engine, because none was given
  bool inside_area = false;
  std::vector<FacetValue> category;  ///< resolved: value is the term's id (count unused)
  search::Sort sort = search::Sort::best;
};

/// The answer to an Enquiry, against one Snapshot at one instant.
struct Answer {
  Understood understood;
  std::optional<geo::Place> place;
  std::uint64_t total = 0;
  std::vector<Signpost> results;
  std::uint64_t not_known_total = 0;
  std::vector<Signpost> not_known;
  std::vector<FacetAnswer> facets;
  std::vector<TraceLine> trace;
};

/// The engine: place, retrieve, screen, page, explain. Problems: unknown place (with suggestions), unknown category or
/// theme; all at once. Failure when the index is broken. Reads nothing but its arguments.
[[nodiscard]] Result<Answer> answer(const Enquiry& enquiry, const directory::Snapshot& snapshot, Instant now);

}  // namespace fingerpost::signposting
