#include "model/reading.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace fingerpost::model {
namespace {

constexpr std::array<std::string_view, 9> kYes{"yes", "y", "true", "1", "t", "oes", "ydy", "available", "present"};
constexpr std::array<std::string_view, 7> kNo{"no", "n", "false", "0", "f", "none", "nac oes"};

/// The code the term goes by; feeds without codes use the name.
const std::string& code_of(const TermRef& term) { return term.code.empty() ? term.name : term.code; }

}  // namespace

bool is_own_taxonomy(std::string_view name) {
  return name.starts_with("fingerpost-") || name == taxonomy_name::themes || name == taxonomy_name::accord ||
         name == taxonomy_name::facts;
}

Uuid own_term_id(std::string_view taxonomy, std::string_view code) {
  return uuid_v5(kImportNamespace, std::string(taxonomy) + '\n' + std::string(code));
}

Attribute own_attribute(std::string_view taxonomy, std::string_view code, std::string value) {
  Attribute attribute;
  attribute.value = std::move(value);
  attribute.taxonomy_term.id = own_term_id(taxonomy, code);
  attribute.taxonomy_term.code = code;
  attribute.taxonomy_term.name = code;
  attribute.taxonomy_term.taxonomy = taxonomy;
  attribute.taxonomy_term_id = attribute.taxonomy_term.id;
  return attribute;
}

bool is_in(const Attribute& attribute, std::string_view taxonomy) {
  return equals_ignoring_case(attribute.taxonomy_term.taxonomy, taxonomy);
}

bool states(const Attribute& attribute, std::string_view taxonomy, std::string_view code) {
  const TermRef& term = attribute.taxonomy_term;
  if (term.taxonomy.empty()) {
    const Uuid id = own_term_id(taxonomy, code);
    return attribute.taxonomy_term_id == id || term.id == id;
  }
  return is_in(attribute, taxonomy) && equals_ignoring_case(code_of(term), code);
}

const Attribute* find_attribute(const std::vector<Attribute>& attributes, std::string_view taxonomy,
                                std::string_view code) {
  for (const Attribute& attribute : attributes)
    if (states(attribute, taxonomy, code)) return &attribute;
  return nullptr;
}

std::string_view to_string(Tri value) {
  switch (value) {
    case Tri::yes:
      return "yes";
    case Tri::no:
      return "no";
    case Tri::unknown:
      break;
  }
  return "unknown";
}

Tri parse_tri(std::string_view text) {
  const std::string word = fold(trim(text));
  if (std::ranges::find(kYes, word) != kYes.end()) return Tri::yes;
  if (std::ranges::find(kNo, word) != kNo.end()) return Tri::no;
  return Tri::unknown;
}

std::vector<Fact> facts_of(const Location& location) {
  std::vector<Fact> facts;
  for (const Attribute& attribute : location.attributes)
    if (is_in(attribute, taxonomy_name::facts))
      facts.push_back({code_of(attribute.taxonomy_term), attribute.value,
                       std::string(attribute.extra["source"].string()),
                       std::string(attribute.extra["verified_on"].string())});
  return facts;
}

void set_fact(Location& location, const Fact& fact) {
  auto at = std::ranges::find_if(location.attributes,
                                 [&](const Attribute& a) { return states(a, taxonomy_name::facts, fact.code); });
  if (at == location.attributes.end())
    at = location.attributes.insert(at, own_attribute(taxonomy_name::facts, fact.code));
  at->value = fact.value;
  for (const auto& [name, value] : {std::pair{"source", &fact.source}, std::pair{"verified_on", &fact.verified_on}}) {
    if (!value->empty())
      at->extra.set(name, *value);
    else if (at->extra.is_object())
      at->extra.take(name);
  }
  if (at->extra.members().empty()) at->extra = Json();
}

bool is_building(const Location& location) {
  if (const Attribute* kind = find_attribute(location.attributes, taxonomy_name::kinds, "building"))
    return parse_tri(kind->value) != Tri::no;
  return std::ranges::any_of(location.attributes, [](const Attribute& a) { return is_in(a, taxonomy_name::facts); });
}

bool is_role(const Service& service) {
  const Attribute* kind = find_attribute(service.attributes, taxonomy_name::kinds, "role");
  return kind != nullptr && parse_tri(kind->value) != Tri::no;
}

}  // namespace fingerpost::model
