#include "model/detail/write_hours.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <tuple>

#include "model/detail/weekday.hpp"

namespace fingerpost::model::detail {
namespace {

std::string clock(int minutes) { return fmt::format("{:02}:{:02}", minutes / 60, minutes % 60); }

}  // namespace

void WeekTable::add(const WrittenDay& day, const Span& span) {
  std::vector<Span>& spans = days_[day];
  if (std::ranges::find(spans, span) == spans.end()) spans.push_back(span);
}

std::vector<Schedule> WeekTable::schedules(std::string_view description) const {
  // (monthly?, opens, closes) → the days: the map's order is the order of what comes out.
  std::map<std::tuple<bool, int, int>, std::string> rows;
  for (const auto& [day, spans] : days_)
    for (const Span& span : spans) {
      std::string& byday = rows[{day.nth != 0, span.opens, span.closes}];
      if (!byday.empty()) byday += ',';
      if (day.nth != 0) byday += std::to_string(day.nth);
      byday += kWeekdayCodes[static_cast<std::size_t>(day.weekday)];
    }
  std::vector<Schedule> all;
  for (const auto& [key, byday] : rows) {
    const auto& [monthly, opens, closes] = key;
    Schedule& schedule = all.emplace_back();
    schedule.freq = monthly ? "MONTHLY" : "WEEKLY";
    schedule.byday = byday;
    schedule.opens_at = clock(opens);
    schedule.closes_at = clock(closes);
    schedule.description = description;
  }
  return all;
}

}  // namespace fingerpost::model::detail
