#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "geo/gazetteer_builder.hpp"

namespace fingerpost::importers {

/// Which column of a postcode file holds what. Found from the header by pattern, so that every vintage fits: `oslaua`
/// (ONSPD to 2025), `laua` (NSPL) and `lad25cd` (ONSPD from November 2025) are all the district.
struct PostcodeLayout {
  struct AreaColumn {
    std::string kind;
    std::size_t column;
  };
  std::string name;  ///< `ONSPD or NSPL`, `postcode with position`, `Code-Point Open`
  std::size_t postcode = 0;
  std::optional<std::size_t> latitude, longitude, easting, northing, quality, terminated;
  std::vector<AreaColumn> areas;  ///< from small to large

  bool has_position() const { return (latitude && longitude) || (easting && northing); }
  /// Rows without a termination column: Code-Point lists live postcodes only, others do not say.
  geo::PlaceStatus status_unless_told = geo::PlaceStatus::unknown;
};

/// The layout of a file whose first row is `header`; nullopt when there is no postcode column or no position.
std::optional<PostcodeLayout> postcode_layout_of_header(std::span<const std::string> header);

/// The layout of a file without header whose first row is `row`: Code-Point Open (10 columns, or 19 before 2011);
/// nullopt when it is not that.
std::optional<PostcodeLayout> postcode_layout_of_row(std::span<const std::string> row);

/// True when every column is one that a list of postcodes may have: nothing else is in the file.
bool is_nothing_but_postcodes(std::span<const std::string> header);

/// The year in columns such as `lad25cd`: 2025. nullopt when no column carries the year of its release.
std::optional<int> year_in_header(std::span<const std::string> header);

/// One row as the gazetteer takes it. Latitude and longitude are preferred to the grid (they went through OSTN15); the
/// grid is the Irish one for BT postcodes. No position when the source says so (quality 9 or 90, latitude 99.999999) or
/// gives none; codes that stand for "none" (E99999999) are dropped.
geo::PostcodeRow postcode_row(const PostcodeLayout& layout, std::span<const std::string> fields);

}  // namespace fingerpost::importers
