#include "web/pages/hours.hpp"

#include <algorithm>
#include <map>

#include "base/json.hpp"
#include "base/text.hpp"
#include "model/local_time.hpp"
#include "web/wording.hpp"

namespace fingerpost::web {
namespace {

using namespace std::chrono;

constexpr int kWeek = 7, kLaterDays = 92;
constexpr std::size_t kMostLater = 6, kMostSpans = 60;

std::string span_text(const Messages& messages, const model::Opening& opening) {
  if (opening.closes - opening.opens >= hours(24)) return messages["hours.all_day"];
  return messages.with("hours.span",
                       {{"from", clock_time(messages, opening.opens)}, {"to", clock_time(messages, opening.closes)}});
}

Instant midnight(Day day) { return model::instant_of(local_days{day}); }

Day after(Day day, int by) { return Day{sys_days{day} + days{by}}; }

void add_week(Hours& hours, const Messages& messages, const std::map<Day, std::string>& by_day, Day today,
              const model::HolidayCalendar& holidays) {
  for (int i = 0; i < kWeek; ++i) {
    const Day day = after(today, i);
    const auto found = by_day.find(day);
    std::string name = i == 0   ? messages["hours.today"]
                       : i == 1 ? messages["hours.tomorrow"]
                                : long_date(messages, day, today);
    std::string times = found != by_day.end()    ? found->second
                        : holidays.contains(day) ? messages["hours.holiday"]
                                                 : messages["hours.closed"];
    hours.week.push_back({std::move(name), std::move(times), i == 0});
  }
}

}  // namespace

const std::vector<model::Schedule>& schedules_at(const model::Service& service, const model::ServiceAtLocation& at,
                                                 const model::Location* location) {
  if (!at.schedules.empty()) return at.schedules;
  if (location != nullptr && !location->schedules.empty() && service.schedules.empty()) return location->schedules;
  return service.schedules;
}

std::optional<Hours> hours_of(const PageContext& context, const std::vector<model::Schedule>& schedules,
                              const model::HolidayCalendar& holidays, Instant now) {
  if (schedules.empty()) return std::nullopt;
  const Messages& messages = context.messages;
  const model::OpeningHours opening_hours(schedules);
  Hours hours;
  const Json opening = model::opening_json(opening_hours, now, holidays);
  hours.now = opening_line(messages, opening, now);
  hours.state = opening["state"].string() == "unknown" ? "" : opening["state"].string();
  const Day today = local_day(now);
  std::map<Day, std::string> by_day;
  const auto add = [&](const model::Opening& opening_span) {
    std::string& times = by_day[local_day(opening_span.opens)];
    times += (times.empty() ? "" : ", ") + span_text(messages, opening_span);
  };
  for (const auto& each : opening_hours.openings(midnight(today), midnight(after(today, kWeek)), holidays, kMostSpans))
    add(each);
  if (!by_day.empty()) add_week(hours, messages, by_day, today, holidays);
  const bool is_weekly = std::ranges::all_of(schedules, [](const model::Schedule& schedule) {
    return schedule.freq == "WEEKLY" && schedule.interval.value_or(1) == 1;
  });
  if (!is_weekly || by_day.empty()) {
    by_day.clear();
    for (const auto& each : opening_hours.openings(midnight(after(today, kWeek)), midnight(after(today, kLaterDays)),
                                                   holidays, kMostLater))
      add(each);
    for (const auto& [day, times] : by_day) hours.later.push_back({long_date(messages, day, today), times, false});
  }
  for (const model::Schedule& schedule : schedules)
    for (const std::string* text : {&schedule.description, &schedule.notes}) {
      const std::string note = plain_text_from_html(trim(*text));
      if (!note.empty() && std::ranges::find(hours.notes, note) == hours.notes.end()) hours.notes.push_back(note);
    }
  if (hours.now.empty() && hours.week.empty() && hours.later.empty() && hours.notes.empty()) return std::nullopt;
  return hours;
}

}  // namespace fingerpost::web
