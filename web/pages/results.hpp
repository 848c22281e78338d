#pragma once

#include "base/problem.hpp"
#include "signposting/answer.hpp"
#include "web/pages/address.hpp"
#include "web/pages/card.hpp"
#include "web/pages/map.hpp"

namespace fingerpost::web {

/// One choice of a select or a group of links.
struct Choice {
  std::string value, text, href, count;
  bool is_chosen = false;

  template <typename V>
  void fields(V& visit) const {
    visit("value", value);
    visit("text", text);
    visit("href", href);
    visit("count", count);
    visit("is_chosen", is_chosen);
  }
};

/// A hidden field: what a form keeps though it does not show it.
struct HiddenField {
  std::string name, value;

  template <typename V>
  void fields(V& visit) const {
    visit("name", name);
    visit("value", value);
  }
};

/// A field's fault, shown at the field and in the summary on top, linked.
struct FieldFault {
  std::string href, text;
  std::vector<Link> suggestions;

  template <typename V>
  void fields(V& visit) const {
    visit("href", href);
    visit("text", text);
    visit("suggestions", suggestions);
  }
};

/// The search: need and place, and behind "more choices" distance, time, age and conditions. Keeps what was typed.
struct SearchForm {
  std::string action;
  std::string q, near, age;
  std::string q_fault, near_fault;
  std::vector<Choice> within, when;
  bool is_open_now = false, is_free = false, is_step_free = false, has_more = false;
  std::vector<HiddenField> kept;

  template <typename V>
  void fields(V& visit) const {
    visit("action", action);
    visit("q", q);
    visit("near", near);
    visit("age", age);
    visit("q_fault", q_fault);
    visit("near_fault", near_fault);
    visit("within", within);
    visit("when", when);
    visit("is_open_now", is_open_now);
    visit("is_free", is_free);
    visit("is_step_free", is_step_free);
    visit("has_more", has_more);
    visit("kept", kept);
  }
};

/// A part of what was understood, with the address that drops it.
struct Chip {
  std::string text, drop_href, drop_text;

  template <typename V>
  void fields(V& visit) const {
    visit("text", text);
    visit("drop_href", drop_href);
    visit("drop_text", drop_text);
  }
};

struct FacetGroup {
  std::string name;
  std::vector<Choice> choices;
  bool is_open = false;

  template <typename V>
  void fields(V& visit) const {
    visit("name", name);
    visit("choices", choices);
    visit("is_open", is_open);
  }
};

/// fits, ask or wider: results with a heading and a sentence of what they have in common.
struct Band {
  std::string id, heading, intro;
  std::vector<Card> cards;
  std::string more_href, more_text;

  template <typename V>
  void fields(V& visit) const {
    visit("id", id);
    visit("heading", heading);
    visit("intro", intro);
    visit("cards", cards);
    visit("more_href", more_href);
    visit("more_text", more_text);
  }
};

/// A way on when nothing was found: a link and what it leads to.
struct WayOn {
  std::string text, href;

  template <typename V>
  void fields(V& visit) const {
    visit("text", text);
    visit("href", href);
  }
};

struct ResultsPage {
  Shell shell;
  SearchForm form;
  std::vector<FieldFault> faults;
  bool is_crisis = false;
  std::string heading, count;
  std::string place_note;          ///< the postcode fell back, was terminated; distance chosen by the engine
  std::vector<Link> other_places;  ///< other places of that name
  std::vector<Chip> chips;
  std::string words_note;  ///< any word was enough; words that nothing has
  std::string meant_text, meant_href;
  std::string widened;
  std::vector<Choice> sorts, views;
  std::vector<FacetGroup> facets;
  std::vector<Band> bands;
  std::optional<PointMap> map;
  std::string previous_href, next_href, page_text;
  bool is_empty = false;
  std::vector<WayOn> ways_on;
  std::string help_name, help_phone, help_phone_href;
  std::string place_href, place_text;  ///< the page of the place asked for
  std::string here;                    ///< this list's own address, to come back to
  std::string csv_href, json_href;

  template <typename V>
  void fields(V& visit) const {
    shell.fields(visit);
    visit("form", form);
    visit("faults", faults);
    visit("is_crisis", is_crisis);
    visit("heading", heading);
    visit("count", count);
    visit("place_note", place_note);
    visit("other_places", other_places);
    visit("chips", chips);
    visit("words_note", words_note);
    visit("meant_text", meant_text);
    visit("meant_href", meant_href);
    visit("widened", widened);
    visit("sorts", sorts);
    visit("views", views);
    visit("facets", facets);
    visit("bands", bands);
    visit("map", map);
    visit("previous_href", previous_href);
    visit("next_href", next_href);
    visit("page_text", page_text);
    visit("is_empty", is_empty);
    visit("ways_on", ways_on);
    visit("help_name", help_name);
    visit("help_phone", help_phone);
    visit("help_phone_href", help_phone_href);
    visit("place_href", place_href);
    visit("place_text", place_text);
    visit("here", here);
    visit("csv_href", csv_href);
    visit("json_href", json_href);
  }
};

/// The parameters that a list of results keeps from page to page.
const std::vector<std::string_view>& list_parameters();

/// Whether the words mean that the person may be in danger: then crisis lines come first and no device keeps the page.
bool means_danger(std::string_view words);

/// The facets that the page shows.
std::vector<search::Facet> page_facets();

/// The page of an answer. O(results); reads no record.
ResultsPage results_page(const PageContext& context, const signposting::Enquiry& enquiry,
                         const signposting::Answer& answer, const directory::Snapshot& snapshot, Instant now);

/// The page of a question with faults: the form with what was typed, the faults on top and at their fields.
ResultsPage faulty_page(const PageContext& context, const Problems& problems);

/// The form, filled from the request.
SearchForm search_form(const PageContext& context, const Address& address);

/// What was understood, each with the address without it.
std::vector<Chip> chips_of(const PageContext& context, const signposting::Enquiry& enquiry,
                           const signposting::Answer& answer, const Address& address, Instant now,
                           const directory::Snapshot& snapshot);

/// Groups of filters with counts.
std::vector<FacetGroup> facet_groups(const PageContext& context, const signposting::Answer& answer,
                                     const Address& address, const directory::Snapshot& snapshot);

/// A term's name in the page's language.
std::string term_name(const Messages& messages, const model::TaxonomyTerm& term);

}  // namespace fingerpost::web
