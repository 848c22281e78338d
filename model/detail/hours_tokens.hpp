#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace fingerpost::model::detail {

/// What half of the day a written time says it is in.
enum class Half : std::uint8_t { unsaid, am, pm };

/// A time as written: "9", "9.30am", "12 noon", "09:30".
struct WrittenTime {
  int hour = 0, minute = 0;  ///< as written: 12-hour or 24-hour is for resolve_span to say
  Half half = Half::unsaid;
  bool is_24h = false;  ///< "09:30", "17:00", "0930hrs", "midnight": only the 24-hour clock writes so
  bool exact = false;   ///< "noon", "midnight": hour and minute are of the 24-hour clock
  bool with_minutes = false;
};

enum class TokenKind : std::uint8_t {
  day,   ///< number: 0 Monday … 6 Sunday
  time,  ///< time
  dash,  ///< - – — = to till until
  comma,
  semicolon,
  stop,  ///< the end of a sentence or line
  slash,
  conjunction,  ///< and & +
  colon,
  open,       ///< (
  close,      ///< )
  ordinal,    ///< number: 1 … 5, -1 for last
  of_month,   ///< of the month, of each month, each month
  every_day,  ///< daily, every day, 7 days a week
  weekdays,
  weekends,
  all_hours,  ///< 24 hours, 24/7
  closed,
  not_on_bank_holidays,   ///< except bank holidays, closed on bank holidays
  also_on_bank_holidays,  ///< including bank holidays
  filler,                 ///< open, opening hours, from, between, every: says nothing by itself
  word,                   ///< anything else
};

/// A token and where it stands in the text.
struct Token {
  TokenKind kind;
  std::size_t begin, end;
  int number = 0;
  WrittenTime time;
  std::string word;  ///< folded, of words and fillers
};

/// Cuts free text about opening hours into tokens. Total; O(length).
std::vector<Token> hours_tokens(std::string_view text);

/// From when to when in minutes of the day; `closes` at or before `opens` runs past midnight.
struct Span {
  int opens = 0, closes = 0;
  bool operator==(const Span&) const = default;
};

/// Reads "10 - 2" and the like, only where one reading makes sense:
/// - both halves of the day said: as said. One said: the other time is within twelve hours of it on the same day.
/// - 24-hour writing on either side ("09:00-17:00", "9:00-17:00"): as written.
/// - nothing said ("10-2", "9 - 4"): the one reading between 7 in the morning and 10 at night; "7-9" has two and is
/// left. Past midnight only from 17:00 on until 10:00; nothing begins before 05:00 ("12.30am - 2pm" is a slip) but the
/// whole day, 00:00-23:59; nothing else is longer than 18 hours.
bool resolve_span(const WrittenTime& from, const WrittenTime& to, Span& span);

}  // namespace fingerpost::model::detail
