#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "geo/point.hpp"
#include "geo/polygon.hpp"

namespace fingerpost::geo {

/// A point with the caller's number (a docid, a row).
struct Item {
  Point point;
  std::uint32_t id;
};

struct Neighbour {
  std::uint32_t id;
  Metres distance;
};

/// An R-tree over points, immutable after its bulk build (0.3 s and some 30 bytes a point at 1M).
/// Answers are exact against a linear scan with distance(); ties in order of id. Safe from several threads. Items whose
/// point is not valid are left out.
class PointIndex {
 public:
  explicit PointIndex(std::vector<Item> items = {});
  ~PointIndex();
  PointIndex(PointIndex&&) noexcept;
  PointIndex& operator=(PointIndex&&) noexcept;

  /// Everything within `radius`, nearest first.
  std::vector<Neighbour> within(const Point& centre, Metres radius) const;

  /// The `count` nearest that satisfy `accept`, nearest first. Looks at about count/selectivity points.
  template <typename Accept>
  std::vector<Neighbour> nearest(const Point& centre, std::size_t count, Accept&& accept) const {
    std::vector<Neighbour> found;
    for_each_nearest(centre, [&](const Neighbour& n) {
      if (accept(n.id)) found.push_back(n);
      return found.size() < count;
    });
    return found;
  }

  /// Visits in order of distance until `visit` answers false.
  template <typename Visit>
  void for_each_nearest(const Point& centre, Visit&& visit) const {
    visit_nearest(centre, &visit,
                  [](void* v, const Neighbour& n) { return (*static_cast<std::remove_reference_t<Visit>*>(v))(n); });
  }

  /// Ids inside `box`, unordered.
  std::vector<std::uint32_t> inside(const Box& box) const;

  std::size_t size() const;

 private:
  struct Tree;
  void visit_nearest(const Point& centre, void* state, bool (*visit)(void*, const Neighbour&)) const;

  std::unique_ptr<Tree> tree_;
};

/// Many named areas: which of them hold a point? Boxes in an R-tree, then AreaShape. Immutable.
class AreaIndex {
 public:
  struct Entry {
    std::uint32_t id;
    AreaShape shape;
  };
  explicit AreaIndex(std::vector<Entry> entries);
  ~AreaIndex();
  AreaIndex(AreaIndex&&) noexcept;
  AreaIndex& operator=(AreaIndex&&) noexcept;

  /// Ids of the areas that contain `point`, ascending.
  std::vector<std::uint32_t> containing(const Point& point) const;

 private:
  struct Tree;
  std::unique_ptr<Tree> tree_;
};

/// Morton (Z-order) code of a position: 32 bits each of longitude and latitude, interleaved. Near on the ground is
/// near in the order, mostly; see search/ for why docids follow it.
std::uint64_t morton(const Point& point);

/// Closed ranges of Morton codes that together cover `box` with at most `max_ranges` ranges (a superset of the box).
std::vector<std::pair<std::uint64_t, std::uint64_t>> morton_ranges(const Box& box, std::size_t max_ranges = 16);

/// The centre of the coarse cell (about `cell` metres a side at this latitude) that holds `point`: what a confidential
/// place is measured to. Every point of a cell gives the same centre. Edges lie on fixed lines, not around the point.
Point coarse_cell_centre(const Point& point, Metres cell = 5'000);

}  // namespace fingerpost::geo
