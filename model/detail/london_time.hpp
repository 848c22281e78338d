#pragma once

#include <chrono>

#include "base/clock.hpp"

namespace fingerpost::model::detail {

/// Local wall time; its zone is known from the context.
using LocalTime = std::chrono::local_time<std::chrono::milliseconds>;
using LocalDay = std::chrono::local_days;

/// What clocks in London show at `at`.
LocalTime london_time(Instant at);

/// When clocks in London show `local`. A time that clocks skip (last Sunday of March, 01:00–02:00) is the moment of the
/// change; one they show twice is the first, as RFC 5545 has it.
Instant instant_in_london(LocalTime local);

/// The European rule: summer time from 01:00 UTC on the last Sunday of March to 01:00 UTC on the last Sunday of
/// October. Used where the zone database is absent, or ends (it holds no changes after 2037).
bool is_summer_time_by_rule(Instant at);

}  // namespace fingerpost::model::detail
