#pragma once

#include <algorithm>
#include <utility>

#include "geo/point.hpp"

namespace fingerpost::geo::detail {

/// What one edge says of a point: nothing, a crossing of the ray that leaves it eastward, or that it lies on the edge.
enum class Crossing { none, crosses, on_edge };

/// Both ends are put in one order first, so that two areas that share an edge, each running its own way round, compute
/// the same sign to the last bit: no point falls between them or into both (but for points exactly on it).
inline Crossing crossing(const Point& from, const Point& to, const Point& p) {
  const bool upward = from.latitude < to.latitude || (from.latitude == to.latitude && from.longitude < to.longitude);
  const Point& a = upward ? from : to;
  const Point& b = upward ? to : from;
  if (p.latitude < a.latitude || p.latitude > b.latitude) return Crossing::none;
  const double side =
      (b.longitude - a.longitude) * (p.latitude - a.latitude) - (b.latitude - a.latitude) * (p.longitude - a.longitude);
  if (side == 0) {
    const auto [west, east] = std::minmax(a.longitude, b.longitude);
    if (p.longitude >= west && p.longitude <= east) return Crossing::on_edge;
  }
  // The upper end belongs to the edge above: a vertex on the ray is counted once.
  return p.latitude < b.latitude && side > 0 ? Crossing::crosses : Crossing::none;
}

}  // namespace fingerpost::geo::detail
