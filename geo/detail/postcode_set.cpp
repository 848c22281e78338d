#include "geo/detail/postcode_set.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace fingerpost::geo::detail {
namespace {

void put(PackedUnit& packed, std::size_t at, std::size_t bytes, std::uint32_t value) {
  for (std::size_t i = 0; i < bytes; ++i) packed.bytes[at + i] = static_cast<std::uint8_t>(value >> (8 * i));
}

std::uint32_t get(const PackedUnit& packed, std::size_t at, std::size_t bytes) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < bytes; ++i) value |= std::uint32_t{packed.bytes[at + i]} << (8 * i);
  return value;
}

/// Calls `visit(unit_key, packed)` for each postcode in order.
template <typename Visit>
void for_each_unit(const PostcodeSet& set, Visit&& visit) {
  for (const OutcodeRow& outcode : set.outcodes())
    for (const SectorRow& sector : set.sectors(outcode))
      for (const PackedUnit& unit : set.units(sector))
        visit(std::uint64_t{sector.key} * PostcodeKey::kUnitsPerSector + static_cast<std::uint64_t>(packed_unit(unit)),
              unit);
}

/// Walks a set in order, one postcode at a time.
class Cursor {
 public:
  explicit Cursor(const PostcodeSet& set) {
    rows_.reserve(set.size());
    for_each_unit(set, [&](std::uint64_t key, const PackedUnit& unit) { rows_.emplace_back(key, &unit); });
  }
  const PackedUnit* find(std::uint64_t key) {
    while (at_ < rows_.size() && rows_[at_].first < key) ++at_;
    return at_ < rows_.size() && rows_[at_].first == key ? rows_[at_].second : nullptr;
  }

 private:
  std::vector<std::pair<std::uint64_t, const PackedUnit*>> rows_;
  std::size_t at_ = 0;
};

/// Whether two sets of areas name the same areas; remembers the answer, as sets repeat.
class SameAreas {
 public:
  SameAreas(const PostcodeSet& a, const PostcodeSet& b) : a_(a), b_(b) {}
  bool operator()(std::uint32_t a, std::uint32_t b) {
    const auto [found, is_new] = known_.try_emplace({a, b}, false);
    if (is_new) found->second = refs(a_, a) == refs(b_, b);
    return found->second;
  }

 private:
  static std::vector<AreaRef> refs(const PostcodeSet& set, std::uint32_t number) {
    std::vector<AreaRef> refs;
    for (const std::uint32_t area : set.areas().set(number)) refs.push_back(set.areas().ref(area));
    return refs;
  }
  const PostcodeSet& a_;
  const PostcodeSet& b_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, bool> known_;
};

}  // namespace

std::uint32_t unit_steps(double value, double corner) {
  return static_cast<std::uint32_t>(std::llround(value * kUnitScale) - std::llround(corner * kUnitScale));
}

PackedUnit pack(const Unit& unit) {
  PackedUnit packed{};
  put(packed, 0, 2,
      static_cast<std::uint32_t>(unit.unit) | static_cast<std::uint32_t>(unit.status) << 10 |
          (unit.has_point ? 1u << 12 : 0));
  if (unit.has_point) {
    put(packed, 2, 3, unit_steps(unit.point.latitude, kUnitSouth));
    put(packed, 5, 3, unit_steps(unit.point.longitude, kUnitWest));
  }
  put(packed, 8, 3, unit.area_set);
  put(packed, 11, 2, unit.terminated_on);
  return packed;
}

Unit unpack(const PackedUnit& packed) {
  const std::uint32_t head = get(packed, 0, 2);
  Unit unit;
  unit.unit = static_cast<int>(head & 0x3FF);
  unit.status = static_cast<PlaceStatus>(std::min(head >> 10 & 3, 2u));
  unit.has_point = (head >> 12 & 1) != 0;
  if (unit.has_point)
    unit.point = {unit_degrees(get(packed, 2, 3), kUnitSouth), unit_degrees(get(packed, 5, 3), kUnitWest)};
  unit.area_set = get(packed, 8, 3);
  unit.terminated_on = static_cast<std::uint16_t>(get(packed, 11, 2));
  return unit;
}

PostcodeSet::PostcodeSet(const std::filesystem::path& path)
    : file_(path, kPostcodeFile),
      areas_(file_),
      names_(file_),
      units_(file_.rows<PackedUnit>(kUnits)),
      sectors_(file_.rows<SectorRow>(kSectors)),
      outcodes_(file_.rows<OutcodeRow>(kOutcodes)),
      dates_(file_.rows<StringRef>(kDates)) {}

const SectorRow* PostcodeSet::find_sector(const OutcodeRow& outcode, const PostcodeKey& key) const {
  const auto rows = sectors(outcode);
  const auto found = std::lower_bound(rows.begin(), rows.end(), key.sector_key(),
                                      [](const SectorRow& row, std::uint32_t k) { return row.key < k; });
  return found != rows.end() && found->key == key.sector_key() ? &*found : nullptr;
}

std::optional<Unit> PostcodeSet::find(const OutcodeRow& outcode, const PostcodeKey& key) const {
  const SectorRow* sector = find_sector(outcode, key);
  if (sector == nullptr) return std::nullopt;
  const auto rows = units(*sector);
  const auto found = std::lower_bound(rows.begin(), rows.end(), key.unit,
                                      [](const PackedUnit& row, int unit) { return packed_unit(row) < unit; });
  if (found == rows.end() || packed_unit(*found) != key.unit) return std::nullopt;
  return unpack(*found);
}

std::size_t PostcodeSet::count_equal(const PostcodeSet& a, const PostcodeSet& b) {
  Cursor cursor(b);
  SameAreas same_areas(a, b);
  std::size_t equal = 0;
  for_each_unit(a, [&](std::uint64_t key, const PackedUnit& packed) {
    const PackedUnit* other = cursor.find(key);
    if (other == nullptr) return;
    const Unit x = unpack(packed), y = unpack(*other);
    equal += x.has_point == y.has_point && x.point == y.point && x.status == y.status &&
             a.date(x.terminated_on) == b.date(y.terminated_on) && same_areas(x.area_set, y.area_set);
  });
  return equal;
}

std::vector<std::string> PostcodeSet::verify() const {
  std::vector<std::string> faults = file_.verify();
  if (!faults.empty()) return faults;
  std::size_t wrong = 0, seen = 0;
  std::uint64_t before = 0;
  for_each_unit(*this, [&](std::uint64_t key, const PackedUnit& packed) {
    const Unit unit = unpack(packed);
    const bool in_order = seen++ == 0 || key > before;
    before = key;
    areas_.set(unit.area_set);  // a Failure when there is no such set
    date(unit.terminated_on);
    wrong += !in_order || (unit.has_point && !kBritishIsles.contains(unit.point));
  });
  if (wrong > 0 || seen != units_.size())
    faults.push_back(file_.path().filename().string() +
                     ": postcodes out of order or out of place; import the source again");
  return faults;
}

}  // namespace fingerpost::geo::detail
