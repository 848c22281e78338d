#include <algorithm>
#include <array>

#include "web/pages/results.hpp"
#include "web/wording.hpp"

namespace fingerpost::web {
namespace {

constexpr std::array<std::string_view, 6> kDistances{"1mi", "3mi", "5mi", "10mi", "20mi", "40mi"};
/// What the form itself shows; all other parameters of the list travel along hidden.
constexpr std::array<std::string_view, 8> kShown{"q", "near", "within", "open_at", "age", "free", "access", "page"};

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

std::vector<Choice> times(const Messages& messages, std::string_view chosen, Instant now) {
  std::vector<Choice> choices{{"", messages["form.when.any"], "", "", chosen.empty()},
                              {"now", messages["form.when.now"], "", "", chosen == "now"}};
  if (!chosen.empty() && chosen != "now") {
    const auto at = parse_rfc3339(chosen);
    choices.push_back({std::string(chosen), at ? time_and_day(messages, *at, now) : std::string(chosen), "", "", true});
  }
  return choices;
}

}  // namespace

const std::vector<std::string_view>& list_parameters() {
  static const std::vector<std::string_view> kAll{"q",         "near",   "within",   "kind",    "category", "age",
                                                  "free",      "access", "language", "open_at", "referral", "theme",
                                                  "signatory", "sort",   "page",     "view"};
  return kAll;
}

SearchForm search_form(const PageContext& context, const Address& address, Instant now) {
  SearchForm form;
  form.action = context.base + "/search";
  form.q = address.first("q");
  form.near = address.first("near");
  form.age = address.first("age");
  form.within = distances(context.messages, address.first("within"));
  form.when = times(context.messages, address.first("open_at"), now);
  form.is_free = !address.first("free").empty() && address.first("free") != "false";
  form.is_step_free = address.has("access", "step_free");
  form.has_more = !form.age.empty() || form.is_free || form.is_step_free || !address.first("within").empty() ||
                  !address.first("open_at").empty();
  for (const auto& [name, value] : address.parameters())
    if (std::ranges::find(kShown, name) == kShown.end()) form.kept.push_back({name, value});
  const std::string other_access(address.without("access", "step_free").first("access"));
  if (!other_access.empty()) form.kept.push_back({"access", other_access});
  return form;
}

}  // namespace fingerpost::web
