#include "importers/mobile_stops/detail/stop_rows.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "base/text.hpp"
#include "importers/detail/dates.hpp"
#include "model/schedule.hpp"

namespace fingerpost::importers {

namespace {

struct TextColumn {
  std::string StopRow::*member;
  std::array<std::string_view, 4> names;
};
constexpr std::array<TextColumn, 16> kTexts = {{
    {&StopRow::organisation, {"organisation", "organization", "localauthority", "authority"}},
    {&StopRow::mobile, {"mobile", "mobilelibrary", "vehicle"}},
    {&StopRow::route, {"route"}},
    {&StopRow::community, {"community", "village", "town"}},
    {&StopRow::stop, {"stop", "stopname"}},
    {&StopRow::address, {"address"}},
    {&StopRow::postcode, {"postcode"}},
    {&StopRow::day, {"day"}},
    {&StopRow::type, {"type"}},
    {&StopRow::arrival, {"arrival", "arrivaltime"}},
    {&StopRow::departure, {"departure", "departuretime"}},
    {&StopRow::frequency, {"frequency", "rrule"}},
    {&StopRow::start, {"start", "startdate"}},
    {&StopRow::end, {"end", "enddate"}},
    {&StopRow::exceptions, {"exceptions"}},
    {&StopRow::timetable, {"timetable", "url"}},
}};

template <std::size_t N>
std::optional<std::size_t> find(const std::vector<std::string>& keys, const std::array<std::string_view, N>& names) {
  for (const std::string_view name : names)
    if (const auto at = std::ranges::find(keys, name); !name.empty() && at != keys.end())
      return static_cast<std::size_t>(at - keys.begin());
  return std::nullopt;
}

/// "Tuesday", "Tues" → TU.
std::string weekday_code(std::string_view day) {
  constexpr std::array<std::string_view, 7> kCodes = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};
  const std::string start = ascii_upper(day).substr(0, 2);
  return std::ranges::find(kCodes, start) == kCodes.end() ? std::string() : start;
}

/// "9:30", "09:30", "09:30:00" → 09:30; empty when it is no time.
std::string time_of_day(std::string_view text) {
  const auto parts = split(trim(text), ':');
  if (parts.size() < 2) return {};
  const auto hour = parse_integer(parts[0]), minute = parse_integer(parts[1]);
  if (!hour || !minute || *hour < 0 || *hour > 23 || *minute < 0 || *minute > 59) return {};
  return fmt::format("{:02}:{:02}", *hour, *minute);
}

std::string day_of(std::string_view text, const char* field, std::vector<StopNote>& notes) {
  if (trim(text).empty()) return {};
  if (const auto day = parse_british_day(text)) return to_string(*day);
  notes.push_back({"bad-date", field, std::string(text), "This is no day; write it as 2026-12-25."});
  return {};
}

void set_times(model::Schedule& schedule, const StopRow& row, std::vector<StopNote>& notes) {
  const std::string arrival = time_of_day(row.arrival), departure = time_of_day(row.departure);
  if (!arrival.empty() && arrival < departure) {
    schedule.opens_at = arrival;
    schedule.closes_at = departure;
  } else if (!trim(row.arrival).empty() || !trim(row.departure).empty()) {
    // Departing before arriving would read as "until the next day".
    notes.push_back({"bad-times", "arrival", row.arrival + "-" + row.departure,
                     "Arrival is to be before departure, as 09:30 and 10:15."});
    schedule.notes = fmt::format("Arrives {}, departs {}.", row.arrival, row.departure);
  }
}

void set_rule(model::Schedule& schedule, const StopRow& row, std::vector<StopNote>& notes) {
  if (trim(row.frequency).empty()) {
    // A dated stop without a rule is that one visit; one with a weekday only comes every week.
    if (!weekday_code(row.day).empty() && schedule.dtstart.empty()) schedule.freq = "WEEKLY";
  } else if (const auto applied = model::apply_rrule(schedule, row.frequency); !applied) {
    notes.push_back({"frequency-kept-as-text", "frequency", row.frequency, applied.error().front().detail});
    // Times without a rule would read as hours of every day.
    schedule.description = fmt::format("{}, {}-{}", row.frequency, schedule.opens_at, schedule.closes_at);
    if (schedule.opens_at.empty()) schedule.description = row.frequency;
    schedule.opens_at = schedule.closes_at = schedule.dtstart = "";
    return;
  }
  if (schedule.freq == "WEEKLY" && schedule.byday.empty()) schedule.byday = weekday_code(row.day);
  if (schedule.freq.empty()) schedule.valid_from = schedule.valid_to = schedule.dtstart;
}

}  // namespace

std::optional<StopColumns> StopColumns::of(const std::vector<std::string>& header) {
  std::vector<std::string> keys;
  for (const std::string& name : header) keys.push_back(column_key(name));
  StopColumns columns;
  for (const TextColumn& text : kTexts)
    if (const auto at = find(keys, text.names)) columns.texts_.emplace_back(text.member, *at);
  columns.longitude_ = find(keys, std::array<std::string_view, 4>{"geox", "longitude", "lon", "long"});
  columns.latitude_ = find(keys, std::array<std::string_view, 4>{"geoy", "latitude", "lat"});
  const auto has = [&](std::string StopRow::*member) {
    return std::ranges::any_of(columns.texts_, [&](const auto& text) { return text.first == member; });
  };
  const bool stops = has(&StopRow::stop) && has(&StopRow::arrival) && has(&StopRow::departure) &&
                     (has(&StopRow::frequency) || has(&StopRow::day));
  return stops ? std::optional(columns) : std::nullopt;
}

StopRow StopColumns::read(const CsvRow& row) const {
  StopRow stop;
  for (const auto& [member, column] : texts_) stop.*member = collapse_spaces(row[column]);
  if (latitude_) stop.latitude = parse_number(trim(row[*latitude_]));
  if (longitude_) stop.longitude = parse_number(trim(row[*longitude_]));
  return stop;
}

model::Schedule stop_schedule(const StopRow& row, std::vector<StopNote>& notes) {
  model::Schedule schedule;
  schedule.dtstart = schedule.valid_from = day_of(row.start, "start", notes);
  schedule.valid_to = day_of(row.end, "end", notes);
  set_times(schedule, row, notes);
  set_rule(schedule, row, notes);
  schedule.schedule_link = row.timetable;
  if (!row.exceptions.empty())
    schedule.notes = fmt::format("{}{}Except: {}", schedule.notes, schedule.notes.empty() ? "" : " ", row.exceptions);
  return schedule;
}

model::Location stop_location(const StopRow& row) {
  model::Location location;
  location.location_type = "physical";
  location.name = row.stop.empty() ? row.community : row.stop;
  if (!row.community.empty() && fold(location.name).find(fold(row.community)) == std::string::npos)
    location.name += ", " + row.community;
  const bool somewhere = row.latitude && row.longitude && (*row.latitude != 0 || *row.longitude != 0);
  if (somewhere) {
    location.latitude = row.latitude;
    location.longitude = row.longitude;
  }
  model::Address address;
  address.address_1 = row.address.empty() ? row.stop : row.address;
  address.city = row.community;
  address.postal_code = row.postcode;
  address.country = "GB";
  address.address_type = "physical";
  location.addresses.push_back(std::move(address));
  return location;
}

}  // namespace fingerpost::importers
