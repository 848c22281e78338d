#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "geo/distance_bounds.hpp"
#include "search/detail/columns.hpp"
#include "search/query.hpp"

namespace fingerpost::search::detail {

/// How one document answers "where".
struct Presence {
  std::uint8_t here = 0;       ///< Here bits; with a place asked for, 0 means that it is no candidate
  double distance = kNowhere;  ///< metres from the centre; kNowhere without a centre or a point
  bool is_candidate = false;

  static constexpr double kNowhere = -1;
  bool has_distance() const { return distance >= 0; }
};

/// The same at a glance, for documents that are mostly ruled out.
struct Glance {
  bool is_candidate;
  double at_least;  ///< metres from the centre, or fewer; only of a document whose point is in does it say anything
};

/// The runs of the geographic block (at most 16, ascending) that hold every document with a point in `box`; some others
/// lie in them too. About a microsecond where they hold few documents, three elsewhere.
std::vector<Interval> runs_in(const Columns& columns, const geo::Box& box);
std::size_t documents_in(std::span<const Interval> intervals);
/// The first document of the geographic block whose Morton code is not below `code`: where a point stands in the order.
Doc position_of(const Columns& columns, std::uint64_t code);

/// A Where made ready for one segment: the few runs of documents that can be candidates (Morton order keeps what is
/// near together), and the exact test of each.
class WherePlan {
 public:
  WherePlan(const Columns& columns, const Where& where);

  /// Ascending, disjoint. Every candidate lies in one of them.
  std::span<const Interval> intervals() const { return intervals_; }

  /// Exact. About 40 ns where the distance is needed, 5 ns where a box says no.
  Presence at(Doc doc) const;
  /// Whether it is a candidate is exact here too. About 10 ns; as at() in an area and at the rim of a circle.
  Glance glance(Doc doc) const;

  bool asks_for_place() const { return asks_for_place_; }

 private:
  void find_covering();
  void plan_intervals();
  void add_covering_runs();
  bool holds_point(Doc doc, double distance) const;
  std::uint8_t covering_bits(Doc doc) const;
  double distance_to(Doc doc) const;

  const Columns& columns_;
  const Where& where_;
  bool asks_for_place_;
  std::optional<geo::Box> box_;                ///< no point outside it can be in
  std::optional<geo::DistanceBounds> bounds_;  ///< when a circle alone is asked for
  std::vector<std::uint32_t> covering_areas_;  ///< numbers of where.covering
  std::vector<std::uint8_t> covering_set_;     ///< by row of covers_sets: 1 when it has one of them
  std::vector<Doc> extent_docs_;               ///< with an extent that holds the centre; ascending
  std::vector<Interval> intervals_;
};

}  // namespace fingerpost::search::detail
