#include "geo/distance_bounds.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace fingerpost::geo {
namespace {

/// Points are looked at up to so many degrees away.
constexpr double kNorth = 1, kEast = 2;
/// A degree of latitude is 110,574 m at the equator and 111,694 m at the poles (WGS 84); one of longitude is 111,320 m
/// to 111,694 m times the cosine of the latitude.
constexpr Metres kLeastNorth = 110'500, kMostNorth = 111'750, kLeastEast = 111'300, kMostEast = 111'750;
/// Chords, arcs and the flat map differ by less over two degrees.
constexpr double kFlat = 0.001;

}  // namespace

DistanceBounds::DistanceBounds(const Point& centre) : centre_(centre), is_near_pole_(std::abs(centre.latitude) > 85) {
  const auto cosine = [](double degrees) { return std::cos(degrees * std::numbers::pi / 180); };
  const double inner = std::max(0.0, std::abs(centre.latitude) - kNorth), outer = std::abs(centre.latitude) + kNorth;
  least_east_ = kLeastEast * cosine(outer);
  most_east_ = kMostEast * cosine(inner);
}

DistanceBounds::Bounds DistanceBounds::of(const Point& point) const {
  const double north = std::abs(point.latitude - centre_.latitude),
               east = std::abs(point.longitude - centre_.longitude);
  if (is_near_pole_ || !(north <= kNorth) || !(east <= kEast)) return {0, std::numeric_limits<double>::infinity()};
  const double least = std::sqrt(north * north * kLeastNorth * kLeastNorth + east * east * least_east_ * least_east_);
  const double most = std::sqrt(north * north * kMostNorth * kMostNorth + east * east * most_east_ * most_east_);
  return {least * (1 - kFlat), most * (1 + kFlat)};
}

}  // namespace fingerpost::geo
