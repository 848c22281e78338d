#include "importers/hsds_csv/detail/csv_tables.hpp"

#include <algorithm>
#include <map>

#include "base/text.hpp"

namespace fingerpost::importers {
namespace {

using Role = CsvTable::Role;

constexpr CsvTable kTables[] = {
    {"organizations", Role::hub, Hub::organization, ""},
    {"organization", Role::hub, Hub::organization, ""},
    {"organisations", Role::hub, Hub::organization, ""},
    {"services", Role::hub, Hub::service, ""},
    {"service", Role::hub, Hub::service, ""},
    {"locations", Role::hub, Hub::location, ""},
    {"location", Role::hub, Hub::location, ""},
    {"serviceatlocation", Role::hub, Hub::service_at_location, "service_at_locations"},
    {"serviceatlocations", Role::hub, Hub::service_at_location, "service_at_locations"},
    {"servicesatlocation", Role::hub, Hub::service_at_location, "service_at_locations"},
    {"servicesatlocations", Role::hub, Hub::service_at_location, "service_at_locations"},
    {"contacts", Role::hub, Hub::contact, "contacts"},
    {"contact", Role::hub, Hub::contact, "contacts"},
    {"phones", Role::hub, Hub::phone, "phones"},
    {"phone", Role::hub, Hub::phone, "phones"},
    {"addresses", Role::part, {}, "addresses"},
    {"address", Role::part, {}, "addresses"},
    {"physicaladdresses", Role::part, {}, "physical_addresses"},
    {"physicaladdress", Role::part, {}, "physical_addresses"},
    {"postaladdresses", Role::part, {}, "postal_addresses"},
    {"postaladdress", Role::part, {}, "postal_addresses"},
    {"mailaddresses", Role::part, {}, "postal_addresses"},
    {"schedules", Role::part, {}, "schedules"},
    {"schedule", Role::part, {}, "schedules"},
    {"regularschedules", Role::part, {}, "regular_schedules"},
    {"regularschedule", Role::part, {}, "regular_schedules"},
    {"holidayschedules", Role::part, {}, "holiday_schedules"},
    {"holidayschedule", Role::part, {}, "holiday_schedules"},
    {"languages", Role::part, {}, "languages"},
    {"language", Role::part, {}, "languages"},
    {"accessibility", Role::part, {}, "accessibility"},
    {"accessibilityfordisabilities", Role::part, {}, "accessibility_for_disabilities"},
    {"serviceareas", Role::part, {}, "service_areas"},
    {"servicearea", Role::part, {}, "service_areas"},
    {"costoptions", Role::part, {}, "cost_options"},
    {"costoption", Role::part, {}, "cost_options"},
    {"funding", Role::part, {}, "funding"},
    {"fundings", Role::part, {}, "funding"},
    {"eligibility", Role::part, {}, "eligibilitys"},
    {"eligibilities", Role::part, {}, "eligibilitys"},
    {"eligibilitys", Role::part, {}, "eligibilitys"},
    {"requireddocuments", Role::part, {}, "required_documents"},
    {"requireddocument", Role::part, {}, "required_documents"},
    {"programs", Role::part, {}, "programs"},
    {"program", Role::part, {}, "programs"},
    {"organizationidentifiers", Role::part, {}, "organization_identifiers"},
    {"organizationidentifier", Role::part, {}, "organization_identifiers"},
    {"url", Role::part, {}, "additional_urls"},
    {"urls", Role::part, {}, "additional_urls"},
    {"servicecapacity", Role::part, {}, "capacities"},
    {"servicecapacities", Role::part, {}, "capacities"},
    {"paymentsaccepted", Role::part, {}, "payments_accepted"},
    {"attributes", Role::linked, {}, "attributes"},
    {"attribute", Role::linked, {}, "attributes"},
    {"metadata", Role::linked, {}, "metadata"},
    {"servicestaxonomy", Role::term_link, {}, "service_taxonomys"},
    {"servicetaxonomy", Role::term_link, {}, "service_taxonomys"},
    {"servicetaxonomys", Role::term_link, {}, "service_taxonomys"},
    {"servicetaxonomies", Role::term_link, {}, "service_taxonomys"},
    {"taxonomyterms", Role::terms, {}, ""},
    {"taxonomyterm", Role::terms, {}, ""},
    {"taxonomy", Role::terms, {}, ""},
    {"taxonomies", Role::taxonomies, {}, ""},
    {"units", Role::units, {}, ""},
    {"unit", Role::units, {}, ""},
    {"metatabledescriptions", Role::ignored, {}, ""},
    {"metatabledescription", Role::ignored, {}, ""},
};

/// HSDS's own column names, so that "OpensAt" finds "opens_at".
constexpr std::string_view kNames[] = {"id",
                                       "organization_id",
                                       "service_id",
                                       "location_id",
                                       "service_at_location_id",
                                       "contact_id",
                                       "phone_id",
                                       "program_id",
                                       "parent_organization_id",
                                       "taxonomy_term_id",
                                       "taxonomy_id",
                                       "unit_id",
                                       "name",
                                       "alternate_name",
                                       "description",
                                       "url",
                                       "email",
                                       "website",
                                       "status",
                                       "interpretation_services",
                                       "application_process",
                                       "fees_description",
                                       "wait_time",
                                       "fees",
                                       "accreditations",
                                       "eligibility_description",
                                       "minimum_age",
                                       "maximum_age",
                                       "assured_date",
                                       "assurer_email",
                                       "licenses",
                                       "alert",
                                       "last_modified",
                                       "tax_status",
                                       "tax_id",
                                       "year_incorporated",
                                       "legal_status",
                                       "logo",
                                       "uri",
                                       "location_type",
                                       "transportation",
                                       "latitude",
                                       "longitude",
                                       "external_identifier",
                                       "external_identifier_type",
                                       "attention",
                                       "address_1",
                                       "address_2",
                                       "address_3",
                                       "address_4",
                                       "city",
                                       "region",
                                       "state_province",
                                       "postal_code",
                                       "country",
                                       "address_type",
                                       "number",
                                       "extension",
                                       "type",
                                       "title",
                                       "department",
                                       "valid_from",
                                       "valid_to",
                                       "dtstart",
                                       "timezone",
                                       "until",
                                       "count",
                                       "wkst",
                                       "freq",
                                       "interval",
                                       "byday",
                                       "byweekno",
                                       "bymonthday",
                                       "byyearday",
                                       "opens_at",
                                       "closes_at",
                                       "schedule_link",
                                       "attending_type",
                                       "notes",
                                       "code",
                                       "note",
                                       "details",
                                       "option",
                                       "currency",
                                       "amount",
                                       "amount_description",
                                       "source",
                                       "document",
                                       "identifier_scheme",
                                       "identifier_type",
                                       "identifier",
                                       "label",
                                       "available",
                                       "maximum",
                                       "updated",
                                       "link_id",
                                       "link_type",
                                       "link_entity",
                                       "value",
                                       "resource_id",
                                       "resource_type",
                                       "last_action_date",
                                       "last_action_type",
                                       "field_name",
                                       "previous_value",
                                       "replacement_value",
                                       "updated_by",
                                       "extent",
                                       "extent_type",
                                       "service_area",
                                       "weekday",
                                       "closed",
                                       "start_date",
                                       "end_date",
                                       "language",
                                       "accessibility",
                                       "eligibility",
                                       "payment",
                                       "taxonomy_ids",
                                       "taxonomy_detail",
                                       "languages",
                                       "funding_sources",
                                       "service_areas",
                                       "required_documents",
                                       "accepted_payments",
                                       "audience",
                                       "short_desc",
                                       "virtual",
                                       "telephone",
                                       "summary"};

/// Other people's names for them.
const std::map<std::string, std::string, std::less<>>& aliases() {
  static const std::map<std::string, std::string, std::less<>> kAliases = [] {
    std::map<std::string, std::string, std::less<>> all = {{"organisationid", "organization_id"},
                                                           {"associatedorganisationid", "parent_organization_id"},
                                                           {"postcode", "postal_code"},
                                                           {"zip", "postal_code"},
                                                           {"state", "state_province"},
                                                           {"numbertype", "type"},
                                                           {"created", ""},
                                                           {"createdby", ""},
                                                           {"lastmodifiedby", ""},
                                                           {"adminemails", ""}};
    for (const std::string_view name : kNames) all.emplace(column_key(name), name);
    return all;
  }();
  return kAliases;
}

constexpr std::array<std::string_view, kHubs> kKeys = {"phone_id",   "contact_id",  "service_at_location_id",
                                                       "service_id", "location_id", "organization_id"};

std::string text_at(const Json& row, std::string_view name) { return std::string(row[name].string()); }

/// "a, b" in `from` as objects {"name": "a"} in `to`.
void list_to_parts(Json& row, std::string_view from, const std::string& to, const char* name) {
  const std::string text = text_at(row, from);
  if (text.empty()) return;
  row.take(from);
  Json parts = Json::array();
  for (const auto piece : split_list(text, ',')) parts.push(Json::object().set(name, piece));
  row.set(to, std::move(parts));
}

void rename(Json& row, std::string_view from, const std::string& to) {
  if (row.find(from) == nullptr || row.find(to) != nullptr) return;
  row.set(to, row.take(from));
}

/// What the row of a hub holds beside HSDS's own columns.
void tidy(const CsvTable& table, Json& row) {
  if (table.role != Role::hub) return;
  if (table.hub == Hub::contact && row.find("telephone") != nullptr) {
    Json phones = Json::array();
    phones.push(Json::object().set("number", row.take("telephone")));
    row.set("phones", std::move(phones));
  }
  if (table.hub == Hub::organization) rename(row, "url", "website");
  if (table.hub == Hub::service || table.hub == Hub::location) {
    rename(row, "website", "url");
    rename(row, "summary", "description");
    rename(row, "short_desc", "description");
    list_to_parts(row, "languages", "languages", "name");
  }
  if (table.hub == Hub::service) {
    rename(row, "eligibility", "eligibility_description");
    rename(row, "audience", "eligibility_description");
    list_to_parts(row, "service_areas", "service_areas", "name");
    list_to_parts(row, "funding_sources", "funding", "source");
    list_to_parts(row, "required_documents", "required_documents", "document");
  }
  if (table.hub == Hub::location) {
    if (equals_ignoring_case(text_at(row, "virtual"), "true") && row.find("location_type") == nullptr)
      row.set("location_type", "virtual");
    row.take("virtual");
    list_to_parts(row, "accessibility", "accessibility", "description");
  }
}

}  // namespace

std::string_view key_column(Hub hub) { return kKeys[static_cast<std::size_t>(hub)]; }

std::optional<Hub> hub_named(std::string_view table) {
  const CsvTable* found = csv_table(table);
  return found != nullptr && found->role == Role::hub ? std::optional(found->hub) : std::nullopt;
}

const CsvTable* csv_table(std::string_view stem) {
  const std::string key = column_key(stem);
  const auto found =
      std::find_if(std::begin(kTables), std::end(kTables), [&](const CsvTable& table) { return table.name == key; });
  return found == std::end(kTables) ? nullptr : found;
}

const CsvTable& csv_table(std::uint8_t number) { return kTables[number]; }
std::uint8_t number_of(const CsvTable& table) { return static_cast<std::uint8_t>(&table - kTables); }

RowReader::RowReader(const CsvTable& table, const CsvReader& reader) : table_(table) {
  for (const std::string& column : reader.header()) {
    const auto alias = aliases().find(column_key(column));
    names_.push_back(alias != aliases().end() ? alias->second : column);
  }
}

Json RowReader::read(const CsvRow& row) const {
  Json json = Json::object();
  for (std::size_t i = 0; i < names_.size(); ++i) {
    const std::string_view value = trim(row[i]);
    if (!names_[i].empty() && !value.empty() && json.find(names_[i]) == nullptr) json.append_member(names_[i], value);
  }
  tidy(table_, json);
  return json;
}

std::optional<Parent> parent_of(const CsvTable& table, const Json& row, std::optional<Hub> missed) {
  if (table.role == Role::linked) {
    const bool attribute = table.property == "attributes";
    const auto hub = hub_named(row[attribute ? "link_entity" : "resource_type"].string());
    const std::string id = text_at(row, attribute ? "link_id" : "resource_id");
    return hub && !id.empty() && !missed ? std::optional(Parent{*hub, id}) : std::nullopt;
  }
  const std::size_t first = missed ? static_cast<std::size_t>(*missed) + 1 : 0;
  for (std::size_t i = first; i < kHubs; ++i) {
    const Hub hub = static_cast<Hub>(i);
    if (table.role == Role::hub && (table.hub == hub || (table.hub == Hub::service_at_location && hub != Hub::service)))
      continue;
    if (const std::string id = text_at(row, key_column(hub)); !id.empty()) return Parent{hub, id};
  }
  return std::nullopt;
}

std::string property_in(const CsvTable& table, Hub hub) {
  if (table.property == "additional_urls" && hub == Hub::organization) return "additional_websites";
  return std::string(table.property);
}

}  // namespace fingerpost::importers
