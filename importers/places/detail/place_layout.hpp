#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "geo/gazetteer_builder.hpp"

namespace fingerpost::importers {

enum class PlaceFormat {
  open_names,  ///< OS Open Names: 34 columns, usually without a header
  geonames,    ///< GeoNames postal codes: 12 tab-separated columns without a header
  own,         ///< a header with a name or code, a kind and a position
};

/// How a file of places is laid out, told from its first row.
struct PlaceLayout {
  PlaceFormat format = PlaceFormat::own;
  bool has_header = false;

  /// Columns of `own`.
  std::optional<std::size_t> name, name_cy, kind, code, latitude, longitude, easting, northing, district, district_code,
      ward, county, country, outcode, weight;
};

std::optional<PlaceLayout> place_layout(std::span<const std::string> first_row);

/// True when every column of an `own` layout is one that a list of places may have: nothing else is in the file.
bool is_nothing_but_places(std::span<const std::string> header);

/// A row as the gazetteer takes it. `skipped`: the row is sound but no populated place (a road, a railway station).
/// `fault`: what is wrong with it.
struct PlaceReading {
  geo::PlaceRow row;
  bool skipped = false;
  std::string fault, field, value;
};
PlaceReading read_place(const PlaceLayout& layout, std::span<const std::string> fields);

}  // namespace fingerpost::importers
