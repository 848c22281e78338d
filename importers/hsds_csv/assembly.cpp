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

void Assembly::add_hub(Hub hub, std::size_t file, const CsvRow& row, const Json& json) {
  std::string id(json["id"].string());
  // Rows without an id of their own still belong somewhere; nothing can belong to them.
  if (id.empty()) id = fmt::format("\n{}:{}", file, row.line);
  add(hub, id, {file, row.line, {}, false, json.dump(), row.raw});
  if (hub == Hub::location && organization_of_location_.size() < kMaxLocationsRemembered &&
      !json["organization_id"].string().empty())
    organization_of_location_.emplace(id, json["organization_id"].string());
}

void Assembly::add_part(const Parent& parent, const std::string& property, std::size_t file, const CsvRow& row,
                        const Json& json) {
  add(parent.hub, parent.id, {file, row.line, property, false, json.dump(), row.raw});
}

void Assembly::add_part_anywhere(const std::string& id, const std::string& property, std::size_t file,
                                 const CsvRow& row, const Json& json) {
  for (std::size_t hub = 0; hub < kHubs; ++hub)
    add(static_cast<Hub>(hub), id, {file, row.line, property, true, json.dump(), row.raw});
}

void Assembly::add(Hub hub, const std::string& key, const Piece& piece) {
  const std::string texts[] = {std::to_string(piece.file),
                               std::to_string(piece.line),
                               piece.property,
                               piece.optional ? "1" : "",
                               piece.json,
                               piece.raw};
  stages_[static_cast<std::size_t>(hub)].add(key, 0, pack(texts));
}

void Assembly::finish() {
  for (const Hub hub :
       {Hub::phone, Hub::contact, Hub::service_at_location, Hub::organization, Hub::location, Hub::service})
    finish_hub(hub);
}

void Assembly::finish_hub(Hub hub) {
  stages_[static_cast<std::size_t>(hub)].for_each([&](const KeyedRows::Group& group) { finish_group(hub, group); });
}

/// The hub's row with everything that belongs to it; parts without their hub are refused.
void Assembly::finish_group(Hub hub, const KeyedRows::Group& group) {
  std::optional<Piece> own;
  Json json;
  std::vector<Piece> parts;
  for (const KeyedRows::Row& row : group.rows) {
    auto texts = unpack(row.content);
    Piece piece{static_cast<std::size_t>(parse_integer(texts[0]).value_or(0)),
                static_cast<std::uint64_t>(parse_integer(texts[1]).value_or(0)),
                std::move(texts[2]),
                !texts[3].empty(),
                std::move(texts[4]),
                std::move(texts[5])};
    if (!piece.property.empty())
      parts.push_back(std::move(piece));
    else if (own)
      refuse(piece, "duplicate-id", "Another row of the table has the same id; the first is kept.");
    else
      own = std::move(piece);
  }
  if (!own) {
    for (const Piece& part : parts)
      if (!part.optional)
        refuse(
            part, "missing-parent",
            fmt::format("No {} has the id \"{}\" that the row belongs to.", key_column(hub), shorten(group.key, 80)));
    return;
  }
  json = parse_json(own->json).value_or(Json());
  for (const Piece& part : parts) {
    Json* list = json.find(part.property);
    if (list == nullptr || !list->is_array()) {
      json.set(part.property, Json::array());
      list = json.find(part.property);
    }
    list->push(parse_json(part.json).value_or(Json()));
  }
  climb_or_emit(hub, *own, std::move(json));
}

void Assembly::climb_or_emit(Hub hub, const Piece& own, Json json) {
  if (hub == Hub::organization || hub == Hub::location || hub == Hub::service) return emit(hub, own, json);
  constexpr std::string_view kOwnTables[] = {"phones", "contacts", "service_at_location"};
  const CsvTable& table = *csv_table(kOwnTables[static_cast<std::size_t>(hub)]);
  const auto parent = parent_of(table, json);
  if (!parent || parent->id.empty()) return refuse(own, "missing-parent", "The row names nothing that it belongs to.");
  add(parent->hub, parent->id, {own.file, own.line, property_in(table, parent->hub), false, json.dump(), own.raw});
}

void Assembly::emit(Hub hub, const Piece& own, const Json& json) {
  Json whole = json;
  if (hub == Hub::service) {
    if (whole["organization_id"].string().empty()) {
      const auto known = organization_of_location_.find(std::string(whole["location_id"].string()));
      if (known != organization_of_location_.end()) whole.set("organization_id", known->second);
    }
    deliver_at_own_location(whole);
  }
  auto apart = take_apart(hub, whole, context_.options().source);
  if (!apart) return refuse(own, std::string(kind_of(apart.error().front().code).slug), apart.error().front().detail);
  const auto raw = raw_row(files_[own.file], own.line, own.raw, std::string(json["id"].string()));
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
