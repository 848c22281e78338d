#include "importers/detail/dates.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "base/text.hpp"

namespace fingerpost::importers {
namespace {

std::optional<unsigned> month_of(std::string_view word) {
  constexpr std::array<std::string_view, 12> kMonths = {"jan", "feb", "mar", "apr", "may", "jun",
                                                        "jul", "aug", "sep", "oct", "nov", "dec"};
  if (word.size() < 3) return std::nullopt;
  const std::string key = ascii_lower(word.substr(0, 3));
  const auto found = std::find(kMonths.begin(), kMonths.end(), key);
  if (found == kMonths.end()) return std::nullopt;
  return static_cast<unsigned>(found - kMonths.begin()) + 1;
}

bool is_weekday(std::string_view word) {
  constexpr std::string_view kDays[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
  const std::string key = ascii_lower(word.substr(0, 3));
  return std::find(std::begin(kDays), std::end(kDays), key) != std::end(kDays);
}

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find_first_of(" /-.,", at), text.size());
    if (end > at) words.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  if (!words.empty() && is_weekday(words.front())) words.erase(words.begin());
  return words;
}

/// "4th" → 4.
std::optional<long long> day_number(std::string_view word) {
  while (!word.empty() && (word.back() < '0' || word.back() > '9')) word.remove_suffix(1);
  return parse_integer(word);
}

}  // namespace

std::optional<Day> parse_british_day(std::string_view text) {
  text = trim(text);
  if (text.size() > 40) return std::nullopt;
  if (const auto iso = parse_day(text.substr(0, 10)); iso && (text.size() == 10 || text[10] == 'T' || text[10] == ' '))
    return iso;
  const auto words = words_of(text);
  if (words.size() != 3) return std::nullopt;
  const auto day = day_number(words[0]);
  auto month = parse_integer(words[1]);
  if (const auto named = month_of(words[1])) month = *named;
  auto year = parse_integer(words[2]);
  if (!day || !month || !year || *day < 1 || *day > 31 || *month < 1 || *month > 12 || *year < 0) return std::nullopt;
  if (*year < 100) *year += *year < 70 ? 2000 : 1900;
  if (*year < 1000 || *year > 9999) return std::nullopt;
  const Day parsed{std::chrono::year(static_cast<int>(*year)), std::chrono::month(static_cast<unsigned>(*month)),
                   std::chrono::day(static_cast<unsigned>(*day))};
  return parsed.ok() ? std::optional(parsed) : std::nullopt;
}

}  // namespace fingerpost::importers
