#pragma once

#include <optional>
#include <string_view>

#include "base/clock.hpp"

namespace fingerpost::importers {

/// A day as British sources write it: 2026-05-04, 2026-05-04T00:00:00, 04/05/2026, 4-5-2026, 04.05.2026, 4 May 2026,
/// 04-May-26, Monday 4 May 2026. nullopt for anything else, and for days that do not exist.
std::optional<Day> parse_british_day(std::string_view text);

}  // namespace fingerpost::importers
