#include "importers/buildings_csv/detail/building_context.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "importers/buildings_csv/detail/building_words.hpp"
#include "importers/buildings_csv/detail/fact_types.hpp"
#include "model/reading.hpp"

namespace fingerpost::importers {

void BuildingContext::settle_names(model::Location& location) {
  settle_address(location);
  if (auto name = bilingual_name(location.name); !name.english.empty() && location.alternate_name.empty()) {
    location.name = std::move(name.english);
    location.alternate_name = std::move(name.welsh);
  }
}

/// Lists of libraries name them by their town; people ask for "Clun library".
void BuildingContext::settle_library(model::Location& location) {
  const std::string folded = fold(location.name);
  const bool says_so = folded.find("library") != std::string::npos || folded.find("llyfrgell") != std::string::npos;
  const auto* type = model::find_attribute(location.attributes, model::taxonomy_name::facts, "building_type");
  if (type != nullptr && type->value == "library" && !says_so && location.alternate_name.empty() &&
      !location.name.empty())
    location.alternate_name = location.name + " Library";
}

void BuildingContext::settle_facts(model::Location& location, const model::RawRow& raw) {
  bool typed = false;
  // A register may say of each building who told its facts.
  const std::string told_by(trim(location.extra["facts_source"].string()));
  for (model::Fact fact : model::facts_of(location)) {
    const FactKind* kind = find_fact_kind(fact.code);
    typed = typed || fact.code == "building_type";
    if (!told_by.empty()) fact.source = told_by;
    if (auto value = kind == nullptr ? std::optional(fact.value) : fact_value(*kind, fact.value)) {
      fact.value = std::move(*value);
      model::set_fact(location, fact);
    } else {
      model::set_fact(location, fact);
      note({model::Severity::warning, "fact-not-understood", raw.file, raw.line, fact.code, fact.value,
            "The value is kept as it stands; where the fact is asked for, it counts as not known."});
    }
  }
  if (location.extra.is_object()) location.extra.take("facts_source");
  if (location.extra.members().empty()) location.extra = Json();
  if (typed) return;
  if (const auto type = building_type_of_name(location.name); !type.empty())
    model::set_fact(location, {"building_type", std::string(type), options().source, ""});
}

Emitted BuildingContext::emit(model::Record record, const model::RawRow& raw) {
  if (auto* location = std::get_if<model::Location>(&record)) {
    if (!model::find_attribute(location->attributes, model::taxonomy_name::kinds, "building"))
      location->attributes.push_back(model::own_attribute(model::taxonomy_name::kinds, "building", "yes"));
    settle_names(*location);
    settle_facts(*location, raw);
    settle_library(*location);
  }
  return inner_.emit(std::move(record), raw);
}

}  // namespace fingerpost::importers
