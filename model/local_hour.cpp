#include "model/detail/london_time.hpp"
#include "model/local_time.hpp"
#include "model/schedule.hpp"

namespace fingerpost::model {

LocalTime local_time(Instant at) { return detail::london_time(at); }

Instant instant_of(LocalTime local) { return detail::instant_in_london(local); }

unsigned local_hour_of_week(Instant at) {
  const detail::LocalTime local = detail::london_time(at);
  const auto day = std::chrono::floor<std::chrono::days>(local);
  const unsigned weekday = std::chrono::weekday{day}.iso_encoding() - 1;
  return weekday * 24 + static_cast<unsigned>(std::chrono::floor<std::chrono::hours>(local - day).count());
}

}  // namespace fingerpost::model
