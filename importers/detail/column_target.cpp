#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "importers/detail/column_map.hpp"

namespace fingerpost::importers {
namespace {

using Kind = Target::Kind;

struct Name {
  std::string_view text;
  Kind kind;
  Entity entity;
};

/// Targets that are no property but are understood.
constexpr std::array kNames = {
    Name{"hours_text", Kind::hours_text, Entity::service},
    Name{"address", Kind::address_line, Entity::location},
    Name{"postcode", Kind::postcode, Entity::location},
    Name{"latitude", Kind::latitude, Entity::location},
    Name{"longitude", Kind::longitude, Entity::location},
    Name{"position", Kind::position, Entity::location},
    Name{"easting", Kind::easting, Entity::location},
    Name{"northing", Kind::northing, Entity::location},
    Name{"registered_charity_number", Kind::charity_number, Entity::organization},
    Name{"company_number", Kind::company_number, Entity::organization},
    Name{"uprn", Kind::uprn, Entity::location},
    Name{"language", Kind::language, Entity::service},
    Name{"age_range", Kind::age_range, Entity::service},
    Name{"cost", Kind::cost, Entity::service},
    Name{"free", Kind::free, Entity::service},
    Name{"verified_on", Kind::verified_on, Entity::service},
    Name{"signatory", Kind::signatory, Entity::organization},
};

constexpr std::array<std::string_view, 7> kDays = {"monday", "tuesday",  "wednesday", "thursday",
                                                   "friday", "saturday", "sunday"};

bool take_prefix(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

bool is_word(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  });
}

/// "phones[0].number" → its steps; empty when malformed.
std::vector<Step> parse_path(std::string_view text) {
  std::vector<Step> steps;
  for (const auto piece : split(text, '.')) {
    Step step;
    const auto bracket = piece.find('[');
    step.name = piece.substr(0, bracket);
    if (bracket != std::string_view::npos) {
      if (!piece.ends_with(']')) return {};
      step.is_list = true;
      step.label = piece.substr(bracket + 1, piece.size() - bracket - 2);
    }
    if (!is_word(step.name) || steps.size() == 6) return {};
    steps.push_back(std::move(step));
  }
  return steps;
}

/// term.TAXONOMY.CODE
std::optional<Target> parse_term(std::string_view text, Entity entity) {
  const auto dot = text.find('.');
  if (dot == std::string_view::npos || !is_word(text.substr(0, dot)) || !is_word(text.substr(dot + 1)))
    return std::nullopt;
  Target target{Kind::term, entity, false, {}, std::string(text.substr(0, dot)), std::string(text.substr(dot + 1))};
  return target;
}

std::optional<Target> coded(Kind kind, Entity entity, std::string_view code) {
  if (!is_word(code)) return std::nullopt;
  return Target{kind, entity, false, {}, {}, std::string(code)};
}

}  // namespace

std::optional<Target> parse_target(std::string_view text, Entity main) {
  Target target;
  for (const Name& name : kNames)
    if (text == name.text) return Target{name.kind, name.entity, false, {}, {}, {}};
  if (text == "id") return Target{Kind::source_id, main, false, {}, {}, {}};
  if (text == "confidential")
    return Target{Kind::term, Entity::location, false, {}, "fingerpost-safety", "confidential"};
  if (take_prefix(text, "hours_text."))
    return std::find(kDays.begin(), kDays.end(), text) == kDays.end() ? std::nullopt
                                                                      : coded(Kind::hours_text, Entity::service, text);
  if (take_prefix(text, "facts.")) return coded(Kind::fact, Entity::location, text);
  if (take_prefix(text, "access.")) return coded(Kind::access, Entity::location, text);
  if (take_prefix(text, "withhold.")) target.kind = Kind::withhold;

  target.entity = main;
  for (const Entity entity : {Entity::organization, Entity::service, Entity::location})
    if (take_prefix(text, std::string(entity_name(entity)) + ".")) target.entity = entity;
  if (take_prefix(text, "service_at_location.")) target.at_location = true;
  if (text == "category") return Target{Kind::category, target.entity, false, {}, {}, {}};
  if (text == "contact") return Target{Kind::contact, target.entity, false, {}, {}, {}};
  if (text == "id") return Target{Kind::source_id, target.entity, false, {}, {}, {}};
  if (take_prefix(text, "term.")) return parse_term(text, target.entity);
  target.path = parse_path(text);
  if (target.path.empty() || text == "id") return std::nullopt;
  return target;
}

}  // namespace fingerpost::importers
