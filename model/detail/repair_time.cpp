#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <vector>

#include "base/clock.hpp"
#include "base/text.hpp"
#include "model/detail/repair.hpp"
#include "model/detail/weekday.hpp"

namespace fingerpost::model::detail {
namespace {

constexpr int kFirstYear = 1000;  // 0001-01-01 is .NET's "no date"

bool all_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

int number(std::string_view digits) {
  int value = -1;
  if (digits.size() <= 4) std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

std::optional<Day> day_from(int year, int month, int day) {
  if (year < kFirstYear || month < 1 || day < 1) return std::nullopt;
  const Day made{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                 std::chrono::day{static_cast<unsigned>(day)}};
  return made.ok() ? std::optional(made) : std::nullopt;
}

/// 3/12/2024, 03-12-2024, 3.12.2024 (day first, as in Britain), 3 December 2024, 3rd Dec 2024.
std::optional<Day> british_day(std::string_view text) {
  std::string spaced(text);
  std::ranges::replace_if(
      spaced, [](char c) { return c == '/' || c == '-' || c == '.' || c == ','; }, ' ');
  const auto pieces = split_list(spaced, ' ');
  if (pieces.size() != 3 || pieces[2].size() != 4 || !all_digits(pieces[2])) return std::nullopt;
  std::string_view day = pieces[0];
  if (day.size() > 2 && !all_digits(day)) day.remove_suffix(2);
  if (!all_digits(day) || day.size() > 2) return std::nullopt;
  const auto named = month_of(pieces[1]);
  if (!named && !(all_digits(pieces[1]) && pieces[1].size() <= 2)) return std::nullopt;
  return day_from(number(pieces[2]), named ? *named : number(pieces[1]), number(day));
}

std::optional<Day> any_day(std::string_view text) {
  if (text.size() >= 10 && (text.size() == 10 || text[10] == 'T' || text[10] == 't' || text[10] == ' ')) {
    const auto day = parse_day(text.substr(0, 10));
    if (day) return static_cast<int>(day->year()) >= kFirstYear ? day : std::nullopt;
  }
  return british_day(text);
}

/// What stands behind the seconds or minutes and says nothing about local time: "Z", "+01:00", ".000".
std::string_view without_zone(std::string_view text) {
  if (text.ends_with('z')) text.remove_suffix(1);
  const std::size_t sign = text.find_last_of("+-");
  if (sign != std::string_view::npos && sign >= 4 && text.size() - sign >= 3 && text.size() - sign <= 6)
    text = text.substr(0, sign);
  const std::size_t dot = text.rfind('.');
  if (dot != std::string_view::npos && std::ranges::count(text.substr(0, dot), ':') == 2) text = text.substr(0, dot);
  return text;
}

enum class Half { none, am, pm };

Half take_half(std::string& text) {
  for (const auto& [suffix, half] :
       {std::pair{"a.m.", Half::am}, {"p.m.", Half::pm}, {"am", Half::am}, {"pm", Half::pm}})
    if (text.ends_with(suffix)) {
      text.resize(text.size() - std::string_view(suffix).size());
      return half;
    }
  return Half::none;
}

/// Seconds are kept when they were given; -1 for what is no time.
struct Time {
  int hour = -1, minute = 0, second = -1;
};

Time parse_digits(std::string_view text, Half half) {
  Time time;
  std::vector<std::string_view> pieces = split(text, text.find(':') != std::string_view::npos ? ':' : '.');
  if (pieces.size() == 1 && all_digits(text) && (text.size() == 4 || text.size() == 3))
    pieces = {text.substr(0, text.size() - 2), text.substr(text.size() - 2)};
  if (pieces.size() > 3 || !std::ranges::all_of(pieces, [](auto p) { return all_digits(p) && p.size() <= 2; }))
    return time;
  const int hour = number(pieces[0]);
  time.minute = pieces.size() > 1 ? number(pieces[1]) : 0;
  time.second = pieces.size() > 2 ? number(pieces[2]) : -1;
  if (pieces.size() > 1 && pieces[1].size() != 2) return {};
  if (time.minute > 59 || time.second > 59) return {};
  if (half != Half::none && (hour < 1 || hour > 12) && !(half == Half::pm && hour > 12 && hour < 24)) return {};
  if (hour > 24 || (hour == 24 && (time.minute != 0 || time.second > 0))) return {};
  time.hour = hour == 24 ? 0 : hour;
  if (half == Half::am && hour == 12) time.hour = 0;
  if (half == Half::pm && hour < 12) time.hour = hour + 12;
  return time;
}

Time parse_time(std::string_view text) {
  std::string lower = ascii_lower(text);
  std::erase_if(lower, [](char c) { return c == ' '; });
  if (lower == "noon" || lower == "midday" || lower == "12noon" || lower == "12midday") return {12, 0, -1};
  if (lower == "midnight" || lower == "12midnight") return {0, 0, -1};
  if (lower.size() > 11 && parse_day(std::string_view(lower).substr(0, 10)) && lower[10] == 't') lower.erase(0, 11);
  lower = without_zone(lower);
  const Half half = take_half(lower);
  return parse_digits(lower, half);
}

/// One piece of byday: "TU", "1TU", "-1FR", "Thursdays"; empty when it is none.
std::string weekday_piece(std::string_view piece) {
  std::size_t digits = 0;
  while (digits < piece.size() &&
         (piece[digits] == '+' || piece[digits] == '-' || (piece[digits] >= '0' && piece[digits] <= '9')))
    ++digits;
  std::string_view ordinal = piece.substr(0, digits);
  const auto day = weekday_of(piece.substr(digits));
  if (!day) return {};
  if (ordinal.starts_with('+')) ordinal.remove_prefix(1);
  const auto nth = parse_integer(ordinal);
  if (!ordinal.empty() && (!nth || *nth == 0 || *nth < -53 || *nth > 53)) return {};
  return (ordinal.empty() ? "" : std::to_string(*nth)) + std::string(kWeekdayCodes[static_cast<std::size_t>(*day)]);
}

/// "Mon-Fri" as its days; empty when it is no such range.
std::vector<std::string> weekday_range(std::string_view piece) {
  const std::size_t dash = piece.find('-', 1);
  if (dash == std::string_view::npos) return {};
  const auto first = weekday_of(piece.substr(0, dash)), last = weekday_of(piece.substr(dash + 1));
  if (!first || !last) return {};
  std::vector<std::string> days;
  for (int day = *first;; day = (day + 1) % 7) {
    days.emplace_back(kWeekdayCodes[static_cast<std::size_t>(day)]);
    if (day == *last) return days;
  }
}

}  // namespace

std::optional<Repair> repair_date(std::string_view text) {
  const auto day = any_day(text);
  if (!day) return unusable("bad-date", "Not a date: give it as YYYY-MM-DD.");
  return noted(text, fingerpost::to_string(*day), "date-rewritten", "The date was rewritten as YYYY-MM-DD.");
}

std::optional<Repair> repair_moment(std::string_view text) {
  if (text.size() > 10 && parse_rfc3339(text)) return std::nullopt;
  return repair_date(text);
}

std::optional<Repair> repair_date_time(std::string_view text) {
  if (text.size() > 10 && text[10] == 'T' && parse_rfc3339(text) &&
      parse_day(text.substr(0, 10))->year() >= std::chrono::year{kFirstYear})
    return std::nullopt;
  const auto day = any_day(text);
  if (!day) return unusable("bad-date-time", "Not a date and time: give it as 2026-11-21T09:30:00Z.");
  std::string candidate(text);
  if (candidate.size() > 10) candidate[10] = 'T';
  std::string_view note = "A time zone was missing: UTC was taken.";
  if (!parse_rfc3339(candidate)) candidate += 'Z';
  if (candidate.size() <= 11 || !parse_rfc3339(candidate)) {
    const Time time = text.size() > 11 && parse_day(text.substr(0, 10)) ? parse_time(text.substr(11)) : Time{};
    candidate = time.hour < 0 ? fingerpost::to_string(*day) + "T00:00:00Z"
                              : fmt::format("{}T{:02}:{:02}:{:02}Z", fingerpost::to_string(*day), time.hour,
                                            time.minute, std::max(time.second, 0));
    note = "The date was completed to a date and time.";
  }
  return noted(text, std::move(candidate), "date-rewritten", std::string(note));
}

std::optional<Repair> repair_time(std::string_view text) {
  const Time time = parse_time(text);
  if (time.hour < 0) return unusable("bad-time", "Not a time of day: give it as HH:MM.");
  std::string written = fmt::format("{:02}:{:02}", time.hour, time.minute);
  if (time.second >= 0) written += fmt::format(":{:02}", time.second);
  return noted(text, std::move(written), "time-rewritten", "The time was rewritten as local HH:MM.");
}

std::optional<Repair> repair_weekdays(std::string_view text) {
  std::string plain = ascii_lower(text);
  for (const std::string_view word : {" and ", "&", ";", "/", "\n"})
    for (std::size_t at = plain.find(word); at != std::string::npos; at = plain.find(word))
      plain.replace(at, word.size(), ",");
  std::erase(plain, ' ');
  std::vector<std::string> days;
  for (const std::string_view piece : split_list(plain)) {
    std::vector<std::string> found = weekday_range(piece);
    if (found.empty()) found = {weekday_piece(piece)};
    if (found.front().empty()) return unusable("bad-weekday", "Not weekdays: give them as MO,TU or 1TU,-1FR.");
    for (std::string& day : found)
      if (std::ranges::find(days, day) == days.end()) days.push_back(std::move(day));
  }
  std::string joined;
  for (const std::string& day : days) joined += (joined.empty() ? "" : ",") + day;
  return noted(text, std::move(joined), "weekday-rewritten", "Weekdays were rewritten as MO to SU.");
}

std::optional<Repair> repair_freq(std::string_view text) {
  const std::string upper = ascii_upper(text);
  if (upper == "WEEKLY" || upper == "MONTHLY" || upper == "DAILY" || upper == "YEARLY") return quiet(text, upper);
  const std::string_view short_forms[][2] = {{"WEEK", "WEEKLY"}, {"MONTH", "MONTHLY"}, {"DAY", "DAILY"},
                                             {"W", "WEEKLY"},    {"M", "MONTHLY"},     {"ANNUALLY", "YEARLY"}};
  for (const auto& [form, freq] : short_forms)
    if (upper == form) return noted(text, std::string(freq), "freq-rewritten", "The frequency was rewritten.");
  return unusable("bad-freq", "HSDS has WEEKLY and MONTHLY.");
}

std::optional<Repair> repair_numbers(std::string_view text) {
  std::string joined;
  for (std::string_view piece : split_list(text)) {
    if (piece.starts_with('+')) piece.remove_prefix(1);
    const auto value = parse_integer(piece);
    if (!value || *value == 0 || *value < -366 || *value > 366)
      return unusable("bad-number-list", "Not a list of day or week numbers: give it as 1,15,-1.");
    joined += (joined.empty() ? "" : ",") + std::to_string(*value);
  }
  return quiet(text, std::move(joined));
}

}  // namespace fingerpost::model::detail
