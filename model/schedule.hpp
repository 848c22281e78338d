#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/json.hpp"
#include "base/result.hpp"
#include "model/records.hpp"

namespace fingerpost::model {

/// Days on which ordinary hours do not apply, loaded from `data/calendars/*.csv` (`date,name`).
class HolidayCalendar {
 public:
  HolidayCalendar() = default;
  explicit HolidayCalendar(std::set<Day> days) : days_(std::move(days)) {}
  bool contains(Day day) const { return days_.contains(day); }
  bool empty() const { return days_.empty(); }

 private:
  std::set<Day> days_;
};

/// A half-open span of local time turned into UTC.
struct Opening {
  Instant opens, closes;
  bool operator==(const Opening&) const = default;
};

enum class OpenState { open, closed, unknown };

/// The meaning of a set of HSDS schedules in time. Local time is Europe/London (clock changes included) unless a
/// schedule names an offset that London never has (0 and 1 are what feeds write for London). `freq` WEEKLY (with
/// interval, wkst, byday), MONTHLY (byday with ±n: "1TU" is the first Tuesday, or bymonthday); DAILY and YEARLY are
/// understood too. An interval needs dtstart or valid_from to count from. closes_at at or before opens_at runs past
/// midnight; 00:00–23:59 and 00:00–00:00 are the whole day.
///
/// A schedule by date (freq and byday absent: dtstart, or valid_from to valid_to of at most 14 days) stands in place of
/// the recurring ones on its days; one whose description is "closed" and which has no times closes its days.
/// On a day of the calendar (bank holiday) hours are unknown unless a schedule is by date or names bank (or public)
/// holidays in its description or notes ("open bank holidays", "closed on bank holidays"). A schedule without times
/// makes its days unknown, not closed; so do recurring hours that have all ended. Questions before 1900 or after 2199
/// are `unknown`. Immutable; safe from several threads; a question costs about a microsecond per schedule and day
/// looked at.
class OpeningHours {
 public:
  /// Schedules that cannot be understood are left out and make `state` unknown where nothing else says open.
  explicit OpeningHours(std::span<const Schedule> schedules);

  OpenState state_at(Instant at, const HolidayCalendar& holidays) const;
  /// The span that holds `from`, else the next one that begins within `horizon_days`. Spans that touch are one, up to a
  /// week: what is open longer is open all the time.
  std::optional<Opening> next_opening(Instant from, const HolidayCalendar& holidays, int horizon_days = 366) const;
  /// All spans that begin in [from, until), merged where they touch, at most `limit` and ten years.
  std::vector<Opening> openings(Instant from, Instant until, const HolidayCalendar& holidays,
                                std::size_t limit = 400) const;
  bool empty() const { return rules_.empty(); }

  /// 7 × 24 bits, Monday 00:00 first: bit set when it can be open at some minute of that local hour in an ordinary week
  /// within validity; the columns' coarse sieve for open_at (never says closed where state_at says open).
  std::vector<bool> week_bitmap() const;

 private:
  struct Rule;
  struct Day;
  Day on_day(std::int64_t day_number, const HolidayCalendar& holidays) const;
  bool is_over(Instant at) const;

  std::vector<std::shared_ptr<const Rule>> rules_;
  bool not_understood_ = false;
};

/// The hour of the week in Europe/London at `at`: 0 is Monday 00:00–00:59, 167 Sunday 23:00–23:59.
unsigned local_hour_of_week(Instant at);

/// "Mon-Fri 9.30am - 4pm, Sat by appt" → schedules where it is clear; `rest` is what stays text. Never guesses: a part
/// that is not understood whole is left whole in `rest`.
struct HoursText {
  std::vector<Schedule> schedules;
  std::string rest;
};
HoursText schedules_from_text(std::string_view text);

/// OpenStreetMap `opening_hours` (the common subset: weekday ranges, times, "off", "PH", "24/7", "; "); same promise.
HoursText schedules_from_osm(std::string_view opening_hours);

/// An RFC 5545 RRULE ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU") onto `schedule`. Problem when it is not one of those HSDS
/// holds.
[[nodiscard]] Result<void> apply_rrule(Schedule& schedule, std::string_view rrule);

/// What a page and the API show: `{"state","opens","closes","text"}` at `at`.
Json opening_json(const OpeningHours& hours, Instant at, const HolidayCalendar& holidays);

}  // namespace fingerpost::model
