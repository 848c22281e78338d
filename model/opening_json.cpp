#include <array>
#include <fmt/format.h>

#include "base/json.hpp"
#include "model/detail/london_time.hpp"
#include "model/schedule.hpp"

namespace fingerpost::model {
namespace {

using namespace std::chrono;
using detail::london_time;

constexpr std::array<std::string_view, 7> kDays{"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                "Friday", "Saturday", "Sunday"};
constexpr std::array<std::string_view, 12> kMonths{"January",   "February", "March",    "April",
                                                   "May",       "June",     "July",     "August",
                                                   "September", "October",  "November", "December"};
constexpr days kAllTheTime{6};  // open for longer than that: no closing time worth saying

std::string clock_text(Instant at) {
  const auto local = london_time(at);
  const hh_mm_ss time{floor<minutes>(local) - floor<days>(local)};
  return fmt::format("{:02}:{:02}", time.hours().count(), time.minutes().count());
}

/// "", " tomorrow", " on Tuesday", " on 3 March": the day of `then` as told on the day of `now`.
std::string day_text(Instant then, Instant now) {
  const auto that = floor<days>(london_time(then)), today = floor<days>(london_time(now));
  const auto away = (that - today).count();
  if (away == 0) return "";
  if (away == 1) return " tomorrow";
  if (away < 7) return fmt::format(" on {}", kDays[weekday{that}.iso_encoding() - 1]);
  const year_month_day date{that};
  return fmt::format(" on {} {}", static_cast<unsigned>(date.day()), kMonths[static_cast<unsigned>(date.month()) - 1]);
}

std::string text_of(OpenState state, const std::optional<Opening>& next, Instant at, bool holiday) {
  if (state == OpenState::open) {
    if (next->closes - at > kAllTheTime) return "Open all the time";
    return fmt::format("Open until {}{}", clock_text(next->closes), day_text(next->closes, at));
  }
  std::string text = state == OpenState::closed ? "Closed"
                     : holiday                  ? "Bank holiday, hours not known"
                                                : "Hours not known";
  if (next)
    text += fmt::format(", {} at {}{}", state == OpenState::closed ? "opens" : "open", clock_text(next->opens),
                        day_text(next->opens, at));
  return text;
}

}  // namespace

Json opening_json(const OpeningHours& hours, Instant at, const HolidayCalendar& holidays) {
  const OpenState state = hours.state_at(at, holidays);
  const auto next = hours.next_opening(at, holidays);
  const bool holiday = holidays.contains(year_month_day{local_days{floor<days>(london_time(at))}});
  Json json = Json::object();
  json.append_member("state", state == OpenState::open ? "open" : state == OpenState::closed ? "closed" : "unknown");
  if (next && state != OpenState::open) json.append_member("opens", to_rfc3339(next->opens));
  if (next && !(state == OpenState::open && next->closes - at > kAllTheTime))
    json.append_member("closes", to_rfc3339(next->closes));
  json.append_member("text", text_of(state, next, at, holiday));
  return json;
}

}  // namespace fingerpost::model
