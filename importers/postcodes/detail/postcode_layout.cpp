#include "importers/postcodes/detail/postcode_layout.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "base/text.hpp"
#include "geo/grid.hpp"
#include "importers/detail/area_codes.hpp"
#include "importers/detail/csv_reader.hpp"

namespace fingerpost::importers {

namespace {

/// Names of columns that carry no year, best first; empty ones name nothing.
using Names = std::array<std::string_view, 7>;
constexpr Names kPostcode = {"pcds", "pcd8", "pcd7", "pcd2", "pcd", "postcode", "pc"};
constexpr Names kLatitude = {"lat", "latitude"};
constexpr Names kLongitude = {"long", "longitude", "lon", "lng"};
constexpr Names kEasting = {"oseast1m", "east1m", "easting", "eastings", "ea"};
constexpr Names kNorthing = {"osnrth1m", "north1m", "northing", "northings", "no"};
constexpr Names kQuality = {"osgrdind", "gridind", "positionalqualityindicator", "pq"};
constexpr Names kTerminated = {"doterm", "terminated"};
constexpr Names kOther = {"dointr", "introduced", "id", "usertype", "usrtypind", "status", "inuse"};

/// The stems of area columns, which may be followed by a year and "cd": lad25cd, lsoa21, wd22cd.
struct AreaStems {
  std::string_view kind;
  Names stems;
};
constexpr std::array<AreaStems, 10> kAreas = {{
    {"lsoa", {"lsoa"}},
    {"msoa", {"msoa"}},
    {"ward", {"osward", "ward", "wd", "adminwardcode", "wc"}},
    {"parish", {"parish", "parncp", "par"}},
    {"district", {"oslaua", "laua", "lad", "ltla", "admindistrictcode", "dc"}},
    {"county", {"oscty", "cty", "admincountycode", "cc"}},
    {"icb", {"icb"}},
    {"police", {"pfa"}},
    {"region", {"rgn", "gor"}},
    {"country", {"ctry", "countrycode", "cy"}},
}};

std::vector<std::string> keys_of(std::span<const std::string> header) {
  std::vector<std::string> keys;
  for (const std::string& name : header) keys.push_back(column_key(name));
  return keys;
}

std::optional<std::size_t> first_of(const std::vector<std::string>& keys, Names names) {
  for (const std::string_view name : names)
    if (const auto at = std::ranges::find(keys, name); !name.empty() && at != keys.end()) return at - keys.begin();
  return std::nullopt;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The year of `key` when it is `stem`, `stem21`, `stem21cd` or `stemcd`: 21, or 0 without one.
std::optional<int> year_after(std::string_view key, std::string_view stem) {
  if (stem.empty() || !key.starts_with(stem)) return std::nullopt;
  key.remove_prefix(stem.size());
  int year = 0;
  if (key.size() >= 2 && is_digit(key[0]) && is_digit(key[1])) {
    year = (key[0] - '0') * 10 + (key[1] - '0');
    key.remove_prefix(2);
  }
  return key.empty() || key == "cd" ? std::optional(year) : std::nullopt;
}

/// The newest column of an area kind: lsoa21 before lsoa11 before lsoa01.
std::optional<std::size_t> newest(const std::vector<std::string>& keys, Names stems) {
  std::optional<std::size_t> best;
  int best_year = -1;
  for (std::size_t i = 0; i < keys.size(); ++i)
    for (const std::string_view stem : stems)
      if (const auto year = year_after(keys[i], stem); year && *year > best_year) {
        best = i;
        best_year = *year;
      }
  return best;
}

std::vector<PostcodeLayout::AreaColumn> area_columns(const std::vector<std::string>& keys) {
  std::vector<PostcodeLayout::AreaColumn> columns;
  for (const AreaStems& area : kAreas)
    if (const auto column = newest(keys, area.stems)) columns.push_back({std::string(area.kind), *column});
  return columns;
}

std::string_view field(std::span<const std::string> fields, std::optional<std::size_t> column) {
  return column && *column < fields.size() ? trim(fields[*column]) : std::string_view();
}

std::optional<double> number(std::span<const std::string> fields, std::optional<std::size_t> column) {
  return parse_number(field(fields, column));
}

std::optional<geo::Point> point_of(const PostcodeLayout& layout, std::span<const std::string> fields) {
  const std::string_view quality = field(fields, layout.quality);
  if (quality == "9" || quality == "90") return std::nullopt;
  const auto latitude = number(fields, layout.latitude), longitude = number(fields, layout.longitude);
  // ONS writes 99.999999,0.000000 for "no position"; 0,0 is in the Gulf of Guinea.
  if (latitude && longitude && *latitude < 90 && (*latitude != 0 || *longitude != 0))
    return geo::Point{*latitude, *longitude};
  const auto easting = number(fields, layout.easting), northing = number(fields, layout.northing);
  if (!easting || !northing || (*easting == 0 && *northing == 0)) return std::nullopt;
  const geo::GridPoint grid{*easting, *northing};
  const bool irish = ascii_upper(field(fields, layout.postcode)).starts_with("BT");
  return irish ? geo::from_irish_grid(grid) : geo::from_british_grid(grid);
}

/// "202505" → "2025-05"; what is written otherwise is kept.
std::string month_of(std::string_view text) {
  if (text.size() == 6 && std::ranges::all_of(text, is_digit))
    return std::string(text.substr(0, 4)) + "-" + std::string(text.substr(4));
  return std::string(text);
}

}  // namespace

std::optional<PostcodeLayout> postcode_layout_of_header(std::span<const std::string> header) {
  const std::vector<std::string> keys = keys_of(header);
  const auto postcode = first_of(keys, kPostcode);
  if (!postcode) return std::nullopt;
  PostcodeLayout layout;
  layout.postcode = *postcode;
  layout.latitude = first_of(keys, kLatitude);
  layout.longitude = first_of(keys, kLongitude);
  layout.easting = first_of(keys, kEasting);
  layout.northing = first_of(keys, kNorthing);
  layout.quality = first_of(keys, kQuality);
  layout.terminated = first_of(keys, kTerminated);
  layout.areas = area_columns(keys);
  layout.name = layout.areas.size() >= 3 ? "ONSPD or NSPL" : "postcode with position";
  return layout.has_position() ? std::optional(layout) : std::nullopt;
}

std::optional<PostcodeLayout> postcode_layout_of_row(std::span<const std::string> row) {
  const bool old = row.size() == 19;
  if (row.size() != 10 && !old) return std::nullopt;
  const auto quality = parse_integer(trim(row[1]));
  const std::size_t easting = old ? 10 : 2;
  if (!quality || *quality < 10 || *quality > 90 || *quality % 10 != 0) return std::nullopt;
  if (!parse_integer(trim(row[easting])) || !parse_integer(trim(row[easting + 1]))) return std::nullopt;
  if (row[0].size() < 5 || row[0].size() > 8) return std::nullopt;
  PostcodeLayout layout;
  layout.name = "Code-Point Open";
  layout.quality = 1;
  layout.easting = easting;
  layout.northing = easting + 1;
  layout.status_unless_told = geo::PlaceStatus::live;
  if (!old) layout.areas = {{"ward", 9}, {"district", 8}, {"county", 7}, {"country", 4}};
  return layout;
}

bool is_nothing_but_postcodes(std::span<const std::string> header) {
  const auto known = [](const std::string& key) {
    for (const Names& names : {kPostcode, kLatitude, kLongitude, kEasting, kNorthing, kQuality, kTerminated, kOther})
      if (std::ranges::find(names, key) != names.end()) return true;
    return std::ranges::any_of(kAreas, [&](const AreaStems& area) {
      return std::ranges::any_of(area.stems, [&](std::string_view stem) { return year_after(key, stem).has_value(); });
    });
  };
  return std::ranges::all_of(keys_of(header), known);
}

std::optional<int> year_in_header(std::span<const std::string> header) {
  std::optional<int> newest_year;
  for (const std::string& key : keys_of(header))
    for (const std::string_view stem : {"lad", "wd", "cty", "ced", "parncp", "rgn", "ctry"})
      if (const auto year = year_after(key, stem); year && *year > 0 && key.ends_with("cd"))
        newest_year = std::max(newest_year.value_or(0), 2000 + *year);
  return newest_year;
}

geo::PostcodeRow postcode_row(const PostcodeLayout& layout, std::span<const std::string> fields) {
  geo::PostcodeRow row;
  row.postcode = field(fields, layout.postcode);
  row.point = point_of(layout, fields);
  row.status = layout.status_unless_told;
  if (layout.terminated) {
    const std::string_view terminated = field(fields, layout.terminated);
    row.status = terminated.empty() ? geo::PlaceStatus::live : geo::PlaceStatus::terminated;
    row.terminated_on = month_of(terminated);
  }
  row.areas.reserve(layout.areas.size());
  for (const auto& [kind, column] : layout.areas)
    if (const std::string_view code = field(fields, column); is_area_code(code))
      row.areas.push_back({kind, std::string(code), {}});
  return row;
}

}  // namespace fingerpost::importers
