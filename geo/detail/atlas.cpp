#include "geo/detail/atlas.hpp"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "base/failure.hpp"
#include "geo/detail/kinds.hpp"

namespace fingerpost::geo::detail {
namespace {

bool has_kind(const std::vector<AreaRef>& areas, std::size_t count, std::string_view kind) {
  return std::any_of(areas.begin(), areas.begin() + static_cast<std::ptrdiff_t>(count),
                     [&](const AreaRef& a) { return a.kind == kind; });
}

}  // namespace

void sort_areas(std::vector<AreaRef>& areas) {
  // Levels are looked up once each: this is on the way of every answer.
  std::vector<std::pair<int, AreaRef>> levelled;
  levelled.reserve(areas.size());
  for (AreaRef& area : areas) {
    const int level = area_level(area.kind);
    levelled.emplace_back(level, std::move(area));
  }
  std::sort(levelled.begin(), levelled.end(), [](const auto& a, const auto& b) {
    return std::tie(a.first, a.second.kind, a.second.code, a.second.name) <
           std::tie(b.first, b.second.kind, b.second.code, b.second.name);
  });
  areas.clear();
  for (auto& [level, area] : levelled)
    if (areas.empty() || areas.back() != area) areas.push_back(std::move(area));
}

Atlas::Atlas(const std::filesystem::path& folder) {
  for (const SourceEntry& entry : Manifest::read(folder).sources) open_source(folder, entry);
  index_outcodes();
  index_areas();
}

void Atlas::open_source(const std::filesystem::path& folder, const SourceEntry& entry) {
  Source source{entry, nullptr, nullptr, nullptr};
  for (const SourceEntry::File& file : entry.files) {
    if (file.kind == kPostcodesKind)
      source.postcodes = std::make_unique<PostcodeSet>(folder / file.name);
    else if (file.kind == kPlacesKind)
      source.places = std::make_unique<PlaceSet>(folder / file.name);
    else if (file.kind == kBoundariesKind)
      source.areas = std::make_unique<AreaSet>(folder / file.name);
    else
      throw Failure("reading the gazetteer's manifest.json", "unknown kind of file: " + file.kind);
  }
  sources_.push_back(std::move(source));
}

void Atlas::index_outcodes() {
  for (const Source& source : sources_) {
    if (!source.postcodes) continue;
    for (const OutcodeRow& row : source.postcodes->outcodes())
      outcodes_.push_back({row.outcode, source.postcodes.get(), &row});
  }
  std::stable_sort(outcodes_.begin(), outcodes_.end(),
                   [](const OutcodeEntry& a, const OutcodeEntry& b) { return a.outcode < b.outcode; });
}

void Atlas::index_areas() {
  std::set<std::pair<std::string_view, std::string_view>> drawn;
  std::vector<TreeBox> boxes;
  for (const Source& source : sources_) {
    if (!source.areas) continue;
    first_area_.emplace(source.areas.get(), static_cast<std::uint32_t>(areas_.size()));
    for (const AreaShapeRow& row : source.areas->areas()) {
      const TableFile& file = source.areas->file();
      const bool is_newest = !row.has_shape() || drawn.emplace(file.text(row.code), file.text(row.kind)).second;
      const auto number = static_cast<std::uint32_t>(areas_.size());
      areas_.push_back({source.areas.get(), &row, is_newest});
      if (!is_newest) continue;
      if (row.has_shape()) boxes.push_back({row.box, number});
      const auto [known, is_new] = area_by_code_.try_emplace(file.text(row.code), number);
      if (!is_new && row.has_shape() && !areas_[known->second].row->has_shape()) known->second = number;
    }
  }
  boxes_ = BoxTree(boxes);
}

std::span<const Atlas::OutcodeEntry> Atlas::outcode(std::uint32_t wanted) const {
  const auto first = std::lower_bound(outcodes_.begin(), outcodes_.end(), wanted,
                                      [](const OutcodeEntry& e, std::uint32_t o) { return e.outcode < o; });
  auto last = first;
  while (last != outcodes_.end() && last->outcode == wanted) ++last;
  return {first, last};
}

std::vector<std::uint32_t> Atlas::outcodes_between(std::uint32_t first, std::uint32_t last) const {
  std::vector<std::uint32_t> found;
  auto at = std::lower_bound(outcodes_.begin(), outcodes_.end(), first,
                             [](const OutcodeEntry& e, std::uint32_t o) { return e.outcode < o; });
  for (; at != outcodes_.end() && at->outcode <= last; ++at)
    if (found.empty() || found.back() != at->outcode) found.push_back(at->outcode);
  return found;
}

void Atlas::add_missing_areas(std::vector<AreaRef>& areas, const PostcodeSet& set, std::uint32_t number) const {
  const std::size_t newer = areas.size();
  for (const std::uint32_t id : set.areas().set(number)) {
    AreaRef ref = set.areas().ref(id);
    if (!has_kind(areas, newer, ref.kind)) areas.push_back(std::move(ref));
  }
}

std::optional<UnitFacts> Atlas::unit(const PostcodeKey& key, bool with_areas) const {
  std::optional<UnitFacts> facts;
  for (const OutcodeEntry& entry : outcode(key.outcode)) {
    const auto unit = entry.set->find(*entry.row, key);
    if (!unit) continue;
    if (!facts) facts.emplace();
    if (unit->has_point && !facts->point) facts->point = unit->point;
    if (facts->status == PlaceStatus::unknown) {
      facts->status = unit->status;
      facts->terminated_on = entry.set->date(unit->terminated_on);
    }
    if (with_areas) add_missing_areas(facts->areas, *entry.set, unit->area_set);
  }
  return facts;
}

std::optional<Middle> Atlas::middle(const PostcodeKey& part) const {
  std::optional<Middle> best;
  const auto consider = [&](const auto& row) {
    if (row.positioned > 0 && (!best || row.positioned > best->positioned))
      best = Middle{{row.latitude, row.longitude}, row.positioned};
  };
  for (const OutcodeEntry& entry : outcode(part.outcode)) {
    if (part.sector < 0)
      consider(*entry.row);
    else if (const SectorRow* sector = entry.set->find_sector(*entry.row, part))
      consider(*sector);
  }
  if (best) return best;
  const std::string code = part.code();
  for (const Source& source : sources_)
    if (source.places)
      if (const NamedPlaceRow* row = source.places->find(code)) return Middle{{row->latitude, row->longitude}, 0};
  return std::nullopt;
}

std::vector<AreaRef> Atlas::shared_areas(const PostcodeKey& part) const {
  for (const OutcodeEntry& entry : outcode(part.outcode)) {
    std::set<std::uint32_t> sets;
    for (const SectorRow& sector : entry.set->sectors(*entry.row)) {
      if (part.sector >= 0 && sector.key != part.sector_key()) continue;
      for (const PackedUnit& unit : entry.set->units(sector)) sets.insert(unpack(unit).area_set);
    }
    std::vector<std::uint32_t> shared;
    bool is_first = true;
    for (const std::uint32_t number : sets) {
      const auto set = entry.set->areas().set(number);
      if (set.empty()) continue;  // a postcode whose areas nobody gave says nothing
      if (std::exchange(is_first, false)) {
        shared.assign(set.begin(), set.end());
        continue;
      }
      std::erase_if(shared, [&](std::uint32_t id) { return !std::binary_search(set.begin(), set.end(), id); });
    }
    std::vector<AreaRef> refs;
    for (const std::uint32_t id : shared) refs.push_back(entry.set->areas().ref(id));
    if (!refs.empty()) return refs;
  }
  return {};
}

const AreaEntry* Atlas::area(std::string_view code) const {
  const auto found = area_by_code_.find(code);
  return found == area_by_code_.end() ? nullptr : &areas_[found->second];
}

const AreaEntry* Atlas::entry_of(const AreaSet& set, std::uint32_t number) const {
  const std::size_t at = first_area_.at(&set) + std::size_t{number};
  if (at >= areas_.size() || areas_[at].set != &set) set.file().fail_damaged("a name points nowhere");
  return areas_[at].is_in_force ? &areas_[at] : nullptr;
}

std::optional<Atlas::CodeArea> Atlas::code_area(std::string_view code) const {
  for (const Source& source : sources_) {
    if (!source.postcodes) continue;
    const AreaRefRow* row = source.postcodes->areas().find(code);
    if (row != nullptr && row->positions > 0) return CodeArea{&source.postcodes->areas(), row};
  }
  return std::nullopt;
}

std::vector<const AreaEntry*> Atlas::at(const Point& point) const {
  std::vector<const AreaEntry*> found;
  for (const std::uint32_t number : boxes_.holding(point))
    if (areas_[number].set->contains(*areas_[number].row, point)) found.push_back(&areas_[number]);
  std::sort(found.begin(), found.end());
  return found;
}

std::shared_ptr<const AreaShape> Atlas::shape(const AreaEntry& area) const {
  return shapes_.get(static_cast<std::uint32_t>(&area - areas_.data()), [&] { return area.set->polygon(*area.row); });
}

AreaRef Atlas::ref(const AreaEntry& area) const {
  const TableFile& file = area.set->file();
  return {std::string(file.text(area.row->kind)), std::string(file.text(area.row->code)),
          std::string(file.text(area.row->name))};
}

std::vector<AreaRef> Atlas::areas_of(const Point& point, std::vector<AreaRef> row_areas) const {
  std::vector<AreaRef> areas;
  for (const AreaEntry* entry : at(point)) areas.push_back(ref(*entry));
  const std::size_t drawn = areas.size();
  for (AreaRef& row_area : row_areas) {
    if (has_kind(areas, drawn, row_area.kind)) continue;
    if (row_area.name.empty())
      if (const AreaEntry* named = area(row_area.code)) row_area.name = named->set->file().text(named->row->name);
    areas.push_back(std::move(row_area));
  }
  sort_areas(areas);
  return areas;
}

}  // namespace fingerpost::geo::detail
