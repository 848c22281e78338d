#pragma once

#include <array>
#include <bitset>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/id.hpp"
#include "geo/point.hpp"
#include "geo/polygon.hpp"
#include "model/reading.hpp"

namespace fingerpost::search {

/// What a result can be.
enum class Kind : std::uint8_t { service, building, organization, role };
inline constexpr std::size_t kKinds = 4;
std::string_view to_string(Kind kind);
std::optional<Kind> parse_kind(std::string_view text);

/// How a record is "here": bits, several at once.
enum Here : std::uint8_t { delivers = 1, covers = 2, visits = 4, speaks_for = 8, online = 16 };
std::vector<std::string_view> here_names(std::uint8_t here);

/// How a document got its position.
enum class PositionBasis : std::uint8_t { none, coordinates, postcode, coarse_cell };

/// One delivery point of one record: the unit of the index. A service with three venues is three documents with one
/// record_id; it is one result, shown at its nearest point.
struct Document {
  Uuid key;        ///< unique: service_at_location, location or organization id; replacing one with this key updates it
  Uuid record_id;  ///< what is counted and shown
  Kind kind = Kind::service;

  std::optional<geo::Point> point;
  PositionBasis basis = PositionBasis::none;
  std::uint8_t here = 0;                   ///< Here bits this document offers
  std::vector<std::string> area_codes;     ///< codes of areas it covers or speaks for
  std::vector<geo::MultiPolygon> extents;  ///< polygons it covers
  bool everywhere = false;                 ///< online or nationwide: here for any place

  // Text, as written; the analyser folds and stems. Weight falls in this order.
  std::string name, alternate_name, organization_name, need_terms, summary, description;

  std::vector<std::string> categories;  ///< keys of taxonomy terms (id text), ancestors included: facet and filter
  std::vector<std::string> themes;      ///< codes of accord-themes
  bool signatory = false;
  std::vector<std::string> languages;                      ///< ISO 639
  std::vector<std::pair<std::string, model::Tri>> access;  ///< stated codes only; all others are unknown
  std::vector<std::string> referral;                       ///< `self`, `professional`; empty: unknown
  std::vector<std::string> areas_in;                       ///< codes of areas the point lies in: facet `area`
  model::Tri free = model::Tri::unknown;
  std::optional<std::uint8_t> minimum_age, maximum_age;
  bool ages_known = false;      ///< false: no age given, so the answer to an age is "not known"
  std::bitset<168> open_hours;  ///< ordinary week, Monday 00:00 first
  bool hours_known = false;
  model::Tri for_women = model::Tri::unknown, for_men = model::Tri::unknown;  ///< no: it is for others only
  model::Tri has_room = model::Tri::unknown;                                  ///< takes people now
  std::optional<std::uint16_t> wait_days;                                     ///< how long people wait; absent: unknown
  std::optional<Day> verified_on, edited_on;
  std::uint8_t completeness = 0;  ///< 0..100

  std::string stored;  ///< ready JSON members of the result, without braces: handed back untouched
};

}  // namespace fingerpost::search
