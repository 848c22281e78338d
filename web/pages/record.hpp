#pragma once

#include <optional>

#include "directory/snapshot.hpp"
#include "web/pages/card.hpp"
#include "web/pages/hours.hpp"
#include "web/pages/map.hpp"

/// Pages of one record. What they say is what the record says; nothing is guessed where it says nothing.
namespace fingerpost::web {

struct PhoneLine {
  std::string number, href, note;

  template <typename V>
  void fields(V& visit) const {
    visit("number", number);
    visit("href", href);
    visit("note", note);
  }
};

/// How to reach somebody. Links are https, mailto or tel only.
struct Contacts {
  std::vector<PhoneLine> phones;
  std::string email, website, website_text;

  bool empty() const { return phones.empty() && email.empty() && website.empty(); }
  template <typename V>
  void fields(V& visit) const {
    visit("phones", phones);
    visit("email", email);
    visit("website", website);
    visit("website_text", website_text);
  }
};

/// A stated access: "Step-free entrance", yes / no / not known.
struct AccessLine {
  std::string name, value;

  template <typename V>
  void fields(V& visit) const {
    visit("name", name);
    visit("value", value);
  }
};

/// One place where a service is.
struct Venue {
  std::string name, href, address, directions, note;
  std::string map_href;  ///< geo: address for the phone's own map
  std::optional<Hours> hours;
  std::vector<AccessLine> access;
  std::vector<std::string> access_notes;
  bool is_withheld = false;

  template <typename V>
  void fields(V& visit) const {
    visit("name", name);
    visit("href", href);
    visit("address", address);
    visit("directions", directions);
    visit("note", note);
    visit("map_href", map_href);
    visit("hours", hours);
    visit("access", access);
    visit("access_notes", access_notes);
    visit("is_withheld", is_withheld);
  }
};

/// How fresh a record is and whose word it is.
struct Provenance {
  std::string verified, verified_by, edited, source, licence;

  template <typename V>
  void fields(V& visit) const {
    visit("verified", verified);
    visit("verified_by", verified_by);
    visit("edited", edited);
    visit("source", source);
    visit("licence", licence);
  }
};

/// What every record page can be asked to do.
struct Actions {
  std::string item;  ///< the shortlist's text of it
  bool is_kept = false;
  std::string here, text_href, calendar_href, report_href, sms_href;

  template <typename V>
  void fields(V& visit) const {
    visit("item", item);
    visit("is_kept", is_kept);
    visit("here", here);
    visit("text_href", text_href);
    visit("calendar_href", calendar_href);
    visit("report_href", report_href);
    visit("sms_href", sms_href);
  }
};

struct ServicePage {
  Shell shell;
  std::string id, name, kind, notice, alert;
  std::string organization, organization_href;
  std::vector<std::string> paragraphs;
  std::string eligibility, ages, not_for;
  std::vector<std::string> languages;
  std::optional<Hours> hours;  ///< of the service as a whole, where no venue has its own
  std::vector<Venue> venues;
  std::string covers;
  bool is_online = false, is_at_home = false;
  std::string cost;
  std::vector<std::string> costs;
  std::string how_to_join, referral, wait, room;
  std::vector<std::string> documents;
  Contacts contacts;
  std::vector<Link> categories;
  Provenance provenance;
  Actions actions;
  std::optional<PointMap> map;
  std::vector<Card> nearby;
  std::string nearby_href;
  std::string here;           ///< this page, to come back to
  bool is_sensitive = false;  ///< about danger at home: kept on no device

  template <typename V>
  void fields(V& visit) const {
    shell.fields(visit);
    visit("id", id);
    visit("name", name);
    visit("kind", kind);
    visit("notice", notice);
    visit("alert", alert);
    visit("organization", organization);
    visit("organization_href", organization_href);
    visit("paragraphs", paragraphs);
    visit("eligibility", eligibility);
    visit("ages", ages);
    visit("not_for", not_for);
    visit("languages", languages);
    visit("hours", hours);
    visit("venues", venues);
    visit("covers", covers);
    visit("is_online", is_online);
    visit("is_at_home", is_at_home);
    visit("cost", cost);
    visit("costs", costs);
    visit("how_to_join", how_to_join);
    visit("referral", referral);
    visit("wait", wait);
    visit("room", room);
    visit("documents", documents);
    visit("contacts", contacts);
    visit("categories", categories);
    visit("provenance", provenance);
    visit("actions", actions);
    visit("map", map);
    visit("nearby", nearby);
    visit("nearby_href", nearby_href);
    visit("here", here);
    visit("is_sensitive", is_sensitive);
    visit("has_who", !eligibility.empty() || !ages.empty() || !not_for.empty() || !languages.empty());
    visit("has_where", !venues.empty() || !covers.empty() || is_online || is_at_home);
    visit("has_cost", !cost.empty() || !costs.empty());
    visit("has_join",
          !how_to_join.empty() || !referral.empty() || !wait.empty() || !room.empty() || !documents.empty());
  }
};

/// A line about a closed or replaced record.
struct GonePage {
  Shell shell;
  std::string name;
  std::vector<Link> ways_on;

  template <typename V>
  void fields(V& visit) const {
    shell.fields(visit);
    visit("name", name);
    visit("ways_on", ways_on);
  }
};

struct OrganizationPage {
  Shell shell;
  std::string name, also_known_as;
  std::vector<std::string> paragraphs;
  std::string legal_status, since, numbers, signatory;
  Contacts contacts;
  std::vector<Link> services, roles, places;
  Provenance provenance;
  Actions actions;

  template <typename V>
  void fields(V& visit) const {
    shell.fields(visit);
    visit("name", name);
    visit("also_known_as", also_known_as);
    visit("paragraphs", paragraphs);
    visit("legal_status", legal_status);
    visit("since", since);
    visit("numbers", numbers);
    visit("signatory", signatory);
    visit("contacts", contacts);
    visit("services", services);
    visit("roles", roles);
    visit("places", places);
    visit("provenance", provenance);
    visit("actions", actions);
  }
};

/// A fact of a building as told to people.
struct FactLine {
  std::string name, value, source;

  template <typename V>
  void fields(V& visit) const {
    visit("name", name);
    visit("value", value);
    visit("source", source);
  }
};

/// What happens at a place, with its next time.
struct Event {
  std::string name, href, organization, when;

  template <typename V>
  void fields(V& visit) const {
    visit("name", name);
    visit("href", href);
    visit("organization", organization);
    visit("when", when);
  }
};

/// A building, or a stop that an outreach service or a library van comes to.
struct LocationPage {
  Shell shell;
  std::string name;
  bool is_stop = false;
  std::vector<std::string> paragraphs;
  Venue venue;
  Contacts contacts;
  std::vector<FactLine> facts;
  std::vector<Event> events;
  std::optional<PointMap> map;
  Provenance provenance;
  Actions actions;
  std::string organization, organization_href;

  template <typename V>
  void fields(V& visit) const {
    shell.fields(visit);
    visit("name", name);
    visit("is_stop", is_stop);
    visit("paragraphs", paragraphs);
    visit("venue", venue);
    visit("contacts", contacts);
    visit("facts", facts);
    visit("events", events);
    visit("map", map);
    visit("provenance", provenance);
    visit("actions", actions);
    visit("organization", organization);
    visit("organization_href", organization_href);
  }
};

/// What record pages are made from, once a request.
struct RecordContext {
  const PageContext& page;
  const directory::Snapshot& snapshot;
  directory::RecordReader& records;
  Instant now;
};

ServicePage service_page(RecordContext& context, const model::Service& service);
OrganizationPage organization_page(RecordContext& context, const model::Organization& organization);
LocationPage location_page(RecordContext& context, const model::Location& location);

// Parts that several pages share.
std::vector<std::string> paragraphs_of(const std::string& text);
Contacts contacts_of(const std::vector<model::Phone>& phones, const std::string& email, const std::string& website);
Venue venue_of(const RecordContext& context, const model::Location& location);
Provenance provenance_of(const RecordContext& context, const model::Record& record);
Actions actions_of(const RecordContext& context, char kind, const Uuid& id, const std::string& name,
                   const std::string& text);

/// A page as a few lines of plain text, for a text message or a letter.
std::string as_text(const PageContext& context, const ServicePage& page);
/// The openings of the coming year as an iCalendar file (RFC 5545), one event each, at most kMaxEvents.
std::string as_calendar(const RecordContext& context, const model::Service& service);
inline constexpr std::size_t kMaxEvents = 60;

}  // namespace fingerpost::web
