#include "geo/polygon.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "geo/detail/edge.hpp"
#include "geo/detail/ellipsoid.hpp"

namespace fingerpost::geo {
namespace {

using detail::Crossing;
using detail::kRadians;

/// Calls `visit(a, b)` for each edge of a ring, the closing one included.
template <typename Visit>
void for_each_edge(const Ring& ring, Visit&& visit) {
  for (std::size_t i = 0; i < ring.size(); ++i) visit(ring[i], ring[i + 1 < ring.size() ? i + 1 : 0]);
}

template <typename Visit>
void for_each_ring(const Polygon& polygon, Visit&& visit) {
  visit(polygon.outer);
  for (const Ring& hole : polygon.holes) visit(hole);
}

/// Parity over outline and holes; a point on any edge is inside.
bool contains(const Polygon& polygon, const Point& point) {
  bool inside = false, on_edge = false;
  for_each_ring(polygon, [&](const Ring& ring) {
    for_each_edge(ring, [&](const Point& a, const Point& b) {
      const Crossing crossing = detail::crossing(a, b, point);
      if (crossing == Crossing::crosses) inside = !inside;
      if (crossing == Crossing::on_edge) on_edge = true;
    });
  });
  return inside || on_edge;
}

/// Sine of the authalic latitude times half the ellipsoid's q at the pole: the height of Lambert's equal-area cylinder.
double equal_area_height(double latitude) {
  constexpr double e2 = detail::kEccentricity2;
  const double e = std::sqrt(e2), s = std::sin(latitude * kRadians);
  return (1 - e2) / 2 * (s / (1 - e2 * s * s) + std::atanh(e * s) / e);
}

/// Signed area by the trapezium rule on the equal-area cylinder.
double ring_area(const Ring& ring) {
  double sum = 0;
  for_each_edge(ring, [&](const Point& a, const Point& b) {
    sum += (b.longitude - a.longitude) * kRadians * (equal_area_height(a.latitude) + equal_area_height(b.latitude)) / 2;
  });
  return std::abs(sum) * detail::kEquatorRadius * detail::kEquatorRadius;
}

double polygon_area(const Polygon& polygon) {
  double area = ring_area(polygon.outer);
  for (const Ring& hole : polygon.holes) area -= ring_area(hole);
  return std::max(0.0, area);
}

/// Centre of mass of the outline in degrees (its mean point when it encloses nothing).
Point centroid(const Ring& ring) {
  if (ring.empty()) return {};
  const Point origin = ring.front();  // differences from a near point keep their digits
  double twice = 0, latitude = 0, longitude = 0;
  for_each_edge(ring, [&](const Point& a, const Point& b) {
    const double ax = a.longitude - origin.longitude, ay = a.latitude - origin.latitude;
    const double bx = b.longitude - origin.longitude, by = b.latitude - origin.latitude;
    const double cross = ax * by - bx * ay;
    twice += cross;
    longitude += (ax + bx) * cross;
    latitude += (ay + by) * cross;
  });
  if (std::abs(twice) < 1e-15) return origin;
  return {origin.latitude + latitude / (3 * twice), origin.longitude + longitude / (3 * twice)};
}

/// The middle of the widest stretch of `latitude`'s line inside `polygon`, and its width; width 0 when none.
std::pair<Point, double> widest_on_line(const Polygon& polygon, double latitude) {
  std::vector<double> cuts;
  for_each_ring(polygon, [&](const Ring& ring) {
    for_each_edge(ring, [&](const Point& a, const Point& b) {
      if ((a.latitude > latitude) == (b.latitude > latitude)) return;
      const double along = (latitude - a.latitude) / (b.latitude - a.latitude);
      cuts.push_back(a.longitude + along * (b.longitude - a.longitude));
    });
  });
  std::sort(cuts.begin(), cuts.end());
  std::pair<Point, double> best{{latitude, 0}, 0};
  for (std::size_t i = 0; i + 1 < cuts.size(); i += 2)
    if (cuts[i + 1] - cuts[i] > best.second) best = {{latitude, (cuts[i] + cuts[i + 1]) / 2}, cuts[i + 1] - cuts[i]};
  return best;
}

}  // namespace

bool contains_by_brute_force(const MultiPolygon& area, const Point& point) {
  return std::any_of(area.begin(), area.end(), [&](const Polygon& polygon) { return contains(polygon, point); });
}

Box bounds(const MultiPolygon& area) {
  Box box;
  for (const Polygon& polygon : area)
    for (const Point& point : polygon.outer) box.extend(point);
  return box;
}

Point point_inside(const MultiPolygon& area) {
  if (area.empty()) return {};
  const Polygon& largest = *std::max_element(
      area.begin(), area.end(), [](const Polygon& a, const Polygon& b) { return polygon_area(a) < polygon_area(b); });
  const Point middle = centroid(largest.outer);
  if (contains(largest, middle)) return middle;
  const Box box = bounds({largest});
  std::pair<Point, double> best{largest.outer.empty() ? Point{} : largest.outer.front(), 0};
  for (const double height : {0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.1, 0.9}) {
    const auto found = widest_on_line(largest, box.south + height * (box.north - box.south));
    if (found.second > best.second && contains(largest, found.first)) best = found;
  }
  return best.first;
}

double area_m2(const MultiPolygon& area) {
  double sum = 0;
  for (const Polygon& polygon : area) sum += polygon_area(polygon);
  return sum;
}

}  // namespace fingerpost::geo
