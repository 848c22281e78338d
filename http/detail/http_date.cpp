#include "http/detail/http_date.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <string_view>

namespace fingerpost::http {
namespace {

constexpr std::array<std::string_view, 7> kWeekdays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::array<std::string_view, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                   "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

}  // namespace

std::string http_date(Instant instant) {
  const auto days = std::chrono::floor<std::chrono::days>(instant);
  const Day day(days);
  const auto weekday = std::chrono::weekday(days).c_encoding();
  const std::chrono::hh_mm_ss time(std::chrono::floor<std::chrono::seconds>(instant - days));
  return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT", kWeekdays[weekday], unsigned(day.day()),
                     kMonths[unsigned(day.month()) - 1], int(day.year()), time.hours().count(), time.minutes().count(),
                     time.seconds().count());
}

std::optional<Instant> parse_http_date(std::string_view text) {
  // "Sun, 06 Nov 1994 08:49:37 GMT"
  constexpr std::size_t kLength = 29;
  if (text.size() != kLength || !text.ends_with(" GMT")) return std::nullopt;
  const auto month = std::find(kMonths.begin(), kMonths.end(), text.substr(8, 3));
  if (month == kMonths.end()) return std::nullopt;
  return parse_rfc3339(fmt::format("{}-{:02}-{}T{}Z", text.substr(12, 4), month - kMonths.begin() + 1,
                                   text.substr(5, 2), text.substr(17, 8)));
}

const std::string& DateLine::now() {
  const Instant instant = clock_.now();
  const auto second = std::chrono::floor<std::chrono::seconds>(instant);
  if (second != second_ || text_.empty()) {
    second_ = second;
    text_ = http_date(instant);
  }
  return text_;
}

}  // namespace fingerpost::http
