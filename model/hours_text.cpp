#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "model/detail/hours_tokens.hpp"
#include "model/detail/repair.hpp"
#include "model/detail/weekday.hpp"
#include "model/detail/write_hours.hpp"
#include "model/schedule.hpp"

namespace fingerpost::model {
namespace {

using detail::Span;
using detail::Token;
using detail::TokenKind;
using detail::WrittenDay;

constexpr std::size_t kMaxText = 2'000;
constexpr std::size_t kMaxClauses = 60;

// Left-over words that change what the understood clauses beside them mean.
constexpr std::array<std::string_view, 34> kStrong{
    "except",    "excluding",   "exc",       "excl",        "apart",    "unless",   "term",  "termtime", "school",
    "fortnight", "fortnightly", "alternate", "alternating", "biweekly", "other",    "week",  "weeks",    "month",
    "months",    "monthly",     "january",   "february",    "march",    "april",    "june",  "july",     "august",
    "september", "october",     "november",  "december",    "holiday",  "holidays", "season"};
// Left-over words that do so when no day says what they are about.
constexpr std::array<std::string_view, 33> kWeak{
    "only",    "appointment", "appointments", "appt",      "appts",   "book",   "booking",
    "booked",  "request",     "arrangement",  "not",       "no",      "closed", "varies",
    "vary",    "variable",    "various",      "may",       "subject", "check",  "confirm",
    "current", "currently",   "temporarily",  "tbc",       "tba",     "until",  "starting",
    "starts",  "summer",      "winter",       "christmas", "easter"};

struct Clause {
  std::vector<WrittenDay> days;
  std::vector<Span> spans;
};

struct LeftOver {
  std::size_t begin, end;  ///< tokens
  bool joined;             ///< follows an understood clause with nothing between
  std::size_t part;        ///< which stretch between full stops
  std::size_t clauses;     ///< how many were understood before it
};

bool is_day_like(TokenKind kind) {
  return kind == TokenKind::day || kind == TokenKind::ordinal || kind == TokenKind::every_day ||
         kind == TokenKind::weekdays || kind == TokenKind::weekends;
}

bool is_hard(TokenKind kind) { return kind == TokenKind::semicolon || kind == TokenKind::stop; }
bool is_separator(TokenKind kind) {
  return is_hard(kind) || kind == TokenKind::comma || kind == TokenKind::conjunction;
}

/// Reads clauses ("Mon-Fri 9am-5pm") and keeps what it does not understand.
class HoursReader {
 public:
  explicit HoursReader(std::string_view text) : text_(text), tokens_(detail::hours_tokens(text)) { use_one_clock(); }

  HoursText read();

 private:
  TokenKind kind(std::size_t at) const { return at < tokens_.size() ? tokens_[at].kind : TokenKind::stop; }
  bool at_end(std::size_t at) const { return at >= tokens_.size(); }

  std::size_t skip(std::size_t at, std::initializer_list<TokenKind> kinds) const {
    while (!at_end(at) && std::ranges::find(kinds, tokens_[at].kind) != kinds.end()) ++at;
    return at;
  }

  bool clause(std::size_t& at, Clause& found) const;
  bool days_then_times(std::size_t& at, Clause& found) const;
  bool times_then_days(std::size_t& at, Clause& found) const;
  bool day_item(std::size_t& at, std::vector<WrittenDay>& days) const;
  bool ordinal_item(std::size_t& at, std::vector<WrittenDay>& days) const;
  bool day_list(std::size_t& at, std::vector<WrittenDay>& days) const;
  bool span(std::size_t& at, std::vector<Span>& spans) const;
  bool times(std::size_t& at, std::vector<Span>& spans) const;
  bool table_cell(std::size_t& at, std::vector<Span>& spans) const;
  bool holiday_note(std::size_t& at);
  bool ends_clause(std::size_t at) const;
  std::size_t next_start(std::size_t at) const;
  bool changes_meaning(const LeftOver& left, const std::vector<std::size_t>& understood_parts) const;
  void use_one_clock();
  std::string text_between(std::size_t begin, std::size_t end) const;
  HoursText all_as_text() const { return {{}, std::string(trim(text_))}; }

  std::string_view text_;
  std::vector<Token> tokens_;
  bool closed_on_holidays_ = false, open_on_holidays_ = false;
};

/// Who writes 14:00 means 08:30 by 8:30: where the 24-hour clock is used, and am and pm never, it is used throughout.
void HoursReader::use_one_clock() {
  bool late = false, halves = false;
  for (const Token& token : tokens_) {
    if (token.kind != TokenKind::time) continue;
    late |= token.time.hour >= 13;
    halves |= token.time.half != detail::Half::unsaid;
  }
  if (!late || halves) return;
  for (Token& token : tokens_)
    if (token.kind == TokenKind::time && token.time.with_minutes) token.time.is_24h = true;
}

/// Ordinals ("1st and 3rd") of one weekday. A lone "second" may mean every other: it needs "of the month".
bool HoursReader::ordinal_item(std::size_t& at, std::vector<WrittenDay>& days) const {
  std::vector<int> ordinals;
  std::size_t here = at;
  while (kind(here) == TokenKind::ordinal) {
    ordinals.push_back(tokens_[here].number);
    here = skip(here + 1, {TokenKind::comma, TokenKind::conjunction});
  }
  if (kind(here) != TokenKind::day) return false;
  const int weekday = tokens_[here++].number;
  const bool of_month = kind(here) == TokenKind::of_month;
  if (of_month) ++here;
  if (!of_month && ordinals == std::vector{2}) return false;
  for (const int nth : ordinals) days.push_back({nth, weekday});
  at = here;
  return true;
}

bool HoursReader::day_item(std::size_t& at, std::vector<WrittenDay>& days) const {
  const auto add_range = [&](int first, int last) {
    for (int day = first;; day = (day + 1) % 7) {
      days.push_back({0, day});
      if (day == last) return;
    }
  };
  switch (kind(at)) {
    case TokenKind::every_day:
      add_range(0, 6);
      break;
    case TokenKind::weekdays:
      add_range(0, 4);
      break;
    case TokenKind::weekends:
      add_range(5, 6);
      break;
    case TokenKind::ordinal:
      return ordinal_item(at, days);
    case TokenKind::day: {
      const int first = tokens_[at].number;
      if (kind(at + 1) != TokenKind::dash || kind(at + 2) != TokenKind::day) {
        days.push_back({0, first});
        break;
      }
      const int last = tokens_[at + 2].number;
      if (first == last) return false;
      add_range(first, last);
      at += 3;
      return true;
    }
    default:
      return false;
  }
  ++at;
  return true;
}

bool HoursReader::day_list(std::size_t& at, std::vector<WrittenDay>& days) const {
  std::size_t here = at;
  if (!day_item(here, days)) return false;
  for (;;) {
    at = here;
    std::size_t next = skip(here, {TokenKind::comma, TokenKind::conjunction, TokenKind::slash});
    if (next == here) return true;
    next = skip(next, {TokenKind::filler});
    if (!is_day_like(kind(next))) return true;
    if (!day_item(next, days)) return false;
    here = next;
  }
}

/// TIME - TIME, or "between TIME and TIME".
bool HoursReader::span(std::size_t& at, std::vector<Span>& spans) const {
  const bool between = at > 0 && tokens_[at - 1].word == "between";
  const bool joined = kind(at + 1) == TokenKind::dash || (between && kind(at + 1) == TokenKind::conjunction);
  if (kind(at) != TokenKind::time || !joined || kind(at + 2) != TokenKind::time) return false;
  Span read;
  if (!detail::resolve_span(tokens_[at].time, tokens_[at + 2].time, read)) return false;
  spans.push_back(read);
  at += 3;
  return true;
}

/// "09:00 - 13:00 / 14:00 - 17:00", "10:00 - 12:00 / -", "- / -": two columns of a form.
bool HoursReader::table_cell(std::size_t& at, std::vector<Span>& spans) const {
  if (span(at, spans)) return true;
  if (kind(at) != TokenKind::dash) return false;
  ++at;
  return true;
}

bool HoursReader::times(std::size_t& at, std::vector<Span>& spans) const {
  std::size_t here = at;
  const bool empty_cell = kind(here) == TokenKind::dash;
  if (empty_cell && kind(here + 1) != TokenKind::slash) return false;
  if (!table_cell(here, spans)) return false;
  at = here;
  for (;;) {
    if (kind(here) == TokenKind::slash) {
      if (!table_cell(++here, spans)) return false;
    } else {
      here = skip(here, {TokenKind::comma, TokenKind::conjunction, TokenKind::semicolon});
      here = skip(here, {TokenKind::filler});
      if (kind(here) != TokenKind::time) return true;
      if (here == at || !span(here, spans)) return false;
    }
    at = here;
  }
}

bool HoursReader::days_then_times(std::size_t& at, Clause& found) const {
  if (!day_list(at, found.days)) return false;
  at = skip(at, {TokenKind::colon, TokenKind::comma, TokenKind::filler});
  if (kind(at) == TokenKind::dash && (kind(at + 1) == TokenKind::time || kind(at + 1) == TokenKind::closed)) ++at;
  if (kind(at) == TokenKind::closed) return ++at, true;
  if (kind(at) == TokenKind::all_hours) {
    found.spans.push_back({0, 24 * 60 - 1});
    return ++at, true;
  }
  return times(at, found.spans);
}

bool HoursReader::times_then_days(std::size_t& at, Clause& found) const {
  if (kind(at) == TokenKind::closed) {
    at = skip(at + 1, {TokenKind::filler, TokenKind::colon});
  } else if (kind(at) == TokenKind::all_hours) {
    found.spans.push_back({0, 24 * 60 - 1});
    at = skip(at + 1, {TokenKind::filler, TokenKind::comma});
    if (!is_day_like(kind(at))) {
      for (int day = 0; day < 7; ++day) found.days.push_back({0, day});
      return true;
    }
  } else {
    if (!span(at, found.spans)) return false;
    at = skip(at, {TokenKind::filler, TokenKind::comma});
  }
  return day_list(at, found.days);
}

/// True where a clause may stop: before punctuation, the next day, a note on bank holidays, or the end.
bool HoursReader::ends_clause(std::size_t at) const {
  if (at_end(at) || is_separator(kind(at)) || is_day_like(kind(at)) || kind(at) == TokenKind::closed) return true;
  const std::size_t inside = kind(at) == TokenKind::open ? at + 1 : at;
  return kind(inside) == TokenKind::not_on_bank_holidays || kind(inside) == TokenKind::also_on_bank_holidays;
}

bool HoursReader::clause(std::size_t& at, Clause& found) const {
  std::size_t here = skip(at, {TokenKind::filler, TokenKind::colon});
  const bool understood = is_day_like(kind(here)) ? days_then_times(here, found) : times_then_days(here, found);
  if (!understood || !ends_clause(here)) return false;
  at = here;
  return true;
}

bool HoursReader::holiday_note(std::size_t& at) {
  std::size_t here = skip(at, {TokenKind::filler});
  const bool inside = kind(here) == TokenKind::open;
  if (inside) ++here;
  const TokenKind note = kind(here);
  if (note != TokenKind::not_on_bank_holidays && note != TokenKind::also_on_bank_holidays) return false;
  if (inside && kind(++here) != TokenKind::close) return false;
  if (!inside)
    ++here;
  else
    ++here;
  if (!ends_clause(here)) return false;
  (note == TokenKind::not_on_bank_holidays ? closed_on_holidays_ : open_on_holidays_) = true;
  at = here;
  return true;
}

/// Where reading may begin again: behind a full stop, or behind a comma with a day after it.
std::size_t HoursReader::next_start(std::size_t at) const {
  for (++at; at < tokens_.size(); ++at) {
    if (is_hard(kind(at - 1))) return at;
    if (is_separator(kind(at - 1)) && is_day_like(kind(at))) return at;
  }
  return tokens_.size();
}

bool HoursReader::changes_meaning(const LeftOver& left, const std::vector<std::size_t>& understood_parts) const {
  bool day = false, time = false, strong = false, weak = false;
  for (std::size_t i = left.begin; i < left.end; ++i) {
    const Token& token = tokens_[i];
    day |= is_day_like(token.kind);
    time |= token.kind == TokenKind::time || token.kind == TokenKind::all_hours;
    strong |= std::ranges::find(kStrong, token.word) != kStrong.end() || token.kind == TokenKind::of_month;
    weak |= std::ranges::find(kWeak, token.word) != kWeak.end() || token.kind == TokenKind::closed ||
            token.kind == TokenKind::ordinal || token.kind == TokenKind::not_on_bank_holidays ||
            token.kind == TokenKind::also_on_bank_holidays;
  }
  if (left.joined) return true;
  if (!day) return strong || weak || time;
  const auto after = understood_parts.begin() + static_cast<std::ptrdiff_t>(left.clauses);
  const bool beside = std::ranges::find(understood_parts, left.part) != understood_parts.end();
  // "Free meals Monday 6-7pm, Tuesday 12-1pm": the words in front are about the days behind them too.
  const bool label = tokens_[left.begin].kind == TokenKind::word && time &&
                     std::find(after, understood_parts.end(), left.part) != understood_parts.end();
  return (strong && beside) || label;
}

std::string HoursReader::text_between(std::size_t begin, std::size_t end) const {
  const std::size_t from = tokens_[begin].begin;
  const std::size_t to = end < tokens_.size() ? tokens_[end].begin : text_.size();
  std::string_view piece = trim(text_.substr(from, to - from));
  while (piece.ends_with(',') || piece.ends_with(';')) piece = trim(piece.substr(0, piece.size() - 1));
  return std::string(piece);
}

HoursText HoursReader::read() {
  std::vector<Clause> clauses;
  std::vector<std::size_t> parts;
  std::vector<LeftOver> left;
  std::size_t part = 0;
  for (std::size_t at = 0; at < tokens_.size();) {
    if (is_separator(kind(at))) {
      part += is_hard(kind(at)) ? 1 : 0;
      ++at;
      continue;
    }
    const std::size_t begin = at;
    const bool joined = begin > 0 && !is_separator(kind(begin - 1));
    Clause found;
    if (clause(at, found)) {
      clauses.push_back(std::move(found));
      parts.push_back(part);
      if (clauses.size() > kMaxClauses) return all_as_text();
    } else if (!holiday_note(at)) {
      at = next_start(begin);
      left.push_back({begin, at, joined, part, clauses.size()});
      for (std::size_t i = begin; i < at; ++i) part += is_hard(kind(i)) ? 1 : 0;
    }
  }
  if (closed_on_holidays_ && open_on_holidays_) return all_as_text();
  if (std::ranges::any_of(left, [&](const LeftOver& rest) { return changes_meaning(rest, parts); }))
    return all_as_text();
  HoursText result;
  for (std::size_t i = 0; i < left.size();) {
    std::size_t last = i;  // what stood together stays together
    while (last + 1 < left.size() && left[last + 1].clauses == left[i].clauses) ++last;
    const std::string piece = text_between(left[i].begin, left[last].end);
    if (!piece.empty()) result.rest += (result.rest.empty() ? "" : "; ") + piece;
    i = last + 1;
  }
  detail::WeekTable week;
  for (const Clause& found : clauses)
    for (const WrittenDay& day : found.days)
      for (const Span& open : found.spans) week.add(day, open);
  result.schedules = week.schedules(closed_on_holidays_ ? "Closed on bank holidays"
                                    : open_on_holidays_ ? "Open on bank holidays"
                                                        : "");
  return result.schedules.empty() ? all_as_text() : result;
}

}  // namespace

HoursText schedules_from_text(std::string_view text) {
  const auto plain = detail::text_from_html(text);
  const std::string_view words = trim(plain ? std::string_view(*plain) : text);
  if (words.size() > kMaxText || !is_valid_utf8(words)) return {{}, std::string(words)};
  return HoursReader(words).read();
}

}  // namespace fingerpost::model
