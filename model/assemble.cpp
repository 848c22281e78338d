#include "model/assemble.hpp"

#include <algorithm>

#include "model/detail/serve_part.hpp"

namespace fingerpost::model {
namespace {

using detail::Depth;
using detail::serve_part;

/// The record, nullptr when it is not given or is of another kind.
template <typename R>
const R* find(const Lookup& lookup, RecordKind kind, const Uuid& id) {
  const Record* record = id.is_nil() ? nullptr : lookup(kind, id);
  return record == nullptr ? nullptr : std::get_if<R>(record);
}

void set_id(Json& json, const char* name, const Uuid& id) {
  if (!id.is_nil()) json.set(name, to_string(id));
}

void add_organization(Json& json, const Service& service, const Lookup& lookup, Depth depth) {
  const auto* organization = find<Organization>(lookup, RecordKind::organization, service.organization_id);
  if (organization == nullptr) return;
  json.set("organization", serve_part(*organization, depth));
  if (depth == Depth::scalars || service.program_id.is_nil()) return;
  const auto at = std::ranges::find(organization->programs, service.program_id, &Program::id);
  if (at != organization->programs.end() && detail::is_servable(*at)) json.set("program", serve_part(*at));
}

/// The delivery point with its location nested.
Json with_location(const ServiceAtLocation& at, const Uuid& service_id, const Lookup& lookup) {
  Json json = serve_part(at);
  set_id(json, "service_id", service_id);
  if (const auto* location = find<Location>(lookup, RecordKind::location, at.location_id))
    json.set("location", serve_part(*location));
  return json;
}

}  // namespace

Json full_service(const Service& service, const Lookup& lookup) {
  Json json = serve_part(service);
  if (!service.service_at_locations.empty()) {
    Json::Array points;
    for (const ServiceAtLocation& at : service.service_at_locations)
      points.push_back(with_location(at, service.id, lookup));
    json.set("service_at_locations", std::move(points));
  }
  add_organization(json, service, lookup, Depth::full);
  return json;
}

Json service_list_item(const Service& service, const Lookup& lookup) {
  Json json = serve_part(service, Depth::scalars);
  add_organization(json, service, lookup, Depth::scalars);
  return json;
}

Json full_organization(const Organization& organization, const Lookup& lookup) {
  Json json = serve_part(organization);
  Json::Array locations;
  for (const Uuid& id : organization.location_ids)
    if (const auto* location = find<Location>(lookup, RecordKind::location, id))
      locations.push_back(serve_part(*location));
  if (!locations.empty()) json.set("locations", std::move(locations));
  return json;
}

Json organization_list_item(const Organization& organization) { return serve_part(organization, Depth::scalars); }

Json full_service_at_location(const Service& service, const ServiceAtLocation& at, const Lookup& lookup) {
  Json json = with_location(at, service.id, lookup);
  json.set("service", service_list_item(service, lookup));
  return json;
}

Json service_at_location_list_item(const Service& service, const ServiceAtLocation& at, const Lookup& lookup) {
  Json json = serve_part(at, Depth::scalars);
  set_id(json, "service_id", service.id);
  if (const auto* location = find<Location>(lookup, RecordKind::location, at.location_id))
    json.set("location", serve_part(*location, Depth::scalars));
  json.set("service", service_list_item(service, lookup));
  return json;
}

Json full_location(const Location& location) { return serve_part(location); }
Json location_list_item(const Location& location) { return serve_part(location, Depth::scalars); }
Json full_taxonomy(const Taxonomy& taxonomy) { return serve_part(taxonomy); }

Json full_taxonomy_term(const TaxonomyTerm& term, const Lookup& lookup) {
  Json json = serve_part(term);
  if (const auto* taxonomy = find<Taxonomy>(lookup, RecordKind::taxonomy, term.taxonomy_id))
    json.set("taxonomy_detail", serve_part(*taxonomy));
  return json;
}

}  // namespace fingerpost::model
