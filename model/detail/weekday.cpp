#include "model/detail/weekday.hpp"

#include <string>

#include "base/text.hpp"

namespace fingerpost::model::detail {
namespace {

constexpr std::array<std::string_view, 7> kDays{"monday", "tuesday",  "wednesday", "thursday",
                                                "friday", "saturday", "sunday"};
constexpr std::array<std::string_view, 12> kMonths{"january",   "february", "march",    "april",
                                                   "may",       "june",     "july",     "august",
                                                   "september", "october",  "november", "december"};

struct Short {
  std::string_view text;
  int day;
};
// "tu" and "th" are also RFC 5545's; "m", "t" and "s" alone are nobody's.
constexpr std::array kShort{Short{"mo", 0},  Short{"mon", 0},  Short{"tu", 1},    Short{"tue", 1},    Short{"tues", 1},
                            Short{"we", 2},  Short{"wed", 2},  Short{"weds", 2},  Short{"wednes", 2}, Short{"th", 3},
                            Short{"thu", 3}, Short{"thur", 3}, Short{"thurs", 3}, Short{"fr", 4},     Short{"fri", 4},
                            Short{"sa", 5},  Short{"sat", 5},  Short{"su", 6},    Short{"sun", 6}};

}  // namespace

std::optional<int> weekday_of(std::string_view text) {
  if (text.size() < 2 || text.size() > 11) return std::nullopt;
  std::string lower = ascii_lower(text);
  for (const Short& abbreviation : kShort)
    if (abbreviation.text == lower) return abbreviation.day;
  if (lower.ends_with("'s")) lower.erase(lower.size() - 2, 1);
  if (lower.ends_with('s')) lower.pop_back();
  for (std::size_t i = 0; i < kDays.size(); ++i)
    if (kDays[i] == lower) return static_cast<int>(i);
  for (const Short& abbreviation : kShort)
    if (abbreviation.text.size() >= 3 && abbreviation.text == lower) return abbreviation.day;
  return std::nullopt;
}

std::optional<int> month_of(std::string_view text) {
  const std::string lower = ascii_lower(text);
  for (std::size_t i = 0; i < kMonths.size(); ++i)
    if (kMonths[i] == lower || (lower.size() == 3 && kMonths[i].starts_with(lower))) return static_cast<int>(i) + 1;
  return lower == "sept" ? std::optional(9) : std::nullopt;
}

}  // namespace fingerpost::model::detail
