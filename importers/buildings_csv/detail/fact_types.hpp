#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace fingerpost::importers {

/// What kind of value a building fact has. The list is that of data/taxonomies/building-facts.json; a test keeps them
/// one.
enum class FactType { yes_no, number, one_of, date, text };

struct FactKind {
  std::string_view code;
  FactType type;
  std::string_view values;  ///< of one_of, comma-separated
};

std::span<const FactKind> fact_kinds();
const FactKind* find_fact_kind(std::string_view code);

/// `value` as the fact's type writes it: "Y" → "yes", "60 people" → "60", "Tea point" → "tea_point", "1/4/2026" →
/// "2026-04-01"; "unknown", "n/k", "?" → "unknown". nullopt when it is not plain; the text then stays as it is, and
/// where the fact is asked for it counts as not known.
std::optional<std::string> fact_value(const FactKind& kind, std::string_view value);

/// The `building_type` that a name gives away ("Onny Village Hall" → village_hall); empty when it does not.
std::string_view building_type_of_name(std::string_view name);

}  // namespace fingerpost::importers
