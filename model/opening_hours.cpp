#include <algorithm>
#include <string>

#include "base/text.hpp"
#include "model/detail/london_time.hpp"
#include "model/detail/recurrence.hpp"
#include "model/detail/repair.hpp"
#include "model/schedule.hpp"

namespace fingerpost::model {
namespace {

using namespace std::chrono;
using detail::LocalDay;
using detail::LocalTime;

constexpr int kMaxDaysByDate = 14;       // hours given for longer spans of dates say nothing of weekdays
constexpr int kMaxDaysLookedAt = 3'700;  // ten years in one question
constexpr int kLongestMerged = 7;        // days: what is open longer is open all the time
constexpr Instant kFirstInstant = sys_days{year{1900} / 1 / 1};
constexpr Instant kLastInstant = sys_days{year{2200} / 1 / 1};

std::optional<seconds> time_of_day(const std::string& text) {
  const auto repaired = text.empty() ? std::nullopt : detail::repair_time(text);
  const std::string& time = repaired ? repaired->value : text;
  if (time.size() < 5) return std::nullopt;
  const auto two = [&](std::size_t at) { return (time[at] - '0') * 10 + (time[at + 1] - '0'); };
  return hours{two(0)} + minutes{two(3)} + seconds{time.size() >= 8 ? two(6) : 0};
}

bool mentions(const std::string& folded, std::initializer_list<std::string_view> words) {
  return std::ranges::any_of(words, [&](std::string_view word) { return folded.find(word) != std::string::npos; });
}

/// What a schedule says of bank holidays.
enum class OnHolidays { unknown, open, closed };

OnHolidays on_holidays(const Schedule& schedule) {
  for (const std::string* text : {&schedule.description, &schedule.notes}) {
    const std::string folded = fold(*text);
    if (!mentions(folded, {"bank holiday", "public holiday"})) continue;
    const bool not_then = mentions(folded, {"closed", "except", "exclud", "not ", "exc.", "no bank", "unavailable"});
    return not_then ? OnHolidays::closed : OnHolidays::open;
  }
  return OnHolidays::unknown;
}

/// Clamped to the years in which the calendar arithmetic means anything.
Instant in_reach(Instant at) { return std::clamp(at, kFirstInstant, kLastInstant); }

/// Sorted by beginning, and made one where they touch or overlap.
std::vector<Opening> merged(std::vector<Opening> spans) {
  std::ranges::sort(spans, {}, [](const Opening& o) { return std::pair(o.opens, o.closes); });
  std::vector<Opening> all;
  for (const Opening& span : spans) {
    if (!all.empty() && span.opens <= all.back().closes)
      all.back().closes = std::max(all.back().closes, span.closes);
    else
      all.push_back(span);
  }
  return all;
}

bool holds(const Opening& span, Instant at) { return span.opens <= at && at < span.closes; }

}  // namespace

/// One schedule, understood.
struct OpeningHours::Rule {
  detail::Recurrence days;
  std::optional<seconds> opens;   ///< nothing: its days are unknown
  seconds length{0};              ///< up to a day
  std::optional<minutes> offset;  ///< from UTC; nothing: London
  bool closed = false;
  OnHolidays holidays = OnHolidays::unknown;

  static std::optional<Rule> of(const Schedule& schedule);

  Instant instant(LocalTime local) const {
    return offset ? Instant{local.time_since_epoch() - *offset} : detail::instant_in_london(local);
  }
  Opening span_on(LocalDay day) const {
    const LocalTime begin = LocalTime{day} + *opens;
    return {instant(begin), instant(begin + length)};
  }
  bool recurs() const { return !days.is_by_date(); }
};

std::optional<OpeningHours::Rule> OpeningHours::Rule::of(const Schedule& schedule) {
  auto days = detail::Recurrence::of(schedule);
  if (!days) return std::nullopt;
  Rule rule{std::move(*days), {}, {}, {}, false, on_holidays(schedule)};
  const auto opens = time_of_day(schedule.opens_at), closes = time_of_day(schedule.closes_at);
  if ((!schedule.opens_at.empty() && !opens) || (!schedule.closes_at.empty() && !closes)) return std::nullopt;
  rule.closed = !opens && !closes && fold(trim(schedule.description)) == "closed";
  if (opens && closes) {
    rule.opens = opens;
    rule.length = *closes - *opens;
    if (rule.length <= seconds{0}) rule.length += hours{24};
    const bool all_day = *opens == seconds{0} && *closes >= hours{23} + minutes{59};
    if (all_day || *closes == hours{24} - seconds{1}) rule.length = hours{24} - *opens;
  }
  const bool long_by_date =
      rule.days.is_by_date() && (*rule.days.last_day() - *rule.days.first_day()).count() >= kMaxDaysByDate;
  if (long_by_date && !rule.closed) return std::nullopt;
  // London is at UTC or an hour ahead; a feed that says 0 or 1 exported what its clock said that day.
  if (schedule.timezone && *schedule.timezone != 0 && *schedule.timezone != 1)
    rule.offset = minutes{static_cast<int>(*schedule.timezone * 60)};
  return rule;
}

/// What one day brings: spans that are open, and spans of which nothing is known.
struct OpeningHours::Day {
  std::vector<Opening> open, unknown;
};

OpeningHours::OpeningHours(std::span<const Schedule> schedules) {
  for (const Schedule& schedule : schedules) {
    if (auto rule = Rule::of(schedule))
      rules_.push_back(std::make_shared<const Rule>(std::move(*rule)));
    else
      not_understood_ = true;
  }
}

/// Spans that begin on `day`. Named dates go before rules, "closed" before hours.
OpeningHours::Day OpeningHours::on_day(std::int64_t day_number, const HolidayCalendar& holidays) const {
  const LocalDay day{days{day_number}};
  const bool holiday = holidays.contains(year_month_day{day});
  Day found;
  const auto whole_day = [&](const Rule& rule) {
    return Opening{rule.instant(LocalTime{day}), rule.instant(LocalTime{day} + hours{24})};
  };
  bool by_date = false, closed = false;
  for (const auto& rule : rules_) {
    if (!rule->days.occurs_on(day)) continue;
    closed |= rule->closed;
    if (rule->recurs() || rule->closed) continue;
    by_date = true;
    if (rule->opens)
      found.open.push_back(rule->span_on(day));
    else
      found.unknown.push_back(whole_day(*rule));
  }
  if (by_date || closed) return found;
  for (const auto& rule : rules_) {
    if (!rule->recurs() || !rule->days.occurs_on(day) || (holiday && rule->holidays == OnHolidays::closed)) continue;
    if (!rule->opens || (holiday && rule->holidays == OnHolidays::unknown)) {
      found.unknown.push_back(whole_day(*rule));
      if (rule->opens) found.unknown.push_back(rule->span_on(day));
    } else {
      found.open.push_back(rule->span_on(day));
    }
  }
  return found;
}

/// True when there were recurring hours and all of them have ended before `at`: they say nothing about today.
bool OpeningHours::is_over(Instant at) const {
  const auto today = floor<days>(detail::london_time(at));
  bool any = false;
  for (const auto& rule : rules_) {
    if (!rule->recurs()) continue;
    any = true;
    if (!rule->days.last_day() || *rule->days.last_day() + days{1} >= today) return false;
  }
  return any;
}

OpenState OpeningHours::state_at(Instant at, const HolidayCalendar& holidays) const {
  if (rules_.empty() || at < kFirstInstant || at >= kLastInstant) return OpenState::unknown;
  const std::int64_t today = floor<days>(at).time_since_epoch().count();
  bool unknown = not_understood_ || is_over(at);
  // A day of the rule's own zone, its spans up to a day long, offsets up to 14 hours either way.
  for (std::int64_t day = today - 2; day <= today + 1; ++day) {
    const Day found = on_day(day, holidays);
    for (const Opening& span : found.open)
      if (holds(span, at)) return OpenState::open;
    for (const Opening& span : found.unknown) unknown |= holds(span, at);
  }
  return unknown ? OpenState::unknown : OpenState::closed;
}

std::vector<Opening> OpeningHours::openings(Instant from, Instant until, const HolidayCalendar& holidays,
                                            std::size_t limit) const {
  from = in_reach(from);
  until = in_reach(until);
  std::vector<Opening> spans;
  const std::int64_t first = floor<days>(from).time_since_epoch().count() - 1;
  const std::int64_t last = std::min(floor<days>(until).time_since_epoch().count() + 1, first + kMaxDaysLookedAt);
  for (std::int64_t day = first; day <= last; ++day) {
    for (const Opening& span : on_day(day, holidays).open)
      if (span.opens >= from && span.opens < until && span.opens < span.closes) spans.push_back(span);
    if (spans.size() > limit + rules_.size() * 4) {  // merge what is there before deciding that it is enough
      spans = merged(std::move(spans));
      if (spans.size() > limit) break;
    }
  }
  spans = merged(std::move(spans));
  if (spans.size() > limit) spans.resize(limit);
  return spans;
}

std::optional<Opening> OpeningHours::next_opening(Instant from, const HolidayCalendar& holidays,
                                                  int horizon_days) const {
  if (from < kFirstInstant || from >= kLastInstant) return std::nullopt;
  const Instant horizon = from + days{std::clamp(horizon_days, 0, kMaxDaysLookedAt)};
  const std::int64_t today = floor<days>(from).time_since_epoch().count();
  std::vector<Opening> spans;
  for (std::int64_t day = today - 2; day <= today + 1 + std::clamp(horizon_days, 0, kMaxDaysLookedAt); ++day) {
    for (const Opening& span : on_day(day, holidays).open)
      if (span.closes > from && span.opens < span.closes && span.opens < horizon) spans.push_back(span);
    // Two days on, nothing can begin earlier or touch what was found, unless it is open on and on.
    spans = merged(std::move(spans));
    const Instant reached = sys_days{days{day - 2}};
    if (spans.empty()) continue;
    if (spans.front().closes < reached || reached - spans.front().opens > days{kLongestMerged}) break;
  }
  return spans.empty() ? std::nullopt : std::optional(spans.front());
}

std::vector<bool> OpeningHours::week_bitmap() const {
  std::vector<bool> week(7 * 24, false);
  const auto mark = [&](int weekday, seconds begin, seconds length) {
    const auto from = floor<hours>(begin).count(), to = floor<hours>(begin + length - seconds{1}).count();
    for (auto hour = from; hour <= to; ++hour)
      week[static_cast<std::size_t>(((weekday * 24 + hour) % 168 + 168) % 168)] = true;
  };
  for (const auto& rule : rules_) {
    if (!rule->opens) continue;
    const auto on = rule->days.weekdays();
    for (int weekday = 0; weekday < 7; ++weekday) {
      if (!on[static_cast<std::size_t>(weekday)]) continue;
      if (!rule->offset) {
        mark(weekday, *rule->opens, rule->length);
        continue;
      }
      for (const hours summer : {hours{0}, hours{1}})
        mark(weekday, *rule->opens - *rule->offset + summer, rule->length);
    }
  }
  return week;
}

}  // namespace fingerpost::model
