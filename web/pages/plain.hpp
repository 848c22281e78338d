#pragma once

#include "web/pages/card.hpp"
#include "web/pages/map.hpp"
#include "web/pages/record.hpp"
#include "web/pages/results.hpp"

/// Pages that are not about one record.
namespace fingerpost::web {

/// A common need on the home page.
struct Tile {
  std::string name, description, href;

  template <typename V>
  void fields(V& visit) const {
    visit("name", name);
    visit("description", description);
    visit("href", href);
  }
};

struct HomePage {
  Shell shell;
  SearchForm form;
  std::vector<Tile> tiles;
  std::string count;

  template <typename V>
  void fields(V& visit) const {
    shell.fields(visit);
    visit("form", form);
    visit("tiles", tiles);
    visit("count", count);
    visit("is_home", true);
  }
};
HomePage home_page(const PageContext& context, const directory::Snapshot& snapshot, Instant now);

/// A need and how much of it is in a place.
struct PlaceGroup {
  std::string name, href, count;

  template <typename V>
  void fields(V& visit) const {
    visit("name", name);
    visit("href", href);
    visit("count", count);
  }
};

/// "What is in Clun": what is there, what comes there, what covers it.
struct PlacePage {
  Shell shell;
  std::string name, kind, heading, count, services_heading, all_href, here;
  std::vector<Link> areas, other_places;
  std::vector<PlaceGroup> groups;
  std::vector<Card> open_now, nearest;
  std::vector<Card> buildings;
  std::string buildings_href;
  SearchForm form;
  std::optional<PointMap> map;

  template <typename V>
  void fields(V& visit) const {
    shell.fields(visit);
    visit("name", name);
    visit("kind", kind);
    visit("heading", heading);
    visit("count", count);
    visit("services_heading", services_heading);
    visit("all_href", all_href);
    visit("here", here);
    visit("areas", areas);
    visit("other_places", other_places);
    visit("groups", groups);
    visit("open_now", open_now);
    visit("nearest", nearest);
    visit("buildings", buildings);
    visit("buildings_href", buildings_href);
    visit("form", form);
    visit("map", map);
  }
};
PlacePage place_page(const PageContext& context, const geo::Place& place, const directory::Snapshot& snapshot,
                     Instant now);

/// One line of the shortlist.
struct ShortlistLine {
  std::string item, number, name, href, kind, organization, where, opening, note, note_name;
  std::vector<std::string> phones;
  bool is_first = false, is_last = false, is_gone = false;

  template <typename V>
  void fields(V& visit) const {
    visit("item", item);
    visit("number", number);
    visit("name", name);
    visit("href", href);
    visit("kind", kind);
    visit("organization", organization);
    visit("where", where);
    visit("opening", opening);
    visit("note", note);
    visit("note_name", note_name);
    visit("phones", phones);
    visit("is_first", is_first);
    visit("is_last", is_last);
    visit("is_gone", is_gone);
  }
};

/// The list kept without an account, or one that somebody shared by its link.
struct ShortlistPage {
  Shell shell;
  std::vector<ShortlistLine> lines;
  std::string share_href, items, sms_href, mail_href;
  bool is_shared = false;    ///< opened from a link: can be looked at, printed and taken over
  bool is_printing = false;  ///< with notes as typed, for paper; kept nowhere
  bool is_full = false;
  std::string printed_on;

  template <typename V>
  void fields(V& visit) const {
    shell.fields(visit);
    visit("lines", lines);
    visit("share_href", share_href);
    visit("items", items);
    visit("sms_href", sms_href);
    visit("mail_href", mail_href);
    visit("is_shared", is_shared);
    visit("is_printing", is_printing);
    visit("is_full", is_full);
    visit("printed_on", printed_on);
  }
};
ShortlistPage shortlist_page(const PageContext& context, const Shortlist& list, const directory::Snapshot& snapshot,
                             Instant now);

/// A form to say that something is wrong.
struct ReportPage {
  Shell shell;
  std::string about_name, about_href, about, details, contact;
  std::vector<Choice> reasons;
  std::vector<FieldFault> faults;
  std::string reason_fault, details_fault, contact_fault;
  bool is_sent = false;
  std::string number;

  template <typename V>
  void fields(V& visit) const {
    shell.fields(visit);
    visit("about_name", about_name);
    visit("about_href", about_href);
    visit("about", about);
    visit("details", details);
    visit("contact", contact);
    visit("reasons", reasons);
    visit("faults", faults);
    visit("reason_fault", reason_fault);
    visit("details_fault", details_fault);
    visit("contact_fault", contact_fault);
    visit("is_sent", is_sent);
    visit("number", number);
  }
};

/// Where the data comes from.
struct SourceLine {
  std::string name, licence, attribution, imported;

  template <typename V>
  void fields(V& visit) const {
    visit("name", name);
    visit("licence", licence);
    visit("attribution", attribution);
    visit("imported", imported);
  }
};

struct AboutPage {
  Shell shell;
  std::string services, organizations, buildings;
  std::vector<SourceLine> sources, places;

  template <typename V>
  void fields(V& visit) const {
    shell.fields(visit);
    visit("services", services);
    visit("organizations", organizations);
    visit("buildings", buildings);
    visit("sources", sources);
    visit("places", places);
  }
};
AboutPage about_page(const PageContext& context, const directory::Snapshot& snapshot);

/// A page with nothing but its own words: safety, accessibility, offline.
struct WordsPage {
  Shell shell;
  std::string exit_name;

  template <typename V>
  void fields(V& visit) const {
    shell.fields(visit);
    visit("exit_name", exit_name);
  }
};

/// What a browser is shown instead of a problem document.
struct ErrorPage {
  Shell shell;
  std::string heading, detail, request_id, status;
  bool is_missing = false, is_busy = false;

  template <typename V>
  void fields(V& visit) const {
    shell.fields(visit);
    visit("heading", heading);
    visit("detail", detail);
    visit("request_id", request_id);
    visit("status", status);
    visit("is_missing", is_missing);
    visit("is_busy", is_busy);
  }
};

}  // namespace fingerpost::web
