#include "importers/detail/row_records.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "base/text.hpp"
#include "geo/grid.hpp"
#include "importers/detail/term_json.hpp"
#include "model/reading.hpp"
#include "model/record_json.hpp"
#include "model/schedule.hpp"

namespace fingerpost::importers {
namespace {

using model::RecordKind;

/// Removes empty objects and withheld parts from lists, and lists that hold nothing.
void compact(Json& json) {
  if (json.is_object()) {
    std::vector<std::string> gone;
    for (const auto& member : json.members()) {
      Json& value = *json.find(member.key);
      compact(value);
      if (value.is_null() || (value.is_array() && value.elements().empty())) gone.push_back(member.key);
    }
    for (const std::string& key : gone) json.take(key);
  } else if (json.is_array()) {
    Json::Array kept;
    for (Json element : json.elements()) {
      compact(element);
      if (element.find("__withheld") == nullptr && !element.is_null() &&
          !(element.is_object() && element.members().empty()))
        kept.push_back(std::move(element));
    }
    json = Json(std::move(kept));
  }
}

/// Makes the records of one draft.
class RowEmitter {
 public:
  RowEmitter(RowDraft draft, const ColumnMap& map, model::RawRow raw, ImportContext& context)
      : draft_(std::move(draft)), map_(map), raw_(std::move(raw)), context_(context) {}

  void emit() {
    draft_.put_defaults();
    std::erase_if(draft_.locations, [](const LocationDraft& place) { return !place.is_placed(); });
    if (!has_main()) return refuse("missing-name", fmt::format("The row names no {}.", entity_name(map_.kind)));
    for (const std::string& cell : draft_.unusable)
      context_.note({model::Severity::warning, "value-not-understood", raw_.file, raw_.line, "", cell,
                     "The value was not understood and left out."});
    raw_.source_id = main_key();
    for (std::size_t i = 0; i < draft_.locations.size(); ++i)
      location_ids_.push_back(context_.id_for(RecordKind::location, location_key(i)));
    emit_organization();
    emit_locations();
    emit_service();
  }

 private:
  bool has_organization() const { return !draft_.organization.text("name").empty(); }
  bool has_service() const { return !draft_.service.text("name").empty(); }

  bool has_main() const {
    if (map_.kind == Entity::organization) return has_organization();
    return map_.kind == Entity::service ? has_service() : !draft_.locations.empty();
  }

  void refuse(std::string code, std::string detail) {
    context_.refuse({model::Severity::error, std::move(code), raw_.file, raw_.line, "", "", std::move(detail)}, raw_);
  }

  std::string organization_key() const {
    if (!draft_.organization.source_id.empty()) return draft_.organization.source_id;
    if (!draft_.charity_number.empty()) return "charity " + draft_.charity_number;
    return "name " + fold(collapse_spaces(draft_.organization.text("name")));
  }

  std::string location_key(std::size_t i) const {
    const LocationDraft& place = draft_.locations[i];
    if (!place.source_id.empty()) return place.source_id;
    if (!place.uprn.empty()) return "uprn " + place.uprn;
    const auto& addresses = place.json["addresses"].elements();
    const Json address = addresses.empty() ? Json() : addresses.front();
    const std::string key = fold(
        fmt::format("{}|{}|{}", place.text("name"), address["address_1"].string(), address["postal_code"].string()));
    if (key != "||") return key;
    return place.latitude ? fmt::format("at {},{}", *place.latitude, place.longitude.value_or(0))
                          : fmt::format("at {},{}", place.easting.value_or(0), place.northing.value_or(0));
  }

  std::string service_key() const {
    if (!draft_.service.source_id.empty()) return draft_.service.source_id;
    return fmt::format("{}|{}|{}", has_organization() ? organization_key() : "",
                       fold(collapse_spaces(draft_.service.text("name"))),
                       draft_.locations.empty() ? "" : location_key(0));
  }

  std::string main_key() const {
    if (map_.kind == Entity::organization) return organization_key();
    return map_.kind == Entity::service ? service_key() : location_key(0);
  }

  /// Emits; for the row's own record a repetition is a fault.
  void emit_record(Entity entity, model::Record record) {
    const Emitted done = context_.emit(std::move(record), raw_);
    if (entity == map_.kind && done == Emitted::repeated)
      refuse("duplicate-id",
             fmt::format("A {} with the same identity stands above; the first is kept.", entity_name(entity)));
  }

  template <typename Part>
  Part part_of(RecordKind kind, EntityDraft& draft, const Uuid& id) {
    compact(draft.json);
    derive_ids(draft.json);
    draft.json.set("id", to_string(id));
    auto record = model::record_from_json(kind, draft.json);
    Part part = record ? std::get<Part>(std::move(*record)) : Part{};
    part.id = id;
    for (auto& attribute : draft.attributes) part.attributes.push_back(std::move(attribute));
    for (const std::string& category : draft.categories) part.attributes.push_back(category_of(category));
    return part;
  }

  /// The source's own ids of other records become ours.
  void derive_ids(Json& json) const {
    constexpr std::pair<std::string_view, RecordKind> kReferences[] = {
        {"organization_id", RecordKind::organization},
        {"parent_organization_id", RecordKind::organization},
        {"location_id", RecordKind::location}};
    for (const auto& [name, kind] : kReferences)
      if (const std::string_view id = json[name].string(); !id.empty())
        json.set(std::string(name), to_string(context_.id_for(kind, id)));
  }

  /// "taxonomy/code" is a term of that taxonomy; anything else a term of the source's own, emitted with it.
  model::Attribute category_of(const std::string& category) {
    const auto slash = category.find('/');
    if (slash != std::string::npos && category.find(' ') == std::string::npos)
      return model::own_attribute(category.substr(0, slash), category.substr(slash + 1));
    model::Taxonomy taxonomy;
    taxonomy.name = map_.taxonomy.empty() ? context_.options().source : map_.taxonomy;
    taxonomy.id = context_.id_for(RecordKind::taxonomy, taxonomy.name);
    taxonomy.description = fmt::format("Categories as {} gives them.", context_.options().source);
    model::TaxonomyTerm term;
    term.name = category;
    term.code = slug_of(category);
    term.description = category;
    term.taxonomy = taxonomy.name;
    term.taxonomy_id = taxonomy.id;
    term.id = context_.id_for(RecordKind::taxonomy_term, taxonomy.name + "/" + term.code);
    model::Attribute attribute;
    attribute.taxonomy_term = {term.id, term.code,     term.name,        term.description,
                               {},      term.taxonomy, term.taxonomy_id, {}};
    attribute.taxonomy_term_id = term.id;
    attribute.link_type = "category";
    context_.emit(std::move(taxonomy), raw_);
    context_.emit(std::move(term), raw_);
    return attribute;
  }

  void emit_organization() {
    if (!has_organization()) return;
    organization_id_ = context_.id_for(RecordKind::organization, organization_key());
    auto organization = part_of<model::Organization>(RecordKind::organization, draft_.organization, organization_id_);
    if (map_.kind == Entity::organization && !has_service()) organization.location_ids = location_ids_;
    emit_record(Entity::organization, std::move(organization));
  }

  void emit_locations() {
    for (std::size_t i = 0; i < draft_.locations.size(); ++i) {
      LocationDraft& draft = draft_.locations[i];
      auto place = part_of<model::Location>(RecordKind::location, draft, location_ids_[i]);
      if (place.organization_id.is_nil()) place.organization_id = organization_id_;
      if (place.location_type.empty()) place.location_type = "physical";
      if (!draft.uprn.empty()) {
        place.external_identifier = draft.uprn;
        place.external_identifier_type = "UPRN";
      }
      position(draft, place);
      set_facts(place);
      append_hours(draft, place.schedules);
      emit_record(Entity::location, std::move(place));
    }
  }

  static void position(const LocationDraft& draft, model::Location& place) {
    if (draft.latitude && draft.longitude) {
      place.latitude = draft.latitude;
      place.longitude = draft.longitude;
    } else if (draft.easting.value_or(0) > 0 && draft.northing.value_or(0) > 0) {
      const bool irish = model::postcode_of(place).starts_with("BT");
      const geo::GridPoint grid{*draft.easting, *draft.northing};
      const geo::Point point = irish ? geo::from_irish_grid(grid) : geo::from_british_grid(grid);
      place.latitude = point.latitude;
      place.longitude = point.longitude;
    }
  }

  /// Says of each fact where it is from and when it was true.
  void set_facts(model::Location& place) const {
    for (const model::Fact& stated : model::facts_of(place)) {
      model::Fact fact = stated;
      fact.source = context_.options().source;
      fact.verified_on = draft_.verified_on;
      model::set_fact(place, fact);
    }
  }

  void append_hours(const EntityDraft& draft, std::vector<model::Schedule>& schedules) {
    if (draft.hours.empty()) return;
    const std::string text = fmt::format("{}", fmt::join(draft.hours, "; "));
    auto read = model::schedules_from_text(text);
    for (auto& schedule : read.schedules) schedules.push_back(std::move(schedule));
    if (trim(read.rest).empty()) return;
    model::Schedule rest;
    rest.description = read.rest;
    schedules.push_back(std::move(rest));
    context_.note({model::Severity::note, "hours-kept-as-text", raw_.file, raw_.line, "hours_text",
                   shorten(text, kMaxProblemValue),
                   "These opening hours, or a part of them, were not clear enough to become a schedule."});
  }

  void emit_service() {
    if (!has_service()) return;
    const Uuid id = context_.id_for(RecordKind::service, service_key());
    if (const Json elsewhere = draft_.service.json.take("location_id"); !elsewhere.string().empty())
      location_ids_.push_back(context_.id_for(RecordKind::location, elsewhere.string()));
    auto service = part_of<model::Service>(RecordKind::service, draft_.service, id);
    if (service.organization_id.is_nil()) service.organization_id = organization_id_;
    if (service.status.empty()) service.status = "active";  // a list of services lists those there are
    if (service.assured_date.empty()) service.assured_date = draft_.verified_on;
    append_hours(draft_.service, service.schedules);
    for (const Uuid& location : location_ids_) service.service_at_locations.push_back(delivery_point(location));
    emit_record(Entity::service, std::move(service));
  }

  model::ServiceAtLocation delivery_point(const Uuid& location) {
    model::Service holder;
    Json json;
    json.set("id", to_string(location));
    Json points = Json::array();
    compact(draft_.at_location.json);
    points.push(draft_.at_location.json);
    json.set("service_at_locations", std::move(points));
    if (auto record = model::record_from_json(RecordKind::service, json))
      holder = std::get<model::Service>(std::move(*record));
    model::ServiceAtLocation at = holder.service_at_locations.empty() ? model::ServiceAtLocation{}
                                                                      : std::move(holder.service_at_locations.front());
    at.location_id = location;
    for (const auto& attribute : draft_.at_location.attributes) at.attributes.push_back(attribute);
    return at;
  }

  RowDraft draft_;
  const ColumnMap& map_;
  model::RawRow raw_;
  ImportContext& context_;
  Uuid organization_id_;
  std::vector<Uuid> location_ids_;
};

}  // namespace

void emit_row(RowDraft draft, const ColumnMap& map, model::RawRow raw, ImportContext& context) {
  RowEmitter(std::move(draft), map, std::move(raw), context).emit();
}

}  // namespace fingerpost::importers
