#pragma once

#include <chrono>

#include "base/clock.hpp"

namespace fingerpost::model {

/// Wall time in Europe/London, clock changes included: what people are told.
using LocalTime = std::chrono::local_time<std::chrono::milliseconds>;

/// What clocks in London show at `at`.
LocalTime local_time(Instant at);

/// When clocks in London show `local`: the moment of the change for a time they skip, the first for one shown twice.
Instant instant_of(LocalTime local);

}  // namespace fingerpost::model
