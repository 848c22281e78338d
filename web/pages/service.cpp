#include <algorithm>
#include <fmt/format.h>

#include "base/text.hpp"
#include "model/reading.hpp"
#include "web/pages/record.hpp"
#include "web/pages/results.hpp"
#include "web/wording.hpp"

namespace fingerpost::web {
namespace {

constexpr std::size_t kMostVenues = 25, kMostNearby = 4, kMostCategories = 6;
constexpr geo::Metres kNearbyWithin = 40'000;

std::string age_text(double age) { return fmt::format("{}", age); }

void add_who(ServicePage& page, const Messages& messages, const model::Service& service) {
  page.eligibility = plain_text_from_html(service.eligibility_description);
  const auto& from = service.minimum_age;
  const auto& to = service.maximum_age;
  if (from && *from > 0 && to)
    page.ages = messages.with("ages.between", {{"from", age_text(*from)}, {"to", age_text(*to)}});
  else if (from && *from > 0)
    page.ages = messages.with("ages.from", {{"from", age_text(*from)}});
  else if (to)
    page.ages = messages.with("ages.to", {{"to", age_text(*to)}});
  if (from && *from > 0) page.not_for = messages.with("not_for.under", {{"age", age_text(*from)}});
  if (to) page.not_for += (page.not_for.empty() ? "" : " ") + messages.with("not_for.over", {{"age", age_text(*to)}});
  for (const std::string& code : model::languages_of(service)) page.languages.push_back(language_name(messages, code));
}

void add_cost(ServicePage& page, const Messages& messages, const model::Service& service) {
  if (model::is_free(service) == model::Tri::yes) page.cost = messages["cost.free"];
  for (const model::CostOption& option : service.cost_options) {
    if (option.amount.value_or(0) == 0 && option.amount_description.empty()) continue;
    std::string line = option.amount ? fmt::format("£{:.2f}", *option.amount) : "";
    if (option.amount && *option.amount == 0) line.clear();
    for (const std::string* text : {&option.amount_description, &option.option})
      if (!trim(*text).empty() && line.find(*text) == std::string::npos)
        line += (line.empty() ? "" : " – ") + plain_text_from_html(*text);
    page.costs.push_back(std::move(line));
  }
  for (const std::string* text : {&service.fees_description, &service.fees}) {
    const std::string words = plain_text_from_html(trim(*text));
    if (words.empty() || equals_ignoring_case(words, "free") || !page.costs.empty()) continue;
    page.costs.push_back(words);
  }
}

void add_join(ServicePage& page, const Messages& messages, const model::Service& service) {
  page.how_to_join = plain_text_from_html(service.application_process);
  for (const std::string& route : model::referral_routes(service))
    page.referral += (page.referral.empty() ? "" : " ") + messages["join." + route];
  if (!trim(service.wait_time).empty())
    page.wait = messages.with("join.wait", {{"wait", plain_text_from_html(service.wait_time)}});
  for (const model::ServiceCapacity& capacity : service.capacities) {
    if (!capacity.available) continue;
    const std::string unit = capacity.unit.name.empty() ? messages["join.places"] : capacity.unit.name;
    page.room = messages.with("join.room", {{"available", fmt::format("{}", *capacity.available)}, {"unit", unit}});
    if (const auto updated = parse_rfc3339(capacity.updated))
      page.room += " " + messages.with("join.room_on", {{"date", date(messages, local_day(*updated))}});
  }
  for (const model::RequiredDocument& document : service.required_documents)
    if (!trim(document.document).empty()) page.documents.push_back(plain_text_from_html(document.document));
}

void add_where(ServicePage& page, RecordContext& context, const model::Service& service) {
  std::vector<MapSubject> subjects;
  for (const model::ServiceAtLocation& at : service.service_at_locations) {
    const auto* location = context.records.get<model::Location>(model::RecordKind::location, at.location_id);
    if (location == nullptr || page.venues.size() == kMostVenues) continue;
    Venue venue = venue_of(context, *location);
    if (model::is_confidential(service)) {
      venue = Venue{};
      venue.is_withheld = true;
      venue.name = context.page.messages["venue.withheld"];
    }
    venue.note = plain_text_from_html(at.description);
    venue.hours = hours_of(context.page, schedules_at(service, at, location), context.snapshot.holidays(), context.now);
    const auto point = model::point_of(*location);
    if (point && !venue.is_withheld)
      subjects.push_back({*point, std::to_string(subjects.size() + 1), venue.name, venue.href});
    page.venues.push_back(std::move(venue));
  }
  if (page.venues.empty())
    page.hours = hours_of(context.page, service.schedules, context.snapshot.holidays(), context.now);
  for (const model::ServiceArea& area : service.service_areas)
    if (!area.name.empty()) page.covers += (page.covers.empty() ? "" : ", ") + area.name;
  page.is_online = model::find_attribute(service.attributes, model::taxonomy_name::here, "online") != nullptr;
  page.is_at_home = model::find_attribute(service.attributes, model::taxonomy_name::access, "home_visits") != nullptr;
  page.map = point_map(context.page, context.snapshot, subjects, std::nullopt, "");
  if (page.map) use_tiles(page.shell, context.page);
}

std::vector<const model::TaxonomyTerm*> needs_of(const RecordContext& context, const model::Service& service) {
  std::vector<const model::TaxonomyTerm*> terms;
  for (const model::Attribute& attribute : service.attributes) {
    if (!model::is_in(attribute, model::taxonomy_name::needs)) continue;
    const auto* term = context.snapshot.terms().by_code(model::taxonomy_name::needs, attribute.taxonomy_term.code);
    if (term != nullptr && terms.size() < kMostCategories) terms.push_back(term);
  }
  return terms;
}

/// Services of the same kind near the first place this one is at, itself left out.
void add_nearby(ServicePage& page, RecordContext& context, const model::Service& service,
                const std::vector<const model::TaxonomyTerm*>& needs) {
  if (needs.empty()) return;
  signposting::Enquiry enquiry;
  enquiry.category = {to_string(needs.front()->id)};
  enquiry.kind = {search::Kind::service};
  enquiry.per_page = static_cast<int>(kMostNearby) + 1;
  std::string place;
  for (const model::ServiceAtLocation& at : service.service_at_locations) {
    const auto* location = context.records.get<model::Location>(model::RecordKind::location, at.location_id);
    const auto point = location != nullptr ? model::point_of(*location) : std::nullopt;
    if (!point || model::is_confidential(*location) || model::is_confidential(service)) continue;
    enquiry.near = geo::to_string(*point);
    enquiry.within = kNearbyWithin;
    place = location->name;
    break;
  }
  page.nearby_href = Address(context.page.base + "/search", {{"category", needs.front()->code}}, {"category"}).href();
  const auto answer = signposting::answer(enquiry, context.snapshot, context.now);
  if (!answer) return;
  const CardMaker maker = card_maker(context.page, context.now, place);
  for (const signposting::Signpost& signpost : answer->results)
    if (signpost.hit.record_id != service.id && page.nearby.size() < kMostNearby)
      page.nearby.push_back(maker.make(signpost, page.nearby.size() + 1));
}

/// The line that a text message or a listing needs: when, where, whom to call.
std::string short_line(const ServicePage& page) {
  std::string line;
  const auto add = [&](const std::string& text) {
    if (!text.empty()) line += (line.empty() ? "" : "\n") + text;
  };
  if (!page.venues.empty()) {
    const Venue& venue = page.venues.front();
    if (!venue.is_withheld) add(venue.name + (venue.address.empty() ? "" : ", " + venue.address));
    if (venue.hours) add(venue.hours->now);
  }
  if (!page.contacts.phones.empty()) add(page.contacts.phones.front().number);
  return line;
}

void add_organization(ServicePage& page, RecordContext& context, const model::Service& service) {
  const auto* organization =
      context.records.get<model::Organization>(model::RecordKind::organization, service.organization_id);
  if (organization == nullptr) return;
  page.organization = organization->name;
  page.organization_href = context.page.record_href("organization", to_string(organization->id));
  if (page.contacts.empty())
    page.contacts = contacts_of(organization->phones, organization->email, organization->website);
}

}  // namespace

ServicePage service_page(RecordContext& context, const model::Service& service) {
  const Messages& messages = context.page.messages;
  ServicePage page;
  page.id = to_string(service.id);
  page.name = service.name;
  page.shell = shell_of(context.page, service.name);
  page.is_sensitive = model::is_confidential(service);
  page.shell.is_indexed = !page.is_sensitive;
  if (model::is_role(service)) page.kind = messages["kind.role"];
  if (service.status == "temporarily closed") page.notice = messages["result.closed_for_now"];
  page.alert = plain_text_from_html(service.alert);
  page.paragraphs = paragraphs_of(service.description);
  page.contacts = contacts_of(service.phones, service.email, service.url);
  add_organization(page, context, service);
  add_who(page, messages, service);
  add_cost(page, messages, service);
  add_join(page, messages, service);
  add_where(page, context, service);
  const auto needs = needs_of(context, service);
  for (const model::TaxonomyTerm* term : needs)
    page.categories.push_back(
        {term_name(messages, *term),
         Address(context.page.base + "/search", {{"category", term->code}}, {"category"}).href()});
  add_nearby(page, context, service, needs);
  page.provenance = provenance_of(context, model::Record(service));
  page.actions = actions_of(context, 's', service.id, service.name, short_line(page));
  page.here = page.actions.here;
  page.actions.text_href = page.actions.here + "/text";
  const bool has_hours = page.hours || std::ranges::any_of(page.venues, [](const Venue& venue) {
                           return venue.hours && (!venue.hours->week.empty() || !venue.hours->later.empty());
                         });
  if (has_hours) page.actions.calendar_href = page.actions.here + "/calendar.ics";
  return page;
}

}  // namespace fingerpost::web
