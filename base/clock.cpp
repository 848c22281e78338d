#include "base/clock.hpp"

#include <charconv>
#include <fmt/format.h>

namespace fingerpost {
namespace {

using namespace std::chrono;

/// `count` digits at `at`, or -1.
int digits(std::string_view text, std::size_t at, std::size_t count) {
  if (at + count > text.size()) return -1;
  int value = 0;
  for (std::size_t i = at; i < at + count; ++i) {
    if (text[i] < '0' || text[i] > '9') return -1;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

/// The offset at the end of an RFC 3339 time ("Z", "+01:00"), or nullopt.
std::optional<minutes> parse_offset(std::string_view zone) {
  if (zone == "Z" || zone == "z") return minutes{0};
  if (zone.size() != 6 || zone[3] != ':' || (zone[0] != '+' && zone[0] != '-')) return std::nullopt;
  const int h = digits(zone, 1, 2), m = digits(zone, 4, 2);
  if (h < 0 || h > 23 || m < 0 || m > 59) return std::nullopt;
  const minutes offset{h * 60 + m};
  return zone[0] == '-' ? -offset : offset;
}

}  // namespace

Instant SystemClock::now() const { return floor<milliseconds>(system_clock::now()); }

std::string to_rfc3339(Instant instant) {
  const auto day = floor<days>(instant);
  const hh_mm_ss time{instant - day};
  const Day date{day};
  std::string text = fmt::format("{}T{:02}:{:02}:{:02}", to_string(date), time.hours().count(), time.minutes().count(),
                                 time.seconds().count());
  if (time.subseconds().count() != 0) text += fmt::format(".{:03}", time.subseconds().count());
  return text + 'Z';
}

std::optional<Instant> parse_rfc3339(std::string_view text) {
  const auto day = parse_day(text.substr(0, 10));
  if (!day) return std::nullopt;
  if (text.size() == 10) return sys_days{*day};
  if (text.size() < 20 || (text[10] != 'T' && text[10] != 't' && text[10] != ' ') || text[13] != ':' || text[16] != ':')
    return std::nullopt;
  const int h = digits(text, 11, 2), m = digits(text, 14, 2), s = digits(text, 17, 2);
  if (h < 0 || h > 23 || m < 0 || m > 59 || s < 0 || s > 60) return std::nullopt;
  std::size_t at = 19;
  int milli = 0;
  if (text[at] == '.') {
    int scale = 100;
    for (++at; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at, scale /= 10)
      milli += (text[at] - '0') * scale;
  }
  const auto offset = parse_offset(text.substr(at));
  if (!offset) return std::nullopt;
  return sys_days{*day} + hours{h} + minutes{m} + seconds{s} + milliseconds{milli} - *offset;
}

std::string to_string(Day day) {
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                     static_cast<unsigned>(day.day()));
}

std::optional<Day> parse_day(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const int y = digits(text, 0, 4), m = digits(text, 5, 2), d = digits(text, 8, 2);
  if (y < 0 || m < 0 || d < 0) return std::nullopt;
  const Day day{year{y}, month{static_cast<unsigned>(m)}, std::chrono::day{static_cast<unsigned>(d)}};
  return day.ok() ? std::optional{day} : std::nullopt;
}

}  // namespace fingerpost
