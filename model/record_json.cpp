#include "model/record_json.hpp"

#include <fmt/format.h>

#include "model/detail/read_part.hpp"
#include "model/detail/read_record.hpp"
#include "model/detail/write_part.hpp"

namespace fingerpost::model {
namespace detail {

std::optional<std::string> scalar_text(const Json& json) {
  if (const std::string* text = json.if_string()) return *text;
  if (json.is_number() || json.is_bool()) return json.dump();
  return std::nullopt;
}

std::string_view table_of_key(std::string_view name) {
  if (name == "parent_id") return "taxonomy_term";
  if (name == "parent_organization_id") return "organization";
  constexpr std::string_view kTables[] = {"organization", "service",       "location", "service_at_location",
                                          "taxonomy",     "taxonomy_term", "contact",  "phone",
                                          "program",      "unit"};
  for (const std::string_view table : kTables)
    if (name.starts_with(table) && name.substr(table.size()) == "_id") return table;
  return {};
}

Uuid read_id(const Json& json, std::string_view table, const ReadContext& context) {
  const auto text = scalar_text(json);
  if (!text || trim(*text).empty()) return {};
  if (const auto id = parse_uuid(trim(*text))) return *id;
  return context.derive_id && !table.empty() ? context.derive_id(table, trim(*text)) : Uuid{};
}

Record read_record(RecordKind kind, const Json& json, ReadContext& context) {
  switch (kind) {
    case RecordKind::organization:
      return read_part<Organization>(json, context);
    case RecordKind::service:
      return read_part<Service>(json, context);
    case RecordKind::location:
      return read_part<Location>(json, context);
    case RecordKind::taxonomy:
      return read_part<Taxonomy>(json, context);
    case RecordKind::taxonomy_term:
      break;
  }
  return read_part<TaxonomyTerm>(json, context);
}

}  // namespace detail

Json to_json(const Record& record) {
  return std::visit([](const auto& r) { return detail::write_part(r); }, record);
}

Result<Record> record_from_json(RecordKind kind, const Json& json) {
  if (!json.is_object())
    return fail(ProblemCode::invalid_record, "", json.dump(),
                fmt::format("A JSON object is needed to make a {}.", to_string(kind)));
  detail::ReadContext context;
  Record record = detail::read_record(kind, json, context);
  if (id_of(record).is_nil())
    return fail(ProblemCode::invalid_record, "/id", json["id"].is_null() ? "" : json["id"].dump(),
                "id must be a UUID in its hyphenated form.");
  return record;
}

}  // namespace fingerpost::model
