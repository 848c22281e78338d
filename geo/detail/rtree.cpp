#include "geo/detail/rtree.hpp"

#include <boost/geometry/algorithms/comparable_distance.hpp>
#include <boost/geometry/algorithms/disjoint.hpp>
#include <boost/geometry/geometries/box.hpp>
#include <boost/geometry/geometries/point.hpp>
#include <boost/geometry/geometries/register/point.hpp>
#include <boost/geometry/index/rtree.hpp>
#include <boost/geometry/strategies/strategies.hpp>
#include <iterator>
#include <utility>

namespace bg = boost::geometry;
namespace bgi = boost::geometry::index;

namespace {

/// x east, y north: what the tree stores.
struct StoredPoint {
  double x = 0, y = 0;
  std::uint32_t id = 0;
};

/// An output iterator that hands each value to a function.
template <typename Visit>
struct Visitor {
  using iterator_category = std::output_iterator_tag;
  using value_type = void;
  using difference_type = std::ptrdiff_t;
  using pointer = void;
  using reference = void;

  Visit* visit;
  Visitor& operator*() { return *this; }
  Visitor& operator++() { return *this; }
  Visitor operator++(int) { return *this; }
  template <typename Value>
  Visitor& operator=(const Value& value) {
    (*visit)(value);
    return *this;
  }
};

}  // namespace

BOOST_GEOMETRY_REGISTER_POINT_2D(StoredPoint, double, bg::cs::cartesian, x, y)

namespace fingerpost::geo::detail {
namespace {

using BoostPoint = bg::model::point<double, 2, bg::cs::cartesian>;
using BoostBox = bg::model::box<BoostPoint>;
using Packing = bgi::rstar<16>;  // node size; a tree made from a range is packed, the split rule is never used

BoostBox to_boost(const Box& box) { return {BoostPoint(box.west, box.south), BoostPoint(box.east, box.north)}; }

TreePoint from_stored(const StoredPoint& p) { return {{p.y, p.x}, p.id}; }

}  // namespace

struct PointTree::Boost {
  bgi::rtree<StoredPoint, Packing> tree;
};

PointTree::PointTree(std::vector<TreePoint> points) : boost_(std::make_unique<Boost>()) {
  std::vector<StoredPoint> stored;
  stored.reserve(points.size());
  for (const TreePoint& p : points) stored.push_back({p.point.longitude, p.point.latitude, p.id});
  std::vector<TreePoint>().swap(points);
  boost_->tree = bgi::rtree<StoredPoint, Packing>(stored);
}

PointTree::~PointTree() = default;
PointTree::PointTree(PointTree&&) noexcept = default;
PointTree& PointTree::operator=(PointTree&&) noexcept = default;

void PointTree::visit_in(const Box& box, void* state, void (*visit)(void*, const TreePoint&)) const {
  if (box.is_empty()) return;
  auto each = [&](const StoredPoint& p) { visit(state, from_stored(p)); };
  boost_->tree.query(bgi::intersects(to_boost(box)), Visitor<decltype(each)>{&each});
}

std::vector<TreePoint> PointTree::some_near(const Point& centre, std::size_t count) const {
  std::vector<TreePoint> found;
  auto each = [&](const StoredPoint& p) { found.push_back(from_stored(p)); };
  boost_->tree.query(bgi::nearest(BoostPoint(centre.longitude, centre.latitude), static_cast<unsigned>(count)),
                     Visitor<decltype(each)>{&each});
  return found;
}

std::size_t PointTree::size() const { return boost_->tree.size(); }

struct BoxTree::Boost {
  bgi::rtree<std::pair<BoostBox, std::uint32_t>, Packing> tree;
};

BoxTree::BoxTree(const std::vector<TreeBox>& boxes) : boost_(std::make_unique<Boost>()) {
  std::vector<std::pair<BoostBox, std::uint32_t>> stored;
  stored.reserve(boxes.size());
  for (const TreeBox& b : boxes)
    if (!b.box.is_empty()) stored.emplace_back(to_boost(b.box), b.id);
  boost_->tree = bgi::rtree<std::pair<BoostBox, std::uint32_t>, Packing>(stored);
}

BoxTree::~BoxTree() = default;
BoxTree::BoxTree(BoxTree&&) noexcept = default;
BoxTree& BoxTree::operator=(BoxTree&&) noexcept = default;

std::vector<std::uint32_t> BoxTree::holding(const Point& point) const {
  std::vector<std::uint32_t> found;
  auto each = [&](const std::pair<BoostBox, std::uint32_t>& b) { found.push_back(b.second); };
  boost_->tree.query(bgi::intersects(to_boost({point.latitude, point.longitude, point.latitude, point.longitude})),
                     Visitor<decltype(each)>{&each});
  return found;
}

}  // namespace fingerpost::geo::detail
