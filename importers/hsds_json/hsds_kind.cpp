#include "importers/hsds_json/detail/hsds_kind.hpp"

#include <algorithm>
#include <initializer_list>

#include "base/text.hpp"

namespace fingerpost::importers {
namespace {

bool has_any(const Json& object, std::initializer_list<std::string_view> names) {
  return std::any_of(names.begin(), names.end(), [&](std::string_view name) { return object.find(name) != nullptr; });
}

bool is_service(const Json& object) {
  return has_any(object, {"service_at_locations", "eligibilitys", "service_taxonomys", "regular_schedules",
                          "service_areas", "cost_options", "minimum_age", "min_age", "assured_date",
                          "application_process", "interpretation_services", "fees_description"}) ||
         (has_any(object, {"status", "organization", "organisation", "organization_id"}) && has_any(object, {"name"}));
}

bool is_organization(const Json& object) {
  return has_any(object, {"organization_identifiers", "parent_organization_id", "tax_status", "legal_status",
                          "year_incorporated", "programs", "additional_websites"}) ||
         (has_any(object, {"website", "uri", "logo"}) && has_any(object, {"name"}) && !has_any(object, {"version"}));
}

bool is_term(const Json& object) {
  return has_any(object, {"taxonomy_id", "taxonomy_detail", "term_uri", "vocabulary"}) ||
         (has_any(object, {"taxonomy", "parent_id"}) && has_any(object, {"name"}));
}

std::optional<HsdsKind> kind_by_name(std::string_view file_name) {
  const std::string name = ascii_lower(file_name);
  const auto has = [&](std::string_view part) { return name.find(part) != std::string::npos; };
  if (has("service_at_location")) return HsdsKind::service_at_location;
  if (has("taxonomy_term") || has("taxonomyterm")) return HsdsKind::taxonomy_term;
  if (has("taxonom")) return HsdsKind::taxonomy;
  if (has("organi")) return HsdsKind::organization;
  if (has("location")) return HsdsKind::location;
  if (has("service")) return HsdsKind::service;
  return std::nullopt;
}

}  // namespace

std::optional<HsdsKind> hsds_kind(const Json& object, std::string_view file_name) {
  if (!object.is_object()) return std::nullopt;
  if (has_any(object, {"openapi_url", "profile"}) && has_any(object, {"version"})) return HsdsKind::details;
  if (has_any(object, {"location_type", "physical_addresses", "accessibility_for_disabilities"}))
    return HsdsKind::location;
  if (!has_any(object, {"name", "status"}) && has_any(object, {"location", "location_id"}) &&
      has_any(object, {"service", "service_id"}))
    return HsdsKind::service_at_location;
  if (is_service(object)) return HsdsKind::service;
  if (is_organization(object)) return HsdsKind::organization;
  if (is_term(object)) return HsdsKind::taxonomy_term;
  if (has_any(object, {"latitude", "longitude", "addresses"})) return HsdsKind::location;
  if (has_any(object, {"taxonomy_terms"}) || (has_any(object, {"version"}) && has_any(object, {"name"})))
    return HsdsKind::taxonomy;
  return has_any(object, {"id"}) ? kind_by_name(file_name) : std::nullopt;
}

bool is_hsds_object(const Json& object) {
  if (!object.is_object()) return false;
  if (has_any(object, {"openapi_url", "service_at_locations", "eligibilitys", "service_taxonomys", "location_type",
                       "physical_addresses", "organization_identifiers", "parent_organization_id", "link_taxonomies",
                       "cost_options", "service_areas"}))
    return true;
  if (!has_any(object, {"id"})) return false;
  return (has_any(object, {"status"}) && has_any(object, {"organization_id", "organization", "assured_date"})) ||
         (has_any(object, {"service", "service_id"}) && has_any(object, {"location", "location_id"})) ||
         has_any(object, {"taxonomy_detail", "taxonomy_id", "tax_status", "regular_schedules"});
}

int reading_rank(HsdsKind kind, const Json& object) {
  const bool is_full = std::any_of(object.members().begin(), object.members().end(), [](const auto& member) {
    return member.value.is_array() && member.key != "metadata";
  });
  switch (kind) {
    case HsdsKind::details:
      return 0;
    case HsdsKind::taxonomy:
    case HsdsKind::taxonomy_term:
      return 1;
    case HsdsKind::organization:
      return is_full ? 2 : 5;
    case HsdsKind::location:
      return is_full ? 2 : 5;
    case HsdsKind::service:
      return is_full ? 3 : 6;
    case HsdsKind::service_at_location:
      break;
  }
  return 4 + (is_full ? 0 : 3);
}

}  // namespace fingerpost::importers
