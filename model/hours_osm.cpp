#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "model/detail/weekday.hpp"
#include "model/detail/write_hours.hpp"
#include "model/schedule.hpp"

namespace fingerpost::model {
namespace {

using detail::Span;
using detail::WrittenDay;

constexpr std::size_t kMaxText = 2'000;
constexpr int kDay = 24 * 60;

// Rules for days that are bank holidays anyway, or nearly so: harmless to leave as text.
constexpr std::array<std::string_view, 8> kHarmless{"Dec 25 off", "Dec 25-26 off", "Dec 26 off",    "Jan 1 off",
                                                    "Jan 01 off", "easter off",    "Dec 25,26 off", "Dec 25-Jan 1 off"};

/// One rule between ';' or ',': weekday selector and times.
struct Rule {
  std::vector<WrittenDay> days;  ///< empty: every day
  bool holidays = false;         ///< PH is among the days
  std::vector<Span> spans;
  bool off = false;
};

std::optional<int> osm_weekday(std::string_view text) {
  if (text.size() != 2) return std::nullopt;
  const std::string code = ascii_upper(text);
  const auto at = std::ranges::find(detail::kWeekdayCodes, code);
  return at == detail::kWeekdayCodes.end() ? std::nullopt
                                           : std::optional(static_cast<int>(at - detail::kWeekdayCodes.begin()));
}

/// "09:30" up to "26:00", in minutes.
std::optional<int> osm_time(std::string_view text) {
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  const auto hour = parse_integer(text.substr(0, 2)), minute = parse_integer(text.substr(3, 2));
  if (!hour || !minute || *hour < 0 || *hour > 26 || *minute < 0 || *minute > 59) return std::nullopt;
  return static_cast<int>(*hour * 60 + *minute);
}

bool read_times(std::string_view text, std::vector<Span>& spans) {
  for (const std::string_view piece : split_list(text)) {
    const std::size_t dash = piece.find('-');
    if (dash == std::string_view::npos) return false;
    const auto opens = osm_time(trim(piece.substr(0, dash))), closes = osm_time(trim(piece.substr(dash + 1)));
    if (!opens || !closes || *opens >= kDay || *opens == *closes) return false;
    const bool whole_day = *opens == 0 && *closes == kDay;
    spans.push_back({*opens, whole_day ? kDay - 1 : *closes % kDay});
  }
  return !spans.empty();
}

/// "Mo", "Mo-Fr", "Mo[1]", "Mo[1,3]", "Mo[-1]", "PH".
bool read_day(std::string_view piece, Rule& rule) {
  if (piece == "PH") return rule.holidays = true;
  const std::size_t bracket = piece.find('[');
  if (bracket != std::string_view::npos) {
    const auto day = osm_weekday(piece.substr(0, bracket));
    if (!day || !piece.ends_with(']')) return false;
    for (const std::string_view nth : split_list(piece.substr(bracket + 1, piece.size() - bracket - 2))) {
      const auto number = parse_integer(nth);
      if (!number || *number == 0 || *number < -5 || *number > 5) return false;
      rule.days.push_back({static_cast<int>(*number), *day});
    }
    return true;
  }
  const std::size_t dash = piece.find('-');
  const auto first = osm_weekday(piece.substr(0, dash));
  const auto last = dash == std::string_view::npos ? first : osm_weekday(piece.substr(dash + 1));
  if (!first || !last) return false;
  for (int day = *first;; day = (day + 1) % 7) {
    rule.days.push_back({0, day});
    if (day == *last) return true;
  }
}

/// Pieces at commas outside brackets.
std::vector<std::string_view> split_days(std::string_view text) {
  std::vector<std::string_view> pieces;
  std::size_t begin = 0;
  int depth = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && text[i] == '[') ++depth;
    if (i < text.size() && text[i] == ']') --depth;
    if (i < text.size() && (text[i] != ',' || depth > 0)) continue;
    pieces.push_back(trim(text.substr(begin, i - begin)));
    begin = i + 1;
  }
  return pieces;
}

std::optional<Rule> read_rule(std::string_view text) {
  Rule rule;
  if (text == "24/7") {
    rule.spans.push_back({0, kDay - 1});
    return rule;
  }
  const std::size_t first_digit = text.find_first_of("0123456789");
  const std::size_t bracket_end = text.rfind(']');
  std::size_t cut = 0;
  if (text.ends_with("off") || text.ends_with("closed")) {
    rule.off = true;
    cut = text.size() - (text.ends_with("off") ? 3 : 6);
  } else {
    cut = bracket_end == std::string_view::npos ? first_digit : text.find_first_of("0123456789", bracket_end);
    if (cut == std::string_view::npos || !read_times(text.substr(cut), rule.spans)) return std::nullopt;
  }
  std::string_view days = trim(text.substr(0, cut));
  if (days.ends_with(':')) days = trim(days.substr(0, days.size() - 1));
  if (days.empty()) return rule.off ? std::nullopt : std::optional(rule);
  for (const std::string_view piece : split_days(days))
    if (!read_day(piece, rule)) return std::nullopt;
  return rule;
}

/// "Mo-Fr 09:00-12:00,We 14:00-16:00": a comma before a weekday begins another rule that adds to the first.
std::vector<std::string_view> additional(std::string_view rule) {
  std::vector<std::string_view> pieces;
  std::size_t begin = 0;
  for (std::size_t at = rule.find(','); at != std::string_view::npos; at = rule.find(',', at + 1)) {
    const bool after_time = at > 0 && rule[at - 1] >= '0' && rule[at - 1] <= '9' &&
                            rule.substr(begin, at - begin).find(':') != std::string_view::npos;
    const std::string_view next = trim(rule.substr(at + 1));
    if (!after_time || !(osm_weekday(next.substr(0, 2)) || next.starts_with("PH"))) continue;
    pieces.push_back(trim(rule.substr(begin, at - begin)));
    begin = at + 1;
  }
  pieces.push_back(trim(rule.substr(begin)));
  return pieces;
}

class OsmHours {
 public:
  /// False when the rule cannot be held without changing what the others say.
  bool apply(std::string_view text, bool adds) {
    const auto rule = read_rule(text);
    if (!rule) return false;
    if (rule->holidays) {
      const bool only_holidays = rule->days.empty();
      if (only_holidays && !rule->off) return false;  // other hours on bank holidays: HSDS has no place for them
      (rule->off ? holidays_off_ : holidays_open_) = true;
      if (only_holidays) return true;
    }
    std::vector<WrittenDay> days = rule->days;
    if (days.empty())
      for (int day = 0; day < 7; ++day) days.push_back({0, day});
    for (const WrittenDay& day : days) {
      // "Tu[1] off" takes one day out of a weekly rule: more than a schedule can say.
      if (rule->off && day.nth != 0) return false;
      if (!adds) week_.clear(day);
    }
    for (const WrittenDay& day : days)
      for (const Span& span : rule->spans) week_.add(day, span);
    return true;
  }

  std::vector<Schedule> schedules() const {
    return week_.schedules(holidays_off_ ? "Closed on bank holidays" : holidays_open_ ? "Open on bank holidays" : "");
  }

 private:
  detail::WeekTable week_;
  bool holidays_off_ = false, holidays_open_ = false;
};

}  // namespace

HoursText schedules_from_osm(std::string_view opening_hours) {
  const std::string_view text = trim(opening_hours);
  const HoursText as_text{{}, std::string(text)};
  if (text.size() > kMaxText || text.find("||") != std::string_view::npos || text.find('"') != std::string_view::npos)
    return as_text;
  OsmHours hours;
  HoursText result;
  for (const std::string_view rule : split_list(text, ';')) {
    if (std::ranges::find(kHarmless, rule) != kHarmless.end()) {
      result.rest += (result.rest.empty() ? "" : "; ") + std::string(rule);
      continue;
    }
    bool adds = false;
    for (const std::string_view piece : additional(rule)) {
      if (!hours.apply(piece, adds)) return as_text;
      adds = true;
    }
  }
  result.schedules = hours.schedules();
  return result.schedules.empty() ? as_text : result;
}

}  // namespace fingerpost::model
