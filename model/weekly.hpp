#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "model/records.hpp"

namespace fingerpost::model {

/// One schedule as the feeds' filters `day`, `start_time` and `end_time` see it: on which weekdays it can occur and
/// from when to when, without dates. Minutes after local midnight; kNoTime where the schedule does not say.
struct WeeklySpan {
  std::uint8_t weekdays = 0;  ///< bit 0 is Monday
  std::int16_t opens, closes;
  auto operator<=>(const WeeklySpan&) const = default;

  static constexpr std::int16_t kNoTime = -1;
};

/// The spans of schedules, ascending, each once. A schedule that says neither a weekday nor a time gives none.
std::vector<WeeklySpan> weekly_spans(std::span<const Schedule> schedules);

/// "MO", "Monday", "mon, TUE" as bits, Monday first; nullopt when a piece is no weekday, or there is none.
std::optional<std::uint8_t> weekday_bits(std::string_view text);
/// "10:00", "10:00:00", "10.30am" as minutes after midnight; nullopt when it is no time of day.
std::optional<std::int16_t> minute_of_day(std::string_view text);

}  // namespace fingerpost::model
