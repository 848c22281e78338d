#pragma once

#include <numbers>

namespace fingerpost::geo::detail {

// WGS84 (NIMA TR8350.2).
inline constexpr double kEquatorRadius = 6'378'137.0;
inline constexpr double kFlattening = 1 / 298.257223563;
inline constexpr double kEccentricity2 = kFlattening * (2 - kFlattening);
/// The meridian's radius of curvature at the equator: nothing on the ellipsoid curves more.
inline constexpr double kSmallestRadius = kEquatorRadius * (1 - kEccentricity2);

inline constexpr double kRadians = std::numbers::pi / 180;

}  // namespace fingerpost::geo::detail
