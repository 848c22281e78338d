#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

#include "search/detail/columns.hpp"
#include "search/detail/filter.hpp"
#include "search/detail/need_set.hpp"
#include "search/detail/where_plan.hpp"
#include "search/query.hpp"
#include "search/weights.hpp"

namespace fingerpost::search::detail {

/// The parts of a document's score but its text, which the posting lists give (text_index.hpp). Weights: weights.hpp.
class Scorer {
 public:
  Scorer(const Columns& columns, const Query& query, const NeedSet& needs);

  /// The whole score, as it is ordered by and shown.
  Score score(Doc doc, double text, const Presence& presence, const FitAnswer& fit) const;

  /// No document this far away or further has a larger place part.
  double most_place(double at_least) const;
  /// No document's score exceeds its parts for text, need and place, and what it is worth by itself, by more.
  double most_of_the_rest() const { return most_of_the_rest_; }
  /// What a document is worth whatever is asked: freshness and completeness.
  double by_itself(Doc doc) const { return freshness(doc) + completeness(doc); }

  /// Later of the day verified and the day edited, as a day number; 0: neither known.
  std::uint16_t freshest_day(Doc doc) const;

 private:
  double place(const Presence& presence) const;
  double freshness(Doc doc) const;
  double completeness(Doc doc) const;
  double recency(std::uint16_t day) const;

  const Columns& columns_;
  const NeedSet& needs_;
  double half_distance_;
  bool asks_for_place_, has_conditions_;
  long today_;  ///< day number; 0: not given, then nothing is fresh
  double most_of_the_rest_;
};

/// What each document of a segment is worth by itself on a day, in steps, rounded up: rules most documents out before
/// their scores are added up. Worked out once a day, about 3 ns a document, and a byte each.
class Standing {
 public:
  using Steps = std::vector<std::uint8_t>;
  static constexpr double kStep = (weight::kFreshness + weight::kCompleteness) / 255;

  std::shared_ptr<const Steps> on(Day today, const Columns& columns) const;

 private:
  mutable std::mutex mutex_;
  mutable Day day_{};
  mutable std::shared_ptr<const Steps> steps_;
};

}  // namespace fingerpost::search::detail
