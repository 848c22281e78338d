#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "geo/point.hpp"

namespace fingerpost::geo {

/// Metres in the British National Grid (EPSG:27700) or, for Northern Ireland, the Irish Grid (EPSG:29903).
struct GridPoint {
  double easting = 0;
  double northing = 0;
};

/// EPSG:27700 → WGS84 by Redfearn's series and the OSGB36 Helmert shift (Ordnance Survey, "A guide to coordinate
/// systems in Great Britain", annexes B and C): within about 5 m of OSTN15.
Point from_british_grid(const GridPoint& grid);
GridPoint to_british_grid(const Point& point);

/// EPSG:29903 (Irish Grid, TM75) → WGS84, for postcodes that begin with BT.
Point from_irish_grid(const GridPoint& grid);

/// An OS grid reference, "SJ 491 124", "SO51317462": 2 to 10 even digits. The centre of the square it names, and the
/// square's side in metres.
struct GridReference {
  GridPoint centre;
  Metres side;
};
std::optional<GridReference> parse_grid_reference(std::string_view text);

/// Two letters and `digits` digits of the square that holds the point; nullopt outside the grid.
std::optional<std::string> to_grid_reference(const GridPoint& grid, int digits = 8);

}  // namespace fingerpost::geo
