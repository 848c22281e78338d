#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string_view>

#include "geo/detail/area_dictionary.hpp"
#include "geo/detail/name_table.hpp"
#include "geo/detail/postcode_key.hpp"
#include "geo/detail/table_file.hpp"
#include "geo/place.hpp"

namespace fingerpost::geo::detail {

inline constexpr Tag kPostcodeFile = tag("POST");

/// Positions of postcodes are kept in millionths of a degree (0.1 m) in three bytes each, from this corner on: 16.7° of
/// latitude and longitude, which hold the British Isles.
inline constexpr double kUnitSouth = 48, kUnitWest = -12, kUnitScale = 1e6;
inline constexpr Box kBritishIsles{49, -11, 62, 3};

/// A postcode, decoded.
struct Unit {
  int unit = 0;  ///< the two inward letters
  bool has_point = false;
  Point point;
  PlaceStatus status = PlaceStatus::unknown;
  std::uint32_t area_set = 0;
  std::uint16_t terminated_on = 0;  ///< row of the table of dates; 0 is none
};

/// 13 bytes on disc, little-endian: 10 bits unit, 2 bits status, 1 bit "has a position", 3 bits 0; 3 bytes latitude and
/// 3 longitude; 3 bytes set of areas; 2 bytes date of termination.
struct PackedUnit {
  std::array<std::uint8_t, 13> bytes;
};
static_assert(sizeof(PackedUnit) == 13);

/// Whole steps from the corner; requires a point in kBritishIsles.
std::uint32_t unit_steps(double degrees, double corner);
/// Degrees from steps: the multiple of 0.000001 itself, so that it reads as it was given.
inline double unit_degrees(std::uint32_t steps, double corner) { return (corner * kUnitScale + steps) / kUnitScale; }
PackedUnit pack(const Unit& unit);
Unit unpack(const PackedUnit& packed);
/// The inward letters alone, for searching.
inline int packed_unit(const PackedUnit& p) { return (p.bytes[0] | p.bytes[1] << 8) & 0x3FF; }

/// Row of section `SECT`, sorted by key: where a sector's units stand in `UNIT`, and its middle.
struct SectorRow {
  std::uint32_t key;  // PostcodeKey::sector_key
  std::uint32_t first, count;
  std::uint32_t positioned;  // units that made the middle: live ones, or all when none is live
  double latitude, longitude;
};

/// Row of section `OUTC`, sorted by outcode: its sectors in `SECT`, and its middle.
struct OutcodeRow {
  std::uint32_t outcode;
  std::uint32_t first, count;
  std::uint32_t positioned;
  double latitude, longitude;
};

/// One source's postcodes, searched where they lie in the mapped file.
class PostcodeSet {
 public:
  explicit PostcodeSet(const std::filesystem::path& path);
  PostcodeSet(const PostcodeSet&) = delete;
  PostcodeSet& operator=(const PostcodeSet&) = delete;

  /// Two binary searches: in the outcode's sectors, then in the sector's units.
  std::optional<Unit> find(const OutcodeRow& outcode, const PostcodeKey& key) const;
  const SectorRow* find_sector(const OutcodeRow& outcode, const PostcodeKey& key) const;

  std::span<const OutcodeRow> outcodes() const { return outcodes_; }
  std::span<const SectorRow> sectors(const OutcodeRow& outcode) const {
    return file_.range(sectors_, outcode.first, outcode.count);
  }
  std::span<const PackedUnit> units(const SectorRow& sector) const {
    return file_.range(units_, sector.first, sector.count);
  }
  std::size_t size() const { return units_.size(); }

  std::string_view date(std::uint16_t number) const {
    return number == 0 ? std::string_view() : file_.text(file_.at(dates_, number - 1u));
  }
  const AreaDictionary& areas() const { return areas_; }
  const NameTable& names() const { return names_; }
  const TableFile& file() const { return file_; }

  /// Rows that both sets hold with the same position, status, date and areas. Reads both through.
  static std::size_t count_equal(const PostcodeSet& a, const PostcodeSet& b);

  /// What is wrong beyond checksums: order, and numbers that point nowhere.
  std::vector<std::string> verify() const;

 private:
  TableFile file_;
  AreaDictionary areas_;
  NameTable names_;
  std::span<const PackedUnit> units_;
  std::span<const SectorRow> sectors_;
  std::span<const OutcodeRow> outcodes_;
  std::span<const StringRef> dates_;
};

// Section names, shared with the writer.
inline constexpr Tag kUnits = tag("UNIT"), kSectors = tag("SECT"), kOutcodes = tag("OUTC"), kDates = tag("DATE");

}  // namespace fingerpost::geo::detail
