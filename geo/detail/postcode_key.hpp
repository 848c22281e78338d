#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fingerpost::geo::detail {

/// A postcode, or its first part, as numbers whose order is the order of the text (a space before everything).
/// outcode: up to four characters in base 37; sector: the inward digit, -1 when not given; unit: the two inward
/// letters in base 26, -1 when not given.
struct PostcodeKey {
  std::uint32_t outcode = 0;
  int sector = -1;
  int unit = -1;

  bool operator==(const PostcodeKey&) const = default;
  bool is_unit() const { return unit >= 0; }
  /// outcode and digit in one number; only when a sector is given.
  std::uint32_t sector_key() const { return outcode * 10 + static_cast<std::uint32_t>(sector); }
  /// The whole in one number; only for units. Below 2^35.
  std::uint64_t unit_key() const {
    return std::uint64_t{sector_key()} * kUnitsPerSector + static_cast<std::uint64_t>(unit);
  }
  static PostcodeKey from_unit_key(std::uint64_t key);

  PostcodeKey sector_part() const { return {outcode, sector, -1}; }
  PostcodeKey outcode_part() const { return {outcode, -1, -1}; }

  /// As people write it: "SY1 1AA", "SY1 1", "SY1".
  std::string name() const;
  /// As an address: "SY11AA", "SY1-1" (SY11 is an outcode of its own), "SY1".
  std::string code() const;

  static constexpr int kUnitsPerSector = 26 * 26;
};

/// Exactly a full unit, in any case and spacing; no repairs. For rows of data.
std::optional<PostcodeKey> parse_unit(std::string_view text);

/// What code() wrote; nullopt for anything else.
std::optional<PostcodeKey> parse_postcode_code(std::string_view code);

/// Everything `text` may mean as a unit, sector or outcode, likeliest first: fewest repairs (O for 0 and I for 1 where
/// only a digit can stand, and in the outward part the other way round), then unit; the spacing tells a sector from an
/// outcode. Empty when it cannot be one.
std::vector<PostcodeKey> read_postcode(std::string_view text);

/// "SY1" from its number.
std::string outcode_text(std::uint32_t outcode);
std::uint32_t pack_outcode(std::string_view text);

}  // namespace fingerpost::geo::detail
