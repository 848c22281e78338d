#include <algorithm>
#include <cmath>
#include <cstring>

#include "geo/detail/area_set.hpp"
#include "geo/detail/edge.hpp"
#include "geo/detail/ring_reader.hpp"

namespace fingerpost::geo::detail {
namespace {

bool fits_steps(const Ring& ring) {
  for (const Point& p : ring)
    if (std::round(p.latitude * kStepsPerDegree) / kStepsPerDegree != p.latitude ||
        std::round(p.longitude * kStepsPerDegree) / kStepsPerDegree != p.longitude)
      return false;
  return true;
}

template <typename T>
void put(std::string& bytes, const T& value) {
  bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
}

void encode_ring(std::string& bytes, const Ring& ring, std::uint32_t polygon, bool is_hole) {
  const bool steps = fits_steps(ring);
  put(bytes,
      RingHeader{polygon, static_cast<std::uint32_t>(ring.size()), steps ? kSteps : kDoubles, is_hole ? 1u : 0u});
  for (const Point& p : ring) {
    if (steps)
      put(bytes, StepPoint{static_cast<std::int32_t>(std::lround(p.latitude * kStepsPerDegree)),
                           static_cast<std::int32_t>(std::lround(p.longitude * kStepsPerDegree))});
    else
      put(bytes, p);
  }
  for (std::size_t first = 0; first < ring.size(); first += kSpanEdges) {
    Box box;  // of the run's points and the one its last edge leads to
    for (std::size_t i = first; i <= first + kSpanEdges && i <= ring.size(); ++i) box.extend(ring[i % ring.size()]);
    put(bytes, Span{box.south, box.north});
  }
}

}  // namespace

std::string encode_polygon(const MultiPolygon& area) {
  std::string bytes;
  for (std::uint32_t p = 0; p < area.size(); ++p) {
    encode_ring(bytes, area[p].outer, p, false);
    for (const Ring& hole : area[p].holes) encode_ring(bytes, hole, p, true);
  }
  return bytes;
}

MultiPolygon decode_polygon(std::string_view bytes) {
  MultiPolygon area;
  for (RingReader rings(bytes); rings.next();) {
    Ring ring;
    ring.reserve(rings.size());
    for (std::size_t i = 0; i < rings.size(); ++i) ring.push_back(rings.point(i));
    if (!rings.is_hole() || area.empty())
      area.push_back({std::move(ring), {}});
    else
      area.back().holes.push_back(std::move(ring));
  }
  return area;
}

bool contains_encoded(std::string_view bytes, const Point& point) {
  bool inside = false;
  for (RingReader rings(bytes); rings.next();) {
    if (!rings.is_hole() && inside) return true;  // an outline begins a polygon: the last one's parity is complete
    const std::size_t n = rings.size();
    for (std::size_t span = 0; span < rings.spans(); ++span) {
      if (!rings.span_covers(span, point.latitude)) continue;
      const std::size_t end = std::min(n, (span + 1) * kSpanEdges);
      Point from = rings.point(span * kSpanEdges);
      for (std::size_t i = span * kSpanEdges; i < end; ++i) {
        const Point to = rings.point(i + 1 < n ? i + 1 : 0);
        const Crossing crossing = detail::crossing(from, to, point);
        if (crossing == Crossing::on_edge) return true;
        if (crossing == Crossing::crosses) inside = !inside;
        from = to;
      }
    }
  }
  return inside;
}

}  // namespace fingerpost::geo::detail
