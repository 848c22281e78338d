#include "geo/grid.hpp"

#include <array>
#include <cctype>
#include <cmath>
#include <cstdint>

#include "base/text.hpp"
#include "geo/detail/ellipsoid.hpp"

namespace fingerpost::geo {
namespace {

using detail::kRadians;

struct Ellipsoid {
  double a, b;
  double eccentricity2() const { return 1 - (b * b) / (a * a); }
};

constexpr Ellipsoid kWgs84{6'378'137.0, 6'356'752.314245};

/// A transverse Mercator grid: its ellipsoid, scale on the central meridian, true and false origin.
struct Projection {
  Ellipsoid ellipsoid;
  double scale, latitude, longitude, easting, northing;
};

// Airy 1830 and Airy Modified 1849 with the grids' own constants.
constexpr Projection kBritish{
    {6'377'563.396, 6'356'256.909}, 0.9996012717, 49 * kRadians, -2 * kRadians, 400'000, -100'000};
constexpr Projection kIrish{{6'377'340.189, 6'356'034.447}, 1.000035, 53.5 * kRadians, -8 * kRadians, 200'000, 250'000};

/// Seven-parameter shift to WGS84 (position vector): metres, seconds of arc, parts per million.
struct Shift {
  double x, y, z, rx, ry, rz, ppm;
  Shift reversed() const { return {-x, -y, -z, -rx, -ry, -rz, -ppm}; }
};

constexpr Shift kFromOsgb36{446.448, -125.157, 542.060, 0.1502, 0.2470, 0.8421, -20.4894};
constexpr Shift kFromTm75{482.5, -130.6, 564.6, -1.042, -0.214, -0.631, 8.15};

/// Radians.
struct Geodetic {
  double latitude, longitude;
};

/// Length of the meridian from the true origin (annex C, C3).
double meridian_arc(const Projection& p, double latitude) {
  const double n = (p.ellipsoid.a - p.ellipsoid.b) / (p.ellipsoid.a + p.ellipsoid.b);
  const double n2 = n * n, n3 = n2 * n;
  const double minus = latitude - p.latitude, plus = latitude + p.latitude;
  return p.ellipsoid.b * p.scale *
         ((1 + n + 1.25 * n2 + 1.25 * n3) * minus - (3 * n + 3 * n2 + 2.625 * n3) * std::sin(minus) * std::cos(plus) +
          1.875 * (n2 + n3) * std::sin(2 * minus) * std::cos(2 * plus) -
          35.0 / 24 * n3 * std::sin(3 * minus) * std::cos(3 * plus));
}

/// Radii of curvature, scaled, and what Redfearn's series needs of a latitude.
struct Curvature {
  double nu, rho, eta2, tan, tan2, cos;
  Curvature(const Projection& p, double latitude) {
    const double e2 = p.ellipsoid.eccentricity2(), s = std::sin(latitude), w2 = 1 - e2 * s * s;
    nu = p.ellipsoid.a * p.scale / std::sqrt(w2);
    rho = nu * (1 - e2) / w2;
    eta2 = nu / rho - 1;
    tan = std::tan(latitude);
    tan2 = tan * tan;
    cos = std::cos(latitude);
  }
};

GridPoint project(const Projection& p, const Geodetic& g) {
  const Curvature c(p, g.latitude);
  const double l = g.longitude - p.longitude, l2 = l * l, s = std::sin(g.latitude);
  const double cos3 = c.cos * c.cos * c.cos, cos5 = cos3 * c.cos * c.cos, tan4 = c.tan2 * c.tan2;
  const double i = meridian_arc(p, g.latitude) + p.northing;
  const double ii = c.nu / 2 * s * c.cos;
  const double iii = c.nu / 24 * s * cos3 * (5 - c.tan2 + 9 * c.eta2);
  const double iiia = c.nu / 720 * s * cos5 * (61 - 58 * c.tan2 + tan4);
  const double iv = c.nu * c.cos;
  const double v = c.nu / 6 * cos3 * (c.nu / c.rho - c.tan2);
  const double vi = c.nu / 120 * cos5 * (5 - 18 * c.tan2 + tan4 + 14 * c.eta2 - 58 * c.tan2 * c.eta2);
  return {p.easting + l * (iv + l2 * (v + l2 * vi)), i + l2 * (ii + l2 * (iii + l2 * iiia))};
}

/// The latitude whose meridian arc is `northing` less the false northing; converges in a handful of steps.
double footpoint(const Projection& p, double northing) {
  double latitude = p.latitude;
  for (int step = 0; step < 20; ++step) {
    const double short_by = northing - p.northing - meridian_arc(p, latitude);
    if (std::abs(short_by) < 1e-5) break;
    latitude += short_by / (p.ellipsoid.a * p.scale);
  }
  return latitude;
}

Geodetic unproject(const Projection& p, const GridPoint& grid) {
  const double latitude = footpoint(p, grid.northing);
  const Curvature c(p, latitude);
  const double e = grid.easting - p.easting, e2 = e * e, tan4 = c.tan2 * c.tan2, sec = 1 / c.cos;
  const double nu3 = c.nu * c.nu * c.nu, nu5 = nu3 * c.nu * c.nu, nu7 = nu5 * c.nu * c.nu;
  const double vii = c.tan / (2 * c.rho * c.nu);
  const double viii = c.tan / (24 * c.rho * nu3) * (5 + 3 * c.tan2 + c.eta2 - 9 * c.tan2 * c.eta2);
  const double ix = c.tan / (720 * c.rho * nu5) * (61 + 90 * c.tan2 + 45 * tan4);
  const double x = sec / c.nu;
  const double xi = sec / (6 * nu3) * (c.nu / c.rho + 2 * c.tan2);
  const double xii = sec / (120 * nu5) * (5 + 28 * c.tan2 + 24 * tan4);
  const double xiia = sec / (5040 * nu7) * (61 + 662 * c.tan2 + 1320 * tan4 + 720 * tan4 * c.tan2);
  return {latitude - e2 * (vii - e2 * (viii - e2 * ix)), p.longitude + e * (x - e2 * (xi - e2 * (xii - e2 * xiia)))};
}

using Cartesian = std::array<double, 3>;

Cartesian to_cartesian(const Ellipsoid& ellipsoid, const Geodetic& g) {
  const double e2 = ellipsoid.eccentricity2(), s = std::sin(g.latitude);
  const double nu = ellipsoid.a / std::sqrt(1 - e2 * s * s);
  return {nu * std::cos(g.latitude) * std::cos(g.longitude), nu * std::cos(g.latitude) * std::sin(g.longitude),
          nu * (1 - e2) * s};
}

Geodetic to_geodetic(const Ellipsoid& ellipsoid, const Cartesian& c) {
  const double e2 = ellipsoid.eccentricity2(), p = std::hypot(c[0], c[1]);
  double latitude = std::atan2(c[2], p * (1 - e2));
  for (int step = 0; step < 5; ++step) {
    const double s = std::sin(latitude), nu = ellipsoid.a / std::sqrt(1 - e2 * s * s);
    latitude = std::atan2(c[2] + e2 * nu * s, p);
  }
  return {latitude, std::atan2(c[1], c[0])};
}

Cartesian shifted(const Cartesian& c, const Shift& shift) {
  constexpr double kSecond = kRadians / 3600;
  const double rx = shift.rx * kSecond, ry = shift.ry * kSecond, rz = shift.rz * kSecond, m = 1 + shift.ppm * 1e-6;
  return {shift.x + m * c[0] - rz * c[1] + ry * c[2], shift.y + rz * c[0] + m * c[1] - rx * c[2],
          shift.z - ry * c[0] + rx * c[1] + m * c[2]};
}

Point to_wgs84(const Projection& p, const Shift& shift, const GridPoint& grid) {
  const Geodetic g = to_geodetic(kWgs84, shifted(to_cartesian(p.ellipsoid, unproject(p, grid)), shift));
  return {g.latitude / kRadians, g.longitude / kRadians};
}

constexpr double kLetterSquare = 100'000, kEastEnd = 700'000, kNorthEnd = 1'300'000;

/// 0–24 of a grid letter; I is not used. nullopt for anything else.
std::optional<int> letter_index(char c) {
  if (c < 'A' || c > 'Z' || c == 'I') return std::nullopt;
  return c - 'A' - (c > 'I' ? 1 : 0);
}

/// South-west corner of the 100 km square of two letters: the first in 500 km steps from a far-off origin, the second
/// in 100 km steps, both from the north-west.
std::optional<GridPoint> corner_of(char first, char second) {
  const auto l1 = letter_index(first), l2 = letter_index(second);
  if (!l1 || !l2) return std::nullopt;
  const GridPoint corner{((*l1 % 5 - 2) * 5 + *l2 % 5) * kLetterSquare,
                         ((3 - *l1 / 5) * 5 + 4 - *l2 / 5) * kLetterSquare};
  if (corner.easting < 0 || corner.easting >= kEastEnd || corner.northing < 0 || corner.northing >= kNorthEnd)
    return std::nullopt;
  return corner;
}

char letter(int index) { return static_cast<char>('A' + index + (index >= 8 ? 1 : 0)); }

/// The digits, when `text` is digits in one group or in two equal ones.
std::optional<std::string> grid_digits(std::string_view text) {
  std::string digits;
  std::size_t groups = 0, first_group = 0;
  for (const std::string_view group : split_list(text, ' ')) {
    for (const char c : group)
      if (c < '0' || c > '9') return std::nullopt;
    if (++groups == 1) first_group = group.size();
    digits += group;
  }
  if (groups > 2 || (groups == 2 && first_group * 2 != digits.size())) return std::nullopt;
  if (digits.size() < 2 || digits.size() > 10 || digits.size() % 2 != 0) return std::nullopt;
  return digits;
}

}  // namespace

Point from_british_grid(const GridPoint& grid) { return to_wgs84(kBritish, kFromOsgb36, grid); }

GridPoint to_british_grid(const Point& point) {
  const Cartesian wgs84 = to_cartesian(kWgs84, {point.latitude * kRadians, point.longitude * kRadians});
  return project(kBritish, to_geodetic(kBritish.ellipsoid, shifted(wgs84, kFromOsgb36.reversed())));
}

Point from_irish_grid(const GridPoint& grid) { return to_wgs84(kIrish, kFromTm75, grid); }

std::optional<GridReference> parse_grid_reference(std::string_view text) {
  const std::string upper = ascii_upper(collapse_spaces(text));
  if (upper.size() < 4 || upper.size() > 16) return std::nullopt;
  const auto corner = corner_of(upper[0], upper[1]);
  const auto digits = corner ? grid_digits(std::string_view(upper).substr(2)) : std::nullopt;
  if (!digits) return std::nullopt;
  const std::size_t half = digits->size() / 2;
  const double side = kLetterSquare / std::pow(10.0, static_cast<double>(half));
  const auto easting = static_cast<double>(*parse_integer(std::string_view(*digits).substr(0, half)));
  const auto northing = static_cast<double>(*parse_integer(std::string_view(*digits).substr(half)));
  return GridReference{{corner->easting + (easting + 0.5) * side, corner->northing + (northing + 0.5) * side}, side};
}

std::optional<std::string> to_grid_reference(const GridPoint& grid, int digits) {
  const bool inside = grid.easting >= 0 && grid.easting < kEastEnd && grid.northing >= 0 && grid.northing < kNorthEnd;
  if (!inside || digits < 2 || digits > 10 || digits % 2 != 0) return std::nullopt;
  const int e = static_cast<int>(grid.easting / kLetterSquare), n = static_cast<int>(grid.northing / kLetterSquare);
  std::string reference{letter((3 - n / 5) * 5 + e / 5 + 2), letter((4 - n % 5) * 5 + e % 5)};
  const int half = digits / 2;
  const double side = kLetterSquare / std::pow(10.0, half);
  for (const double within : {grid.easting - e * kLetterSquare, grid.northing - n * kLetterSquare}) {
    const std::string number = std::to_string(static_cast<std::int64_t>(within / side));
    reference += ' ' + std::string(static_cast<std::size_t>(half) - number.size(), '0') + number;
  }
  return reference;
}

}  // namespace fingerpost::geo
