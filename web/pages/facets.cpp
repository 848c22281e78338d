#include <algorithm>

#include "http/percent.hpp"
#include "web/pages/results.hpp"
#include "web/wording.hpp"

namespace fingerpost::web {
namespace {

/// Values of one group that are shown; chosen ones always are.
constexpr std::size_t kMostChoices = 12;

std::string value_name(const PageContext& context, search::Facet facet, const signposting::FacetValue& value,
                       const directory::Snapshot& snapshot) {
  const Messages& messages = context.messages;
  switch (facet) {
    case search::Facet::kind:
      return messages["kinds." + value.value];
    case search::Facet::free:
      return messages["chip.free"];
    case search::Facet::language:
      return language_name(messages, value.value);
    case search::Facet::category:
      if (const model::TaxonomyTerm* term = snapshot.terms().find(value.value)) return term_name(messages, *term);
      return value.name;
    case search::Facet::access:
      if (const auto* term = snapshot.terms().by_code(model::taxonomy_name::access, value.value))
        return term_name(messages, *term);
      return value.name;
    case search::Facet::area:
    case search::Facet::theme:
      break;
  }
  return value.name;
}

/// The parameter's value for a facet's value: a term by its code where it has one, so that addresses can be read.
std::string parameter_value(search::Facet facet, const std::string& value, const directory::Snapshot& snapshot) {
  if (facet == search::Facet::free) return "true";
  if (facet != search::Facet::category) return value;
  const model::TaxonomyTerm* term = snapshot.terms().find(value);
  const bool is_own = term != nullptr && !term->code.empty() && snapshot.terms().find(term->code) == term;
  return is_own ? term->code : value;
}

FacetGroup group_of(const PageContext& context, const signposting::FacetAnswer& facet, const Address& address,
                    const directory::Snapshot& snapshot) {
  const std::string parameter(search::to_string(facet.facet));
  FacetGroup group{context.messages["facet." + parameter], {}, false};
  // Most often nothing of the group is chosen: then its first values are looked at alone, and their addresses differ
  // in the last value only.
  const bool has_chosen = !address.first(parameter).empty();
  const std::string unchosen = has_chosen ? std::string() : address.with(parameter, "").href();
  for (const signposting::FacetValue& value : facet.values) {
    if (!has_chosen && group.choices.size() >= kMostChoices) break;
    const std::string wanted = parameter_value(facet.facet, value.value, snapshot);
    const bool is_chosen = has_chosen && (address.has(parameter, wanted) || address.has(parameter, value.value));
    if (group.choices.size() >= kMostChoices && !is_chosen) continue;
    Choice choice;
    choice.text = value_name(context, facet.facet, value, snapshot);
    if (choice.text.empty()) continue;
    choice.count = std::to_string(value.count);
    choice.is_chosen = is_chosen;
    choice.href = is_chosen    ? address.without(parameter, wanted).without(parameter, value.value).href()
                  : has_chosen ? address.adding(parameter, wanted).href()
                               : unchosen + http::percent_encode(wanted);
    group.is_open = group.is_open || is_chosen;
    group.choices.push_back(std::move(choice));
  }
  return group;
}

}  // namespace

std::string term_name(const Messages& messages, const model::TaxonomyTerm& term) {
  if (messages.lang() == Lang::cy)
    if (const std::string_view welsh = term.extra["name_cy"].string(); !welsh.empty()) return std::string(welsh);
  return term.name.empty() ? term.code : term.name;
}

std::vector<search::Facet> page_facets() {
  return {search::Facet::category, search::Facet::kind, search::Facet::access, search::Facet::language,
          search::Facet::free};
}

std::vector<FacetGroup> facet_groups(const PageContext& context, const signposting::Answer& answer,
                                     const Address& address, const directory::Snapshot& snapshot) {
  std::vector<FacetGroup> groups;
  for (const signposting::FacetAnswer& facet : answer.facets) {
    FacetGroup group = group_of(context, facet, address, snapshot);
    if (!group.choices.empty()) groups.push_back(std::move(group));
  }
  return groups;
}

}  // namespace fingerpost::web
