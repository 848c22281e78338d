#include "web/wording.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "base/text.hpp"
#include "model/local_time.hpp"

namespace fingerpost::web {
namespace {

using namespace std::chrono;

constexpr geo::Metres kMile = 1'609.344, kYard = 0.9144;
constexpr std::size_t kMaxUrl = 2'000;

std::string month_name(const Messages& messages, Day day) {
  return messages[fmt::format("month.{}", static_cast<unsigned>(day.month()))];
}

std::string weekday_name(const Messages& messages, Day day) {
  return messages[fmt::format("weekday.{}", weekday{sys_days{day}}.iso_encoding())];
}

/// "", " tomorrow", " on Tuesday", " on Tuesday 3 March": the day of `then` as told on the day of `now`.
std::string day_suffix(const Messages& messages, Instant then, Instant now) {
  const Day that = local_day(then), today = local_day(now);
  const auto away = (sys_days{that} - sys_days{today}).count();
  if (away == 0) return {};
  if (away == 1) return " " + messages["opening.tomorrow"];
  if (away > 1 && away < 7) return " " + messages.with("opening.on", {{"day", weekday_name(messages, that)}});
  return " " + messages.with("opening.on", {{"day", long_date(messages, that, today)}});
}

}  // namespace

Day local_day(Instant at) { return Day{local_days{floor<days>(model::local_time(at))}}; }

std::string date(const Messages& messages, Day day) {
  return fmt::format("{} {} {}", static_cast<unsigned>(day.day()), month_name(messages, day),
                     static_cast<int>(day.year()));
}

std::string long_date(const Messages& messages, Day day, Day today) {
  std::string text =
      fmt::format("{} {} {}", weekday_name(messages, day), static_cast<unsigned>(day.day()), month_name(messages, day));
  if (day.year() != today.year()) text += fmt::format(" {}", static_cast<int>(day.year()));
  return text;
}

std::string clock_time(const Messages& messages, Instant at) {
  const auto local = model::local_time(at);
  const hh_mm_ss time{floor<minutes>(local) - floor<days>(local)};
  const auto hour = time.hours().count(), minute = time.minutes().count();
  if (minute == 0 && hour == 12) return messages["time.noon"];
  if (minute == 0 && hour == 0) return messages["time.midnight"];
  const std::string& half = messages[hour < 12 ? "time.am" : "time.pm"];
  const auto shown = hour % 12 == 0 ? 12 : hour % 12;
  return minute == 0 ? fmt::format("{}{}", shown, half) : fmt::format("{}.{:02}{}", shown, minute, half);
}

std::string time_and_day(const Messages& messages, Instant at, Instant now) {
  return clock_time(messages, at) + day_suffix(messages, at, now);
}

std::string distance(const Messages& messages, geo::Metres metres) {
  const double miles = metres / kMile;
  if (miles < 0.25) {
    const auto yards = static_cast<std::uint64_t>(std::max(50.0, std::round(metres / kYard / 50) * 50));
    return messages.counted("distance.yards", yards);
  }
  if (miles < 9.95) {
    const std::string number = fmt::format("{:.1f}", miles);
    if (number == "1.0") return messages.counted("distance.miles", 1);
    return messages.with("distance.miles#other", {{"n", number}});
  }
  return messages.counted("distance.miles", static_cast<std::uint64_t>(std::llround(miles)));
}

std::string opening_line(const Messages& messages, const Json& opening, Instant now) {
  if (opening.is_null()) return {};
  const std::string_view state = opening["state"].string();
  const auto opens = parse_rfc3339(opening["opens"].string()), closes = parse_rfc3339(opening["closes"].string());
  if (state == "open") {
    if (!closes) return messages["opening.always"];
    return messages.with("opening.open", {{"time", time_and_day(messages, *closes, now)}});
  }
  const char* key = state == "closed" ? (opens ? "opening.closed_opens" : "opening.closed")
                                      : (opens ? "opening.unknown_opens" : "opening.unknown");
  if (!opens) return messages[key];
  return messages.with(key, {{"time", time_and_day(messages, *opens, now)}});
}

std::string language_name(const Messages& messages, std::string_view code) {
  const std::string* name = messages.find("language." + std::string(code));
  return name != nullptr ? *name : std::string(code);
}

std::string tel_of(std::string_view number) {
  std::string digits;
  for (const char c : number) {
    if (c >= '0' && c <= '9') digits += c;
    if (c == '+' && digits.empty()) digits += c;
    if (digits.size() > 3 && (c == ',' || c == ';' || c == '/' || (c >= 'a' && c <= 'z'))) break;
  }
  return digits.size() < 3 ? std::string() : digits;
}

std::string safe_url(std::string_view url) {
  std::string text(trim(url));
  if (text.empty() || text.size() > kMaxUrl) return {};
  for (const char c : text)
    if (static_cast<unsigned char>(c) <= ' ' || c == '"' || c == '<' || c == '>' || c == '\\' || c == '`') return {};
  const std::string lower = ascii_lower(text);
  if (lower.starts_with("https://") || lower.starts_with("http://")) return text;
  // A bare host, "www.example.org/page": no scheme, no userinfo, a dot before the first slash.
  const std::string_view host = std::string_view(text).substr(0, text.find('/'));
  if (host.find_first_of(":@?#") != std::string_view::npos || host.find('.') == std::string_view::npos) return {};
  return "https://" + text;
}

}  // namespace fingerpost::web
