#include "geo/detail/area_dictionary.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

#include "base/hash.hpp"

namespace fingerpost::geo::detail {
namespace {

constexpr Tag kAreas = tag("AREF"), kSets = tag("SETS"), kSetIds = tag("SETI");

/// Two refs are one area when kind and code agree, or, without a code, kind and name.
std::string identity(const AreaRef& ref) {
  std::string key = ref.kind;
  key += '\0';
  key += ref.code;
  if (ref.code.empty()) key += '\0' + ref.name;
  return key;
}

auto sort_key(const AreaRef& ref) { return std::tie(ref.code, ref.kind, ref.name); }

}  // namespace

std::size_t AreaDictionaryBuilder::Hash::operator()(const std::vector<std::uint32_t>& ids) const {
  std::uint64_t hash = ids.size();
  for (const std::uint32_t id : ids) hash = mix64(hash * 31 + id);
  return hash;
}

std::optional<std::uint32_t> AreaDictionaryBuilder::area(const AreaRef& ref) {
  const auto [found, is_new] = area_ids_.try_emplace(identity(ref), static_cast<std::uint32_t>(areas_.size()));
  if (is_new) {
    if (areas_.size() == kMaxAreaRefs) {
      area_ids_.erase(found);
      return std::nullopt;
    }
    areas_.push_back({ref, 0, 0, 0, 0});
  }
  std::string& name = areas_[found->second].ref.name;
  // Of several names the first in the alphabet, so that the order of rows does not matter.
  if (!ref.name.empty() && (name.empty() || ref.name < name)) name = ref.name;
  return found->second;
}

std::optional<std::uint32_t> AreaDictionaryBuilder::add(const std::vector<AreaRef>& areas) {
  std::vector<std::uint32_t> ids;
  for (const AreaRef& ref : areas) {
    if (ref.code.empty() && ref.name.empty()) continue;
    const auto id = area(ref);
    if (!id) return std::nullopt;
    ids.push_back(*id);
  }
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  if (const auto known = set_ids_.find(ids); known != set_ids_.end()) return known->second;
  if (sets_.size() == kMaxAreaSets) return std::nullopt;
  sets_.push_back(ids);
  set_ids_.emplace(std::move(ids), static_cast<std::uint32_t>(sets_.size() - 1));
  return static_cast<std::uint32_t>(sets_.size() - 1);
}

void AreaDictionaryBuilder::count_position(std::uint32_t set, const Point& point, bool is_live) {
  for (const std::uint32_t id : sets_[set]) {
    Area& area = areas_[id];
    // Live positions decide; others only as long as there is no live one.
    if (area.live > 0 && !is_live) continue;
    if (is_live && area.live == 0) {
      area.latitude = area.longitude = 0;
      area.positions = 0;
    }
    area.live += is_live ? 1 : 0;
    ++area.positions;
    area.latitude += point.latitude;
    area.longitude += point.longitude;
  }
}

void AreaDictionaryBuilder::number() {
  order_.resize(areas_.size());
  std::iota(order_.begin(), order_.end(), 0);
  std::sort(order_.begin(), order_.end(),
            [&](std::uint32_t a, std::uint32_t b) { return sort_key(areas_[a].ref) < sort_key(areas_[b].ref); });
  area_order_.resize(areas_.size());
  for (std::uint32_t i = 0; i < order_.size(); ++i) area_order_[order_[i]] = i;

  std::vector<std::vector<std::uint32_t>> renumbered(sets_.size());
  for (std::size_t s = 0; s < sets_.size(); ++s) {
    for (const std::uint32_t id : sets_[s]) renumbered[s].push_back(area_order_[id]);
    std::sort(renumbered[s].begin(), renumbered[s].end());
  }
  std::vector<std::uint32_t> by_content(sets_.size());
  std::iota(by_content.begin(), by_content.end(), 0);
  std::sort(by_content.begin(), by_content.end(),
            [&](std::uint32_t a, std::uint32_t b) { return renumbered[a] < renumbered[b]; });
  set_order_.resize(sets_.size());
  for (std::uint32_t i = 0; i < by_content.size(); ++i) set_order_[by_content[i]] = i;
}

void AreaDictionaryBuilder::write(TableWriter& file) const {
  file.begin(kAreas);
  for_each_area([&](std::uint32_t, const Area& area) {
    const auto n = static_cast<double>(std::max<std::uint64_t>(area.positions, 1));
    file.write(AreaRefRow{file.text(area.ref.kind), file.text(area.ref.code), file.text(area.ref.name),
                          area.latitude / n, area.longitude / n, area.positions});
  });
  std::vector<AreaSetRow> rows(sets_.size());
  std::vector<std::uint32_t> ids, at(sets_.size());
  for (std::uint32_t s = 0; s < sets_.size(); ++s) at[set_order_[s]] = s;
  for (std::uint32_t place = 0; place < at.size(); ++place) {
    const auto& set = sets_[at[place]];
    rows[place] = {static_cast<std::uint32_t>(ids.size()), static_cast<std::uint32_t>(set.size())};
    for (const std::uint32_t id : set) ids.push_back(area_order_[id]);
    std::sort(ids.end() - static_cast<std::ptrdiff_t>(set.size()), ids.end());
  }
  file.begin(kSets);
  file.write_all(rows);
  file.begin(kSetIds);
  file.write_all(ids);
}

AreaDictionary::AreaDictionary(const TableFile& file)
    : file_(&file),
      areas_(file.rows<AreaRefRow>(kAreas)),
      sets_(file.rows<AreaSetRow>(kSets)),
      set_ids_(file.rows<std::uint32_t>(kSetIds)) {}

std::span<const std::uint32_t> AreaDictionary::set(std::uint32_t number) const {
  const AreaSetRow& row = file_->at(sets_, number);
  return file_->range(set_ids_, row.first, row.count);
}

AreaRef AreaDictionary::ref(std::uint32_t number) const {
  const AreaRefRow& row = area(number);
  return {std::string(file_->text(row.kind)), std::string(file_->text(row.code)), std::string(file_->text(row.name))};
}

const AreaRefRow* AreaDictionary::find(std::string_view code) const {
  const auto found =
      std::lower_bound(areas_.begin(), areas_.end(), code,
                       [&](const AreaRefRow& row, std::string_view c) { return file_->text(row.code) < c; });
  return found != areas_.end() && file_->text(found->code) == code ? &*found : nullptr;
}

}  // namespace fingerpost::geo::detail
