#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/json.hpp"
#include "geo/point.hpp"

namespace fingerpost::geo {

/// How exactly a Place is known, finest last but one: an area is a region, not a position.
enum class Precision { unit, sector, outcode, place, area, point };
enum class PlaceStatus { unknown, live, terminated };

std::string_view to_string(Precision precision);
std::string_view to_string(PlaceStatus status);

/// An area by its code: kind is `ward`, `parish`, `district`, `county`, `lsoa`, `msoa`, `icb`, `region`, `country`, ….
struct AreaRef {
  std::string kind, code, name;
  bool operator==(const AreaRef&) const = default;
};

/// Another reading of the same text, or a near spelling. `code` finds it again exactly (`GET /api/places/{code}`).
struct PlaceChoice {
  std::string name, kind, code;
  Point centre;
  std::string area = {};  ///< the district (or county, country) it lies in, which tells namesakes apart; may be empty
};

/// What a postcode, outcode, village, ward, grid reference or "lat,lon" resolves to. JSON: the place object of the
/// contract (docs/reference).
struct Place {
  std::string name;  ///< as shown: "SY1 1AA", "Clun", "Ludlow East"
  std::string kind;  ///< `postcode`, `sector`, `outcode`, `town`, `village`, `ward`, …, `grid_reference`, `point`
  std::string code;  ///< stable key: postcode without space, GSS code, or the gazetteer's own for a named place
  Precision precision = Precision::point;
  Point centre;
  PlaceStatus status = PlaceStatus::unknown;
  std::optional<std::string> terminated_on;   ///< YYYY-MM or YYYY-MM-DD as the source says
  std::optional<std::string> fell_back_from;  ///< the unit that the loaded data lacks, when precision is coarser
  std::vector<AreaRef> areas;             ///< areas it lies in: from polygons where loaded, else from the row's codes
  std::vector<PlaceChoice> alternatives;  ///< other places of that name
  /// For precision `area`: true when a polygon is loaded, so "in X" can be exact. See Gazetteer::area_shape.
  bool has_shape = false;
};

/// The place object.
Json to_json(const Place& place);

}  // namespace fingerpost::geo
