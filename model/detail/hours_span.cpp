#include "model/detail/hours_tokens.hpp"

namespace fingerpost::model::detail {
namespace {

constexpr int kNoon = 12 * 60, kDay = 24 * 60;
constexpr int kMorning = 7 * 60, kNight = 22 * 60;         // where unsaid halves are looked for
constexpr int kEvening = 17 * 60, kNextMorning = 10 * 60;  // what may run past midnight
constexpr int kFirstLight = 5 * 60;                        // before it nothing begins
constexpr int kLongest = 18 * 60;

int as_written(const WrittenTime& time) { return (time.hour % 24) * 60 + time.minute; }

/// Minutes of the day in that half; 12 is the first hour of each half.
int in_half(const WrittenTime& time, Half half) {
  return (time.hour % 12) * 60 + time.minute + (half == Half::pm ? kNoon : 0);
}

bool makes_sense(const Span& span) {
  if (span.opens < kFirstLight || span.opens == span.closes) return false;
  if (span.closes > span.opens) return span.closes - span.opens <= kLongest;
  const bool to_midnight = span.closes == 0;
  return (span.opens >= kEvening && span.closes <= kNextMorning) || to_midnight;
}

bool is_said(const WrittenTime& time) { return time.exact || time.half != Half::unsaid; }

int said_minutes(const WrittenTime& time) { return time.exact ? as_written(time) : in_half(time, time.half); }

bool fits_12h(const WrittenTime& time) { return time.exact || (time.hour >= 1 && time.hour <= 12); }

/// The one reading in which both are the same day and `within` minutes lie between; false for none or several.
bool only_reading(const WrittenTime& from, const WrittenTime& to, int earliest, int latest, Span& span) {
  int readings = 0;
  for (const Half first : {Half::am, Half::pm}) {
    if (is_said(from) && (from.exact ? first == Half::pm : first != from.half)) continue;
    for (const Half second : {Half::am, Half::pm}) {
      if (is_said(to) && (to.exact ? second == Half::pm : second != to.half)) continue;
      const int opens = from.exact ? as_written(from) : in_half(from, first);
      const int closes = to.exact ? as_written(to) : in_half(to, second);
      if (closes <= opens || closes - opens > kNoon || opens < earliest || closes > latest) continue;
      span = {opens, closes};
      ++readings;
    }
  }
  return readings == 1;
}

}  // namespace

bool resolve_span(const WrittenTime& from, const WrittenTime& to, Span& span) {
  const bool written_24h = (from.is_24h && !is_said(to)) || (to.is_24h && !is_said(from)) ||
                           (from.is_24h && to.is_24h) || (from.is_24h && to.exact) || (to.is_24h && from.exact);
  if (written_24h) {
    span = {as_written(from), as_written(to)};
    if (span.closes == kDay - 1 && span.opens == 0) return true;
    if (span.closes == 0 && !to.is_24h) return false;
    return makes_sense(span);
  }
  if (!fits_12h(from) || !fits_12h(to)) return false;
  if (is_said(from) && is_said(to)) {
    span = {said_minutes(from), said_minutes(to)};
    // "9am - 12am" may mean noon; from the evening on it means midnight.
    if (span.closes == 0 && !to.exact && span.opens < kEvening) return false;
    return makes_sense(span);
  }
  const bool any_said = is_said(from) || is_said(to);
  return only_reading(from, to, any_said ? 0 : kMorning, any_said ? kDay : kNight, span) && makes_sense(span);
}

}  // namespace fingerpost::model::detail
