#include "geo/detail/name_search.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <tuple>
#include <type_traits>
#include <unordered_set>
#include <utility>

#include "geo/detail/kinds.hpp"
#include "geo/detail/name_key.hpp"

namespace fingerpost::geo::detail {
namespace {

/// Two sources that put one name this near to each other mean one settlement.
constexpr Metres kSameSettlement = 3'000;
/// Rows of one source that say "place" and no more (a place in each of several outcodes) are one this near.
constexpr Metres kSamePlace = 10'000;
/// How far "Aston near Wem" and "Clun SY7" reach.
constexpr Metres kNearby = 30'000;
/// A qualifier may stop short ("Herefordshire" for "Herefordshire, County of") from this length on.
constexpr std::size_t kShortestPrefix = 4;

/// Counties as people write them on envelopes. Keys, as name_key makes them.
constexpr std::array<std::pair<std::string_view, std::string_view>, 32> kCountyShort{{
    {"salop", "shropshire"},
    {"hants", "hampshire"},
    {"herts", "hertfordshire"},
    {"staffs", "staffordshire"},
    {"worcs", "worcestershire"},
    {"glos", "gloucestershire"},
    {"wilts", "wiltshire"},
    {"lancs", "lancashire"},
    {"lincs", "lincolnshire"},
    {"notts", "nottinghamshire"},
    {"northants", "northamptonshire"},
    {"oxon", "oxfordshire"},
    {"berks", "berkshire"},
    {"bucks", "buckinghamshire"},
    {"cambs", "cambridgeshire"},
    {"beds", "bedfordshire"},
    {"leics", "leicestershire"},
    {"derbys", "derbyshire"},
    {"warks", "warwickshire"},
    {"yorks", "yorkshire"},
    {"northumb", "northumberland"},
    {"codurham", "countydurham"},
    {"mon", "monmouthshire"},
    {"pembs", "pembrokeshire"},
    {"carms", "carmarthenshire"},
    {"iow", "isleofwight"},
    {"ches", "cheshire"},
    {"middx", "middlesex"},
    {"cymru", "wales"},
    {"lloegr", "england"},
    {"yralban", "scotland"},
    {"herefs", "herefordshire"},
}};

bool is_settlement(const Candidate& c) { return c.place != nullptr; }
bool is_unsorted_place(const Candidate& c) { return is_settlement(c) && c.rank == name_rank(""); }

bool is_same(const Candidate& a, const Candidate& b) {
  if (a.code == b.code) return true;
  if (!is_settlement(a) || !is_settlement(b)) return false;
  const Metres apart = distance(a.centre, b.centre);
  return (a.source != b.source && apart <= kSameSettlement) ||
         (is_unsorted_place(a) && is_unsorted_place(b) && apart <= kSamePlace);
}

/// Without those that repeat one before them. `share_name` says whether two are found under one name.
template <typename ShareName>
std::vector<Candidate> distinct(const std::vector<Candidate>& all, ShareName&& share_name) {
  std::vector<Candidate> kept;
  for (const Candidate& c : all)
    if (std::none_of(kept.begin(), kept.end(), [&](const Candidate& k) { return is_same(k, c) && share_name(k, c); }))
      kept.push_back(c);
  return kept;
}

/// The `count` smallest entries of some rows: files keep their entries likeliest first.
std::vector<std::uint32_t> first_entries(std::span<const NameRow> rows, std::size_t count) {
  std::vector<std::uint32_t> entries;
  entries.reserve(rows.size());
  for (const NameRow& row : rows) entries.push_back(row.entry);
  if (entries.size() > count) {
    std::nth_element(entries.begin(), entries.begin() + static_cast<std::ptrdiff_t>(count), entries.end());
    entries.resize(count);
  }
  std::sort(entries.begin(), entries.end());
  entries.erase(std::unique(entries.begin(), entries.end()), entries.end());
  return entries;
}

auto order(const Candidate& c) { return std::tuple(c.rank, -std::int64_t{c.weight}, c.name, c.code); }

}  // namespace

bool likelier(const Candidate& a, const Candidate& b) { return order(a) < order(b); }

template <typename Visit>
void NameSearch::for_each_table(Visit&& visit) const {
  for (const Source& source : atlas_.sources()) {
    if (source.places) visit(source, *source.places);
    if (source.areas) visit(source, *source.areas);
    if (source.postcodes) visit(source, *source.postcodes);
  }
}

std::optional<Candidate> NameSearch::candidate(const Source* source, const PlaceSet& set, std::uint32_t number) const {
  const NamedPlaceRow& row = set.place(number);
  const TableFile& file = set.file();
  const std::string_view kind = file.text(row.kind);
  return Candidate{source,
                   &row,
                   nullptr,
                   {},
                   file.text(row.name),
                   kind,
                   file.text(row.code),
                   {row.latitude, row.longitude},
                   name_rank(kind),
                   row.weight};
}

Candidate NameSearch::from_area(const Source* source, const AreaEntry& area) const {
  const TableFile& file = area.set->file();
  const std::string_view kind = file.text(area.row->kind);
  return {source,
          nullptr,
          &area,
          {},
          file.text(area.row->name),
          kind,
          file.text(area.row->code),
          area.row->centre(),
          name_rank(kind),
          0};
}

std::optional<Candidate> NameSearch::candidate(const Source* source, const AreaSet& set, std::uint32_t number) const {
  const AreaEntry* area = atlas_.entry_of(set, number);
  if (area == nullptr) return std::nullopt;
  Candidate found = from_area(source, *area);
  if (area->row->has_shape()) return found;
  // A name without a polygon: the area is where the postcodes that name its code are.
  found.code_area = atlas_.code_area(found.code);
  if (!found.code_area) return std::nullopt;
  found.centre = {found.code_area->row->latitude, found.code_area->row->longitude};
  return found;
}

std::optional<Candidate> NameSearch::candidate(const Source* source, const PostcodeSet& set,
                                               std::uint32_t number) const {
  const AreaRefRow& row = set.areas().area(number);
  const TableFile& file = set.file();
  if (row.positions == 0 || atlas_.area(file.text(row.code)) != nullptr) return std::nullopt;
  const std::string_view kind = file.text(row.kind);
  return Candidate{source,
                   nullptr,
                   nullptr,
                   Atlas::CodeArea{&set.areas(), &row},
                   file.text(row.name),
                   kind,
                   file.text(row.code),
                   {row.latitude, row.longitude},
                   name_rank(kind),
                   0};
}

std::vector<Candidate> NameSearch::find(std::string_view key, const std::optional<Point>& near) const {
  std::vector<Candidate> found;
  if (key.empty()) return found;
  for_each_table([&](const Source& source, const auto& set) {
    for (const NameRow& row : set.names().find(key)) {
      if (found.size() == kMaxNamesakes) return;
      if (const auto c = candidate(&source, set, row.entry)) found.push_back(*c);
    }
  });
  std::stable_sort(found.begin(), found.end(), [&](const Candidate& a, const Candidate& b) {
    if (!near || a.rank != b.rank || a.weight != b.weight) return likelier(a, b);
    return distance(*near, a.centre) < distance(*near, b.centre);
  });
  return distinct(found, [](const Candidate&, const Candidate&) { return true; });
}

std::vector<AreaRef> NameSearch::place_areas(const Candidate& candidate) const {
  std::vector<AreaRef> refs;
  if (candidate.place != nullptr) {
    const AreaDictionary& dictionary = candidate.source->places->areas();
    for (const std::uint32_t id : dictionary.set(candidate.place->area_set)) refs.push_back(dictionary.ref(id));
  }
  return refs;
}

std::vector<AreaRef> NameSearch::areas_of(const Candidate& candidate) const {
  if (candidate.place != nullptr) return atlas_.areas_of(candidate.centre, place_areas(candidate));
  std::vector<AreaRef> larger;
  const int level = area_level(candidate.kind);
  for (const AreaEntry* area : atlas_.at(candidate.centre)) {
    AreaRef ref = atlas_.ref(*area);
    if (ref.code == candidate.code) continue;
    const bool is_larger = candidate.area != nullptr && candidate.area->row->has_shape()
                               ? area->row->square_metres > candidate.area->row->square_metres
                               : area_level(ref.kind) > level;
    if (is_larger) larger.push_back(std::move(ref));
  }
  sort_areas(larger);
  return larger;
}

bool NameSearch::lies_in(const Candidate& candidate, const std::vector<std::string>& keys, Link link) const {
  const auto is_meant = [&](std::string_view name) {
    for (const std::string& key : name_keys(name))
      for (const std::string& wanted : keys)
        if (key == wanted || (link == Link::written && wanted.size() >= kShortestPrefix && key.starts_with(wanted)))
          return true;
    return false;
  };
  for (const AreaRef& ref : place_areas(candidate))
    if (is_meant(ref.name) || is_meant(ref.code)) return true;
  for (const AreaEntry* area : atlas_.at(candidate.centre)) {
    const TableFile& file = area->set->file();
    if (file.text(area->row->code) == candidate.code) continue;
    if (is_meant(file.text(area->row->name)) || is_meant(file.text(area->row->name_cy)) ||
        is_meant(file.text(area->row->code)))
      return true;
  }
  return false;
}

std::optional<Point> NameSearch::anchor_of(std::string_view qualifier, Link link) const {
  for (const PostcodeKey& key : read_postcode(qualifier))
    if (const auto middle = atlas_.middle(key.outcode_part())) return middle->point;
  if (link == Link::guessed) return std::nullopt;
  const auto places = find(name_key(qualifier), std::nullopt);
  return places.empty() ? std::nullopt : std::optional(places.front().centre);
}

std::vector<Candidate> NameSearch::narrow(const std::vector<Candidate>& candidates, std::string_view qualifier,
                                          Link link) const {
  std::vector<std::string> keys{name_key(qualifier)};
  if (keys.front().empty()) return candidates;
  for (const auto& [short_form, county] : kCountyShort)
    if (keys.front() == short_form) keys.emplace_back(county);
  std::vector<Candidate> kept;
  std::copy_if(candidates.begin(), candidates.end(), std::back_inserter(kept),
               [&](const Candidate& c) { return lies_in(c, keys, link); });
  if (!kept.empty()) return kept;
  const auto anchor = anchor_of(qualifier, link);
  if (!anchor) return kept;
  std::copy_if(candidates.begin(), candidates.end(), std::back_inserter(kept),
               [&](const Candidate& c) { return c.place != nullptr && distance(c.centre, *anchor) <= kNearby; });
  std::stable_sort(kept.begin(), kept.end(), [&](const Candidate& a, const Candidate& b) {
    return distance(a.centre, *anchor) < distance(b.centre, *anchor);
  });
  return kept;
}

std::vector<Candidate> NameSearch::beginning_with(std::string_view prefix, std::size_t limit) const {
  std::vector<Candidate> found;
  for_each_table([&](const Source& source, const auto& set) {
    // A few more than asked for, as one entry may stand in for another (its polygon is newer, its place the same).
    for (const std::uint32_t entry : first_entries(set.names().beginning_with(prefix), 2 * limit + 8))
      if (const auto c = candidate(&source, set, entry)) found.push_back(*c);
  });
  std::sort(found.begin(), found.end(), likelier);
  found = distinct(found, [](const Candidate& a, const Candidate& b) { return name_key(a.name) == name_key(b.name); });
  if (found.size() > limit) found.resize(limit);
  return found;
}

std::vector<NameSearch::Near> NameSearch::near(std::string_view key, int edits, std::size_t limit) const {
  std::vector<Near> found;
  for_each_table([&](const Source& source, const auto& set) {
    for (const NearName& name : near_names(set.names(), key, edits, limit))
      if (const auto c = candidate(&source, set, name.row.entry)) found.push_back({name.edits, *c});
  });
  std::sort(found.begin(), found.end(), [](const Near& a, const Near& b) {
    return a.edits != b.edits ? a.edits < b.edits : likelier(a.candidate, b.candidate);
  });
  return found;
}

std::optional<Candidate> NameSearch::by_code(std::string_view code) const {
  if (const AreaEntry* area = atlas_.area(code))
    return candidate(nullptr, *area->set, static_cast<std::uint32_t>(area->row - area->set->areas().data()));
  for (const Source& source : atlas_.sources())
    if (source.places)
      if (const NamedPlaceRow* row = source.places->find(code))
        return candidate(&source, *source.places, source.places->number_of(*row));
  const auto named = atlas_.code_area(code);
  if (!named) return std::nullopt;
  const TableFile& file = named->dictionary->file();
  const std::string_view kind = file.text(named->row->kind), name = file.text(named->row->name);
  return Candidate{nullptr,
                   nullptr,
                   nullptr,
                   named,
                   name.empty() ? file.text(named->row->code) : name,
                   kind,
                   file.text(named->row->code),
                   {named->row->latitude, named->row->longitude},
                   name_rank(kind),
                   0};
}

PlaceChoice NameSearch::choice(const Candidate& c) const {
  PlaceChoice choice{std::string(c.name), std::string(c.kind), std::string(c.code), c.centre, {}};
  // District or county tells namesakes apart best, else region or country, else whatever there is.
  constexpr int kDistrict = 60, kPolice = 75, kRegion = 90, kBestWorth = 3;
  int best = 0;
  const auto consider = [&](const std::vector<AreaRef>& areas) {
    for (const AreaRef& area : areas) {
      const int level = area_level(area.kind);
      const int worth = level >= kDistrict && level < kPolice ? kBestWorth : level >= kRegion ? 2 : 1;
      if (area.name.empty() || worth <= best) continue;
      best = worth;
      choice.area = area.name;
    }
  };
  consider(place_areas(c));
  if (best < kBestWorth) consider(areas_of(c));
  return choice;
}

}  // namespace fingerpost::geo::detail
