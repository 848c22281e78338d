#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "model/detail/london_time.hpp"
#include "model/records.hpp"

namespace fingerpost::model::detail {

/// A weekday, with ±n where only the nth (from the end) of the month or year counts; 0 is every.
struct NthWeekday {
  int nth = 0;
  int weekday = 0;  ///< 0 Monday … 6 Sunday
};

/// On which days a schedule's openings begin: the RRULE half of a Schedule, without times. Immutable.
class Recurrence {
 public:
  /// nullopt when the rule cannot be understood, or needs a start that is not given (an interval of two weeks: from
  /// when?).
  static std::optional<Recurrence> of(const Schedule& schedule);

  bool occurs_on(LocalDay day) const;
  /// A single day or span of days named by date rather than by a rule.
  bool is_by_date() const { return freq_ == Freq::none; }
  /// The last day on which it can occur, when it ends.
  std::optional<LocalDay> last_day() const { return last_; }
  std::optional<LocalDay> first_day() const { return first_; }
  /// The weekdays on which it can occur, Monday first: all of them when they depend on the date.
  std::array<bool, 7> weekdays() const;

 private:
  enum class Freq : std::uint8_t { none, daily, weekly, monthly, yearly };

  bool read(const Schedule& schedule);
  bool read_days(const Schedule& schedule);
  bool read_by_date(const Schedule& schedule);
  bool needs_anchor() const;
  bool cut_after(std::int64_t count);
  bool matches_interval(LocalDay day) const;
  bool matches_parts(LocalDay day) const;
  bool matches_weekday(LocalDay day) const;

  Freq freq_ = Freq::none;
  std::int64_t interval_ = 1;
  int week_start_ = 0;
  std::optional<LocalDay> first_, last_, anchor_;
  std::vector<NthWeekday> byday_;
  std::vector<int> bymonthday_, byyearday_, byweekno_;
};

/// "MO,1TU,-1FR"; nullopt when a piece is none of these.
std::optional<std::vector<NthWeekday>> parse_byday(std::string_view byday);

}  // namespace fingerpost::model::detail
