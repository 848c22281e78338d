#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <vector>

#include "search/detail/facet_counter.hpp"
#include "search/detail/filter.hpp"
#include "search/detail/scoring.hpp"
#include "search/detail/segment.hpp"
#include "search/detail/text_index.hpp"
#include "search/detail/where_plan.hpp"
#include "search/weights.hpp"

namespace fingerpost::search::detail {

/// A result, ready to be ordered among others of its segment.
struct Ranked {
  double first = 0, second = 0;  ///< higher is earlier; what they are depends on the sort
  std::uint64_t tie = 0;         ///< lower is earlier
  Doc doc = 0;
  Presence presence;
  Score score;
};

/// How many results are kept to show `shown`: more when they are to be looked at again.
std::size_t kept(const Query& query, std::size_t shown);
/// How many results the page asked for reaches down to. Saturates: a caller may ask for everything.
std::size_t reach(const Query& query);

/// Keeps the best `limit` results in order of (first, second, tie, record id).
class BestResults {
 public:
  BestResults(const Columns& columns, std::size_t limit);

  /// Whether a result with this `first` could still come in.
  bool could_take(double first) const { return first >= least_; }
  bool is_full() const { return kept_.size() >= limit_; }
  void add(const Ranked& result);
  /// Best first.
  std::vector<Ranked> take();

 private:
  bool is_before(const Ranked& a, const Ranked& b) const;

  const Columns& columns_;
  std::size_t limit_;
  double least_;              ///< `first` of the last one kept, once full
  std::vector<Ranked> kept_;  ///< a heap with the last one on top
};

/// Takes the matches of one segment through filter, conditions and place; counts records, keeps the best, counts
/// facets. A record with several matching documents is one result: at its nearest, else its best scored document among
/// those of its best fit.
class Collector final : public MatchSink {
 public:
  Collector(const Part& part, const Query& query, const WherePlan& where, const Filter& filter, const NeedSet& needs);

  void take(std::span<const TextMatch> matches) override;
  /// A match whose record has been counted by `count`: it may be shown, no more.
  void offer(Doc doc);
  void count(std::uint64_t records) { total += records; }
  /// To be called once after the last match.
  void finish();

  std::uint64_t total = 0, not_known_total = 0;
  double most_need = 0;  ///< among what fits, 0 to 1
  BestResults best, best_not_known;
  FacetCounter facets;

 private:
  struct Match {
    Doc doc;
    double text;
    FitAnswer fit;
    Presence presence;
    double at_least = 0;    ///< how far away
    bool is_there = false;  ///< whether `presence` has been looked up, or only at_least
  };
  void accept(const Match& match) {
    if (match.fit.fits == model::Tri::yes) {
      ++total;
      most_need = std::max(most_need, needs_.weight(match.doc));
      if (asks_facets_) facets.add(match.doc);
      keep(match, best);
    } else {
      ++not_known_total;
      keep(match, best_not_known);
    }
  }
  void keep(const Match& match, BestResults& results) {
    if (!results.could_take(most_possible(match))) return;
    Ranked result = ranked(match);
    if (!results.could_take(result.first)) return;
    result.tie = tie(match.doc);
    results.add(result);
  }
  /// The need, about how far it is and what it is worth by itself are known at once; without them hardly a document
  /// could be ruled out.
  double most_possible(const Match& match) const {
    return by_score_
               ? match.text + weight::kNeed * needs_.weight(match.doc) + Standing::kStep * (*standing_)[match.doc] +
                     scorer_.most_place(match.at_least) + most_of_the_rest_
               : order_key(match);
  }
  /// Whether it is a candidate; how far it is, as exactly as it takes.
  bool find_place(Match& match) const;
  double order_key(const Match& match) const;
  template <typename Finish>
  void each_record(std::vector<Match>& matches, Finish&& finish);
  void finish_record(std::span<const Match> matches);
  const Match& representative(std::span<const Match> matches) const;
  /// All but the tie.
  Ranked ranked(const Match& match) const;
  std::uint64_t tie(Doc doc) const;

  const Part& part_;
  const Columns& columns_;
  const Query& query_;
  const WherePlan& where_;
  const Filter& filter_;
  const NeedSet& needs_;
  Scorer scorer_;
  const bool by_score_, asks_facets_, asks_place_, has_conditions_, has_removed_;
  const std::shared_ptr<const Standing::Steps> standing_;
  const double most_of_the_rest_;          ///< beside text, need, place and standing
  std::vector<Match> of_several_;          ///< matches of records that have several documents
  std::vector<Match> offered_of_several_;  ///< such of records counted already
  std::vector<Doc> fitting_;
};

}  // namespace fingerpost::search::detail
