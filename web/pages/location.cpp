#include <algorithm>
#include <fmt/format.h>

#include "base/text.hpp"
#include "directory/stored_result.hpp"
#include "model/reading.hpp"
#include "web/pages/record.hpp"
#include "web/pages/results.hpp"
#include "web/wording.hpp"

namespace fingerpost::web {
namespace {

constexpr std::size_t kMostEventsListed = 100;
constexpr geo::Metres kSteps = 80;

/// A value of a fact as told to people: yes and no in the page's language, numbers as they are, codes as words.
std::string fact_value(const Messages& messages, std::string_view value, const model::TaxonomyTerm* term) {
  const std::string lower = ascii_lower(trim(value));
  if (const std::string* text = messages.find("fact_value." + lower)) return *text;
  if (const auto day = parse_day(lower)) return date(messages, *day);
  std::string text(trim(value));
  std::ranges::replace(text, '_', ' ');
  if (term == nullptr || !parse_number(lower)) return text;
  const std::string_view unit = term->extra["unit"].string();
  return unit == "m2" ? text + " m²" : unit == "of 5" ? text + " / 5" : text;
}

void add_facts(LocationPage& page, const RecordContext& context, const model::Location& location) {
  const Messages& messages = context.page.messages;
  for (const model::Fact& fact : model::facts_of(location)) {
    if (trim(fact.value).empty() || equals_ignoring_case(trim(fact.value), "unknown")) continue;
    const auto* term = context.snapshot.terms().by_code(model::taxonomy_name::facts, fact.code);
    FactLine line;
    line.name = term != nullptr ? term_name(messages, *term) : fact.code;
    line.value = fact_value(messages, fact.value, term);
    if (const auto day = parse_day(fact.verified_on))
      line.source = messages.with("fact.checked", {{"date", date(messages, *day)}});
    page.facts.push_back(std::move(line));
  }
}

/// Services at this very record, at records of other sources that share its number, and at one of the same name within
/// a few steps: a register of halls and a directory of services seldom know each other's ids.
std::vector<Uuid> services_here(RecordContext& context, const model::Location& location) {
  std::vector<Uuid> ids = context.records.view().services_at(location.id);
  const auto add = [&](const Uuid& id) {
    if (std::ranges::find(ids, id) == ids.end()) ids.push_back(id);
  };
  for (const Uuid& other : context.records.view().linked(model::RecordKind::location, location.id))
    for (const Uuid& id : context.records.view().services_at(other)) add(id);
  const auto point = model::point_of(location);
  if (!point) return ids;
  signposting::Enquiry enquiry;
  enquiry.near = geo::to_string(*point);
  enquiry.within = kSteps;
  enquiry.kind = {search::Kind::service};
  enquiry.sort = search::Sort::nearest;
  enquiry.per_page = signposting::kMaxPerPage;
  const auto answer = signposting::answer(enquiry, context.snapshot, context.now);
  if (!answer || answer->widened) return ids;
  for (const signposting::Signpost& signpost : answer->results) {
    if (signpost.hit.distance.value_or(kSteps + 1) > kSteps) continue;
    const std::string object = "{" + std::string(directory::parts_of(signpost.hit.stored).members) + "}";
    const Json members = parse_json(object).value_or(Json::object());
    if (fold(members["location"]["name"].string()) == fold(location.name)) add(signpost.hit.record_id);
  }
  return ids;
}

/// When it is next at this place, and a text that puts what is open first and what has no hours last.
std::pair<std::string, std::string> next_time(RecordContext& context, const model::Service& service,
                                              const model::Location& location) {
  std::pair<std::string, std::string> next{"", "~" + service.name};
  for (const model::ServiceAtLocation& at : service.service_at_locations) {
    const auto* place = context.records.get<model::Location>(model::RecordKind::location, at.location_id);
    if (at.location_id != location.id && (place == nullptr || fold(place->name) != fold(location.name))) continue;
    const model::OpeningHours hours(schedules_at(service, at, &location));
    if (hours.empty()) continue;
    const Json opening = model::opening_json(hours, context.now, context.snapshot.holidays());
    next.first = opening_line(context.page.messages, opening, context.now);
    next.second = opening["state"].string() == "open" ? "" : std::string(opening["opens"].string()) + service.name;
  }
  return next;
}

void add_events(LocationPage& page, RecordContext& context, const model::Location& location) {
  std::vector<std::pair<std::string, Event>> found;
  for (const Uuid& id : services_here(context, location)) {
    const auto* service = context.records.get<model::Service>(model::RecordKind::service, id);
    if (service == nullptr || !model::is_searchable(*service) || model::is_role(*service) ||
        model::is_confidential(*service) || found.size() == kMostEventsListed)
      continue;
    Event event{service->name, context.page.service_href(to_string(id)), "", ""};
    if (const auto* organization =
            context.records.get<model::Organization>(model::RecordKind::organization, service->organization_id))
      event.organization = organization->name;
    auto [when, order] = next_time(context, *service, location);
    event.when = std::move(when);
    found.emplace_back(std::move(order), std::move(event));
  }
  std::ranges::stable_sort(found, {}, [](const auto& each) { return each.first; });
  for (auto& [order, event] : found) page.events.push_back(std::move(event));
}

}  // namespace

LocationPage location_page(RecordContext& context, const model::Location& location) {
  LocationPage page;
  page.is_stop = !model::is_building(location);
  page.venue = venue_of(context, location);
  page.name = page.venue.name;
  page.shell = shell_of(context.page, page.name);
  page.shell.is_indexed = true;
  page.paragraphs = paragraphs_of(location.description);
  page.venue.hours = hours_of(context.page, location.schedules, context.snapshot.holidays(), context.now);
  std::string email;
  for (const model::Contact& contact : location.contacts)
    if (email.empty()) email = contact.email;
  page.contacts = contacts_of(location.phones, email, location.url);
  if (const auto* organization =
          context.records.get<model::Organization>(model::RecordKind::organization, location.organization_id)) {
    page.organization = organization->name;
    page.organization_href = context.page.record_href("organization", to_string(organization->id));
  }
  add_facts(page, context, location);
  add_events(page, context, location);
  if (const auto point = model::point_of(location))
    page.map = point_map(context.page, context.snapshot, {{*point, "1", page.name, "#where"}}, std::nullopt, "");
  if (page.map) use_tiles(page.shell, context.page);
  page.provenance = provenance_of(context, model::Record(location));
  page.actions = actions_of(context, 'b', location.id, page.name, page.venue.address);
  if (page.is_stop) {
    page.actions.here = context.page.base + "/stops/" + to_string(location.id);
    page.actions.item.clear();
  }
  return page;
}

}  // namespace fingerpost::web
