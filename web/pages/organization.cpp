#include <fmt/format.h>

#include "base/text.hpp"
#include "model/reading.hpp"
#include "web/pages/record.hpp"
#include "web/wording.hpp"

namespace fingerpost::web {
namespace {

constexpr std::size_t kMostListed = 200;

void add_services(OrganizationPage& page, RecordContext& context, const Uuid& id) {
  for (const Uuid& service_id : context.records.view().services_of(id)) {
    const auto* service = context.records.get<model::Service>(model::RecordKind::service, service_id);
    if (service == nullptr || !model::is_searchable(*service)) continue;
    auto& list = model::is_role(*service) ? page.roles : page.services;
    if (list.size() < kMostListed) list.push_back({service->name, context.page.service_href(to_string(service_id))});
  }
}

}  // namespace

OrganizationPage organization_page(RecordContext& context, const model::Organization& organization) {
  const Messages& messages = context.page.messages;
  OrganizationPage page;
  page.name = organization.name;
  page.shell = shell_of(context.page, organization.name);
  page.shell.is_indexed = true;
  if (!equals_ignoring_case(organization.alternate_name, organization.name))
    page.also_known_as = organization.alternate_name;
  page.paragraphs = paragraphs_of(organization.description);
  page.legal_status = organization.legal_status;
  if (organization.year_incorporated) page.since = std::to_string(*organization.year_incorporated);
  for (const model::OrganizationIdentifier& identifier : organization.organization_identifiers) {
    const std::string& scheme =
        identifier.identifier_type.empty() ? identifier.identifier_scheme : identifier.identifier_type;
    page.numbers += (page.numbers.empty() ? "" : ", ") + scheme + (scheme.empty() ? "" : " ") + identifier.identifier;
  }
  if (const auto* signed_it =
          model::find_attribute(organization.attributes, model::taxonomy_name::accord, "signatory")) {
    const auto day = parse_day(signed_it->value);
    page.signatory = day ? messages.with("organization.signatory_on", {{"date", date(messages, *day)}})
                         : messages["organization.signatory"];
  }
  page.contacts = contacts_of(organization.phones, organization.email, organization.website);
  add_services(page, context, organization.id);
  for (const Uuid& id : organization.location_ids) {
    const auto* location = context.records.get<model::Location>(model::RecordKind::location, id);
    if (location == nullptr || model::is_confidential(*location)) continue;
    const Venue venue = venue_of(context, *location);
    page.places.push_back({venue.address.empty() ? venue.name : venue.name + ", " + venue.address, venue.href});
  }
  page.provenance = provenance_of(context, model::Record(organization));
  std::string line;
  if (!page.contacts.phones.empty()) line = page.contacts.phones.front().number;
  page.actions = actions_of(context, 'o', organization.id, organization.name, line);
  return page;
}

}  // namespace fingerpost::web
