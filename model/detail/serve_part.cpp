#include "model/detail/serve_part.hpp"

namespace fingerpost::model::detail {
namespace {

void set_if_absent(Json& json, const char* name, const std::string& value) {
  if (!value.empty() && json.find(name) == nullptr) json.append_member(name, value);
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

void finish(const Address& address, Json& json, Depth) {
  set_if_absent(json, "city", first_of(address.region, address.state_province));
  // The UK has no states: where no county is given, the country is the next larger thing that is true.
  set_if_absent(json, "state_province", first_of(address.region, "United Kingdom"));
  set_if_absent(json, "country", "GB");
  set_if_absent(json, "address_type", "physical");
}

void finish(const TermRef& term, Json& json, Depth) {
  set_if_absent(json, "name", term.code);
  set_if_absent(json, "description", first_of(term.name, term.code));
}

void finish(const TaxonomyTerm& term, Json& json, Depth) { set_if_absent(json, "description", term.name); }
void finish(const Taxonomy& taxonomy, Json& json, Depth) { set_if_absent(json, "description", taxonomy.name); }
void finish(const Program& program, Json& json, Depth) { set_if_absent(json, "description", program.name); }
void finish(const Organization& organization, Json& json, Depth) {
  set_if_absent(json, "description", organization.name);
}

void finish(const OrganizationIdentifier& identifier, Json& json, Depth) {
  set_if_absent(json, "identifier_type", first_of(identifier.identifier_scheme, "registration"));
}

void finish(const Service&, Json& json, Depth) { set_if_absent(json, "status", "active"); }

void finish(const Location& location, Json& json, Depth depth) {
  set_if_absent(json, "location_type", "physical");
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
