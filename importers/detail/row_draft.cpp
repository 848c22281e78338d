#include "importers/detail/row_draft.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "base/text.hpp"
#include "geo/grid.hpp"
#include "importers/detail/dates.hpp"
#include "model/reading.hpp"

namespace fingerpost::importers {
namespace {

using Kind = Target::Kind;

constexpr std::string_view kWithheld = "__withheld";

std::string digits_of(std::string_view text) {
  std::string digits;
  for (const char c : text)
    if (c >= '0' && c <= '9') digits += c;
  return digits;
}

/// "2324869.0" → "02324869", "sc123456" → "SC123456"; as it is when it is no company number.
std::string company_number_of(std::string_view text) {
  if (text.ends_with(".0")) text.remove_suffix(2);
  std::string number = ascii_upper(trim(text));
  const bool all_digits = std::all_of(number.begin(), number.end(), [](char c) { return c >= '0' && c <= '9'; });
  while (all_digits && number.size() < 8) number.insert(0, 1, '0');
  return number;
}

Json identifier_json(std::string_view scheme, std::string_view type, const std::string& number) {
  Json json;
  json.set("identifier_scheme", scheme);
  json.set("identifier_type", type);
  json.set("identifier", number);
  return json;
}

void push(Json& object, const std::string& list, Json element) {
  if (Json* found = object.find(list)) {
    found->push(std::move(element));
    return;
  }
  Json array = Json::array();
  array.push(std::move(element));
  object.set(list, std::move(array));
}

}  // namespace

std::string EntityDraft::text(std::string_view property) const { return std::string(json[property].string()); }

bool LocationDraft::is_placed() const {
  const Json& address = json["addresses"].elements().empty() ? Json() : json["addresses"].elements().front();
  return !source_id.empty() || !uprn.empty() || !text("name").empty() || !address["address_1"].string().empty() ||
         !address["postal_code"].string().empty() || (latitude && longitude) || (easting && northing);
}

void RowDraft::begin_row() {
  elements_.clear();
  location_.reset();
}

void RowDraft::put(const Binding& binding, std::string_view cell) {
  std::vector<std::string> values;
  if (binding.split.empty())
    values.emplace_back(trim(cell));
  else
    for (const auto piece : split_list(cell, binding.split.front())) values.emplace_back(piece);
  for (std::size_t i = 0; i < values.size(); ++i) {
    const std::string key = fold(values[i]);
    const auto meant =
        std::find_if(binding.values.begin(), binding.values.end(), [&](const auto& pair) { return pair.first == key; });
    std::string value = meant != binding.values.end() ? meant->second : values[i];
    if (value.empty() || std::find(map_->empty.begin(), map_->empty.end(), fold(value)) != map_->empty.end()) continue;
    value.insert(0, binding.prefix);
    for (const Target& target : binding.targets) put_value(binding, target, value, i);
  }
}

void RowDraft::put_value(const Binding& binding, const Target& target, const std::string& value, std::size_t position) {
  if (target.kind == Kind::property)
    put_property(entity(target), target, value, position, binding.join);
  else if (target.kind == Kind::withhold && model::parse_tri(value) == model::Tri::yes)
    put_property(entity(target),
                 {Kind::property,
                  target.entity,
                  target.at_location,
                  [&] {
                    auto path = target.path;
                    path.push_back({std::string(kWithheld), false, {}});
                    return path;
                  }(),
                  {},
                  {}},
                 "yes", position, "");
  else if (target.kind != Kind::withhold)
    put_special(target, value);
}

EntityDraft& RowDraft::entity(const Target& target) {
  if (target.at_location) return at_location;
  if (target.entity == Entity::organization) return organization;
  return target.entity == Entity::service ? service : location();
}

LocationDraft& RowDraft::location() {
  if (!location_) {
    location_ = locations.size();
    locations.emplace_back();
  }
  return locations[*location_];
}

/// Walks to the property, making objects and elements on the way, and sets or extends its text.
void RowDraft::put_property(EntityDraft& draft, const Target& target, const std::string& value, std::size_t position,
                            std::string_view join) {
  Json* at = &draft.json;
  std::string key = fmt::format("{}{}", entity_name(target.entity), target.at_location ? "@" : "");
  for (std::size_t i = 0; i < target.path.size(); ++i) {
    const Step& step = target.path[i];
    if (at->find(step.name) == nullptr) at->set(step.name, step.is_list ? Json::array() : Json());
    at = at->find(step.name);
    if (!step.is_list) {
      key += '/' + step.name;
      continue;
    }
    if (!at->is_array()) return cannot_use(step.name, value);
    key += fmt::format("/{}[{}#{}]", step.name, step.label, position);
    const auto [found, is_new] = elements_.emplace(key, at->elements().size());
    if (is_new) at->push(Json());
    at = &const_cast<Json::Array&>(at->elements())[found->second];
  }
  const std::string_view before = at->string();
  *at = before.empty() || before == value ? Json(value) : Json(fmt::format("{}{}{}", before, join, value));
}

void RowDraft::put_special(const Target& target, const std::string& value) {
  switch (target.kind) {
    case Kind::source_id:
      entity(target).source_id = value;
      break;
    case Kind::term:
      if (model::parse_tri(value) == model::Tri::yes)
        entity(target).attributes.push_back(model::own_attribute(target.taxonomy, target.code));
      break;
    case Kind::fact: {
      auto fact = model::own_attribute(model::taxonomy_name::facts, target.code, value);
      location().attributes.push_back(std::move(fact));
      break;
    }
    case Kind::access: {
      const auto said = model::parse_tri(value);
      if (said == model::Tri::unknown) return cannot_use(target.code, value);
      location().attributes.push_back(
          model::own_attribute(model::taxonomy_name::access, target.code, std::string(model::to_string(said))));
      break;
    }
    case Kind::category:
      entity(target).categories.push_back(value);
      break;
    case Kind::contact:
      put_contact(target, value);
      break;
    case Kind::verified_on:
      if (const auto day = parse_british_day(value))
        verified_on = to_string(*day);
      else
        cannot_use("verified_on", value);
      break;
    case Kind::charity_number:
    case Kind::company_number:
    case Kind::signatory:
      put_registered(target, value);
      break;
    case Kind::hours_text:
    case Kind::language:
    case Kind::age_range:
    case Kind::cost:
    case Kind::free:
      put_service(target, value);
      break;
    default:
      put_place(target, value);
  }
}

void RowDraft::put_registered(const Target& target, const std::string& value) {
  if (target.kind == Kind::signatory) {
    const auto day = parse_british_day(value);
    if (day || model::parse_tri(value) == model::Tri::yes)
      organization.attributes.push_back(
          model::own_attribute(model::taxonomy_name::accord, "signatory", day ? to_string(*day) : ""));
    return;
  }
  if (target.kind == Kind::company_number) {
    push(organization.json, "organization_identifiers",
         identifier_json("GB-COH", "Company number", company_number_of(value)));
    return;
  }
  const std::string upper = ascii_upper(value);
  const bool scottish = upper.starts_with("SC"), northern = upper.starts_with("NIC");
  charity_number = scottish || northern ? upper : digits_of(value);
  if (charity_number.empty()) return cannot_use("registered_charity_number", value);
  push(organization.json, "organization_identifiers",
       identifier_json(scottish   ? "GB-SC"
                       : northern ? "GB-NIC"
                                  : "GB-CHC",
                       "Registered charity number", charity_number));
}

void RowDraft::put_contact(const Target& target, const std::string& value) {
  EntityDraft& draft = entity(target);
  if (value.find('@') != std::string::npos && draft.text("email").empty()) {
    draft.json.set("email", value);
    return;
  }
  Json phone;
  phone.set("number", value);
  push(draft.json, "phones", std::move(phone));
}

void RowDraft::put_service(const Target& target, const std::string& value) {
  Json part;
  if (target.kind == Kind::hours_text) {
    const std::string text = target.code.empty() ? value : fmt::format("{} {}", target.code, value);
    (map_->kind == Entity::location ? static_cast<EntityDraft&>(location()) : service).hours.push_back(text);
  } else if (target.kind == Kind::language) {
    part.set(value.size() <= 3 ? "code" : "name", value.size() <= 3 ? ascii_lower(value) : value);
    push(service.json, "languages", std::move(part));
  } else if (target.kind == Kind::age_range) {
    const auto range = age_range_of(value);
    if (!range)
      return put_property(service,
                          {Kind::property, Entity::service, false, {{"eligibility_description", false, {}}}, {}, {}},
                          value, 0, "\n");
    if (range->minimum) service.json.set("minimum_age", *range->minimum);
    if (range->maximum) service.json.set("maximum_age", *range->maximum);
  } else if (target.kind == Kind::cost) {
    const auto amount = amount_in(value);
    part.set("option", amount == 0.0 ? std::string("Free") : value);
    if (amount) {
      part.set("amount", *amount);
      part.set("currency", "GBP");
    }
    push(service.json, "cost_options", std::move(part));
  } else if (model::parse_tri(value) == model::Tri::yes) {  // free
    part.set("option", "Free");
    part.set("amount", 0);
    part.set("currency", "GBP");
    push(service.json, "cost_options", std::move(part));
  }
}

void RowDraft::put_place(const Target& target, const std::string& value) {
  LocationDraft& place = location();
  const auto number = parse_number(value);
  const auto set_address = [&](std::string_view property, const std::string& text) {
    if (text.empty()) return;
    put_property(place,
                 {Kind::property,
                  Entity::location,
                  false,
                  {{"addresses", true, ""}, {std::string(property), false, {}}},
                  {},
                  {}},
                 text, 0, ", ");
  };
  switch (target.kind) {
    case Kind::address_line: {
      const AddressParts parts = split_address(value);
      set_address("address_1", parts.address_1);
      set_address("address_2", parts.address_2);
      set_address("city", parts.city);
      set_address("postal_code", parts.postal_code);
      break;
    }
    case Kind::postcode:
      set_address("postal_code", ascii_upper(collapse_spaces(value)));
      break;
    case Kind::uprn:
      place.uprn = digits_of(value.substr(0, value.find('.')));
      break;
    case Kind::latitude:
      number ? void(place.latitude = number) : cannot_use("latitude", value);
      break;
    case Kind::longitude:
      number ? void(place.longitude = number) : cannot_use("longitude", value);
      break;
    case Kind::easting:
      number ? void(place.easting = number) : cannot_use("easting", value);
      break;
    case Kind::northing:
      number ? void(place.northing = number) : cannot_use("northing", value);
      break;
    default: {
      if (const auto point = geo::parse_point(value)) {
        place.latitude = point->latitude;
        place.longitude = point->longitude;
      } else if (const auto square = geo::parse_grid_reference(value)) {
        place.easting = square->centre.easting;
        place.northing = square->centre.northing;
      } else {
        cannot_use("position", value);
      }
    }
  }
}

void RowDraft::put_defaults() {
  for (const auto& [target, value] : map_->defaults) {
    begin_row();
    if (target.entity != Entity::location || target.at_location) {
      put_default(target, value);
      continue;
    }
    for (std::size_t i = 0; i < std::max<std::size_t>(1, locations.size()); ++i) {
      begin_row();
      if (i < locations.size()) location_ = i;
      put_default(target, value);
    }
  }
}

/// Only the row's own entity, and one that is there anyway, is filled up; a name makes one.
void RowDraft::put_default(const Target& target, const std::string& value) {
  const bool names = target.kind == Kind::property && target.path.size() == 1 && target.path.front().name == "name";
  const bool is_there = target.entity == Entity::location  ? location_.has_value()
                        : target.entity == Entity::service ? !service.empty()
                                                           : !organization.empty();
  if ((is_there || names || target.entity == map_->kind) && !has_said(target)) put_value({}, target, value, 0);
}

bool RowDraft::has_said(const Target& target) const {
  const EntityDraft* draft = target.at_location                      ? &at_location
                             : target.entity == Entity::organization ? &organization
                             : target.entity == Entity::service      ? &service
                             : !location_                            ? nullptr
                                                                     : &locations[*location_];
  if (draft == nullptr) return false;
  if (target.kind == Kind::category) return !draft->categories.empty();
  if (target.kind == Kind::source_id) return !draft->source_id.empty();
  if (target.kind != Kind::property || target.path.empty()) return false;
  const Json& said = draft->json[target.path.front().name];
  return said.is_array() ? !said.elements().empty() && target.path.size() == 1 : !said.string().empty();
}

void RowDraft::cannot_use(std::string_view what, std::string_view value) {
  unusable.push_back(fmt::format("{}: {}", what, value));
}

}  // namespace fingerpost::importers
