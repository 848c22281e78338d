#include "exchange/detail/rule_words.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace fingerpost::exchange {
namespace {

struct Words {
  std::string_view rule, title, remedy;
};

/// `{}` is the property.
constexpr std::array kWords{
    Words{"missing", "{} is missing though it is required", "Fill it in; readers drop records without it."},
    Words{"null", "{} is null", "Leave the property out when there is no value; null is no text, number or list."},
    Words{"not-text", "{} is no text", "Write the value in quotation marks."},
    Words{"not-number", "{} is no number",
          "Write the number without quotation marks; leave the property out when there is none."},
    Words{"not-uuid", "{} is no UUID",
          "Give every record a UUID such as 5e000000-0000-4000-8000-000000000001 that never changes."},
    Words{
        "not-uri", "{} is no complete web address",
        "Write the whole address beginning with https://, without spaces; leave the property out when there is none."},
    Words{"not-email", "{} is no e-mail address", "Write one address such as help@example.org."},
    Words{"not-date", "{} is no date", "Write year-month-day, as 2026-03-31."},
    Words{"not-date-time", "{} is no time with a date", "Write it as 2026-03-31T09:30:00Z."},
    Words{"not-byday", "{} is no list of weekdays", "Write MO, TU, WE, TH, FR, SA or SU, several with commas."},
    Words{"not-object", "{} is no object", "Write it in braces, with its properties."},
    Words{"not-list", "{} is no list", "Write it in square brackets, also when there is only one."},
    Words{"must-be-absent", "{} stands in a list item", "Serve nested lists with the full record only, not in lists."},
};

}  // namespace

RuleWords words_of(std::string_view rule, const std::string& field, const std::string& choices) {
  if (rule == "not-one-of")
    return {fmt::format("{} is none of the values allowed", field), fmt::format("Use one of: {}.", choices)};
  const auto found = std::find_if(kWords.begin(), kWords.end(), [&](const Words& words) { return words.rule == rule; });
  if (found == kWords.end()) return {fmt::format("{}: {}", field, rule), {}};
  return {fmt::format(fmt::runtime(found->title), field), std::string(found->remedy)};
}

}  // namespace fingerpost::exchange
