#pragma once

#include <cstdint>
#include <vector>

#include "search/detail/facet_counter.hpp"
#include "search/detail/filter.hpp"
#include "search/detail/scoring.hpp"
#include "search/detail/segment.hpp"
#include "search/detail/text_index.hpp"
#include "search/detail/where_plan.hpp"

namespace fingerpost::search::detail {

/// A result, ready to be ordered among others of its segment.
struct Ranked {
  double first = 0, second = 0;  ///< higher is earlier; what they are depends on the sort
  std::uint64_t tie = 0;         ///< lower is earlier
  Doc doc = 0;
  Presence presence;
  Score score;
};

/// Keeps the best `limit` results in order of (first, second, tie, record id).
class BestResults {
 public:
  BestResults(const Columns& columns, std::size_t limit) : columns_(columns), limit_(limit) {}

  bool is_full() const { return kept_.size() >= limit_; }
  /// Whether a result with this `first` could still come in.
  bool could_take(double first) const { return limit_ > 0 && (!is_full() || first >= kept_.front().first); }
  void add(const Ranked& result);
  /// Best first.
  std::vector<Ranked> take();

 private:
  bool is_before(const Ranked& a, const Ranked& b) const;

  const Columns& columns_;
  std::size_t limit_;
  std::vector<Ranked> kept_;  ///< a heap with the last one on top
};

/// Takes the matches of one segment through filter, conditions and place; counts records, keeps the best, counts
/// facets. A record with several matching documents is one result: at its nearest, else its best scored document among
/// those of its best fit.
class Collector final : public MatchSink {
 public:
  Collector(const Part& part, const Query& query, const WherePlan& where, const Filter& filter);

  void take(std::span<const TextMatch> matches) override;
  /// To be called once after the last match.
  void finish();

  std::uint64_t total = 0, not_known_total = 0;
  BestResults best, best_not_known;
  FacetCounter facets;

 private:
  struct Match {
    Doc doc;
    double text;
    Presence presence;
    FitAnswer fit;
  };
  void accept(const Match& match);
  void keep(const Match& match, BestResults& results);
  void finish_record(std::span<const Match> matches);
  const Match& representative(std::span<const Match> matches) const;
  double most_possible(const Match& match) const;
  Ranked ranked(const Match& match) const;

  const Part& part_;
  const Columns& columns_;
  const Query& query_;
  const WherePlan& where_;
  const Filter& filter_;
  Scorer scorer_;
  std::vector<Match> of_several_;  ///< matches of records that have several documents
  std::vector<Doc> fitting_;
};

}  // namespace fingerpost::search::detail
