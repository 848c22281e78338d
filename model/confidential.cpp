#include <algorithm>
#include <string>

#include "base/text.hpp"
#include "model/detail/refuge_words.hpp"
#include "model/reading.hpp"

namespace fingerpost::model {
namespace {

/// The word of `fingerpost-safety`: yes (which "unknown" and anything odd count as), no, or unknown when nothing is
/// said.
Tri stated(const std::vector<Attribute>& attributes) {
  const Attribute* attribute = find_attribute(attributes, taxonomy_name::safety, "confidential");
  if (attribute == nullptr) return Tri::unknown;
  return parse_tri(attribute->value) == Tri::no ? Tri::no : Tri::yes;
}

bool has_refuge_category(const std::vector<Attribute>& attributes) {
  return std::ranges::any_of(attributes, [](const Attribute& attribute) {
    const TermRef& term = attribute.taxonomy_term;
    const bool stated_no = !trim(attribute.value).empty() && parse_tri(attribute.value) == Tri::no;
    return !stated_no && (detail::names_refuge(term.name) || detail::names_refuge(term.code));
  });
}

}  // namespace

bool is_confidential(const Service& service) {
  if (const Tri said = stated(service.attributes); said != Tri::unknown) return said == Tri::yes;
  return detail::names_refuge(service.name) || detail::names_refuge(service.alternate_name) ||
         has_refuge_category(service.attributes) || detail::describes_refuge(service.description, service.name);
}

bool is_withheld(const Location& location) { return location.extra["withheld"].if_bool().value_or(false); }

bool is_public_building(const Location& location) { return is_building(location) && !is_confidential(location); }

bool is_confidential(const Location& location) {
  if (is_withheld(location)) return true;
  if (const Tri said = stated(location.attributes); said != Tri::unknown) return said == Tri::yes;
  const bool unsaid = std::ranges::any_of(location.addresses, [](const Address& address) {
    return detail::withholds_itself(address.address_1) || detail::withholds_itself(address.attention);
  });
  return unsaid || detail::withholds_itself(location.name) || detail::names_refuge(location.name) ||
         detail::names_refuge(location.alternate_name) || has_refuge_category(location.attributes) ||
         detail::describes_refuge(location.description, location.name);
}

}  // namespace fingerpost::model
