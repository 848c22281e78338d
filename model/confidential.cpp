#include <algorithm>
#include <string>

#include "base/text.hpp"
#include "model/reading.hpp"

namespace fingerpost::model {
namespace {

/// The word of `fingerpost-safety`: yes, no, or unknown when nothing was said.
Tri stated(const std::vector<Attribute>& attributes) {
  const Attribute* attribute = find_attribute(attributes, taxonomy_name::safety, "confidential");
  if (attribute == nullptr) return Tri::unknown;
  return parse_tri(attribute->value) == Tri::no ? Tri::no : Tri::yes;
}

}  // namespace

bool is_confidential(const Service& service) {
  const Tri said = stated(service.attributes);
  return said == Tri::yes || (said == Tri::unknown && fold(service.name + " " + service.description).find("refuge") != std::string::npos);
}

bool is_confidential(const Location& location) {
  const Tri said = stated(location.attributes);
  return said == Tri::yes || (said == Tri::unknown && fold(location.name + " " + location.description).find("refuge") != std::string::npos);
}

}  // namespace fingerpost::model
