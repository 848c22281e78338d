#include "importers/hsds_csv/detail/assembly.hpp"

#include <fmt/format.h>

#include "base/text.hpp"
#include "importers/detail/csv_rows.hpp"
#include "model/record_json.hpp"

namespace fingerpost::importers {
namespace {

constexpr std::size_t kStageBudget = 24u << 20;
constexpr std::size_t kMaxLocationsRemembered = 500'000;

Result<model::Disassembled> take_apart(Hub hub, const Json& json, const std::string& source) {
  const model::DisassembleOptions options{.source = source};
  if (hub == Hub::service) return model::disassemble_service(json, options);
  if (hub == Hub::location) return model::disassemble_location(json, options);
  return model::disassemble_organization(json, options);
}

/// A service that names one location in its own row is delivered there.
void deliver_at_own_location(Json& service) {
  const std::string location = std::string(service["location_id"].string());
  if (location.empty() || service.find("service_at_locations") != nullptr) return;
  service.take("location_id");
  Json points = Json::array();
  points.push(Json::object().set("location_id", location));
  service.set("service_at_locations", std::move(points));
}

}  // namespace

Assembly::Assembly(std::span<const InputFile> files, ImportContext& context)
    : files_(files), context_(context), stages_{KeyedRows(kStageBudget), KeyedRows(kStageBudget),
                                                KeyedRows(kStageBudget), KeyedRows(kStageBudget),
                                                KeyedRows(kStageBudget), KeyedRows(kStageBudget)} {}

bool Assembly::add(const CsvTable& table, std::size_t file, const CsvRow& row, const Json& json) {
  Piece piece{number_of(table), file, row.line, false, false, json.dump(), row.raw};
  if (table.role != CsvTable::Role::hub) return put_part(std::move(piece), json, {});
  std::string id(json["id"].string());
  if (id.empty()) id = fmt::format("\n{}:{}", file, row.line);  // nothing can belong to it, but it may belong somewhere
  if (table.hub == Hub::location && organization_of_location_.size() < kMaxLocationsRemembered &&
      !json["organization_id"].string().empty())
    organization_of_location_.emplace(id, json["organization_id"].string());
  piece.own = true;
  put(table.hub, id, piece);
  return true;
}

void Assembly::put(Hub hub, const std::string& key, const Piece& piece) {
  const std::string texts[] = {std::to_string(piece.file),
                               std::to_string(piece.line),
                               piece.own ? "1" : "",
                               piece.optional ? "1" : "",
                               piece.json,
                               piece.raw};
  stages_[static_cast<std::size_t>(hub)].add(key, piece.table, pack(texts));
}

/// To its parent, or to every hub when the row says an id and not whose.
bool Assembly::put_part(Piece piece, const Json& json, std::optional<Hub> missed) {
  const CsvTable& table = csv_table(piece.table);
  if (const auto parent = parent_of(table, json, missed)) {
    put(parent->hub, parent->id, piece);
    return true;
  }
  const std::string id(json[table.property == "metadata" ? "resource_id" : "link_id"].string());
  const bool says_whose = !json[table.property == "metadata" ? "resource_type" : "link_entity"].string().empty();
  if (table.role != CsvTable::Role::linked || id.empty() || says_whose) return false;
  piece.optional = true;
  for (std::size_t hub = 0; hub < kHubs; ++hub) put(static_cast<Hub>(hub), id, piece);
  return true;
}

void Assembly::finish() {
  for (std::size_t hub = 0; hub < kHubs; ++hub)
    stages_[hub].for_each([&](const KeyedRows::Group& group) { finish_group(static_cast<Hub>(hub), group); });
}

/// The hub's row with everything that belongs to it climbs to what it belongs to, or is emitted.
void Assembly::finish_group(Hub hub, const KeyedRows::Group& group) {
  std::optional<Piece> own;
  std::vector<Piece> parts;
  for (const KeyedRows::Row& row : group.rows) {
    auto texts = unpack(row.content);
    Piece piece{row.table,
                static_cast<std::size_t>(parse_integer(texts[0]).value_or(0)),
                static_cast<std::uint64_t>(parse_integer(texts[1]).value_or(0)),
                !texts[2].empty(),
                !texts[3].empty(),
                std::move(texts[4]),
                std::move(texts[5])};
    if (!piece.own)
      parts.push_back(std::move(piece));
    else if (own)
      refuse(piece, "duplicate-id", "Another row of the table has the same id; the first is kept.");
    else
      own = std::move(piece);
  }
  if (!own) {
    for (Piece& part : parts) find_another(hub, std::move(part), group.key);
    return;
  }
  Json json = parse_json(own->json).value_or(Json());
  for (const Piece& part : parts) {
    const std::string property = property_in(csv_table(part.table), hub);
    if (const Json* list = json.find(property); list == nullptr || !list->is_array()) json.set(property, Json::array());
    Json element = parse_json(part.json).value_or(Json());
    for (const std::string_view said : {"link_id", "link_entity", "resource_id", "resource_type"}) element.take(said);
    json.find(property)->push(std::move(element));
  }
  if (hub >= Hub::service) return emit(hub, *own, std::move(json));
  own->own = false;
  own->json = json.dump();
  if (!put_part(*own, json, {})) refuse(*own, "missing-parent", "The row names nothing that it belongs to.");
}

/// What it belongs to does not exist: the next nearest thing it names, else it is refused.
void Assembly::find_another(Hub hub, Piece part, std::string_view key) {
  if (part.optional || put_part(part, parse_json(part.json).value_or(Json()), hub)) return;
  std::string_view what = key_column(hub);
  what.remove_suffix(3);
  refuse(part, "missing-parent",
         fmt::format("The row belongs to {} \"{}\", which does not exist.", what, shorten(key, 80)));
}

void Assembly::emit(Hub hub, const Piece& own, Json json) {
  const std::string id(json["id"].string());
  if (hub == Hub::service) {
    const auto known = organization_of_location_.find(std::string(json["location_id"].string()));
    if (json["organization_id"].string().empty() && known != organization_of_location_.end())
      json.set("organization_id", known->second);
    deliver_at_own_location(json);
  }
  auto apart = take_apart(hub, json, context_.options().source);
  if (!apart) return refuse(own, std::string(kind_of(apart.error().front().code).slug), apart.error().front().detail);
  const auto raw = raw_row(files_[own.file], own.line, own.raw, id);
  for (const Problem& problem : apart->problems)
    context_.note(
        {model::Severity::warning, "part-left-out", raw.file, raw.line, problem.field, problem.value, problem.detail});
  for (model::Record& record : apart->records) context_.emit(std::move(record), raw);
}

void Assembly::refuse(const Piece& piece, std::string code, std::string detail) {
  const InputFile& file = files_[piece.file];
  context_.refuse({model::Severity::error, std::move(code), file.name, piece.line, "", "", std::move(detail)},
                  raw_row(file, piece.line, piece.raw));
}

}  // namespace fingerpost::importers
