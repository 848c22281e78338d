#pragma once

#include <cmath>
#include <numbers>

#include "geo/point.hpp"

namespace fingerpost::geo::test {

inline constexpr double kRadian = std::numbers::pi / 180;

/// Vincenty's inverse formula on WGS84 (Survey Review 23, 1975): the yardstick. To a millimetre, but slow, and it does
/// not converge for nearly antipodal points.
inline double vincenty(const Point& from, const Point& to) {
  constexpr double a = 6378137.0, f = 1 / 298.257223563, b = a * (1 - f);
  double l = (to.longitude - from.longitude) * kRadian;
  if (l > std::numbers::pi) l -= 2 * std::numbers::pi;
  if (l < -std::numbers::pi) l += 2 * std::numbers::pi;
  const double u1 = std::atan((1 - f) * std::tan(from.latitude * kRadian)),
               u2 = std::atan((1 - f) * std::tan(to.latitude * kRadian));
  const double s1 = std::sin(u1), c1 = std::cos(u1), s2 = std::sin(u2), c2 = std::cos(u2);
  double lambda = l, sin_sigma = 0, cos_sigma = 0, sigma = 0, cos2_alpha = 0, cos_2m = 0;
  for (int i = 0; i < 200; ++i) {
    sin_sigma = std::hypot(c2 * std::sin(lambda), c1 * s2 - s1 * c2 * std::cos(lambda));
    if (sin_sigma == 0) return 0;
    cos_sigma = s1 * s2 + c1 * c2 * std::cos(lambda);
    sigma = std::atan2(sin_sigma, cos_sigma);
    const double sin_alpha = c1 * c2 * std::sin(lambda) / sin_sigma;
    cos2_alpha = 1 - sin_alpha * sin_alpha;
    cos_2m = cos2_alpha > 0 ? cos_sigma - 2 * s1 * s2 / cos2_alpha : 0;
    const double c = f / 16 * cos2_alpha * (4 + f * (4 - 3 * cos2_alpha)), before = lambda;
    lambda =
        l + (1 - c) * f * sin_alpha * (sigma + c * sin_sigma * (cos_2m + c * cos_sigma * (2 * cos_2m * cos_2m - 1)));
    if (std::abs(lambda - before) < 1e-13) break;
  }
  const double uu = cos2_alpha * (a * a - b * b) / (b * b);
  const double big_a = 1 + uu / 16384 * (4096 + uu * (-768 + uu * (320 - 175 * uu)));
  const double big_b = uu / 1024 * (256 + uu * (-128 + uu * (74 - 47 * uu)));
  const double delta =
      big_b * sin_sigma *
      (cos_2m + big_b / 4 *
                    (cos_sigma * (2 * cos_2m * cos_2m - 1) -
                     big_b / 6 * cos_2m * (4 * sin_sigma * sin_sigma - 3) * (4 * cos_2m * cos_2m - 3)));
  return b * big_a * (sigma - delta);
}

}  // namespace fingerpost::geo::test
