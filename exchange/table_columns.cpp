#include "exchange/detail/table_columns.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <utility>

namespace fingerpost::exchange {
namespace {

constexpr std::array kOrganization{Column{"id", "string", true},
                                   Column{"name", "string", true},
                                   Column{"alternate_name"},
                                   Column{"description", "string", true},
                                   Column{"email"},
                                   Column{"website"},
                                   Column{"tax_status"},
                                   Column{"tax_id"},
                                   Column{"year_incorporated", "number"},
                                   Column{"legal_status"},
                                   Column{"logo"},
                                   Column{"uri"},
                                   Column{"parent_organization_id"}};
constexpr std::array kProgram{Column{"id", "string", true}, Column{"organization_id", "string", true},
                              Column{"name", "string", true}, Column{"alternate_name"},
                              Column{"description", "string", true}};
constexpr std::array kService{Column{"id", "string", true},
                              Column{"organization_id"},
                              Column{"program_id"},
                              Column{"name", "string", true},
                              Column{"alternate_name"},
                              Column{"description"},
                              Column{"url"},
                              Column{"email"},
                              Column{"status", "string", true},
                              Column{"interpretation_services"},
                              Column{"application_process"},
                              Column{"fees_description"},
                              Column{"wait_time"},
                              Column{"fees"},
                              Column{"accreditations"},
                              Column{"eligibility_description"},
                              Column{"minimum_age", "number"},
                              Column{"maximum_age", "number"},
                              Column{"assured_date", "date"},
                              Column{"assurer_email"},
                              Column{"licenses"},
                              Column{"alert"},
                              Column{"last_modified", "datetime"}};
constexpr std::array kServiceAtLocation{Column{"id", "string", true}, Column{"service_id", "string", true},
                                        Column{"location_id"}, Column{"description"}};
constexpr std::array kLocation{Column{"id", "string", true},
                               Column{"location_type", "string", true},
                               Column{"url"},
                               Column{"organization_id"},
                               Column{"name"},
                               Column{"alternate_name"},
                               Column{"description"},
                               Column{"transportation"},
                               Column{"latitude", "number"},
                               Column{"longitude", "number"},
                               Column{"external_identifier"},
                               Column{"external_identifier_type"}};
constexpr std::array kAddress{Column{"id", "string", true},
                              Column{"location_id"},
                              Column{"attention"},
                              Column{"address_1", "string", true},
                              Column{"address_2"},
                              Column{"city", "string", true},
                              Column{"region"},
                              Column{"state_province", "string", true},
                              Column{"postal_code", "string", true},
                              Column{"country", "string", true},
                              Column{"address_type", "string", true}};
constexpr std::array kPhone{Column{"id", "string", true},
                            Column{"location_id"},
                            Column{"service_id"},
                            Column{"organization_id"},
                            Column{"contact_id"},
                            Column{"service_at_location_id"},
                            Column{"number", "string", true},
                            Column{"extension", "number"},
                            Column{"type"},
                            Column{"description"}};
constexpr std::array kContact{Column{"id", "string", true},
                              Column{"organization_id"},
                              Column{"service_id"},
                              Column{"service_at_location_id"},
                              Column{"location_id"},
                              Column{"name"},
                              Column{"title"},
                              Column{"department"},
                              Column{"email"}};
constexpr std::array kSchedule{Column{"id", "string", true},
                               Column{"service_id"},
                               Column{"location_id"},
                               Column{"service_at_location_id"},
                               Column{"valid_from", "date"},
                               Column{"valid_to", "date"},
                               Column{"dtstart", "date"},
                               Column{"timezone", "number"},
                               Column{"until", "date"},
                               Column{"count", "number"},
                               Column{"wkst"},
                               Column{"freq"},
                               Column{"interval", "number"},
                               Column{"byday"},
                               Column{"byweekno"},
                               Column{"bymonthday"},
                               Column{"byyearday"},
                               Column{"description"},
                               Column{"opens_at", "time"},
                               Column{"closes_at", "time"},
                               Column{"schedule_link"},
                               Column{"attending_type"},
                               Column{"notes"}};
constexpr std::array kServiceArea{Column{"id", "string", true},
                                  Column{"service_id"},
                                  Column{"service_at_location_id"},
                                  Column{"name"},
                                  Column{"description"},
                                  Column{"extent"},
                                  Column{"extent_type"},
                                  Column{"uri"}};
constexpr std::array kLanguage{Column{"id", "string", true},
                               Column{"service_id"},
                               Column{"location_id"},
                               Column{"phone_id"},
                               Column{"name"},
                               Column{"code"},
                               Column{"note"}};
constexpr std::array kAccessibility{Column{"id", "string", true}, Column{"location_id"}, Column{"description"},
                                    Column{"details"}, Column{"url"}};
constexpr std::array kCostOption{Column{"id", "string", true},
                                 Column{"service_id", "string", true},
                                 Column{"valid_from", "date"},
                                 Column{"valid_to", "date"},
                                 Column{"option"},
                                 Column{"currency"},
                                 Column{"amount", "number"},
                                 Column{"amount_description"}};
constexpr std::array kFunding{Column{"id", "string", true}, Column{"organization_id"}, Column{"service_id"},
                              Column{"source"}};
constexpr std::array kRequiredDocument{Column{"id", "string", true}, Column{"service_id"}, Column{"document"},
                                       Column{"uri"}};
constexpr std::array kOrganizationIdentifier{Column{"id", "string", true}, Column{"organization_id", "string", true},
                                             Column{"identifier_scheme"}, Column{"identifier_type", "string", true},
                                             Column{"identifier", "string", true}};
constexpr std::array kUrl{Column{"id", "string", true}, Column{"label"}, Column{"url", "string", true},
                          Column{"organization_id"}, Column{"service_id"}};
constexpr std::array kServiceCapacity{Column{"id", "string", true},      Column{"service_id", "string", true},
                                      Column{"unit_id", "string", true}, Column{"available", "number"},
                                      Column{"maximum", "number"},       Column{"description"},
                                      Column{"updated", "datetime"}};
constexpr std::array kUnit{Column{"id", "string", true}, Column{"name", "string", true}, Column{"scheme"},
                           Column{"identifier"}, Column{"uri"}};
constexpr std::array kAttribute{Column{"id", "string", true},
                                Column{"link_id", "string", true},
                                Column{"taxonomy_term_id"},
                                Column{"link_type"},
                                Column{"link_entity", "string", true},
                                Column{"value"},
                                Column{"label"}};
constexpr std::array kTaxonomy{Column{"id", "string", true}, Column{"name", "string", true},
                               Column{"description", "string", true}, Column{"uri"}, Column{"version"}};
constexpr std::array kTaxonomyTerm{Column{"id", "string", true},
                                   Column{"code"},
                                   Column{"name", "string", true},
                                   Column{"description", "string", true},
                                   Column{"parent_id"},
                                   Column{"taxonomy"},
                                   Column{"language"},
                                   Column{"taxonomy_id"},
                                   Column{"term_uri"}};
constexpr std::array kMetadata{Column{"id", "string", true},
                               Column{"resource_id", "string", true},
                               Column{"resource_type", "string", true},
                               Column{"last_action_date", "string", true},
                               Column{"last_action_type", "string", true},
                               Column{"field_name", "string", true},
                               Column{"previous_value", "string", true},
                               Column{"replacement_value", "string", true},
                               Column{"updated_by", "string", true}};

constexpr std::array kTables{Table{"organization", "organizations.csv", kOrganization},
                             Table{"program", "programs.csv", kProgram},
                             Table{"service", "services.csv", kService},
                             Table{"service_at_location", "service_at_location.csv", kServiceAtLocation},
                             Table{"location", "locations.csv", kLocation},
                             Table{"address", "addresses.csv", kAddress},
                             Table{"phone", "phones.csv", kPhone},
                             Table{"contact", "contacts.csv", kContact},
                             Table{"schedule", "schedules.csv", kSchedule},
                             Table{"service_area", "service_areas.csv", kServiceArea},
                             Table{"language", "languages.csv", kLanguage},
                             Table{"accessibility", "accessibility.csv", kAccessibility},
                             Table{"cost_option", "cost_options.csv", kCostOption},
                             Table{"funding", "funding.csv", kFunding},
                             Table{"required_document", "required_documents.csv", kRequiredDocument},
                             Table{"organization_identifier", "organization_identifiers.csv", kOrganizationIdentifier},
                             Table{"url", "url.csv", kUrl},
                             Table{"service_capacity", "service_capacity.csv", kServiceCapacity},
                             Table{"unit", "units.csv", kUnit},
                             Table{"attribute", "attributes.csv", kAttribute},
                             Table{"taxonomy", "taxonomies.csv", kTaxonomy},
                             Table{"taxonomy_term", "taxonomy_terms.csv", kTaxonomyTerm},
                             Table{"metadata", "metadata.csv", kMetadata}};

constexpr std::array kProperties{
    std::pair<std::string_view, std::string_view>{"phones", "phone"},
    std::pair<std::string_view, std::string_view>{"contacts", "contact"},
    std::pair<std::string_view, std::string_view>{"schedules", "schedule"},
    std::pair<std::string_view, std::string_view>{"service_areas", "service_area"},
    std::pair<std::string_view, std::string_view>{"languages", "language"},
    std::pair<std::string_view, std::string_view>{"accessibility", "accessibility"},
    std::pair<std::string_view, std::string_view>{"cost_options", "cost_option"},
    std::pair<std::string_view, std::string_view>{"funding", "funding"},
    std::pair<std::string_view, std::string_view>{"required_documents", "required_document"},
    std::pair<std::string_view, std::string_view>{"organization_identifiers", "organization_identifier"},
    std::pair<std::string_view, std::string_view>{"additional_urls", "url"},
    std::pair<std::string_view, std::string_view>{"additional_websites", "url"},
    std::pair<std::string_view, std::string_view>{"capacities", "service_capacity"},
    std::pair<std::string_view, std::string_view>{"addresses", "address"},
    std::pair<std::string_view, std::string_view>{"programs", "program"},
    std::pair<std::string_view, std::string_view>{"attributes", "attribute"},
    std::pair<std::string_view, std::string_view>{"metadata", "metadata"},
    std::pair<std::string_view, std::string_view>{"service_at_locations", "service_at_location"}};

}  // namespace

std::span<const Table> tables() { return kTables; }

std::size_t table_number(std::string_view name) {
  const auto at = std::ranges::find(kTables, name, &Table::name);
  assert(at != kTables.end() && "a table of the package");
  return static_cast<std::size_t>(at - kTables.begin());
}

const Table* table_of_property(std::string_view property) {
  for (const auto& [name, table] : kProperties)
    if (name == property) return &kTables[table_number(table)];
  return nullptr;
}

}  // namespace fingerpost::exchange
