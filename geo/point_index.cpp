#include <algorithm>

#include "geo/detail/rtree.hpp"
#include "geo/spatial_index.hpp"

namespace fingerpost::geo {
namespace {

/// How many neighbours the first ring of a nearest search should hold, and how much wider each next ring is: a wider
/// step looks at points in vain, a narrower one asks the tree more often.
constexpr std::size_t kFirstRing = 16;
constexpr double kRingGrowth = 1.7;

bool nearer(const Neighbour& a, const Neighbour& b) {
  return a.distance != b.distance ? a.distance < b.distance : a.id < b.id;
}

}  // namespace

struct PointIndex::Tree {
  detail::PointTree points;

  /// Everything farther than `beyond` and up to `radius`, in order.
  std::vector<Neighbour> ring(const Point& centre, Metres beyond, Metres radius) const {
    std::vector<Neighbour> found;
    points.for_each_in(box_around(centre, radius), [&](const detail::TreePoint& p) {
      const Metres d = distance(centre, p.point);
      if (d <= radius && d > beyond) found.push_back({p.id, d});
    });
    std::sort(found.begin(), found.end(), nearer);
    return found;
  }
};

PointIndex::PointIndex(std::vector<Item> items) {
  std::vector<detail::TreePoint> points;
  points.reserve(items.size());
  for (const Item& item : items)
    if (is_valid(item.point)) points.push_back({item.point, item.id});
  tree_ = std::make_unique<Tree>(Tree{detail::PointTree(std::move(points))});
}

PointIndex::~PointIndex() = default;
PointIndex::PointIndex(PointIndex&&) noexcept = default;
PointIndex& PointIndex::operator=(PointIndex&&) noexcept = default;

std::vector<Neighbour> PointIndex::within(const Point& centre, Metres radius) const {
  return tree_->ring(centre, -1, radius);
}

void PointIndex::visit_nearest(const Point& centre, void* state, bool (*visit)(void*, const Neighbour&)) const {
  if (!is_valid(centre)) return;
  // Rings that widen until the caller has enough. The first radius reaches the farthest of a few points that are near
  // in degrees, so it fits town and moor alike; order and completeness come from the rings alone.
  Metres radius = 1, beyond = -1;
  for (const detail::TreePoint& p : tree_->points.some_near(centre, kFirstRing))
    radius = std::max(radius, distance(centre, p.point));
  for (std::size_t seen = 0; seen < tree_->points.size(); radius *= kRingGrowth) {
    const std::vector<Neighbour> ring = tree_->ring(centre, beyond, radius);
    for (const Neighbour& neighbour : ring)
      if (!visit(state, neighbour)) return;
    seen += ring.size();
    beyond = radius;
  }
}

std::vector<std::uint32_t> PointIndex::inside(const Box& box) const {
  std::vector<std::uint32_t> ids;
  tree_->points.for_each_in(box, [&](const detail::TreePoint& p) { ids.push_back(p.id); });
  return ids;
}

std::size_t PointIndex::size() const { return tree_->points.size(); }

}  // namespace fingerpost::geo
