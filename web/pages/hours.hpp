#pragma once

#include <optional>

#include "model/schedule.hpp"
#include "web/pages/shell.hpp"

namespace fingerpost::web {

/// One day of a timetable: "Today", "10am to 4pm".
struct HoursLine {
  std::string day, times;
  bool is_today = false;

  template <typename V>
  void fields(V& visit) const {
    visit("day", day);
    visit("times", times);
    visit("is_today", is_today);
  }
};

/// When: what is true now, the coming week with today first, what comes after it, and what the hours say in words.
struct Hours {
  std::string now, state;  ///< the line, and `open`, `closed` or empty
  std::vector<HoursLine> week, later;
  std::vector<std::string> notes;

  template <typename V>
  void fields(V& visit) const {
    visit("now", now);
    visit("state", state);
    visit("week", week);
    visit("later", later);
    visit("notes", notes);
  }
};

/// Empty when there are no schedules.
std::optional<Hours> hours_of(const PageContext& context, const std::vector<model::Schedule>& schedules,
                              const model::HolidayCalendar& holidays, Instant now);

/// The schedules in force at a delivery point: its own, else the location's where the service has none, else the
/// service's. The same choice as the index makes (directory/projection.cpp).
const std::vector<model::Schedule>& schedules_at(const model::Service& service, const model::ServiceAtLocation& at,
                                                 const model::Location* location);

}  // namespace fingerpost::web
