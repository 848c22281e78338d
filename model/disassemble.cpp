#include <algorithm>
#include <fmt/format.h>
#include <unordered_map>

#include "model/detail/for_each.hpp"
#include "model/detail/part_ids.hpp"
#include "model/detail/read_part.hpp"
#include "model/detail/v1_shape.hpp"
#include "model/detail/write_part.hpp"
#include "model/reading.hpp"
#include "model/record_json.hpp"

namespace fingerpost::model {
namespace {

using detail::read_part;

/// Takes nested objects apart; every part that becomes a record of its own lands here once.
class Disassembler {
 public:
  explicit Disassembler(const DisassembleOptions& options) {
    context_.derive_id = [source = options.source](std::string_view table, std::string_view id) {
      return source_id(source, table, id);
    };
  }

  /// nil when the object gives no way to know it again.
  Uuid add_service(Json json, const Uuid& organization_id);
  Uuid add_organization(Json json);
  Uuid add_location(Json json, const Uuid& fallback);
  Uuid add_service_at_location(Json json);

  Result<Disassembled> finish(const Uuid& id, std::string_view what) &&;

 private:
  void take_locations(Service& service);
  void take_program(Service& service, Json program);
  void add(Record record);
  void add_term(Attribute& attribute);
  void add_taxonomy(Json detail, const TermRef& term);
  template <typename Part>
  void take_terms(Part& part);
  template <typename Part>
  Uuid id_by_name(Part& part);
  void complain(std::string_view field, std::string detail) {
    append(problems_, problem(ProblemCode::invalid_record, field, "", std::move(detail)));
  }

  detail::ReadContext context_;
  std::vector<Record> records_;
  std::unordered_map<Uuid, std::size_t> known_;  // id → place in records_
  Problems problems_;
};

/// Services last, otherwise the order of the kinds with terms behind their taxonomies.
int rank(const Record& record) {
  switch (kind_of(record)) {
    case RecordKind::organization:
      return 0;
    case RecordKind::location:
      return 1;
    case RecordKind::taxonomy:
      return 2;
    case RecordKind::taxonomy_term:
      return 3;
    case RecordKind::service:
      break;
  }
  return 4;
}

void Disassembler::add(Record record) {
  detail::fill_part_ids(record);
  const auto [at, is_new] = known_.try_emplace(id_of(record), records_.size());
  if (is_new)
    records_.push_back(std::move(record));
  else if (Record& before = records_[at->second]; kind_of(before) == kind_of(record) && before != record &&
                                                  to_json(before).dump().size() < to_json(record).dump().size())
    before = std::move(record);  // nested twice, once in short: the fuller one stands
}

void Disassembler::add_taxonomy(Json detail, const TermRef& term) {
  Taxonomy taxonomy;
  if (detail.is_object()) taxonomy = read_part<Taxonomy>(detail, context_);
  if (taxonomy.id.is_nil()) taxonomy.id = term.taxonomy_id;
  if (taxonomy.name.empty()) taxonomy.name = term.taxonomy;
  if (!taxonomy.id.is_nil() && !taxonomy.name.empty()) add(std::move(taxonomy));
}

void Disassembler::add_term(Attribute& attribute) {
  TermRef& term = attribute.taxonomy_term;
  const std::string& known_by = term.code.empty() ? term.name : term.code;
  if (term.id.is_nil()) term.id = attribute.taxonomy_term_id;
  if (term.id.is_nil() && !known_by.empty()) term.id = own_term_id(term.taxonomy, known_by);
  if (attribute.taxonomy_term_id.is_nil()) attribute.taxonomy_term_id = term.id;
  if (known_by.empty() || term.id.is_nil()) return;
  if (term.name.empty()) term.name = term.code;
  Json detail = term.extra.is_object() ? term.extra.take("taxonomy_detail") : Json();
  if (term.taxonomy_id.is_nil() && detail.is_object())
    term.taxonomy_id = detail::read_id(detail["id"], "taxonomy", context_);
  if (term.taxonomy.empty()) term.taxonomy = detail["name"].string();
  // Our own terms come with the program; a record of each would stand beside them under another id.
  if (is_own_taxonomy(term.taxonomy) && term.id == own_term_id(term.taxonomy, known_by)) return;
  add_taxonomy(std::move(detail), term);

  TaxonomyTerm record;
  record.id = term.id;
  record.code = term.code;
  record.name = term.name;
  record.description = term.description;
  record.taxonomy = term.taxonomy;
  record.taxonomy_id = term.taxonomy_id;
  record.term_uri = term.term_uri;
  if (term.extra.is_object()) {
    record.parent_id = detail::read_id(term.extra["parent_id"], "taxonomy_term", context_);
    record.language = term.extra["language"].string();
    if (term.extra.find("source_id") != nullptr) record.extra.set("source_id", term.extra["source_id"]);
    for (const std::string_view taken : {"parent_id", "language", "source_id"}) term.extra.take(taken);
    if (term.extra.members().empty()) term.extra = Json();
  }
  add(std::move(record));
}

template <typename Part>
void Disassembler::take_terms(Part& part) {
  detail::for_each_attribute(part, [this](Attribute& attribute) { add_term(attribute); });
}

template <typename Part>
Uuid Disassembler::id_by_name(Part& part) {
  if (part.id.is_nil() && !part.name.empty()) part.id = context_.derive_id(detail::table_name<Part>(), part.name);
  return part.id;
}

Uuid Disassembler::add_organization(Json json) {
  if (!json.is_object()) return {};
  json = detail::v3_organization(std::move(json));
  const Json services = json.take("services");
  const Json locations = json.take("locations");
  auto organization = read_part<Organization>(json, context_);
  if (id_by_name(organization).is_nil()) return {};
  for (const Json& location : locations.elements()) {
    const Uuid id = add_location(location, {});
    auto& ids = organization.location_ids;
    if (!id.is_nil() && std::ranges::find(ids, id) == ids.end()) ids.push_back(id);
  }
  take_terms(organization);
  const Uuid id = organization.id;
  add(std::move(organization));
  for (const Json& service : services.elements()) add_service(service, id);
  return id;
}

Uuid Disassembler::add_location(Json json, const Uuid& fallback) {
  if (!json.is_object()) return {};
  auto location = read_part<Location>(detail::v3_location(std::move(json)), context_);
  if (location.id.is_nil()) location.id = fallback;
  if (location.id.is_nil()) return {};
  take_terms(location);
  const Uuid id = location.id;
  add(std::move(location));
  return id;
}

void Disassembler::take_locations(Service& service) {
  for (std::size_t i = 0; i < service.service_at_locations.size(); ++i) {
    ServiceAtLocation& at = service.service_at_locations[i];
    if (!at.extra.is_object()) continue;
    const Json location = at.extra.take("location");
    if (at.extra.members().empty()) at.extra = Json();
    if (!location.is_object()) continue;
    const Uuid fallback = !at.location_id.is_nil() ? at.location_id
                          : at.id.is_nil()         ? Uuid{}
                                                   : uuid_v5(at.id, "location");
    const Uuid id =
        add_location(location, fallback.is_nil() ? uuid_v5(service.id, fmt::format("location\n{}", i)) : fallback);
    if (at.location_id.is_nil()) at.location_id = id;
    if (at.location_id != id)
      complain(fmt::format("/service_at_locations/{}/location_id", i),
               "location_id and the nested location's id differ: location_id stands.");
  }
}

void Disassembler::take_program(Service& service, Json program) {
  auto part = read_part<Program>(program, context_);
  if (id_by_name(part).is_nil()) return;
  if (service.program_id.is_nil()) service.program_id = part.id;
  const auto at = known_.find(service.organization_id);
  auto* organization = at == known_.end() ? nullptr : std::get_if<Organization>(&records_[at->second]);
  if (organization == nullptr) {
    service.extra.set("program", std::move(program));
  } else if (std::ranges::none_of(organization->programs, [&](const Program& p) { return p.id == part.id; })) {
    organization->programs.push_back(std::move(part));
  }
}

Uuid Disassembler::add_service(Json json, const Uuid& organization_id) {
  if (!json.is_object()) {
    complain("/services", "A service is a JSON object.");
    return {};
  }
  json = detail::v3_service(std::move(json));
  const Json organization = json.take("organization");
  const Json program = json.take("program");
  auto service = read_part<Service>(json, context_);
  if (service.id.is_nil()) {
    complain("/id", "id is missing: without it the service could not be known again.");
    return {};
  }
  const Uuid provider = add_organization(organization);
  if (service.organization_id.is_nil()) service.organization_id = provider.is_nil() ? organization_id : provider;
  if (program.is_object()) take_program(service, program);
  take_locations(service);
  take_terms(service);
  const Uuid id = service.id;
  add(std::move(service));
  return id;
}

Uuid Disassembler::add_service_at_location(Json json) {
  Json service = json.take("service");
  if (!service.is_object()) {
    complain("/service", "A service_at_location on its own needs its service nested.");
    return {};
  }
  service.set("service_at_locations", Json(Json::Array{std::move(json)}));
  return add_service(std::move(service), {});
}

Result<Disassembled> Disassembler::finish(const Uuid& id, std::string_view what) && {
  if (id.is_nil()) {
    if (problems_.empty())
      complain("/id", fmt::format("id is missing: without it the {} could not be known again.", what));
    return fail(std::move(problems_));
  }
  std::ranges::stable_sort(records_, {}, rank);
  return Disassembled{std::move(records_), std::move(problems_)};
}

Result<void> need_object(const Json& json, std::string_view what) {
  if (json.is_object()) return {};
  return fail(ProblemCode::invalid_record, "", json.dump(), fmt::format("A JSON object is needed to make a {}.", what));
}

}  // namespace

Uuid source_id(std::string_view source, std::string_view table, std::string_view id) {
  return uuid_v5(kImportNamespace, fmt::format("{}\n{}\n{}", source, table, id));
}

Result<Disassembled> disassemble_service(const Json& full_service, const DisassembleOptions& options) {
  if (auto object = need_object(full_service, "service"); !object) return fail(std::move(object.error()));
  Disassembler apart(options);
  const Uuid id = apart.add_service(full_service, {});
  return std::move(apart).finish(id, "service");
}

Result<Disassembled> disassemble_organization(const Json& full_organization, const DisassembleOptions& options) {
  if (auto object = need_object(full_organization, "organization"); !object) return fail(std::move(object.error()));
  Disassembler apart(options);
  const Uuid id = apart.add_organization(full_organization);
  return std::move(apart).finish(id, "organization");
}

Result<Disassembled> disassemble_location(const Json& full_location, const DisassembleOptions& options) {
  if (auto object = need_object(full_location, "location"); !object) return fail(std::move(object.error()));
  Disassembler apart(options);
  const Uuid id = apart.add_location(full_location, {});
  return std::move(apart).finish(id, "location");
}

Result<Disassembled> disassemble_service_at_location(const Json& full, const DisassembleOptions& options) {
  if (auto object = need_object(full, "service_at_location"); !object) return fail(std::move(object.error()));
  Disassembler apart(options);
  const Uuid id = apart.add_service_at_location(full);
  return std::move(apart).finish(id, "service_at_location");
}

}  // namespace fingerpost::model
