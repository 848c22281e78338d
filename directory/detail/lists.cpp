#include "directory/detail/lists.hpp"

#include <algorithm>

#include "directory/projection.hpp"
#include "model/reading.hpp"

namespace fingerpost::directory {
namespace {

using model::RecordKind;

constexpr std::string_view kCalendars = "calendars";
constexpr std::size_t kPage = 5'000;

bool is_live(const std::optional<store::StoredRecord>& stored) {
  return stored && stored->state == store::RecordState::live;
}

std::shared_ptr<const Building> building_from(const store::StoredRecord& stored, const store::ReadView& view,
                                              PlaceMemo& places) {
  const model::Record record = stored.record();
  const auto& location = std::get<model::Location>(record);
  if (!model::is_public_building(location)) return nullptr;
  if (const auto group = view.linked(RecordKind::location, stored.id); !group.empty() && group.front() != stored.id)
    return nullptr;
  const Position position = position_of(location, places);
  return std::make_shared<const Building>(Building{location.id, location, position.point, position.basis});
}

std::shared_ptr<const model::HolidayCalendar> holidays_from(const model::TaxonomyTree& terms) {
  std::set<Day> days;
  for (const model::TaxonomyTerm& term : terms.terms())
    if (term.taxonomy == kCalendars)
      if (const auto day = parse_day(std::string_view(term.code).substr(0, 10))) days.insert(*day);
  return std::make_shared<const model::HolidayCalendar>(std::move(days));
}

}  // namespace

std::shared_ptr<const model::TaxonomyTree> terms_from(const store::ReadView& view) {
  std::vector<model::TaxonomyTerm> terms;
  view.for_each(RecordKind::taxonomy_term, [&](const store::StoredRecord& stored) {
    if (stored.state == store::RecordState::live) terms.push_back(std::get<model::TaxonomyTerm>(stored.record()));
    return true;
  });
  return std::make_shared<const model::TaxonomyTree>(std::move(terms));
}

Snapshot::Parts lists_from(const store::ReadView& view, const search::Index& index, const geo::Gazetteer& gazetteer) {
  Snapshot::Parts parts;
  parts.terms = terms_from(view);
  parts.holidays = holidays_from(*parts.terms);
  parts.services = std::make_shared<const std::vector<Uuid>>(view.live_ids(RecordKind::service));
  PlaceMemo places(gazetteer);
  BuildingRegister buildings;
  search::Query all_buildings;
  all_buildings.kinds = {search::Kind::building};
  all_buildings.limit = static_cast<std::size_t>(index.documents()) + 1;
  for (const search::Hit& hit : index.search(all_buildings).hits) {
    const auto stored = view.record(RecordKind::location, hit.record_id);
    if (!is_live(stored)) continue;
    if (auto building = building_from(*stored, view, places)) buildings.emplace(hit.record_id, std::move(building));
  }
  parts.buildings = std::make_shared<const BuildingRegister>(std::move(buildings));
  return parts;
}

Snapshot::Parts lists_after(const Snapshot::Parts& before, store::Seq since, const store::ReadView& view,
                            const geo::Gazetteer& gazetteer) {
  Snapshot::Parts parts = before;
  std::set<Uuid> services, locations;
  bool terms = false;
  for (auto changes = view.changes(since, kPage); !changes.empty(); changes = view.changes(since, kPage)) {
    for (const store::Change& change : changes) {
      if (change.kind == RecordKind::service) services.insert(change.id);
      if (change.kind == RecordKind::location)
        for (const Uuid& id : view.linked(change.kind, change.id)) locations.insert(id);
      if (change.kind == RecordKind::location) locations.insert(change.id);
      if (change.kind == RecordKind::taxonomy_term) terms = true;
    }
    since = changes.back().seq;
  }
  if (terms) {
    parts.terms = terms_from(view);
    parts.holidays = holidays_from(*parts.terms);
  }
  if (!services.empty()) {
    std::vector<Uuid> ids;
    std::set_difference(before.services->begin(), before.services->end(), services.begin(), services.end(),
                        std::back_inserter(ids));
    const auto kept = static_cast<std::ptrdiff_t>(ids.size());
    for (const Uuid& id : services)
      if (is_live(view.record(RecordKind::service, id))) ids.push_back(id);
    std::inplace_merge(ids.begin(), ids.begin() + kept, ids.end());
    parts.services = std::make_shared<const std::vector<Uuid>>(std::move(ids));
  }
  if (!locations.empty()) {
    PlaceMemo places(gazetteer);
    BuildingRegister buildings = *before.buildings;
    for (const Uuid& id : locations) {
      buildings.erase(id);
      const auto stored = view.record(RecordKind::location, id);
      if (!is_live(stored)) continue;
      if (auto building = building_from(*stored, view, places)) buildings.emplace(id, std::move(building));
    }
    parts.buildings = std::make_shared<const BuildingRegister>(std::move(buildings));
  }
  return parts;
}

}  // namespace fingerpost::directory
