#include "model/v1_service.hpp"

#include <string>
#include <string_view>
#include <utility>

namespace fingerpost::model {
namespace {

void rename(Json& object, std::string_view from, const char* to) {
  if (object.find(from) != nullptr) object.set(to, object.take(from));
}

/// Replaces each object of array `name` by what `change` makes of it, under the name `to`.
template <typename Change>
void each(Json& object, std::string_view name, const char* to, Change change) {
  if (object.find(name) == nullptr) return;
  const Json taken = object.take(name);
  Json::Array changed;
  for (const Json& element : taken.elements()) changed.push_back(change(Json(element)));
  object.set(to, std::move(changed));
}

/// {"taxonomy_term":{…}} as {"taxonomy":{"id","name","vocabulary"}}. A term that has a code in place of a UUID of the
/// source's own is known by it there.
Json v1_link(Json attribute) {
  Json term = attribute.take("taxonomy_term");
  rename(term, "taxonomy", "vocabulary");
  Json link = Json::object();
  if (attribute.find("id") != nullptr) link.set("id", attribute["id"]);
  if (attribute.find("link_type") != nullptr) link.set("link_type", attribute["link_type"]);
  link.set("taxonomy", std::move(term));
  for (const char* kept : {"value", "label"})
    if (attribute.find(kept) != nullptr) link.set(kept, attribute[kept]);
  return link;
}

void links(Json& object, const char* to) {
  if (object.find("attributes") == nullptr) return;
  const Json taken = object.take("attributes");
  Json::Array linked, rest;
  for (const Json& attribute : taken.elements()) {
    if (attribute["taxonomy_term"].is_object())
      linked.push_back(v1_link(attribute));
    else
      rest.push_back(attribute);
  }
  if (!linked.empty()) object.set(to, std::move(linked));
  if (!rest.empty()) object.set("attributes", std::move(rest));
}

bool is_closed_day(const Json& schedule) {
  return schedule["description"].string() == "closed" && schedule["opens_at"].is_null() &&
         schedule["byday"].is_null() && !schedule["valid_from"].is_null();
}

void schedules(Json& object) {
  if (object.find("schedules") == nullptr) return;
  const Json taken = object.take("schedules");
  Json::Array regular, holidays;
  for (const Json& schedule : taken.elements()) {
    Json one = schedule;
    if (!is_closed_day(schedule)) {
      regular.push_back(std::move(one));
      continue;
    }
    one.take("description");
    one.take("dtstart");
    rename(one, "valid_from", "start_date");
    rename(one, "valid_to", "end_date");
    one.set("closed", true);
    holidays.push_back(std::move(one));
  }
  if (!regular.empty()) object.set("regular_schedules", std::move(regular));
  if (!holidays.empty()) object.set("holiday_schedules", std::move(holidays));
}

Json v1_language(Json language) {
  if (language.find("language") == nullptr)
    language.set("language", language.find("code") != nullptr ? language["code"] : language["name"]);
  return language;
}

void addresses(Json& location) {
  if (location.find("addresses") == nullptr) return;
  const Json taken = location.take("addresses");
  Json::Array physical, postal;
  for (const Json& address : taken.elements()) {
    Json one = address;
    if (location["external_identifier_type"].string() == "UPRN") one.set("uprn", location["external_identifier"]);
    (address["address_type"].string() == "postal" ? postal : physical).push_back(std::move(one));
  }
  if (!physical.empty()) location.set("physical_addresses", std::move(physical));
  if (!postal.empty()) location.set("postal_addresses", std::move(postal));
}

Json v1_location(Json location) {
  addresses(location);
  each(location, "accessibility", "accessibility_for_disabilities", [](Json row) {
    rename(row, "description", "accessibility");
    return row;
  });
  each(location, "languages", "languages", v1_language);
  schedules(location);
  links(location, "link_taxonomies");
  return location;
}

Json v1_service_at_location(Json at) {
  schedules(at);
  if (at.find("location") != nullptr) at.set("location", v1_location(at.take("location")));
  links(at, "link_taxonomies");
  return at;
}

Json v1_organization(Json organization) {
  rename(organization, "website", "url");
  rename(organization, "funding", "fundings");
  each(organization, "locations", "locations", v1_location);
  links(organization, "link_taxonomies");
  return organization;
}

/// The one row that says whom the service is for; without a part of its own it is known by the service's id.
void eligibility(Json& service) {
  Json row = Json::object();
  for (const auto& [name, to] : {std::pair{"minimum_age", "minimum_age"},
                                 {"maximum_age", "maximum_age"},
                                 {"eligibility_description", "eligibility"}})
    if (service.find(name) != nullptr) row.set(to, service.take(name));
  if (row.members().empty()) return;
  row.set("id", service["id"]);
  service.set("eligibilitys", Json(Json::Array{std::move(row)}));
}

}  // namespace

Json v1_service(Json service) {
  eligibility(service);
  schedules(service);
  rename(service, "funding", "fundings");
  each(service, "languages", "languages", v1_language);
  each(service, "service_areas", "service_areas", [](Json area) {
    rename(area, "name", "service_area");
    links(area, "link_taxonomies");
    return area;
  });
  each(service, "cost_options", "cost_options", [](Json option) {
    links(option, "link_taxonomies");
    return option;
  });
  each(service, "service_at_locations", "service_at_locations", v1_service_at_location);
  if (service.find("organization") != nullptr)
    service.set("organization", v1_organization(service.take("organization")));
  links(service, "service_taxonomys");
  return service;
}

}  // namespace fingerpost::model
