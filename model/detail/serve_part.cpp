#include "model/detail/serve_part.hpp"

#include <algorithm>
#include <initializer_list>

namespace fingerpost::model::detail {
namespace {

/// A copy of `part` with `fill` done to it, when it lacks one of `required`.
template <typename Part, typename Fill>
std::optional<Part> filled(const Part& part, std::initializer_list<const std::string*> required, const Fill& fill) {
  if (std::ranges::none_of(required, [](const std::string* text) { return text->empty(); })) return std::nullopt;
  std::optional<Part> copy(part);
  fill(*copy);
  return copy;
}

void stand_in(std::string& text, const std::string& value) {
  if (text.empty()) text = value;
}

std::string as_hh_mm_ss(const std::string& text) {
  const auto repaired = repair_time(text);
  std::string time = repaired ? repaired->value : text;
  if (time.size() == 5) time += ":00";
  return time;
}

/// Without null and "" at any depth.
Json cleaned(const Json& json) {
  if (json.is_object()) {
    Json clean = Json::object();
    for (const Json::Member& member : json.members())
      if (Json value = cleaned(member.value); !value.is_null()) clean.append_member(member.key, std::move(value));
    return clean;
  }
  if (json.is_array()) {
    Json clean = Json::array();
    for (const Json& element : json.elements())
      if (Json value = cleaned(element); !value.is_null()) clean.push(std::move(value));
    return clean;
  }
  return json.is_string() && json.string().empty() ? Json() : json;
}

const std::string& first_of(const std::string& a, const std::string& b) { return a.empty() ? b : a; }

}  // namespace

Json serve_text(const std::string& text, Rule rule) {
  if (rule == Rule::time) {
    std::string time = as_hh_mm_ss(text);
    return time.empty() ? Json() : Json(std::move(time));
  }
  if (rule == Rule::freq) return text == "WEEKLY" || text == "MONTHLY" ? Json(text) : Json();
  if (rule == Rule::extension) {
    Json number = write_extension(text);
    return number.is_integer() ? number : Json();
  }
  return text;
}

void merge_extra(const Json& extra, Json& json, Depth depth) {
  for (const Json::Member& member : extra.members()) {
    const bool nested = member.value.is_array() || member.value.is_object();
    if (member.key == "unusable" || (nested && depth == Depth::scalars) || json.find(member.key) != nullptr) continue;
    if (Json value = cleaned(member.value); !value.is_null()) json.append_member(member.key, std::move(value));
  }
}

std::optional<Address> with_stand_ins(const Address& address) {
  const auto fill = [](Address& copy) {
    stand_in(copy.city, first_of(copy.region, copy.state_province));
    // The UK has no states: where no county is given, the country is the next larger thing that is true.
    stand_in(copy.state_province, first_of(copy.region, "United Kingdom"));
    stand_in(copy.country, "GB");
    stand_in(copy.address_type, "physical");
  };
  return filled(address, {&address.city, &address.state_province, &address.country, &address.address_type}, fill);
}

std::optional<TermRef> with_stand_ins(const TermRef& term) {
  return filled(term, {&term.name, &term.description}, [](TermRef& copy) {
    stand_in(copy.name, copy.code);
    stand_in(copy.description, copy.name);
  });
}

std::optional<TaxonomyTerm> with_stand_ins(const TaxonomyTerm& term) {
  return filled(term, {&term.description}, [](TaxonomyTerm& copy) { copy.description = copy.name; });
}

std::optional<Taxonomy> with_stand_ins(const Taxonomy& taxonomy) {
  return filled(taxonomy, {&taxonomy.description}, [](Taxonomy& copy) { copy.description = copy.name; });
}

std::optional<Program> with_stand_ins(const Program& program) {
  return filled(program, {&program.description}, [](Program& copy) { copy.description = copy.name; });
}

std::optional<Organization> with_stand_ins(const Organization& organization) {
  return filled(organization, {&organization.description}, [](Organization& copy) { copy.description = copy.name; });
}

std::optional<OrganizationIdentifier> with_stand_ins(const OrganizationIdentifier& identifier) {
  return filled(identifier, {&identifier.identifier_type}, [](OrganizationIdentifier& copy) {
    copy.identifier_type = first_of(copy.identifier_scheme, "registration");
  });
}

std::optional<Service> with_stand_ins(const Service& service) {
  return filled(service, {&service.status}, [](Service& copy) { copy.status = "active"; });
}

std::optional<Location> with_stand_ins(const Location& location) {
  return filled(location, {&location.location_type}, [](Location& copy) { copy.location_type = "physical"; });
}

void add_extras(const Location& location, Json& json, Depth depth) {
  if (depth == Depth::scalars) return;
  Json::Array partial;
  for (const Address& address : location.addresses) {
    if (is_servable(address)) continue;
    PartServer server(Depth::full);
    describe(address, server);
    partial.push_back(server.take());
  }
  if (!partial.empty()) json.append_member("partial_addresses", std::move(partial));
}

}  // namespace fingerpost::model::detail
