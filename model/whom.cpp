#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "model/eligibility.hpp"

/// Whom a service is for, where only a sentence says so. Each rule needs the words themselves: what is merely likely
/// stays unknown, for a wrong "no" hides help.
namespace fingerpost::model {
namespace {

constexpr double kAdult = 18;
constexpr double kMostWaitDays = 3'650;

Tri tri_of(bool yes) { return yes ? Tri::yes : Tri::no; }

/// Folded words of a text.
std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words(1);
  for (const char c : fold(text)) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80 || c == '+')
      words.back() += c;
    else if (c != '\'' && !words.back().empty())
      words.emplace_back();
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

bool has(const std::vector<std::string>& words, std::string_view phrase) {
  const auto wanted = split(phrase, ' ');
  return std::search(words.begin(), words.end(), wanted.begin(), wanted.end()) != words.end();
}

bool has_any(const std::vector<std::string>& words, std::initializer_list<std::string_view> phrases) {
  return std::any_of(phrases.begin(), phrases.end(), [&](std::string_view phrase) { return has(words, phrase); });
}

/// "18", "18s", "18+".
std::optional<double> age_in(std::string_view word) {
  if (word.ends_with("s") || word.ends_with("+")) word.remove_suffix(1);
  const auto number = parse_integer(word);
  if (!number || *number < 1 || *number > 110) return std::nullopt;
  return static_cast<double>(*number);
}

/// "over 60", "18 and over", "65+", "not for under-18s", "16 to 24 year olds".
Ages stated_ages(const std::vector<std::string>& words) {
  Ages ages;
  const auto word = [&](std::size_t i) { return i < words.size() ? std::string_view(words[i]) : std::string_view(); };
  for (std::size_t i = 0; i < words.size(); ++i) {
    const auto age = age_in(word(i));
    if (!age) continue;
    const std::string_view before = i > 0 ? word(i - 1) : "", before_that = i > 1 ? word(i - 2) : "";
    const bool refuses = before_that == "no" || (i > 2 && word(i - 3) == "not" && before_that == "for");
    const auto until = age_in(word(i + 2));
    if (before == "over" && refuses) {
      ages.maximum = age;
    } else if (before == "over" || word(i).ends_with("+") ||
               ((word(i + 1) == "and" || word(i + 1) == "or") && (word(i + 2) == "over" || word(i + 2) == "older"))) {
      ages.minimum = age;
    } else if (before == "under" && refuses) {
      ages.minimum = age;
    } else if (word(i + 1) == "to" && until && word(i + 3).starts_with("year")) {
      ages.minimum = age;
      ages.maximum = until;
    }
  }
  if (!ages.minimum && !ages.maximum && word(0) == "adults") ages.minimum = kAdult;
  ages.known = ages.minimum || ages.maximum;
  return ages;
}

/// "2 weeks", "about six weeks", "10 days": the longest that is named.
std::optional<double> days_in(const std::vector<std::string>& words) {
  static constexpr std::array kNumbers = std::to_array<std::string_view>(
      {"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"});
  std::optional<double> longest;
  if (has_any(words, {"no wait", "no waiting", "none", "straight away", "same day", "immediate"})) longest = 0;
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    double unit = words[i + 1].starts_with("day")     ? 1
                  : words[i + 1].starts_with("week")  ? 7
                  : words[i + 1].starts_with("month") ? 30
                                                      : 0;
    const auto named = std::find(kNumbers.begin(), kNumbers.end(), words[i]);
    const auto number = named != kNumbers.end() ? static_cast<double>(named - kNumbers.begin())
                                                : static_cast<double>(parse_integer(words[i]).value_or(-1));
    if (unit > 0 && number >= 0) longest = std::max(longest.value_or(0), std::min(number * unit, kMostWaitDays));
  }
  return longest;
}

}  // namespace

Ages ages_of(const Service& service) {
  if (service.minimum_age || service.maximum_age) return {true, service.minimum_age, service.maximum_age};
  const auto words = words_of(service.eligibility_description);
  if (has_any(words, {"all ages", "any age", "open to everyone", "open to all"})) return {true, {}, {}};
  return stated_ages(words);
}

Genders genders_of(const Service& service) {
  const auto words = words_of(service.eligibility_description);
  const bool women_only =
      has_any(words, {"women only", "only women", "female only", "only for women", "for women only", "girls only"});
  const bool men_only =
      has_any(words, {"men only", "only men", "male only", "only for men", "for men only", "boys only"});
  if (women_only != men_only) return {tri_of(women_only), tri_of(men_only)};
  if (words.empty()) return {};
  const std::string& first = words.front();
  const bool names_both = has_any(words, {"women", "girls"}) && has_any(words, {"men", "boys"});
  if (names_both || first == "anyone" || first == "anybody" || first == "everyone" || first == "everybody" ||
      has_any(words, {"all genders", "any gender", "open to all", "open to everyone"}))
    return {Tri::yes, Tri::yes};
  if (first == "women" || first == "girls") return {Tri::yes, Tri::no};
  if (first == "men" || first == "boys") return {Tri::no, Tri::yes};
  return {};
}

Tri has_room(const Service& service) {
  Tri room = Tri::unknown;
  for (const ServiceCapacity& capacity : service.capacities) {
    if (!capacity.available) continue;
    if (*capacity.available > 0) return Tri::yes;
    room = Tri::no;
  }
  return room;
}

std::optional<double> wait_days_of(const Service& service) { return days_in(words_of(service.wait_time)); }

}  // namespace fingerpost::model
