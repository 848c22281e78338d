#include "model/weekly.hpp"

#include <algorithm>
#include <string>

#include "base/text.hpp"
#include "model/detail/recurrence.hpp"
#include "model/detail/repair.hpp"
#include "model/detail/weekday.hpp"

namespace fingerpost::model {
namespace {

std::uint8_t weekdays_of(const Schedule& schedule) {
  std::uint8_t days = 0;
  const auto add = [&](std::size_t day) { days = static_cast<std::uint8_t>(days | (1u << day)); };
  if (const auto recurrence = detail::Recurrence::of(schedule)) {
    const auto some = recurrence->weekdays();
    for (std::size_t day = 0; day < some.size(); ++day)
      if (some[day]) add(day);
  } else if (const auto named = detail::parse_byday(schedule.byday)) {
    // A rule that lacks its beginning ("every other Monday", from when?) still names its days.
    for (const detail::NthWeekday& day : *named) add(static_cast<std::size_t>(day.weekday));
  }
  return days;
}

}  // namespace

std::vector<WeeklySpan> weekly_spans(std::span<const Schedule> schedules) {
  std::vector<WeeklySpan> spans;
  for (const Schedule& schedule : schedules) {
    const WeeklySpan span{weekdays_of(schedule), minute_of_day(schedule.opens_at).value_or(WeeklySpan::kNoTime),
                          minute_of_day(schedule.closes_at).value_or(WeeklySpan::kNoTime)};
    const bool says_time = span.opens != WeeklySpan::kNoTime || span.closes != WeeklySpan::kNoTime;
    if (span.weekdays != 0 || says_time) spans.push_back(span);
  }
  std::ranges::sort(spans);
  spans.erase(std::unique(spans.begin(), spans.end()), spans.end());
  return spans;
}

std::optional<std::uint8_t> weekday_bits(std::string_view text) {
  std::uint8_t bits = 0;
  for (const std::string_view piece : split_list(text)) {
    const auto day = detail::weekday_of(piece);
    if (!day) return std::nullopt;
    bits = static_cast<std::uint8_t>(bits | (1u << *day));
  }
  return bits == 0 ? std::nullopt : std::optional(bits);
}

std::optional<std::int16_t> minute_of_day(std::string_view text) {
  const auto repaired = text.empty() ? std::nullopt : detail::repair_time(text);
  const std::string_view time = repaired ? std::string_view(repaired->value) : text;
  const auto digit = [&](std::size_t at) { return time[at] >= '0' && time[at] <= '9'; };
  if (time.size() < 5 || !digit(0) || !digit(1) || time[2] != ':' || !digit(3) || !digit(4)) return std::nullopt;
  const int minute = ((time[0] - '0') * 10 + (time[1] - '0')) * 60 + (time[3] - '0') * 10 + (time[4] - '0');
  return minute <= 24 * 60 ? std::optional(static_cast<std::int16_t>(minute)) : std::nullopt;
}

}  // namespace fingerpost::model
