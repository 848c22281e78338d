#pragma once

#include <cstdint>
#include <memory>
#include <type_traits>
#include <vector>

#include "geo/point.hpp"

/// The adaptor to Boost.Geometry: two R-trees in plain words, instantiated in one source file only.
/// Both are immutable after a bulk build and safe from several threads. Coordinates are taken as a plane of degrees,
/// which is exact for boxes; anything that means distance is measured by the caller.
namespace fingerpost::geo::detail {

struct TreePoint {
  Point point;
  std::uint32_t id = 0;
};

class PointTree {
 public:
  explicit PointTree(std::vector<TreePoint> points);
  ~PointTree();
  PointTree(PointTree&&) noexcept;
  PointTree& operator=(PointTree&&) noexcept;

  /// Calls `visit(const TreePoint&)` for every point in `box`, unordered.
  template <typename Visit>
  void for_each_in(const Box& box, Visit&& visit) const {
    using V = std::remove_reference_t<Visit>;
    visit_in(box, &visit, [](void* v, const TreePoint& p) { (*static_cast<V*>(v))(p); });
  }

  /// Up to `count` points near `centre`, near by degrees and so not the nearest on the ground: a start for searches.
  std::vector<TreePoint> some_near(const Point& centre, std::size_t count) const;

  std::size_t size() const;

 private:
  void visit_in(const Box& box, void* state, void (*visit)(void*, const TreePoint&)) const;

  struct Boost;
  std::unique_ptr<Boost> boost_;
};

struct TreeBox {
  Box box;
  std::uint32_t id = 0;
};

class BoxTree {
 public:
  explicit BoxTree(const std::vector<TreeBox>& boxes);
  ~BoxTree();
  BoxTree(BoxTree&&) noexcept;
  BoxTree& operator=(BoxTree&&) noexcept;

  /// Ids of the boxes that hold `point`, edges included, unordered.
  std::vector<std::uint32_t> holding(const Point& point) const;

 private:
  struct Boost;
  std::unique_ptr<Boost> boost_;
};

}  // namespace fingerpost::geo::detail
