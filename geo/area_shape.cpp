#include <algorithm>
#include <cmath>

#include "geo/detail/edge.hpp"
#include "geo/polygon.hpp"

namespace fingerpost::geo {
namespace {

/// Entries in the slab lists per edge, on average at most: bounds the memory of areas with many tall spikes, whose
/// edges each pass through many slabs.
constexpr double kEntriesPerEdge = 4;

}  // namespace

AreaShape::AreaShape(const MultiPolygon& area) : box_(bounds(area)) {
  double heights = 0;
  const auto add_ring = [&](const Ring& ring, std::uint32_t polygon) {
    for (std::size_t i = 0; i < ring.size(); ++i) {
      const Point& next = ring[i + 1 < ring.size() ? i + 1 : 0];
      if (ring[i] == next) continue;
      edges_.push_back({ring[i], next, polygon});
      heights += std::abs(ring[i].latitude - next.latitude);
      box_.extend(ring[i]);
    }
  };
  for (std::uint32_t p = 0; p < area.size(); ++p) {
    add_ring(area[p].outer, p);
    for (const Ring& hole : area[p].holes) add_ring(hole, p);
  }
  const double height = box_.is_empty() ? 0 : box_.north - box_.south;
  const double crossings = height > 0 ? heights / height : 1;  // edges that an average line of latitude meets
  const double n = static_cast<double>(edges_.size());
  const auto slabs = static_cast<std::size_t>(std::clamp(kEntriesPerEdge * n / std::max(crossings, 1.0), 1.0, n + 1));
  slab_height_ = height > 0 ? height / static_cast<double>(slabs) : 1;
  fill_slabs(slabs);
}

std::size_t AreaShape::slab_of(double latitude) const {
  const double slab = (latitude - box_.south) / slab_height_;
  return std::min(static_cast<std::size_t>(std::max(slab, 0.0)), slab_begin_.size() - 2);
}

void AreaShape::fill_slabs(std::size_t slabs) {
  slab_begin_.assign(slabs + 1, 0);
  const auto for_each_slab = [&](const Edge& edge, auto&& visit) {
    const auto [low, high] = std::minmax(edge.a.latitude, edge.b.latitude);
    for (std::size_t slab = slab_of(low); slab <= slab_of(high); ++slab) visit(slab);
  };
  for (const Edge& edge : edges_) for_each_slab(edge, [&](std::size_t slab) { ++slab_begin_[slab + 1]; });
  for (std::size_t slab = 0; slab < slabs; ++slab) slab_begin_[slab + 1] += slab_begin_[slab];
  slab_edges_.resize(slab_begin_.back());
  std::vector<std::uint32_t> next(slab_begin_.begin(), slab_begin_.end() - 1);
  for (std::uint32_t e = 0; e < edges_.size(); ++e)
    for_each_slab(edges_[e], [&](std::size_t slab) { slab_edges_[next[slab]++] = e; });
}

bool AreaShape::contains(const Point& point) const {
  if (!box_.contains(point)) return false;
  const std::size_t slab = slab_of(point.latitude);
  bool inside = false;
  std::uint32_t polygon = 0;
  for (std::uint32_t i = slab_begin_[slab]; i < slab_begin_[slab + 1]; ++i) {
    const Edge& edge = edges_[slab_edges_[i]];
    if (edge.polygon != polygon) {  // edges stand in order of polygon: the last one's parity is complete
      if (inside) return true;
      polygon = edge.polygon;
    }
    const detail::Crossing crossing = detail::crossing(edge.a, edge.b, point);
    if (crossing == detail::Crossing::on_edge) return true;
    if (crossing == detail::Crossing::crosses) inside = !inside;
  }
  return inside;
}

std::size_t AreaShape::bytes() const {
  return sizeof *this + edges_.capacity() * sizeof(Edge) +
         (slab_begin_.capacity() + slab_edges_.capacity()) * sizeof(std::uint32_t);
}

}  // namespace fingerpost::geo
