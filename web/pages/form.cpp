#include <algorithm>
#include <array>

#include "web/pages/results.hpp"
#include "web/wording.hpp"

namespace fingerpost::web {
namespace {

constexpr std::array<std::string_view, 6> kDistances{"1mi", "3mi", "5mi", "10mi", "20mi", "40mi"};
constexpr std::array<std::string_view, 12> kTimes{"today",   "tonight",   "tomorrow", "weekend", "evening",  "monday",
                                                  "tuesday", "wednesday", "thursday", "friday",  "saturday", "sunday"};
/// What the form itself shows; all other parameters of the list travel along hidden.
constexpr std::array<std::string_view, 9> kShown{"q",   "near", "within", "open_at", "open_on",
                                                 "age", "free", "access", "page"};

std::string distance_text(const Messages& messages, std::string_view value) {
  const auto metres = signposting::parse_distance(value);
  return metres ? distance(messages, *metres) : std::string(value);
}

std::vector<Choice> distances(const Messages& messages, std::string_view chosen) {
  std::vector<Choice> choices{{"", messages["form.within.any"], "", "", chosen.empty()}};
  bool is_listed = chosen.empty();
  for (const std::string_view value : kDistances) {
    choices.push_back({std::string(value), distance_text(messages, value), "", "", value == chosen});
    is_listed = is_listed || value == chosen;
  }
  if (!is_listed) choices.push_back({std::string(chosen), distance_text(messages, chosen), "", "", true});
  return choices;
}

/// Days and parts of the day as open_on takes them; another value that came with the address is kept as it is.
std::vector<Choice> times(const Messages& messages, std::string_view chosen) {
  std::vector<Choice> choices{{"", messages["form.when.any"], "", "", chosen.empty()}};
  bool is_listed = chosen.empty();
  for (const std::string_view value : kTimes) {
    choices.push_back({std::string(value), messages["open_on." + std::string(value)], "", "", value == chosen});
    is_listed = is_listed || value == chosen;
  }
  if (!is_listed) choices.push_back({std::string(chosen), std::string(chosen), "", "", true});
  return choices;
}

}  // namespace

const std::vector<std::string_view>& list_parameters() {
  static const std::vector<std::string_view> kAll{
      "q",        "near",      "within",  "kind", "category", "age",      "free",      "access",
      "language", "open_at",   "open_on", "here", "gender",   "has_room", "wait_days", "referral",
      "theme",    "signatory", "drop",    "sort", "page",     "view"};
  return kAll;
}

SearchForm search_form(const PageContext& context, const Address& address) {
  SearchForm form;
  form.action = context.base + "/search";
  form.q = address.first("q");
  form.near = address.first("near");
  form.age = address.first("age");
  form.within = distances(context.messages, address.first("within"));
  form.when = times(context.messages, address.first("open_on"));
  form.is_open_now = address.first("open_at") == "now";
  if (!form.is_open_now && !address.first("open_at").empty())
    form.kept.push_back({"open_at", std::string(address.first("open_at"))});
  form.is_free = !address.first("free").empty() && address.first("free") != "false";
  form.is_step_free = address.has("access", "step_free");
  form.has_more = !form.age.empty() || form.is_free || form.is_step_free || !address.first("within").empty() ||
                  !address.first("open_at").empty() || !address.first("open_on").empty();
  for (const auto& [name, value] : address.parameters())
    if (std::ranges::find(kShown, name) == kShown.end()) form.kept.push_back({name, value});
  const std::string other_access(address.without("access", "step_free").first("access"));
  if (!other_access.empty()) form.kept.push_back({"access", other_access});
  return form;
}

}  // namespace fingerpost::web
