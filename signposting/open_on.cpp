#include <array>
#include <fmt/format.h>

#include "base/text.hpp"
#include "model/schedule.hpp"
#include "signposting/enquiry.hpp"

namespace fingerpost::signposting {
namespace {

constexpr unsigned kDayHours = 24;

struct Days {
  std::string_view name;
  unsigned first, count;  ///< days of the week from Monday
};
constexpr std::array kDays = std::to_array<Days>({{"monday", 0, 1},
                                                  {"tuesday", 1, 1},
                                                  {"wednesday", 2, 1},
                                                  {"thursday", 3, 1},
                                                  {"friday", 4, 1},
                                                  {"saturday", 5, 1},
                                                  {"sunday", 6, 1},
                                                  {"weekday", 0, 5},
                                                  {"weekend", 5, 2}});

struct Hours {
  std::string_view name;
  unsigned begin, end;
};
/// What people mean by them when they ask whether a place is open.
constexpr std::array kHours = std::to_array<Hours>({{"morning", 6, 12}, {"afternoon", 12, 17}, {"evening", 17, 24}});

template <typename List>
const typename List::value_type* find(const List& list, std::string_view name) {
  for (const auto& each : list)
    if (each.name == name) return &each;
  return nullptr;
}

bool is_day(std::string_view text) { return text == "today" || text == "tomorrow" || find(kDays, text) != nullptr; }

/// "saturday-morning" → saturday, morning; either may be empty.
std::pair<std::string_view, std::string_view> parts_of(std::string_view text) {
  if (text == "tonight") return {"today", "evening"};
  const std::size_t hyphen = text.find('-');
  if (hyphen != std::string_view::npos) return {text.substr(0, hyphen), text.substr(hyphen + 1)};
  return is_day(text) ? std::pair(text, std::string_view()) : std::pair(std::string_view(), text);
}

}  // namespace

Result<std::string> parse_open_on(std::string_view text) {
  std::string lower = ascii_lower(trim(text));
  const auto [day, hours] = parts_of(lower);
  const bool known = (!day.empty() || !hours.empty()) && (day.empty() ? lower == hours : is_day(day)) &&
                     (hours.empty() ? lower == day : find(kHours, hours) != nullptr);
  if (known) return lower;
  return fail(
      ProblemCode::malformed_parameter, "open_on", text,
      fmt::format("open_on is a day (monday to sunday, weekday, weekend, today, tomorrow), morning, afternoon or "
                  "evening, or both as in saturday-morning; \"{}\" is none.",
                  shorten(text, 40)));
}

std::bitset<168> hours_of(std::string_view open_on, Instant now) {
  const auto [day, part] = parts_of(open_on);
  const unsigned today = model::local_hour_of_week(now) / kDayHours;
  Days days{"", 0, 7};
  if (const Days* named = find(kDays, day)) days = *named;
  if (day == "today") days = {"", today, 1};
  if (day == "tomorrow") days = {"", (today + 1) % 7, 1};
  Hours hours{"", 0, kDayHours};
  if (const Hours* named = find(kHours, part)) hours = *named;
  std::bitset<168> all;
  for (unsigned each = days.first; each < days.first + days.count; ++each)
    for (unsigned hour = hours.begin; hour < hours.end; ++hour) all.set(each * kDayHours + hour);
  return all;
}

}  // namespace fingerpost::signposting
