#include <fmt/format.h>

#include "base/text.hpp"
#include "model/reading.hpp"
#include "web/pages/record.hpp"
#include "web/wording.hpp"

namespace fingerpost::web {
namespace {

constexpr std::size_t kLineBytes = 75;  // RFC 5545 §3.1
constexpr int kCalendarDays = 366;

void add_line(std::string& text, const std::string& line) {
  if (!line.empty()) text += line + "\n";
}

std::string ical_text(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '\n') {
      escaped += "\\n";
      continue;
    }
    if (c == '\\' || c == ';' || c == ',') escaped += '\\';
    if (static_cast<unsigned char>(c) >= ' ') escaped += c;
  }
  return escaped;
}

/// One content line, folded at 75 bytes between characters.
void add_content(std::string& calendar, std::string_view name, std::string_view value) {
  const std::string line = std::string(name) + ":" + std::string(value);
  std::size_t room = kLineBytes, used = 0;
  for (std::size_t at = 0; at < line.size(); ++at, ++used) {
    const bool starts_character = (static_cast<unsigned char>(line[at]) & 0xC0) != 0x80;
    if (starts_character && used + 4 > room) {
      calendar += "\r\n ";
      used = 1;
    }
    calendar += line[at];
  }
  calendar += "\r\n";
}

std::string ical_time(Instant at) {
  std::string text = to_rfc3339(std::chrono::floor<std::chrono::seconds>(at));
  std::erase_if(text, [](char c) { return c == '-' || c == ':'; });
  return text;
}

}  // namespace

std::string as_text(const PageContext& context, const ServicePage& page) {
  const Messages& messages = context.messages;
  std::string text;
  add_line(text, page.name);
  add_line(text, page.organization);
  add_line(text, page.notice);
  text += "\n";
  for (const std::string& paragraph : page.paragraphs) add_line(text, shorten(paragraph, 300));
  add_line(text, page.eligibility);
  add_line(text, page.ages);
  for (const Venue& venue : page.venues) {
    text += "\n";
    add_line(text, venue.name + (venue.address.empty() ? "" : ", " + venue.address));
    if (!venue.hours) continue;
    add_line(text, venue.hours->now);
    for (const HoursLine& line : venue.hours->week) add_line(text, "  " + line.day + ": " + line.times);
    for (const HoursLine& line : venue.hours->later) add_line(text, "  " + line.day + ": " + line.times);
  }
  text += "\n";
  add_line(text, page.cost);
  for (const std::string& cost : page.costs) add_line(text, cost);
  add_line(text, page.how_to_join.empty() ? page.referral : page.how_to_join);
  for (const PhoneLine& phone : page.contacts.phones) add_line(text, phone.number);
  add_line(text, page.contacts.email);
  add_line(text, page.contacts.website);
  if (!page.provenance.verified.empty())
    add_line(text, messages.with("result.verified", {{"date", page.provenance.verified}}));
  return text;
}

std::string as_calendar(const RecordContext& context, const model::Service& service) {
  std::string calendar;
  const std::string stamp = ical_time(context.now);
  for (const auto& [name, value] : {std::pair{"BEGIN", "VCALENDAR"},
                                    {"VERSION", "2.0"},
                                    {"PRODID", "-//Fingerpost//" FINGERPOST_VERSION "//EN"},
                                    {"CALSCALE", "GREGORIAN"}})
    add_content(calendar, name, value);
  std::size_t events = 0;
  const auto add_openings = [&](const model::OpeningHours& hours, const std::string& place) {
    for (const model::Opening& opening : hours.openings(context.now, context.now + std::chrono::days(kCalendarDays),
                                                        context.snapshot.holidays(), kMaxEvents)) {
      if (events++ == kMaxEvents) return;
      add_content(calendar, "BEGIN", "VEVENT");
      add_content(calendar, "UID", ical_time(opening.opens) + "-" + to_string(service.id));
      add_content(calendar, "DTSTAMP", stamp);
      add_content(calendar, "DTSTART", ical_time(opening.opens));
      add_content(calendar, "DTEND", ical_time(opening.closes));
      add_content(calendar, "SUMMARY", ical_text(service.name));
      if (!place.empty()) add_content(calendar, "LOCATION", ical_text(place));
      add_content(calendar, "END", "VEVENT");
    }
  };
  auto records = context.snapshot.records();
  for (const model::ServiceAtLocation& at : service.service_at_locations) {
    const auto* location = records.get<model::Location>(model::RecordKind::location, at.location_id);
    const bool is_told = location != nullptr && !model::is_confidential(*location) && !model::is_confidential(service);
    add_openings(model::OpeningHours(schedules_at(service, at, location)),
                 is_told ? model::address_line(*location) : std::string());
  }
  if (service.service_at_locations.empty()) add_openings(model::OpeningHours(service.schedules), "");
  add_content(calendar, "END", "VCALENDAR");
  return calendar;
}

}  // namespace fingerpost::web
