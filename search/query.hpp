#pragma once

#include <bitset>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/id.hpp"
#include "geo/point.hpp"
#include "geo/polygon.hpp"
#include "search/document.hpp"

namespace fingerpost::search {

/// One thing the person said, with everything that may stand for it: any of the terms satisfies it, the best counts.
/// Terms are of the index (search/analyser.hpp makes them), what was typed first; weight multiplies its BM25. Where
/// what was typed is found at all, no other term counts as rarer than it.
struct Concept {
  struct Term {
    std::string term;
    double weight = 1;
  };
  std::string said;  ///< for "missing words" and the trace
  std::vector<Term> terms;
  double weight = 1;  ///< among the concepts of the query: what is asked counts more than the story around it
};

enum class Sort : std::uint8_t { best, nearest, name, freshest };
enum class Facet : std::uint8_t { kind, category, area, access, language, free, theme };
inline constexpr std::size_t kFacets = 7;
std::string_view to_string(Facet facet);
std::optional<Facet> parse_facet(std::string_view text);
std::optional<Sort> parse_sort(std::string_view text);

/// Three-valued conditions. A document fits (all yes), is excluded (some no), or is not known (no no, some unknown).
struct Conditions {
  std::optional<double> age;
  bool free = false;
  std::vector<std::string> access;    ///< all of these
  std::vector<std::string> language;  ///< any of these
  std::string referral;
  std::optional<unsigned> open_hour;  ///< hour of the week, Monday 00:00 = 0: a sieve; the engine settles the minute
  std::bitset<168> open_during;       ///< at some hour of these; none: not asked
  std::string gender;                 ///< `female` or `male`: of the person; empty: not asked
  bool has_room = false;              ///< takes people now: a capacity above nought
  std::optional<unsigned> wait_days;  ///< the wait is at most so many days
};

/// Where: all empty means anywhere. Otherwise a document is a candidate when
/// - its point is in: in `area` when there is one, and within `within` of `centre` when there is one (no `within`: at
///   any distance); or
/// - it covers or speaks for the place (one of the `covering` codes, or an extent that holds the centre); or
/// - it is everywhere.
/// Edges count as in. Distances are measured from the centre.
struct Where {
  std::optional<geo::Point> centre;
  std::optional<geo::Metres> within;
  std::shared_ptr<const geo::AreaShape> area;
  std::vector<std::string> covering;  ///< codes of the areas the place lies in, its own included
  bool points_only = false;           ///< leave out covers, speaks_for and online
};

/// A known need behind the words: documents of this category help with it, whatever words they use.
struct NeedCategory {
  std::string category;  ///< key of a taxonomy term, as in Document::categories
  double weight = 1;     ///< 0 to 1: how surely it is meant, and how well the category meets it
};

struct Query {
  std::vector<Concept> all_words;  ///< AND first; when fewer than `enough` fit, OR with the missing words named
  std::size_t enough = 5;
  /// Documents of these are candidates beside those that have the words, and are scored by the words they do have. A
  /// document's need part is kNeed times the greatest weight among its categories.
  std::vector<NeedCategory> needs;
  /// Whether documents of the needs count towards `enough`, those not known to fit among them. False when the needs
  /// are a guess: then too few documents with all words mean that any word is looked for, whatever the needs find.
  bool needs_suffice = true;
  /// The question is about giving help: then volunteering roles meet its needs as services do, else by
  /// weight::kNeedOfRole, for a role in debt advice is no debt advice.
  bool seeks_role = false;
  Where where;
  std::vector<Kind> kinds;              ///< empty: all
  std::vector<std::string> categories;  ///< any of these
  std::vector<std::string> themes;      ///< any
  std::uint8_t here = 0;                ///< any of these Here bits; 0: all
  bool signatory = false;
  Conditions conditions;
  Sort sort = Sort::best;
  std::vector<Facet> facets;
  std::size_t offset = 0, limit = 20;
  bool ids_only = false;       ///< leave Hit::stored empty: Index::stored reads it when it is known what is shown
  std::uint64_t tie_seed = 0;  ///< the day: ties rotate by a hash of id and this
  Day today{};                 ///< for freshness
};

/// The named parts of a score; it is their sum.
struct Score {
  double text = 0, together = 0, related = 0, need = 0, place = 0, fit = 0, freshness = 0, completeness = 0;
  double sum() const { return text + together + related + need + place + fit + freshness + completeness; }
};

enum class Fit : std::uint8_t { yes, not_known };

struct Hit {
  Uuid record_id, key;
  Kind kind = Kind::service;
  std::optional<geo::Metres> distance;
  PositionBasis basis = PositionBasis::none;
  std::uint8_t here = 0;
  Fit fit = Fit::yes;
  Score score;
  std::uint32_t part = 0, doc = 0;  ///< where it is in the index that found it
  std::string stored;
};

struct FacetCount {
  std::string value;
  std::uint64_t count;
};

/// total, hits and facets are of what fits; not_known is apart. Counts are exact and of records, not documents.
struct Hits {
  std::uint64_t total = 0;
  std::vector<Hit> hits;
  std::uint64_t not_known_total = 0;
  std::vector<Hit> not_known;  ///< the first `limit` of them
  std::vector<std::pair<Facet, std::vector<FacetCount>>> facets;
  bool any_word = false;  ///< OR was used
  /// How well a document meets the needs, 0 to 1: the best of what fits, and the best there is anywhere.
  double most_need = 0, most_need_anywhere = 0;
  std::vector<std::string> missing_words;  ///< said, but in no document at all
};

}  // namespace fingerpost::search
