#include "http/detail/http_date.hpp"

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
