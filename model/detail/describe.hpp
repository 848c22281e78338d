#pragma once

#include <concepts>
#include <cstdint>
#include <string_view>
#include <type_traits>

#include "model/records.hpp"

/// Each HSDS property, listed once. `describe(part, visit)` calls `visit(name, member, rule)` for every property of
/// `part` in the order in which it is written; reader, writer, validator and the tests' generator are such visitors.
/// `extra` is not a property: who visits a part deals with it.
namespace fingerpost::model::detail {

/// What a text property holds: which repairs and which check apply to it (see repair.hpp).
enum class Rule : std::uint8_t {
  none,  ///< ids, numbers, parts: the type says it all
  raw,   ///< anything, kept to the byte (GeoJSON, previous values)
  name,  ///< the record's own name: one line, must not be too long
  line,  ///< one line
  text,  ///< several lines
  web,   ///< http(s) address a person can follow
  uri,   ///< an absolute URI that may be only a name
  email,
  date,
  moment,  ///< date or date-time
  date_time,
  time,
  weekdays,  ///< byday
  weekday,   ///< wkst
  freq,
  numbers,  ///< bymonthday, byyearday, byweekno
  status,
  location_type,
  address_type,
  extent_type,
  postcode,
  country,
  currency,
  language,
  telephone,
  extension,
};

template <typename T, typename Part>
concept Is = std::same_as<std::remove_const_t<T>, Part>;

template <Is<TermRef> P, typename Visit>
void describe(P& p, Visit&& visit) {
  visit("id", p.id);
  visit("code", p.code, Rule::line);
  visit("name", p.name, Rule::line);
  visit("description", p.description, Rule::text);
  visit("taxonomy", p.taxonomy, Rule::line);
  visit("taxonomy_id", p.taxonomy_id);
  visit("term_uri", p.term_uri, Rule::uri);
}

template <Is<Metadata> P, typename Visit>
void describe(P& p, Visit&& visit) {
  visit("id", p.id);
  visit("resource_id", p.resource_id);
  visit("resource_type", p.resource_type, Rule::line);
  visit("last_action_date", p.last_action_date, Rule::moment);
  visit("last_action_type", p.last_action_type, Rule::line);
  visit("field_name", p.field_name, Rule::line);
  visit("previous_value", p.previous_value, Rule::raw);
  visit("replacement_value", p.replacement_value, Rule::raw);
  visit("updated_by", p.updated_by, Rule::line);
}

template <Is<Attribute> P, typename Visit>
void describe(P& p, Visit&& visit) {
  visit("id", p.id);
  visit("link_id", p.link_id);
  visit("taxonomy_term_id", p.taxonomy_term_id);
  visit("link_type", p.link_type, Rule::line);
  visit("link_entity", p.link_entity, Rule::line);
  visit("value", p.value, Rule::text);
  visit("label", p.label, Rule::line);
  visit("taxonomy_term", p.taxonomy_term);
  visit("metadata", p.metadata);
}

/// HSDS gives every other part attributes and metadata.
template <typename P, typename Visit>
void describe_common(P& p, Visit&& visit) {
  visit("attributes", p.attributes);
  visit("metadata", p.metadata);
}

template <Is<Language> P, typename Visit>
void describe(P& p, Visit&& visit) {
  visit("id", p.id);
  visit("name", p.name, Rule::line);
  visit("code", p.code, Rule::language);
  visit("note", p.note, Rule::text);
  describe_common(p, visit);
}

template <Is<Phone> P, typename Visit>
void describe(P& p, Visit&& visit) {
  visit("id", p.id);
  visit("number", p.number, Rule::telephone);
  visit("extension", p.extension, Rule::extension);
  visit("type", p.type, Rule::line);
  visit("description", p.description, Rule::text);
  visit("languages", p.languages);
  describe_common(p, visit);
}

template <Is<Contact> P, typename Visit>
void describe(P& p, Visit&& visit) {
  visit("id", p.id);
  visit("name", p.name, Rule::line);
  visit("title", p.title, Rule::line);
  visit("department", p.department, Rule::line);
  visit("email", p.email, Rule::email);
  visit("phones", p.phones);
  describe_common(p, visit);
}

template <Is<Address> P, typename Visit>
void describe(P& p, Visit&& visit) {
  visit("id", p.id);
  visit("attention", p.attention, Rule::line);
  visit("address_1", p.address_1, Rule::line);
  visit("address_2", p.address_2, Rule::line);
  visit("city", p.city, Rule::line);
  visit("region", p.region, Rule::line);
  visit("state_province", p.state_province, Rule::line);
  visit("postal_code", p.postal_code, Rule::postcode);
  visit("country", p.country, Rule::country);
  visit("address_type", p.address_type, Rule::address_type);
  describe_common(p, visit);
}

template <Is<Schedule> P, typename Visit>
void describe(P& p, Visit&& visit) {
  visit("id", p.id);
  visit("valid_from", p.valid_from, Rule::date);
  visit("valid_to", p.valid_to, Rule::date);
  visit("dtstart", p.dtstart, Rule::date);
  visit("timezone", p.timezone);
  visit("until", p.until, Rule::date);
  visit("count", p.count);
  visit("wkst", p.wkst, Rule::weekday);
  visit("freq", p.freq, Rule::freq);
  visit("interval", p.interval);
  visit("byday", p.byday, Rule::weekdays);
  visit("byweekno", p.byweekno, Rule::numbers);
  visit("bymonthday", p.bymonthday, Rule::numbers);
  visit("byyearday", p.byyearday, Rule::numbers);
  visit("description", p.description, Rule::text);
  visit("opens_at", p.opens_at, Rule::time);
  visit("closes_at", p.closes_at, Rule::time);
  visit("schedule_link", p.schedule_link, Rule::web);
  visit("attending_type", p.attending_type, Rule::line);
  visit("notes", p.notes, Rule::text);
  describe_common(p, visit);
}

template <Is<ServiceArea> P, typename Visit>
void describe(P& p, Visit&& visit) {
  visit("id", p.id);
  visit("name", p.name, Rule::line);
  visit("description", p.description, Rule::text);
  visit("extent", p.extent, Rule::raw);
  visit("extent_type", p.extent_type, Rule::extent_type);
  visit("uri", p.uri, Rule::uri);
  describe_common(p, visit);
}

template <Is<Accessibility> P, typename Visit>
void describe(P& p, Visit&& visit) {
  visit("id", p.id);
  visit("description", p.description, Rule::text);
  visit("details", p.details, Rule::text);
  visit("url", p.url, Rule::web);
  describe_common(p, visit);
}

template <Is<CostOption> P, typename Visit>
void describe(P& p, Visit&& visit) {
  visit("id", p.id);
  visit("valid_from", p.valid_from, Rule::date);
  visit("valid_to", p.valid_to, Rule::date);
  visit("option", p.option, Rule::line);
  visit("currency", p.currency, Rule::currency);
  visit("amount", p.amount);
  visit("amount_description", p.amount_description, Rule::text);
  describe_common(p, visit);
}

template <Is<Funding> P, typename Visit>
void describe(P& p, Visit&& visit) {
  visit("id", p.id);
  visit("source", p.source, Rule::text);
  describe_common(p, visit);
}

template <Is<Program> P, typename Visit>
void describe(P& p, Visit&& visit) {
  visit("id", p.id);
  visit("name", p.name, Rule::line);
  visit("alternate_name", p.alternate_name, Rule::line);
  visit("description", p.description, Rule::text);
  describe_common(p, visit);
}

template <Is<RequiredDocument> P, typename Visit>
void describe(P& p, Visit&& visit) {
  visit("id", p.id);
  visit("document", p.document, Rule::text);
  visit("uri", p.uri, Rule::uri);
  describe_common(p, visit);
}

template <Is<OrganizationIdentifier> P, typename Visit>
void describe(P& p, Visit&& visit) {
  visit("id", p.id);
  visit("identifier_scheme", p.identifier_scheme, Rule::line);
  visit("identifier_type", p.identifier_type, Rule::line);
  visit("identifier", p.identifier, Rule::line);
  describe_common(p, visit);
}

template <Is<Url> P, typename Visit>
void describe(P& p, Visit&& visit) {
  visit("id", p.id);
  visit("label", p.label, Rule::line);
  visit("url", p.url, Rule::web);
  describe_common(p, visit);
}

template <Is<Unit> P, typename Visit>
void describe(P& p, Visit&& visit) {
  visit("id", p.id);
  visit("name", p.name, Rule::line);
  visit("scheme", p.scheme, Rule::line);
  visit("identifier", p.identifier, Rule::line);
  visit("uri", p.uri, Rule::uri);
  describe_common(p, visit);
}

template <Is<ServiceCapacity> P, typename Visit>
void describe(P& p, Visit&& visit) {
  visit("id", p.id);
  visit("available", p.available);
  visit("maximum", p.maximum);
  visit("description", p.description, Rule::text);
  visit("updated", p.updated, Rule::date_time);
  visit("unit", p.unit);
  describe_common(p, visit);
}

template <Is<ServiceAtLocation> P, typename Visit>
void describe(P& p, Visit&& visit) {
  visit("id", p.id);
  visit("location_id", p.location_id);
  visit("description", p.description, Rule::text);
  visit("service_areas", p.service_areas);
  visit("contacts", p.contacts);
  visit("phones", p.phones);
  visit("schedules", p.schedules);
  describe_common(p, visit);
}

template <Is<Organization> P, typename Visit>
void describe(P& p, Visit&& visit) {
  visit("id", p.id);
  visit("name", p.name, Rule::name);
  visit("alternate_name", p.alternate_name, Rule::line);
  visit("description", p.description, Rule::text);
  visit("email", p.email, Rule::email);
  visit("website", p.website, Rule::web);
  visit("additional_websites", p.additional_websites);
  visit("tax_status", p.tax_status, Rule::line);
  visit("tax_id", p.tax_id, Rule::line);
  visit("year_incorporated", p.year_incorporated);
  visit("legal_status", p.legal_status, Rule::line);
  visit("logo", p.logo, Rule::web);
  visit("uri", p.uri, Rule::uri);
  visit("parent_organization_id", p.parent_organization_id);
  visit("funding", p.funding);
  visit("contacts", p.contacts);
  visit("phones", p.phones);
  visit("location_ids", p.location_ids);
  visit("programs", p.programs);
  visit("organization_identifiers", p.organization_identifiers);
  describe_common(p, visit);
}

template <Is<Service> P, typename Visit>
void describe(P& p, Visit&& visit) {
  visit("id", p.id);
  visit("organization_id", p.organization_id);
  visit("program_id", p.program_id);
  visit("name", p.name, Rule::name);
  visit("alternate_name", p.alternate_name, Rule::line);
  visit("description", p.description, Rule::text);
  visit("url", p.url, Rule::web);
  visit("additional_urls", p.additional_urls);
  visit("email", p.email, Rule::email);
  visit("status", p.status, Rule::status);
  visit("interpretation_services", p.interpretation_services, Rule::text);
  visit("application_process", p.application_process, Rule::text);
  visit("fees_description", p.fees_description, Rule::text);
  visit("wait_time", p.wait_time, Rule::text);
  visit("fees", p.fees, Rule::text);
  visit("accreditations", p.accreditations, Rule::text);
  visit("eligibility_description", p.eligibility_description, Rule::text);
  visit("minimum_age", p.minimum_age);
  visit("maximum_age", p.maximum_age);
  visit("assured_date", p.assured_date, Rule::date);
  visit("assurer_email", p.assurer_email, Rule::email);
  visit("licenses", p.licenses, Rule::text);
  visit("alert", p.alert, Rule::text);
  visit("last_modified", p.last_modified, Rule::date_time);
  visit("phones", p.phones);
  visit("schedules", p.schedules);
  visit("service_areas", p.service_areas);
  visit("service_at_locations", p.service_at_locations);
  visit("languages", p.languages);
  visit("funding", p.funding);
  visit("cost_options", p.cost_options);
  visit("required_documents", p.required_documents);
  visit("contacts", p.contacts);
  visit("capacities", p.capacities);
  describe_common(p, visit);
}

template <Is<Location> P, typename Visit>
void describe(P& p, Visit&& visit) {
  visit("id", p.id);
  visit("organization_id", p.organization_id);
  visit("location_type", p.location_type, Rule::location_type);
  visit("name", p.name, Rule::name);
  visit("alternate_name", p.alternate_name, Rule::line);
  visit("description", p.description, Rule::text);
  visit("transportation", p.transportation, Rule::text);
  visit("url", p.url, Rule::web);
  visit("external_identifier", p.external_identifier, Rule::line);
  visit("external_identifier_type", p.external_identifier_type, Rule::line);
  visit("latitude", p.latitude);
  visit("longitude", p.longitude);
  visit("languages", p.languages);
  visit("addresses", p.addresses);
  visit("contacts", p.contacts);
  visit("accessibility", p.accessibility);
  visit("phones", p.phones);
  visit("schedules", p.schedules);
  describe_common(p, visit);
}

template <Is<Taxonomy> P, typename Visit>
void describe(P& p, Visit&& visit) {
  visit("id", p.id);
  visit("name", p.name, Rule::name);
  visit("description", p.description, Rule::text);
  visit("uri", p.uri, Rule::uri);
  visit("version", p.version, Rule::line);
  visit("metadata", p.metadata);
}

template <Is<TaxonomyTerm> P, typename Visit>
void describe(P& p, Visit&& visit) {
  visit("id", p.id);
  visit("code", p.code, Rule::line);
  visit("name", p.name, Rule::name);
  visit("description", p.description, Rule::text);
  visit("parent_id", p.parent_id);
  visit("taxonomy", p.taxonomy, Rule::line);
  visit("taxonomy_id", p.taxonomy_id);
  visit("language", p.language, Rule::language);
  visit("term_uri", p.term_uri, Rule::uri);
  visit("metadata", p.metadata);
}

/// The HSDS table that `Part` is a row of: part of derived ids, and what `link_entity` says.
template <typename Part>
consteval std::string_view table_name() {
  if constexpr (Is<Part, TermRef> || Is<Part, TaxonomyTerm>) return "taxonomy_term";
  if constexpr (Is<Part, Metadata>) return "metadata";
  if constexpr (Is<Part, Attribute>) return "attribute";
  if constexpr (Is<Part, Language>) return "language";
  if constexpr (Is<Part, Phone>) return "phone";
  if constexpr (Is<Part, Contact>) return "contact";
  if constexpr (Is<Part, Address>) return "address";
  if constexpr (Is<Part, Schedule>) return "schedule";
  if constexpr (Is<Part, ServiceArea>) return "service_area";
  if constexpr (Is<Part, Accessibility>) return "accessibility";
  if constexpr (Is<Part, CostOption>) return "cost_option";
  if constexpr (Is<Part, Funding>) return "funding";
  if constexpr (Is<Part, Program>) return "program";
  if constexpr (Is<Part, RequiredDocument>) return "required_document";
  if constexpr (Is<Part, OrganizationIdentifier>) return "organization_identifier";
  if constexpr (Is<Part, Url>) return "url";
  if constexpr (Is<Part, Unit>) return "unit";
  if constexpr (Is<Part, ServiceCapacity>) return "service_capacity";
  if constexpr (Is<Part, ServiceAtLocation>) return "service_at_location";
  if constexpr (Is<Part, Organization>) return "organization";
  if constexpr (Is<Part, Service>) return "service";
  if constexpr (Is<Part, Location>) return "location";
  if constexpr (Is<Part, Taxonomy>) return "taxonomy";
}

/// True for the five kinds of record; their parts are everything else.
template <typename Part>
inline constexpr bool is_record =
    Is<Part, Organization> || Is<Part, Service> || Is<Part, Location> || Is<Part, Taxonomy> || Is<Part, TaxonomyTerm>;

}  // namespace fingerpost::model::detail
