#pragma once

#include <cstdint>

#include "search/detail/columns.hpp"
#include "search/detail/filter.hpp"
#include "search/detail/need_set.hpp"
#include "search/detail/where_plan.hpp"
#include "search/query.hpp"

namespace fingerpost::search::detail {

/// The parts of a document's score but its text, which the posting lists give (text_index.hpp). Weights: weights.hpp.
class Scorer {
 public:
  Scorer(const Columns& columns, const Query& query, const NeedSet& needs);

  /// The whole score, as it is ordered by and shown.
  Score score(Doc doc, double text, const Presence& presence, const FitAnswer& fit) const;

  /// No document's score exceeds its parts for text and need by more.
  double most_of_the_rest() const { return most_of_the_rest_; }

  /// Later of the day verified and the day edited, as a day number; 0: neither known.
  std::uint16_t freshest_day(Doc doc) const;

 private:
  double place(const Presence& presence) const;
  double freshness(Doc doc) const;
  double recency(std::uint16_t day) const;

  const Columns& columns_;
  const NeedSet& needs_;
  double half_distance_;
  bool asks_for_place_, has_conditions_;
  long today_;  ///< day number; 0: not given, then nothing is fresh
  double most_of_the_rest_;
};

}  // namespace fingerpost::search::detail
