#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace fingerpost {

/// An instant in UTC, to the millisecond.
using Instant = std::chrono::sys_time<std::chrono::milliseconds>;
/// A calendar day without a zone, as HSDS writes `assured_date` and `valid_from`.
using Day = std::chrono::year_month_day;

/// Time is passed in: nothing below `cli` reads the system clock by itself.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant now() const = 0;
};

class SystemClock final : public Clock {
 public:
  Instant now() const override;
};

/// For tests and for `--at`.
class FixedClock final : public Clock {
 public:
  explicit FixedClock(Instant instant) : instant_(instant) {}
  Instant now() const override { return instant_; }
  void set(Instant instant) { instant_ = instant; }

 private:
  Instant instant_;
};

/// RFC 3339 in UTC, milliseconds only when there are any: 2026-11-21T09:30:00Z.
std::string to_rfc3339(Instant instant);

/// RFC 3339 date-time with any offset; a bare date is its midnight UTC. nullopt when it is neither.
std::optional<Instant> parse_rfc3339(std::string_view text);

/// YYYY-MM-DD, and back; nullopt when malformed or no such day.
std::string to_string(Day day);
std::optional<Day> parse_day(std::string_view text);

}  // namespace fingerpost
