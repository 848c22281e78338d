#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace fingerpost::model::detail {

/// RFC 5545 codes, Monday first; a weekday here is 0 (Monday) to 6 (Sunday).
inline constexpr std::array<std::string_view, 7> kWeekdayCodes{"MO", "TU", "WE", "TH", "FR", "SA", "SU"};

/// "MO", "Mon", "monday", "Mondays", "Tues", "Weds", "Thur", "Thurs" in any case; nullopt for anything else ("T", "S").
std::optional<int> weekday_of(std::string_view text);

/// "January", "Jan", "Sept" in any case: 1 to 12.
std::optional<int> month_of(std::string_view text);

}  // namespace fingerpost::model::detail
