#include "web/pages/results.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "http/percent.hpp"
#include "web/wording.hpp"

namespace fingerpost::web {
namespace {

using signposting::Answer;
using signposting::Enquiry;

/// How many of "ask first" are shown before the rest gets a page of its own.
constexpr std::size_t kMostToAsk = 10;

std::string place_name(const Answer& answer) { return answer.place ? answer.place->name : std::string(); }

std::string heading_of(const Messages& messages, const Enquiry& enquiry, const Answer& answer) {
  std::string what = enquiry.q;
  if (what.empty() && answer.understood.category.size() == 1) what = answer.understood.category.front().name;
  if (!answer.place) return what.empty() ? messages["results.all"] : messages.with("results.for", {{"q", what}});
  const bool is_inside = answer.understood.inside_area;
  if (what.empty())
    return messages.with(is_inside ? "results.inside" : "results.near", {{"place", answer.place->name}});
  return messages.with(is_inside ? "results.for_inside" : "results.for_near",
                       {{"q", what}, {"place", answer.place->name}});
}

std::string count_of(const Messages& messages, const Answer& answer) {
  if (answer.widened) return messages.counted("results.count_wider", answer.total);
  const bool is_chosen = answer.place && answer.understood.within && answer.understood.within_chosen;
  if (!is_chosen || answer.total == 0) return messages.counted("results.count", answer.total);
  return messages.counted("results.count_within", answer.total,
                          {{"within", distance(messages, *answer.understood.within)}});
}

std::string place_note(const Messages& messages, const geo::Place& place) {
  if (place.fell_back_from)
    return messages.with("place.fell_back", {{"asked", *place.fell_back_from}, {"used", place.name}});
  if (place.status == geo::PlaceStatus::terminated) return messages.with("place.terminated", {{"asked", place.name}});
  return {};
}

void add_words_note(ResultsPage& page, const Messages& messages, const Answer& answer) {
  if (!answer.understood.missing_words.empty()) {
    std::string words;
    for (const std::string& word : answer.understood.missing_words) words += (words.empty() ? "" : ", ") + word;
    page.words_note = messages.with("words.missing", {{"words", words}});
  } else if (answer.understood.any_word && answer.total > 0) {
    page.words_note = messages["words.any"];
  }
}

/// The words that were read as a condition and then let go.
std::string let_go(const Answer& answer) {
  std::string said;
  for (const signposting::UnderstoodPart& part : answer.understood.parts) {
    const auto& names = answer.widened->parts;
    if (std::find(names.begin(), names.end(), part.name) == names.end()) continue;
    said += (said.empty() ? "" : ", ") + part.said;
  }
  return said;
}

/// What was corrected, and what was loosened because nothing fitted: each with the way back.
void add_second_look(ResultsPage& page, const Messages& messages, const Answer& answer, const Address& address) {
  if (answer.did_you_mean) {
    page.meant_text = messages.with("results.meant", {{"q", answer.did_you_mean->q}});
    page.meant_href = address.adding("drop", "spelling").href();
  }
  if (!answer.widened) return;
  const signposting::Widened& widened = *answer.widened;
  if (widened.anywhere)
    page.widened = messages["widened.anywhere"];
  else if (widened.area)
    page.widened = messages.with("widened.area", {{"place", widened.area->name}});
  else if (widened.within)
    page.widened = messages.with("widened.within", {{"distance", distance(messages, *widened.within)}});
  else if (const std::string said = let_go(answer); !said.empty())
    page.widened = messages.with("widened.parts", {{"said", said}});
  else
    page.widened = messages["widened.other"];
}

void add_sorts(ResultsPage& page, const Messages& messages, const Answer& answer, const Address& address) {
  const std::pair<const char*, search::Sort> kSorts[]{{"best", search::Sort::best},
                                                      {"nearest", search::Sort::nearest},
                                                      {"name", search::Sort::name},
                                                      {"freshest", search::Sort::freshest}};
  for (const auto& [name, sort] : kSorts) {
    if (sort == search::Sort::nearest && !answer.place) continue;
    page.sorts.push_back({name, messages[std::string("sort.") + name], address.with("sort", name).href(), "",
                          sort == answer.understood.sort});
  }
  const bool is_map = address.first("view") == "map";
  page.views.push_back({"list", messages["view.list"], address.without("view").href(), "", !is_map});
  page.views.push_back({"map", messages["view.map"], address.with("view", "map").href(), "", is_map});
}

/// "Clun, Shropshire": what can be typed to mean this place and no namesake.
std::string full_name(const geo::Place& place) {
  for (const geo::AreaRef& area : place.areas)
    if (area.kind == "district" && !area.name.empty() && place.precision == geo::Precision::place)
      return place.name + ", " + area.name;
  return place.name;
}

std::vector<Card> cards_of(const CardMaker& maker, const std::vector<signposting::Signpost>& signposts,
                           std::size_t first, std::size_t most) {
  std::vector<Card> cards;
  for (std::size_t i = 0; i < signposts.size() && i < most; ++i) cards.push_back(maker.make(signposts[i], first + i));
  return cards;
}

void add_bands(ResultsPage& page, const PageContext& context, const Enquiry& enquiry, const Answer& answer,
               Instant now) {
  const Messages& messages = context.messages;
  const CardMaker maker = card_maker(context, now, place_name(answer));
  const std::size_t before = static_cast<std::size_t>(enquiry.page - 1) * static_cast<std::size_t>(enquiry.per_page);
  if (!answer.results.empty()) {
    Band fits{"fits",
              messages["band.fits"],
              messages["band.fits.intro"],
              cards_of(maker, answer.results, before + 1, answer.results.size()),
              "",
              ""};
    page.bands.push_back(std::move(fits));
  }
  const bool is_last = before + answer.results.size() >= answer.total;
  if (!answer.not_known.empty() && is_last) {
    Band ask{"ask",
             messages.counted("band.ask", answer.not_known_total),
             messages["band.ask.intro"],
             cards_of(maker, answer.not_known, 1, kMostToAsk),
             "",
             ""};
    for (Card& card : ask.cards) card.number.clear();
    page.bands.push_back(std::move(ask));
  }
}

void add_pages(ResultsPage& page, const Messages& messages, const Enquiry& enquiry, const Answer& answer,
               const Address& address) {
  const auto per_page = static_cast<std::uint64_t>(enquiry.per_page);
  const std::uint64_t pages = (answer.total + per_page - 1) / per_page;
  if (pages < 2) return;
  if (enquiry.page > 1) page.previous_href = address.with("page", std::to_string(enquiry.page - 1)).href();
  if (static_cast<std::uint64_t>(enquiry.page) < pages)
    page.next_href = address.with("page", std::to_string(enquiry.page + 1)).href();
  page.page_text = messages.with("page.of", {{"page", std::to_string(enquiry.page)}, {"pages", std::to_string(pages)}});
}

/// Nothing fits: what to try next, and whom to call.
void add_ways_on(ResultsPage& page, const PageContext& context, const Enquiry& enquiry, const Answer& answer,
                 const Address& address) {
  const Messages& messages = context.messages;
  page.is_empty = answer.total == 0 && answer.not_known.empty();
  if (answer.total > 0) return;
  if (answer.place && !answer.understood.inside_area)
    page.ways_on.push_back({messages["way.farther"], address.with("within", "40mi").href()});
  if (answer.place)
    page.ways_on.push_back({messages["way.anywhere"], address.without("near").without("within").href()});
  if (enquiry.open_at) page.ways_on.push_back({messages["way.any_time"], address.without("open_at").href()});
  Address plain = address;
  for (const std::string_view name :
       {"kind", "category", "age", "free", "access", "language", "referral", "theme", "signatory"})
    plain = plain.without(name);
  if (plain.href() != address.without("page").href())
    page.ways_on.push_back({messages["way.no_filters"], plain.href()});
  page.help_name = context.site.settings.help_name;
  page.help_phone = context.site.settings.help_phone;
  page.help_phone_href = tel_of(page.help_phone);
}

void add_map(ResultsPage& page, const PageContext& context, const Answer& answer, const directory::Snapshot& snapshot) {
  std::vector<MapSubject> subjects;
  for (const Band& band : page.bands)
    for (const Card& card : band.cards)
      if (card.point && !card.number.empty())
        subjects.push_back({*card.point, card.number, card.name, "#" + card.anchor});
  std::optional<geo::Point> here;
  if (answer.place) here = answer.place->centre;
  page.map = point_map(context, snapshot, subjects, here, place_name(answer));
  if (page.map) use_tiles(page.shell, context);
}

Address address_of(const PageContext& context) {
  return Address(context.base + "/search", context.request.query, list_parameters());
}

}  // namespace

ResultsPage results_page(const PageContext& context, const Enquiry& enquiry, const Answer& answer,
                         const directory::Snapshot& snapshot, Instant now) {
  const Messages& messages = context.messages;
  const Address address = address_of(context);
  ResultsPage page;
  page.heading = heading_of(messages, enquiry, answer);
  page.shell = shell_of(context, page.heading);
  page.form = search_form(context, address);
  if (answer.place && enquiry.near == answer.place->code) page.form.near = full_name(*answer.place);
  page.is_crisis = answer.understood.crisis || means_danger(enquiry.q);
  page.count = count_of(messages, answer);
  page.here = address.href();
  if (answer.place) {
    page.place_href = context.base + "/places/" + http::percent_encode(answer.place->code);
    page.place_text = messages.with("way.whats_in", {{"place", answer.place->name}});
    page.place_note = place_note(messages, *answer.place);
    for (const geo::PlaceChoice& other : answer.place->alternatives)
      page.other_places.push_back(
          {other.area.empty() ? other.name : other.name + ", " + other.area, address.with("near", other.code).href()});
  }
  page.chips = chips_of(context, enquiry, answer, address, now, snapshot);
  add_words_note(page, messages, answer);
  add_second_look(page, messages, answer, address);
  add_sorts(page, messages, answer, address);
  page.facets = facet_groups(context, answer, address, snapshot);
  add_bands(page, context, enquiry, answer, now);
  add_pages(page, messages, enquiry, answer, address);
  add_ways_on(page, context, enquiry, answer, address);
  if (address.first("view") == "map") add_map(page, context, answer, snapshot);
  return page;
}

ResultsPage faulty_page(const PageContext& context, const Problems& problems) {
  const Messages& messages = context.messages;
  const Address address = address_of(context);
  ResultsPage page;
  page.heading = messages["results.faulty"];
  page.shell = shell_of(context, messages["error.prefix"] + page.heading);
  page.form = search_form(context, address);
  page.form.has_more = true;
  for (const Problem& problem : problems) {
    const bool is_place = problem.code == ProblemCode::unknown_place || problem.field == "near";
    FieldFault fault;
    if (problem.code == ProblemCode::unknown_place)
      fault.text = messages.with("fault.unknown_place", {{"place", problem.value}});
    else if (const std::string* text = messages.find("fault." + problem.field))
      fault.text = *text;
    else
      fault.text = problem.detail;
    const bool is_shown = problem.field == "q" || problem.field == "age" || problem.field == "within";
    fault.href = is_place ? "#near" : is_shown ? "#" + problem.field : "#q";
    for (const std::string& suggestion : problem.suggestions)
      if (is_place) fault.suggestions.push_back({suggestion, address.with("near", suggestion).href()});
    if (is_place) page.form.near_fault = fault.text;
    if (problem.field == "q") page.form.q_fault = fault.text;
    page.faults.push_back(std::move(fault));
  }
  return page;
}

}  // namespace fingerpost::web
