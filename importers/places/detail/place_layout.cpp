#include "importers/places/detail/place_layout.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/text.hpp"
#include "geo/grid.hpp"
#include "importers/detail/area_codes.hpp"
#include "importers/detail/csv_reader.hpp"

namespace fingerpost::importers {

namespace {

/// Columns of OS Open Names (technical specification, CSV), from 0.
enum OpenNames : std::size_t {
  kId = 0,
  kName1 = 2,
  kName1Lang = 3,
  kName2 = 4,
  kName2Lang = 5,
  kType = 6,
  kLocalType = 7,
  kX = 8,
  kY = 9,
  kXMin = 12,
  kYMin = 13,
  kXMax = 14,
  kYMax = 15,
  kPostcodeDistrict = 16,
  kDistrict = 21,
  kCounty = 24,
  kCountyType = 26,
  kRegion = 27,
  kCountry = 29,
  kOpenNamesColumns = 34,
};

/// Columns of GeoNames' postal code files (readme.txt beside them), from 0.
enum GeoNames : std::size_t {
  kGeoCountry = 0,
  kGeoCode = 1,
  kGeoPlace = 2,
  kAdmin1 = 3,
  kAdmin2 = 5,
  kAdmin3 = 7,
  kAdmin3Code = 8,
  kGeoLatitude = 9,
  kGeoLongitude = 10,
  kGeoColumns = 12,
};

struct Settlement {
  std::string_view local_type, kind;
  int weight;  ///< which "Newport" is meant when nothing else tells: the larger kind first
};
constexpr std::array<Settlement, 6> kSettlements = {{{"City", "city", 600'000},
                                                     {"Town", "town", 500'000},
                                                     {"Village", "village", 400'000},
                                                     {"Suburban Area", "suburb", 300'000},
                                                     {"Hamlet", "hamlet", 200'000},
                                                     {"Other Settlement", "settlement", 100'000}}};

std::string_view cell(std::span<const std::string> fields, std::optional<std::size_t> column) {
  return column && *column < fields.size() ? trim(fields[*column]) : std::string_view();
}

void add_area(std::vector<geo::AreaRef>& areas, std::string_view kind, std::string_view name,
              std::string_view code = {}) {
  if (!name.empty() || !code.empty()) areas.push_back({std::string(kind), std::string(code), std::string(name)});
}

PlaceReading faulty(std::string fault, std::string_view field, std::string_view value) {
  PlaceReading reading;
  reading.fault = std::move(fault);
  reading.field = field;
  reading.value = value;
  return reading;
}

/// "Powys - Powys" → "Powys": how Open Names writes an authority with two languages.
std::string_view said_once(std::string_view name) {
  const std::size_t dash = name.find(" - ");
  return dash != std::string_view::npos && name.substr(0, dash) == name.substr(dash + 3) ? name.substr(0, dash) : name;
}

/// Half the outline of the place's box in metres: tells a large village from a small one.
int extent(std::span<const std::string> fields) {
  const auto side = [&](std::size_t low, std::size_t high) {
    const auto a = parse_number(cell(fields, low)), b = parse_number(cell(fields, high));
    return a && b && *b > *a ? *b - *a : 0.0;
  };
  return static_cast<int>(std::min(99'999.0, side(kXMin, kXMax) + side(kYMin, kYMax)));
}

/// English first: a Welsh NAME1 gives way to an English NAME2 and becomes name_cy.
void name_open_names(geo::PlaceRow& row, std::span<const std::string> fields) {
  const std::string_view first = cell(fields, kName1), second = cell(fields, kName2);
  const bool first_welsh = cell(fields, kName1Lang) == "cym", second_welsh = cell(fields, kName2Lang) == "cym";
  const bool swap = first_welsh && !second.empty() && !second_welsh;
  row.name = swap ? second : first;
  if (swap) row.name_cy = first;
  if (!swap && second_welsh) row.name_cy = second;
}

PlaceReading read_open_names(std::span<const std::string> fields) {
  PlaceReading reading;
  if (cell(fields, kType) != "populatedPlace") {
    reading.skipped = true;
    return reading;
  }
  const auto kind = std::ranges::find(kSettlements, cell(fields, kLocalType), &Settlement::local_type);
  const auto x = parse_number(cell(fields, kX)), y = parse_number(cell(fields, kY));
  if (!x || !y)
    return faulty("GEOMETRY_X and GEOMETRY_Y are to be metres in the National Grid.", "GEOMETRY_X", cell(fields, kX));
  geo::PlaceRow& row = reading.row;
  name_open_names(row, fields);
  row.kind = kind == kSettlements.end() ? "settlement" : kind->kind;
  row.weight = (kind == kSettlements.end() ? 100'000 : kind->weight) + extent(fields);
  row.source_id = cell(fields, kId);
  row.point = geo::from_british_grid({*x, *y});
  const bool county = cell(fields, kCountyType).ends_with("/County");
  add_area(row.areas, "outcode", {}, cell(fields, kPostcodeDistrict));
  add_area(row.areas, "district", said_once(cell(fields, kDistrict)));
  add_area(row.areas, county ? "county" : "district", said_once(cell(fields, kCounty)));
  add_area(row.areas, "region", cell(fields, kRegion));
  add_area(row.areas, "country", cell(fields, kCountry));
  return reading;
}

/// "Manchester District (B)" → "Manchester".
std::string_view plain_district(std::string_view name) {
  for (const std::string_view ending : {" District (B)", " London Boro", " District", " (B)"})
    if (name.ends_with(ending)) return name.substr(0, name.size() - ending.size());
  return name;
}

PlaceReading read_geonames(std::span<const std::string> fields) {
  PlaceReading reading;
  const auto latitude = parse_number(cell(fields, kGeoLatitude)), longitude = parse_number(cell(fields, kGeoLongitude));
  if (!latitude || !longitude)
    return faulty("Columns 10 and 11 are to be degrees.", "latitude", cell(fields, kGeoLatitude));
  geo::PlaceRow& row = reading.row;
  row.name = cell(fields, kGeoPlace);
  row.kind = "locality";
  row.point = {*latitude, *longitude};
  add_area(row.areas, "outcode", {}, cell(fields, kGeoCode));
  const std::string_view code = cell(fields, kAdmin3Code);
  add_area(row.areas, "district", plain_district(cell(fields, kAdmin3)),
           is_area_code(code) ? code : std::string_view());
  add_area(row.areas, "county", cell(fields, kAdmin2));
  add_area(row.areas, "country", cell(fields, kAdmin1));
  return reading;
}

std::optional<geo::Point> own_point(const PlaceLayout& layout, std::span<const std::string> fields) {
  const auto latitude = parse_number(cell(fields, layout.latitude)),
             longitude = parse_number(cell(fields, layout.longitude));
  if (latitude && longitude) return geo::Point{*latitude, *longitude};
  const auto easting = parse_number(cell(fields, layout.easting)),
             northing = parse_number(cell(fields, layout.northing));
  if (easting && northing) return geo::from_british_grid({*easting, *northing});
  return std::nullopt;
}

/// "SY7", "B1", "EC1A": an outcode and nothing more.
bool looks_like_outcode(std::string_view text) {
  const auto letter = [](char c) { return c >= 'A' && c <= 'Z'; };
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  if (text.size() < 2 || text.size() > 4 || !letter(text[0])) return false;
  const std::size_t letters = letter(text[1]) ? 2 : 1;
  return letters < text.size() && digit(text[letters]) &&
         std::ranges::all_of(text, [&](char c) { return letter(c) || digit(c); });
}

int weight_of_kind(std::string_view kind) {
  const auto found = std::ranges::find(kSettlements, kind, &Settlement::kind);
  return found == kSettlements.end() ? 0 : found->weight;
}

PlaceReading read_own(const PlaceLayout& layout, std::span<const std::string> fields) {
  PlaceReading reading;
  const auto point = own_point(layout, fields);
  if (!point)
    return faulty("The row has no position: give latitude and longitude, or easting and northing.", "latitude",
                  cell(fields, layout.latitude));
  geo::PlaceRow& row = reading.row;
  row.point = *point;
  const std::string_view code = cell(fields, layout.code);
  row.kind = ascii_lower(cell(fields, layout.kind));
  if (row.kind.empty()) row.kind = layout.kind ? "settlement" : looks_like_outcode(code) ? "outcode" : "locality";
  const bool postal = row.kind == "outcode" || row.kind == "sector";
  row.name = collapse_spaces(postal && !code.empty() ? code : cell(fields, layout.name));
  row.name_cy = collapse_spaces(cell(fields, layout.name_cy));
  row.source_id = code;
  const auto weight = parse_integer(cell(fields, layout.weight));
  row.weight = weight && *weight >= 0 && *weight < 100'000'000 ? static_cast<int>(*weight) : weight_of_kind(row.kind);
  if (!postal) add_area(row.areas, "outcode", {}, cell(fields, layout.outcode));
  const std::string_view district_code = cell(fields, layout.district_code);
  add_area(row.areas, "ward", cell(fields, layout.ward));
  add_area(row.areas, "district", cell(fields, layout.district),
           is_area_code(district_code) ? district_code : std::string_view());
  add_area(row.areas, "county", cell(fields, layout.county));
  add_area(row.areas, "country", cell(fields, layout.country));
  return reading;
}

struct OwnColumn {
  std::optional<std::size_t> PlaceLayout::*column;
  std::array<std::string_view, 7> names;  ///< keys, best first
};
constexpr std::array<OwnColumn, 15> kOwnColumns = {{
    {&PlaceLayout::name, {"name", "place", "placename", "settlement", "locality", "town", "districtname"}},
    {&PlaceLayout::name_cy, {"namecy", "namewelsh", "welshname"}},
    {&PlaceLayout::kind, {"kind", "type", "placetype", "localtype"}},
    {&PlaceLayout::code, {"code", "id", "postcode"}},
    {&PlaceLayout::latitude, {"latitude", "lat"}},
    {&PlaceLayout::longitude, {"longitude", "long", "lon", "lng"}},
    {&PlaceLayout::easting, {"easting", "eastings", "x"}},
    {&PlaceLayout::northing, {"northing", "northings", "y"}},
    {&PlaceLayout::district, {"district", "localauthority"}},
    {&PlaceLayout::district_code, {"districtcode", "ladcode"}},
    {&PlaceLayout::ward, {"ward"}},
    {&PlaceLayout::county, {"county"}},
    {&PlaceLayout::country, {"country"}},
    {&PlaceLayout::outcode, {"outcode", "postcodedistrict"}},
    {&PlaceLayout::weight, {"weight", "population"}},
}};

PlaceLayout fixed(PlaceFormat format, bool has_header) {
  PlaceLayout layout;
  layout.format = format;
  layout.has_header = has_header;
  return layout;
}

std::optional<PlaceLayout> own_layout(std::span<const std::string> header) {
  PlaceLayout layout;
  layout.has_header = true;
  for (const OwnColumn& own : kOwnColumns)
    for (const std::string_view name : own.names) {
      const auto found = std::ranges::find(header, name, [](const std::string& h) { return column_key(h); });
      if (found == header.end() || layout.*own.column) continue;
      layout.*own.column = static_cast<std::size_t>(found - header.begin());
    }
  const bool position = (layout.latitude && layout.longitude) || (layout.easting && layout.northing);
  return (layout.name || layout.code) && position ? std::optional(layout) : std::nullopt;
}

}  // namespace

std::optional<PlaceLayout> place_layout(std::span<const std::string> first) {
  if (first.size() == kOpenNamesColumns) {
    if (column_key(first[kLocalType]) == "localtype") return fixed(PlaceFormat::open_names, true);
    if (first[kId].starts_with("osgb") && parse_number(trim(first[kX]))) return fixed(PlaceFormat::open_names, false);
  }
  if (first.size() == kGeoColumns && first[kGeoCountry].size() == 2 && parse_number(trim(first[kGeoLatitude])) &&
      parse_number(trim(first[kGeoLongitude])))
    return fixed(PlaceFormat::geonames, false);
  return own_layout(first);
}

bool is_nothing_but_places(std::span<const std::string> header) {
  return std::ranges::all_of(header, [](const std::string& name) {
    const std::string key = column_key(name);
    if (key == "radiusm" || key == "region" || key == "ukregion" || key == "countrystring") return true;
    return std::ranges::any_of(kOwnColumns, [&](const OwnColumn& own) {
      return std::ranges::find(own.names, std::string_view(key)) != own.names.end();
    });
  });
}

PlaceReading read_place(const PlaceLayout& layout, std::span<const std::string> fields) {
  switch (layout.format) {
    case PlaceFormat::open_names:
      return read_open_names(fields);
    case PlaceFormat::geonames:
      return read_geonames(fields);
    case PlaceFormat::own:
      return read_own(layout, fields);
  }
  return {};
}

}  // namespace fingerpost::importers
