#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/id.hpp"
#include "base/json.hpp"

/// HSDS 3.1 as plain structs: the field names, spelling and nesting of the standard. An empty string, an empty vector,
/// a nil Uuid or nullopt is an absent property. Dates and times are kept as written (validated, not converted), so that
/// what came in goes out. `extra` is null or an object of properties that the struct does not name: they travel along
/// unharmed. Under `extra.unusable` lies, by property, what was given in a shape or form that the property cannot hold;
/// `extra.source_id` is the id the source used where ours had to be derived from it.
///
/// Five kinds of record stand on their own in the store: Organization, Service, Location, Taxonomy, TaxonomyTerm.
/// Everything else is part of one of them. A ServiceAtLocation is part of its Service and names its Location by id;
/// full nesting is put together when a record is served.
namespace fingerpost::model {

struct TermRef {
  Uuid id;
  std::string code, name, description, term_uri;
  std::string taxonomy;  ///< the taxonomy's name or code, e.g. `fingerpost-needs`
  Uuid taxonomy_id;
  Json extra;

  bool operator==(const TermRef&) const = default;
};

struct Metadata {
  Uuid id, resource_id;
  std::string resource_type, last_action_date, last_action_type, field_name, previous_value, replacement_value,
      updated_by;
  Json extra;

  bool operator==(const Metadata&) const = default;
};

/// A typed statement about the object that holds it: a category, a building fact, a theme.
struct Attribute {
  Uuid id;
  Uuid link_id, taxonomy_term_id;
  std::string link_type, link_entity, value, label;
  TermRef taxonomy_term;
  std::vector<Metadata> metadata;
  Json extra;  ///< `source` and `verified_on` of a building fact live here under these names

  bool operator==(const Attribute&) const = default;
};

struct Language {
  Uuid id;
  std::string name, code, note;
  std::vector<Attribute> attributes;
  std::vector<Metadata> metadata;
  Json extra;

  bool operator==(const Language&) const = default;
};

struct Phone {
  Uuid id;
  std::string number, extension, type, description;  ///< extension: digits (HSDS number)
  std::vector<Language> languages;
  std::vector<Attribute> attributes;
  std::vector<Metadata> metadata;
  Json extra;

  bool operator==(const Phone&) const = default;
};

struct Contact {
  Uuid id;
  std::string name, title, department, email;
  std::vector<Phone> phones;
  std::vector<Attribute> attributes;
  std::vector<Metadata> metadata;
  Json extra;

  bool operator==(const Contact&) const = default;
};

struct Address {
  Uuid id;
  std::string attention, address_1, address_2, city, region, state_province, postal_code, country, address_type;
  std::vector<Attribute> attributes;
  std::vector<Metadata> metadata;
  Json extra;

  bool operator==(const Address&) const = default;
};

/// One rule in HSDS's RRULE shape. See model/schedule.hpp for what it means in time.
struct Schedule {
  Uuid id;
  std::string valid_from, valid_to, dtstart, until;  ///< YYYY-MM-DD
  std::optional<double> timezone;                    ///< offset from UTC in hours; absent: Europe/London
  std::optional<std::int64_t> count, interval;
  std::string wkst, freq, byday, byweekno, bymonthday, byyearday, description;
  std::string opens_at, closes_at;  ///< HH:MM or HH:MM:SS, local; closes at or before opens: past midnight
  std::string schedule_link, attending_type, notes;
  std::vector<Attribute> attributes;
  std::vector<Metadata> metadata;
  Json extra;

  bool operator==(const Schedule&) const = default;
};

struct ServiceArea {
  Uuid id;
  std::string name, description, extent, extent_type, uri;
  std::vector<Attribute> attributes;
  std::vector<Metadata> metadata;
  Json extra;

  bool operator==(const ServiceArea&) const = default;
};

struct Accessibility {
  Uuid id;
  std::string description, details, url;
  std::vector<Attribute> attributes;
  std::vector<Metadata> metadata;
  Json extra;

  bool operator==(const Accessibility&) const = default;
};

struct CostOption {
  Uuid id;
  std::string valid_from, valid_to, option, currency, amount_description;
  std::optional<double> amount;
  std::vector<Attribute> attributes;
  std::vector<Metadata> metadata;
  Json extra;

  bool operator==(const CostOption&) const = default;
};

struct Funding {
  Uuid id;
  std::string source;
  std::vector<Attribute> attributes;
  std::vector<Metadata> metadata;
  Json extra;

  bool operator==(const Funding&) const = default;
};

struct Program {
  Uuid id;
  std::string name, alternate_name, description;
  std::vector<Attribute> attributes;
  std::vector<Metadata> metadata;
  Json extra;

  bool operator==(const Program&) const = default;
};

struct RequiredDocument {
  Uuid id;
  std::string document, uri;
  std::vector<Attribute> attributes;
  std::vector<Metadata> metadata;
  Json extra;

  bool operator==(const RequiredDocument&) const = default;
};

struct OrganizationIdentifier {
  Uuid id;
  std::string identifier_scheme, identifier_type, identifier;  ///< GB-CHC, GB-COH, …
  std::vector<Attribute> attributes;
  std::vector<Metadata> metadata;
  Json extra;

  bool operator==(const OrganizationIdentifier&) const = default;
};

struct Url {
  Uuid id;
  std::string label, url;
  std::vector<Attribute> attributes;
  std::vector<Metadata> metadata;
  Json extra;

  bool operator==(const Url&) const = default;
};

struct Unit {
  Uuid id;
  std::string name, scheme, identifier, uri;
  std::vector<Attribute> attributes;
  std::vector<Metadata> metadata;
  Json extra;

  bool operator==(const Unit&) const = default;
};

struct ServiceCapacity {
  Uuid id;
  std::optional<double> available, maximum;
  std::string description, updated;
  Unit unit;
  std::vector<Attribute> attributes;
  std::vector<Metadata> metadata;
  Json extra;

  bool operator==(const ServiceCapacity&) const = default;
};

struct ServiceAtLocation {
  Uuid id, location_id;
  std::string description;
  std::vector<ServiceArea> service_areas;
  std::vector<Contact> contacts;
  std::vector<Phone> phones;
  std::vector<Schedule> schedules;
  std::vector<Attribute> attributes;
  std::vector<Metadata> metadata;
  Json extra;

  bool operator==(const ServiceAtLocation&) const = default;
};

struct Organization {
  Uuid id, parent_organization_id;
  std::string name, alternate_name, description, email, website, tax_status, tax_id, legal_status, logo, uri;
  std::optional<std::int64_t> year_incorporated;
  std::vector<Url> additional_websites;
  std::vector<Funding> funding;
  std::vector<Contact> contacts;
  std::vector<Phone> phones;
  std::vector<Uuid> location_ids;  ///< HSDS `locations[]`, by reference
  std::vector<Program> programs;
  std::vector<OrganizationIdentifier> organization_identifiers;
  std::vector<Attribute> attributes;
  std::vector<Metadata> metadata;
  Json extra;

  bool operator==(const Organization&) const = default;
};

struct Service {
  Uuid id, organization_id, program_id;
  std::string name, alternate_name, description, url, email;
  std::string status;  ///< `active`, `inactive`, `defunct`, `temporarily closed`
  std::string interpretation_services, application_process, fees_description, wait_time, fees, accreditations,
      eligibility_description, assured_date, assurer_email, licenses, alert, last_modified;
  std::optional<double> minimum_age, maximum_age;
  std::vector<Url> additional_urls;
  std::vector<Phone> phones;
  std::vector<Schedule> schedules;
  std::vector<ServiceArea> service_areas;
  std::vector<ServiceAtLocation> service_at_locations;
  std::vector<Language> languages;
  std::vector<Funding> funding;
  std::vector<CostOption> cost_options;
  std::vector<RequiredDocument> required_documents;
  std::vector<Contact> contacts;
  std::vector<ServiceCapacity> capacities;
  std::vector<Attribute> attributes;
  std::vector<Metadata> metadata;
  Json extra;

  bool operator==(const Service&) const = default;
};

struct Location {
  Uuid id, organization_id;
  std::string location_type;  ///< `physical`, `postal`, `virtual`
  std::string name, alternate_name, description, transportation, url, external_identifier, external_identifier_type;
  std::optional<double> latitude, longitude;
  std::vector<Language> languages;
  std::vector<Address> addresses;
  std::vector<Contact> contacts;
  std::vector<Accessibility> accessibility;
  std::vector<Phone> phones;
  std::vector<Schedule> schedules;
  std::vector<Attribute> attributes;
  std::vector<Metadata> metadata;
  Json extra;

  bool operator==(const Location&) const = default;
};

struct Taxonomy {
  Uuid id;
  std::string name, description, uri, version;
  std::vector<Metadata> metadata;
  Json extra;

  bool operator==(const Taxonomy&) const = default;
};

struct TaxonomyTerm {
  Uuid id, parent_id, taxonomy_id;
  std::string code, name, description, language, term_uri;
  std::string taxonomy;  ///< the taxonomy's name
  std::vector<Metadata> metadata;
  Json extra;  ///< `name_cy` (Welsh name) lives here

  bool operator==(const TaxonomyTerm&) const = default;
};

using Record = std::variant<Organization, Service, Location, Taxonomy, TaxonomyTerm>;

enum class RecordKind : std::uint8_t { organization, service, location, taxonomy, taxonomy_term };

std::string_view to_string(RecordKind kind);
std::optional<RecordKind> parse_record_kind(std::string_view text);
RecordKind kind_of(const Record& record);
const Uuid& id_of(const Record& record);
/// The record's `name`.
const std::string& name_of(const Record& record);

}  // namespace fingerpost::model
