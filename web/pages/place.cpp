#include <algorithm>

#include "model/reading.hpp"
#include "signposting/answer.hpp"
#include "web/pages/plain.hpp"
#include "web/wording.hpp"

namespace fingerpost::web {
namespace {

constexpr geo::Metres kInVillage = 3'000, kInTown = 5'000;
constexpr int kMostNearest = 12, kMostOpen = 5, kMostBuildings = 8;
constexpr std::size_t kMostGroups = 24;

/// What "in" means for a place without a boundary: as far as people walk or its houses reach.
std::string reach_of(const geo::Place& place) {
  if (place.precision == geo::Precision::area && place.has_shape) return {};
  const bool is_large = place.kind == "town" || place.kind == "city" || place.precision == geo::Precision::outcode;
  return std::to_string(static_cast<int>(is_large ? kInTown : kInVillage)) + "m";
}

std::vector<Card> cards_for(const PageContext& context, signposting::Enquiry enquiry,
                            const directory::Snapshot& snapshot, Instant now, const std::string& place, int most) {
  enquiry.per_page = most;
  std::vector<Card> cards;
  const auto answer = signposting::answer(enquiry, snapshot, now);
  if (!answer) return cards;
  const CardMaker maker = card_maker(context, now, place);
  for (const signposting::Signpost& signpost : answer->results) cards.push_back(maker.make(signpost, cards.size() + 1));
  return cards;
}

void add_groups(PlacePage& page, const PageContext& context, const signposting::Answer& answer, const Address& all,
                const directory::Snapshot& snapshot) {
  for (const signposting::FacetAnswer& facet : answer.facets)
    for (const signposting::FacetValue& value : facet.values) {
      const model::TaxonomyTerm* term = snapshot.terms().find(value.value);
      if (term == nullptr || term->taxonomy != model::taxonomy_name::needs || page.groups.size() == kMostGroups)
        continue;
      page.groups.push_back({term_name(context.messages, *term),
                             all.with("category", term->code.empty() ? value.value : term->code).href(),
                             std::to_string(value.count)});
    }
}

void add_map(PlacePage& page, const PageContext& context, const geo::Place& place,
             const directory::Snapshot& snapshot) {
  if (context.site.settings.map_tiles.empty()) return;  // a village is a few points on bare ground
  std::vector<MapSubject> subjects;
  for (const Card& card : page.nearest)
    if (card.point) subjects.push_back({*card.point, card.number, card.name, "#" + card.anchor});
  page.map = point_map(context, snapshot, subjects, place.centre, place.name);
  if (page.map) use_tiles(page.shell, context);
}

}  // namespace

PlacePage place_page(const PageContext& context, const geo::Place& place, const directory::Snapshot& snapshot,
                     Instant now) {
  const Messages& messages = context.messages;
  const std::string reach = reach_of(place);
  http::Parameters parameters{{"near", place.code}};
  if (!reach.empty()) parameters.add({"within", reach});
  const Address all(context.base + "/search", parameters, list_parameters());

  signposting::Enquiry enquiry;
  enquiry.near = place.code;
  if (!reach.empty()) enquiry.within = signposting::parse_distance(reach).value_or(kInVillage);
  enquiry.lang = code_of(messages.lang());
  enquiry.kind = {search::Kind::service};
  enquiry.sort = search::Sort::nearest;
  enquiry.per_page = kMostNearest;
  enquiry.facets = {search::Facet::category};

  PlacePage page;
  page.name = place.name;
  page.heading = messages.with("place.heading", {{"place", place.name}});
  page.shell = shell_of(context, page.heading);
  page.shell.is_indexed = true;
  if (const std::string* kind = messages.find("place_kind." + place.kind)) page.kind = *kind;
  // Inside a boundary nothing is measured: its centre is nobody's place.
  page.services_heading = messages[reach.empty() ? "place.services" : "place.nearest"];
  page.all_href = all.href();
  page.here = context.base + "/places/" + place.code;
  page.form = search_form(context, all);
  page.form.near = place.name;
  page.form.kept.clear();
  page.form.has_more = false;
  for (const geo::AreaRef& area : place.areas)
    if (!area.name.empty()) page.areas.push_back({area.name, context.base + "/places/" + area.code});
  for (const geo::PlaceChoice& other : place.alternatives)
    page.other_places.push_back(
        {other.area.empty() ? other.name : other.name + ", " + other.area, context.base + "/places/" + other.code});
  if (const auto answer = signposting::answer(enquiry, snapshot, now)) {
    page.count = messages.counted("place.count", answer->total, {{"place", place.name}});
    add_groups(page, context, *answer, all, snapshot);
    const CardMaker maker = card_maker(context, now, place.name);
    for (const signposting::Signpost& signpost : answer->results)
      page.nearest.push_back(maker.make(signpost, page.nearest.size() + 1));
  }
  add_map(page, context, place, snapshot);
  enquiry.facets.clear();
  signposting::Enquiry open = enquiry;
  open.open_at = now;
  page.open_now = cards_for(context, open, snapshot, now, place.name, kMostOpen);
  signposting::Enquiry buildings = enquiry;
  buildings.kind = {search::Kind::building};
  page.buildings = cards_for(context, buildings, snapshot, now, place.name, kMostBuildings);
  page.buildings_href = all.with("kind", "building").href();
  return page;
}

}  // namespace fingerpost::web
