#include <algorithm>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/text.hpp"
#include "model/schedule.hpp"
#include "tests/property/model/arbitrary_record.hpp"

namespace fingerpost::model {
namespace {

using arbitrary::one_in;
using arbitrary::up_to;
using namespace std::chrono;

std::string pick(std::initializer_list<const char*> values) {
  return *(values.begin() + up_to(static_cast<int>(values.size()) - 1));
}

std::string day_in_2026() { return fingerpost::to_string(Day{sys_days{year{2026} / 1 / 1} + days{up_to(364)}}); }

/// Schedules of every kind around 2026, the two nights of the clock change included.
Schedule schedule() {
  Schedule made;
  made.freq = pick({"", "WEEKLY", "WEEKLY", "WEEKLY", "MONTHLY", "DAILY", "YEARLY"});
  if (made.freq == "WEEKLY") made.byday = pick({"MO", "SU", "SA,SU", "MO,TU,WE,TH,FR,SA,SU", "", "TU,TH"});
  if (made.freq == "MONTHLY") made.byday = pick({"1TU", "-1SU", "-1SA", "5FR", "MO", ""});
  if (made.freq == "MONTHLY" && one_in(3)) made.bymonthday = pick({"31", "-1", "1,15,29"});
  made.opens_at = pick({"00:00", "00:30", "01:00", "01:30", "09:00", "17:15", "22:00", "23:59", ""});
  made.closes_at = pick({"00:00", "01:00", "01:30", "02:30", "12:00", "17:15", "23:59", "06:00:30", ""});
  if (one_in(3)) made.interval = 1 + up_to(3);
  if (one_in(2)) made.dtstart = day_in_2026();
  if (one_in(4)) made.valid_from = day_in_2026();
  if (one_in(4)) made.valid_to = day_in_2026();
  if (one_in(6)) made.count = 1 + up_to(20);
  if (one_in(6)) made.timezone = up_to(6) - 2;
  if (one_in(5)) made.description = pick({"closed", "Open bank holidays", "Closed on bank holidays"});
  return made;
}

std::vector<Schedule> schedules() {
  std::vector<Schedule> all(static_cast<std::size_t>(1 + up_to(3)));
  std::ranges::generate(all, schedule);
  return all;
}

/// An instant in 2026, often within hours of a clock change, on the minute or a moment beside it.
Instant instant() {
  const Instant begin = one_in(3)   ? Instant{sys_days{year{2026} / 3 / 28}}
                        : one_in(2) ? Instant{sys_days{year{2026} / 10 / 24}}
                                    : Instant{sys_days{year{2026} / 1 / 1} + days{up_to(364)}};
  return begin + minutes{up_to(2 * 24 * 60)} + milliseconds{up_to(2) - 1};
}

HolidayCalendar holidays() {
  std::set<Day> days_off;
  for (int i = up_to(4); i > 0; --i) days_off.insert(*parse_day(day_in_2026()));
  return HolidayCalendar(std::move(days_off));
}

bool inside(const std::vector<Opening>& spans, Instant at) {
  return std::ranges::any_of(spans, [&](const Opening& span) { return span.opens <= at && at < span.closes; });
}

RC_GTEST_PROP(OpeningProperty, OpenIsInsideAnOpening, ()) {
  const OpeningHours hours(schedules());
  const HolidayCalendar calendar = holidays();
  const Instant at = instant();
  const auto spans = hours.openings(at - std::chrono::hours{50}, at + milliseconds{1}, calendar);
  RC_ASSERT((hours.state_at(at, calendar) == OpenState::open) == inside(spans, at));
}

RC_GTEST_PROP(OpeningProperty, OpeningsAreOrderedApartAndWithinWhatWasAsked, ()) {
  const OpeningHours hours(schedules());
  const Instant from = instant(), until = from + days{up_to(60)};
  const auto spans = hours.openings(from, until, holidays());
  for (std::size_t i = 0; i < spans.size(); ++i) {
    RC_ASSERT(spans[i].opens < spans[i].closes);
    RC_ASSERT(spans[i].opens >= from && spans[i].opens < until);
    if (i > 0) RC_ASSERT(spans[i - 1].closes < spans[i].opens);
  }
}

RC_GTEST_PROP(OpeningProperty, TheNextOpeningIsTheFirstThereIs, ()) {
  const OpeningHours hours(schedules());
  const HolidayCalendar calendar = holidays();
  const Instant from = instant();
  const auto next = hours.next_opening(from, calendar, 90);
  const bool open = hours.state_at(from, calendar) == OpenState::open;
  const auto spans = hours.openings(from, from + days{90}, calendar);
  if (open) {
    RC_ASSERT((next.has_value() && next->opens <= from && from < next->closes));
  } else if (!spans.empty()) {
    RC_ASSERT(next.has_value());
    RC_ASSERT(next->opens == spans.front().opens);
  } else {
    RC_ASSERT(!next.has_value());
  }
}

RC_GTEST_PROP(OpeningProperty, TheWeekBitmapNeverHidesAnOpening, ()) {
  const OpeningHours hours(schedules());
  const Instant at = instant();
  if (hours.state_at(at, {}) != OpenState::open) return;
  RC_ASSERT(hours.week_bitmap().at(local_hour_of_week(at)));
}

RC_GTEST_PROP(OpeningProperty, AnyScheduleIsTakenWithoutHarm, ()) {
  std::vector<Schedule> all;
  for (int i = 1 + up_to(2); i > 0; --i) all.push_back(arbitrary::part<Schedule>(1));
  const OpeningHours hours(all);
  hours.state_at(instant(), {});
  hours.next_opening(instant(), {});
  RC_ASSERT(hours.week_bitmap().size() == 168u);
}

/// What a person would write for these days and times, in one of several hands.
std::string written(const std::string& days, int opens, int closes) {
  const auto clock = [](int minutes, bool half) {
    const int hour = minutes / 60, minute = minutes % 60;
    const std::string tail = minute == 0 ? "" : "." + std::string(minute < 10 ? "0" : "") + std::to_string(minute);
    return half ? std::to_string(hour % 12 == 0 ? 12 : hour % 12) + tail + (hour < 12 ? "am" : "pm")
                : (hour < 10 ? "0" : "") + std::to_string(hour) + ":" + (minute < 10 ? "0" : "") +
                      std::to_string(minute);
  };
  const bool half = one_in(2);
  const std::string dash = pick({"-", " - ", " to ", " \xE2\x80\x93 "});
  return days + pick({" ", ": ", ", "}) + clock(opens, half) + dash + clock(closes, half);
}

RC_GTEST_PROP(HoursTextProperty, WhatIsWrittenPlainlyIsReadBack, ()) {
  static const std::vector<std::pair<std::string, std::string>> kDays{{"Monday", "MO"},
                                                                      {"Tues & Thurs", "TU,TH"},
                                                                      {"Mon-Fri", "MO,TU,WE,TH,FR"},
                                                                      {"Saturdays", "SA"},
                                                                      {"Daily", "MO,TU,WE,TH,FR,SA,SU"}};
  const auto& [days, byday] = kDays[static_cast<std::size_t>(up_to(static_cast<int>(kDays.size()) - 1))];
  const int opens = (6 + up_to(10)) * 60 + up_to(3) * 15, closes = opens + 15 + up_to(20) * 15;
  if (closes >= 24 * 60) return;
  const HoursText read = schedules_from_text(written(days, opens, closes));
  RC_ASSERT(read.schedules.size() == 1u);
  RC_ASSERT(read.rest.empty());
  RC_ASSERT(read.schedules[0].byday == byday);
  const auto clock = [](int minutes) {
    return (minutes < 600 ? "0" : "") + std::to_string(minutes / 60) + (minutes % 60 < 10 ? ":0" : ":") +
           std::to_string(minutes % 60);
  };
  RC_ASSERT(read.schedules[0].opens_at == clock(opens));
  RC_ASSERT(read.schedules[0].closes_at == clock(closes));
}

RC_GTEST_PROP(HoursTextProperty, AnyTextIsReadOrLeft, ()) {
  static const std::vector<std::string> kWords{"Mon",        "Tuesday",
                                               "-",          " ",
                                               " ",          " ",
                                               "9am",        "5pm",
                                               "10",         ":",
                                               "30",         ",",
                                               ";",          ".",
                                               "closed",     "except",
                                               "(",          ")",
                                               "1st",        "of the month",
                                               "24 hours",   "/",
                                               "and",        "noon",
                                               "daily",      "bank holidays",
                                               "term time",  "\n",
                                               "\xC2",       "to",
                                               "12",         "Sat",
                                               "fortnightly"};
  std::string text;
  for (int i = up_to(20); i > 0; --i)
    text += kWords[static_cast<std::size_t>(up_to(static_cast<int>(kWords.size()) - 1))];
  const HoursText read = schedules_from_text(text);
  if (read.schedules.empty()) RC_ASSERT(read.rest == std::string(trim(text)));
  for (const Schedule& s : read.schedules) {
    RC_ASSERT(!s.byday.empty() && s.opens_at.size() == 5u && s.closes_at.size() == 5u);
    RC_ASSERT(!OpeningHours(std::span(&s, 1)).empty());
  }
  schedules_from_osm(text);
}

}  // namespace
}  // namespace fingerpost::model
