#pragma once

#include <memory>
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
  std::shared_ptr<const std::string> opening;  ///< JSON {"state","opens","closes",…}; nullptr: no hours are known
  std::string snippet;                         ///< the words round what was asked for; empty when nothing was
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

/// Something that was read out of the words, because no parameter said it. Shown, and dropped by `drop=name`.
struct UnderstoodPart {
  std::string name;   ///< the parameter it stands for: `age`, `free`, `access`, `language`, `near`, `open_on`, …
  std::string value;  ///< as that parameter would take it
  std::string said;   ///< the words it was read from, as typed
};

/// A need of the lexicon that the words were taken to mean.
struct UnderstoodNeed {
  std::string code, name, name_cy;
  double weight = 0;              ///< 0 to 1, how surely
  std::vector<FacetValue> terms;  ///< the categories that meet it: value is the term's id (count unused)
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
  std::vector<UnderstoodPart> parts;  ///< read out of the words, each can be dropped
  std::vector<UnderstoodNeed> needs;  ///< surest first; dropped by `drop=need`
  bool crisis = false;                ///< the words mean danger: show crisis lines before anything else
};

/// The words as they were corrected; the answer is for them (what was typed counts too, where it is found).
struct DidYouMean {
  std::string q;  ///< the whole question, corrected
  struct Change {
    std::string from, to;
  };
  std::vector<Change> changes;
};

/// What was loosened because nothing fitted as asked. Never silent: whatever is set here was done.
struct Widened {
  std::optional<geo::Metres> within;  ///< the radius that was used in the end
  std::optional<FacetValue> area;     ///< the county or district that was looked through: value is its code
  bool anywhere = false;              ///< the whole directory
  std::vector<std::string> parts;     ///< names of parts read out of the words that were let go
  std::vector<FacetValue> needs;      ///< related needs tried instead: value is the need's code (count unused)
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
  std::optional<DidYouMean> did_you_mean;
  std::optional<Widened> widened;
  std::vector<TraceLine> trace;
};

/// The engine: place, retrieve, screen, page, explain. Problems: unknown place (with suggestions), unknown category or
/// theme; all at once. Failure when the index is broken. Reads nothing but its arguments.
[[nodiscard]] Result<Answer> answer(const Enquiry& enquiry, const directory::Snapshot& snapshot, Instant now);

}  // namespace fingerpost::signposting
