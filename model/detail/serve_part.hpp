#pragma once

#include <concepts>
#include <optional>
#include <string>
#include <string_view>

#include "base/json.hpp"
#include "model/detail/describe.hpp"
#include "model/detail/repair.hpp"
#include "model/detail/write_part.hpp"

/// One part as it is published: what HSDS 3.1's and the UK profile's schemas accept, and clients can read. Absent
/// properties are left out, never null or ""; a part that lacks what its schema requires is left out as a whole.
namespace fingerpost::model::detail {

enum class Depth { scalars, full };

/// False when a required property is missing and nothing can stand in for it.
template <typename Part>
bool is_servable(const Part&) {
  return true;
}
inline bool is_servable(const Phone& phone) { return !phone.number.empty(); }
inline bool is_servable(const Url& url) { return !url.url.empty(); }
inline bool is_servable(const Program& program) { return !program.name.empty(); }
inline bool is_servable(const OrganizationIdentifier& id) { return !id.identifier.empty(); }
inline bool is_servable(const ServiceCapacity& capacity) {
  return capacity.available && !capacity.updated.empty() && !capacity.unit.name.empty();
}
inline bool is_servable(const Unit& unit) { return !unit.id.is_nil() && !unit.name.empty(); }
inline bool is_servable(const TermRef& term) { return !term.id.is_nil() && !(term.name.empty() && term.code.empty()); }
inline bool is_servable(const Metadata& entry) {
  return !entry.last_action_date.empty() && !entry.last_action_type.empty() && !entry.field_name.empty() &&
         !entry.previous_value.empty() && !entry.replacement_value.empty() && !entry.updated_by.empty();
}
/// Needs a line, a town and a postcode; the rest can be filled in (see with_stand_ins).
inline bool is_servable(const Address& address) {
  const bool town = !address.city.empty() || !address.region.empty() || !address.state_province.empty();
  return !address.address_1.empty() && town && !address.postal_code.empty();
}

/// A copy in which what the schema requires stands, taken from what is nearest; nullopt when nothing is missing. Filled
/// in before it is written, so that a reader who stores what was filled in writes it again to the byte.
template <typename Part>
std::optional<Part> with_stand_ins(const Part&) {
  return std::nullopt;
}
std::optional<Address> with_stand_ins(const Address& address);
std::optional<TermRef> with_stand_ins(const TermRef& term);
std::optional<TaxonomyTerm> with_stand_ins(const TaxonomyTerm& term);
std::optional<Taxonomy> with_stand_ins(const Taxonomy& taxonomy);
std::optional<Program> with_stand_ins(const Program& program);
std::optional<Organization> with_stand_ins(const Organization& organization);
std::optional<OrganizationIdentifier> with_stand_ins(const OrganizationIdentifier& identifier);
std::optional<Service> with_stand_ins(const Service& service);
std::optional<Location> with_stand_ins(const Location& location);

/// Adds what HSDS has no property for.
template <typename Part>
void add_extras(const Part&, Json&, Depth) {}
/// Addresses of which HSDS requires more, under `partial_addresses`.
void add_extras(const Location& location, Json& json, Depth depth);

/// A text under its rule as published: times as HH:MM:SS, frequencies HSDS knows, extensions as numbers; null when it
/// cannot be.
Json serve_text(const std::string& text, Rule rule);

/// `extra` without null, "" and what was set aside; merged into `json` where it does not name a member already.
void merge_extra(const Json& extra, Json& json, Depth depth);

template <typename Part>
Json serve_part(const Part& part, Depth depth = Depth::full);

/// A visitor that writes one part's properties for publishing.
class PartServer {
 public:
  explicit PartServer(Depth depth) : depth_(depth) {}

  template <typename Member>
  void operator()(std::string_view name, const Member& member, Rule rule = Rule::none) {
    Json json = serve(member, rule);
    if (!json.is_null()) out_.append_member(std::string(name), std::move(json));
  }

  Json take() { return std::move(out_); }

 private:
  static Json serve(const Uuid& id, Rule) { return id.is_nil() ? Json() : Json(to_string(id)); }
  static Json serve(const std::string& text, Rule rule) { return text.empty() ? Json() : serve_text(text, rule); }
  static Json serve(const std::optional<double>& number, Rule) { return number ? write_number(*number) : Json(); }
  static Json serve(const std::optional<std::int64_t>& number, Rule) { return number ? Json(*number) : Json(); }
  static Json serve(const std::vector<Uuid>&, Rule) { return {}; }

  template <typename Part>
  requires std::is_class_v<Part> Json serve(const std::vector<Part>& parts, Rule) {
    if (depth_ == Depth::scalars) return {};
    Json::Array array;
    for (const Part& part : parts)
      if (is_servable(part)) array.push_back(serve_part(part));
    return array.empty() ? Json() : Json(std::move(array));
  }

  template <typename Part>
  requires std::is_class_v<Part> Json serve(const Part& part, Rule) {
    return is_servable(part) ? serve_part(part) : Json();
  }

  Depth depth_;
  Json out_ = Json::object();
};

template <typename Part>
Json serve_part(const Part& part, Depth depth) {
  PartServer server(depth);
  if (const auto filled = with_stand_ins(part))
    describe(*filled, server);
  else
    describe(part, server);
  Json json = server.take();
  add_extras(part, json, depth);
  merge_extra(part.extra, json, depth);
  return json;
}

}  // namespace fingerpost::model::detail
