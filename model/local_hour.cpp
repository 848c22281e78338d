#include <date/tz.h>

#include "model/schedule.hpp"

namespace fingerpost::model {

unsigned local_hour_of_week(Instant at) {
  static const date::time_zone* const london = date::locate_zone("Europe/London");
  const auto local = london->to_local(at);
  const auto day = date::floor<date::days>(local);
  const unsigned weekday = date::weekday{day}.iso_encoding() - 1;
  const auto hour = std::chrono::floor<std::chrono::hours>(local - day).count();
  return weekday * 24 + static_cast<unsigned>(hour);
}

}  // namespace fingerpost::model
