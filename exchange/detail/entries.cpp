#include "exchange/detail/entries.hpp"

#include "base/text.hpp"
#include "directory/projection.hpp"
#include "model/reading.hpp"

namespace fingerpost::exchange {
namespace {

using directory::RecordReader;
using model::RecordKind;
using Visit = std::function<void(const Entry&)>;

std::string day_text(std::optional<Day> day) { return day ? to_string(*day) : std::string(); }

void put_place(Entry& entry, const model::Location& location, directory::PlaceMemo& places) {
  if (model::is_confidential(location)) return;
  entry.location = location.name;
  entry.address = model::address_line(location);
  entry.postal_code = model::postcode_of(location);
  entry.point = directory::position_of(location, places).point;
}

std::string phone_of(const std::vector<model::Phone>& phones) {
  return phones.empty() ? std::string() : phones.front().number;
}

void visit_service(RecordReader& records, directory::PlaceMemo& places, const model::Service& service,
                   search::Kind kind, const Visit& visit) {
  Entry entry;
  entry.id = service.id;
  entry.kind = kind;
  entry.name = service.name;
  if (const auto* owner = records.get<model::Organization>(RecordKind::organization, service.organization_id))
    entry.organization = owner->name;
  entry.description = plain_text_from_html(service.description);
  entry.status = service.status;
  entry.phone = phone_of(service.phones);
  entry.email = service.email;
  entry.url = service.url;
  entry.verified_on = day_text(model::verified_on(service));
  if (service.service_at_locations.empty()) return visit(entry);
  const bool confidential = model::is_confidential(service);
  for (const model::ServiceAtLocation& at : service.service_at_locations) {
    Entry here = entry;
    const auto* location = records.get<model::Location>(RecordKind::location, at.location_id);
    if (location != nullptr && !confidential) put_place(here, *location, places);
    visit(here);
  }
}

void visit_organizations(RecordReader& records, directory::PlaceMemo& places, const Visit& visit) {
  for_each_live(records, RecordKind::organization, [&](const model::Record& record) {
    const auto& organization = std::get<model::Organization>(record);
    Entry entry;
    entry.id = organization.id;
    entry.kind = search::Kind::organization;
    entry.name = organization.name;
    entry.description = plain_text_from_html(organization.description);
    entry.phone = phone_of(organization.phones);
    entry.email = organization.email;
    entry.url = organization.website;
    entry.verified_on = day_text(model::verified_on(organization));
    if (!organization.location_ids.empty())
      if (const auto* location = records.get<model::Location>(RecordKind::location, organization.location_ids.front()))
        put_place(entry, *location, places);
    visit(entry);
  });
}

void visit_buildings(RecordReader& records, directory::PlaceMemo& places, const Visit& visit) {
  for_each_live(records, RecordKind::location, [&](const model::Record& record) {
    const auto& location = std::get<model::Location>(record);
    if (!model::is_public_building(location)) return;
    Entry entry;
    entry.id = location.id;
    entry.kind = search::Kind::building;
    entry.name = location.name;
    if (const auto* owner = records.get<model::Organization>(RecordKind::organization, location.organization_id))
      entry.organization = owner->name;
    entry.description = plain_text_from_html(location.description);
    entry.phone = phone_of(location.phones);
    entry.url = location.url;
    entry.verified_on = day_text(model::verified_on(location));
    put_place(entry, location, places);
    visit(entry);
  });
}

}  // namespace

void for_each_stored(RecordReader& records, RecordKind kind,
                     const std::function<void(const store::StoredRecord&, const model::Record&)>& visit) {
  std::size_t seen = 0;
  records.view().for_each(kind, [&](const store::StoredRecord& stored) {
    if (stored.state == store::RecordState::live) visit(stored, stored.record());
    if (++seen % directory::kRecordsKept == 0) records.forget();
    return true;
  });
}

void for_each_live(RecordReader& records, RecordKind kind, const std::function<void(const model::Record&)>& visit) {
  for_each_stored(records, kind, [&](const store::StoredRecord&, const model::Record& record) { visit(record); });
}

void for_each_entry(RecordReader& records, const geo::Gazetteer& gazetteer, std::optional<search::Kind> kind,
                    const Visit& visit) {
  directory::PlaceMemo places(gazetteer);
  const auto wants = [&](search::Kind one) { return !kind || *kind == one; };
  if (wants(search::Kind::organization)) visit_organizations(records, places, visit);
  if (wants(search::Kind::building)) visit_buildings(records, places, visit);
  if (!wants(search::Kind::service) && !wants(search::Kind::role)) return;
  for_each_live(records, RecordKind::service, [&](const model::Record& record) {
    const auto& service = std::get<model::Service>(record);
    const auto as = model::is_role(service) ? search::Kind::role : search::Kind::service;
    if (wants(as)) visit_service(records, places, service, as, visit);
  });
}

}  // namespace fingerpost::exchange
