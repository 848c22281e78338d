#include "model/detail/london_time.hpp"

#include <algorithm>
#include <date/tz.h>
#include <stdexcept>

namespace fingerpost::model::detail {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;

/// nullptr when there is no zone database.
const date::time_zone* london() {
  static const date::time_zone* const zone = []() -> const date::time_zone* {
    try {
      return date::locate_zone("Europe/London");
    } catch (const std::runtime_error&) {
      return nullptr;
    }
  }();
  return zone;
}

// The years the zone database is asked for; before them only rounding errors of history, after them it is silent.
constexpr Instant kFirst = std::chrono::sys_days{std::chrono::year{1996} / 1 / 1};
constexpr Instant kLast = std::chrono::sys_days{std::chrono::year{2037} / 1 / 1};

Instant change(std::chrono::year year, std::chrono::month month) {
  return std::chrono::sys_days{year / month / std::chrono::Sunday[std::chrono::last]} + hours{1};
}

milliseconds offset_at(Instant at) {
  if (london() == nullptr || at < kFirst || at >= kLast) return hours{is_summer_time_by_rule(at) ? 1 : 0};
  return london()->get_info(std::chrono::floor<std::chrono::seconds>(at)).offset;
}

}  // namespace

bool is_summer_time_by_rule(Instant at) {
  const std::chrono::year_month_day day{std::chrono::floor<std::chrono::days>(at)};
  return at >= change(day.year(), std::chrono::March) && at < change(day.year(), std::chrono::October);
}

LocalTime london_time(Instant at) { return LocalTime{at.time_since_epoch() + offset_at(at)}; }

Instant instant_in_london(LocalTime local) {
  const Instant as_if_utc{local.time_since_epoch()};
  // London is at UTC or an hour ahead. The earlier candidate stands when clocks then show `local`, else the later one;
  // when neither does, clocks skip it, and the change lies between the two.
  const Instant earlier = as_if_utc - hours{1};
  if (london_time(earlier) == local) return earlier;
  if (london_time(as_if_utc) == local) return as_if_utc;
  return std::chrono::floor<hours>(as_if_utc);
}

}  // namespace fingerpost::model::detail
