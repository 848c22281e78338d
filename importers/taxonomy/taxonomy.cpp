#include <algorithm>
#include <fmt/format.h>

#include "base/text.hpp"
#include "importers/detail/csv_rows.hpp"
#include "importers/detail/each_file.hpp"
#include "importers/detail/formats.hpp"
#include "importers/detail/json_items.hpp"
#include "importers/detail/recognition.hpp"
#include "importers/detail/term_json.hpp"
#include "importers/taxonomy/detail/term_table.hpp"

/// Taxonomies: Fingerpost's own files, HSDS taxonomies and terms as JSON or CSV, trees with `children`, and tables of
/// code, name and parent however their columns are called.
namespace fingerpost::importers {
namespace {

bool is_own_file(const Json& json) { return json["taxonomy"].is_object() && json["taxonomy_terms"].is_array(); }

bool is_term(const Json& json) {
  const bool named = json.find("name") != nullptr || json.find("label") != nullptr;
  const bool placed = json.find("parent_id") != nullptr || json.find("slug") != nullptr ||
                      json["children"].is_array() || json.find("term_uri") != nullptr ||
                      json["taxonomy_terms"].is_array();
  return named && placed && json.find("status") == nullptr && json.find("organization_id") == nullptr;
}

int score_json(const InputFile& file) {
  ParsedItem item;
  if (JsonItems items(file, {"contents", "content"}); !items.next(item)) return 0;
  if (is_own_file(item.json)) return 97;
  return is_term(item.json) ? 75 : 0;
}

int score_table(const InputFile& file) {
  const TermColumns columns(table_head(file).columns);
  if (!columns.usable()) return 0;
  return ascii_lower(file.stem()).find("taxonom") != std::string::npos ? 85 : columns.is_tree() ? 65 : 0;
}

int recognise(std::span<const InputFile> files) {
  return std::max(best_score(files, {"json", "ndjson"}, score_json),
                  best_score(files, {"csv", "tsv", "txt"}, score_table));
}

void emit_all(Result<std::vector<model::Record>> records, const model::RawRow& raw, ImportContext& context) {
  if (!records)
    return context.refuse({model::Severity::error, "invalid-record", raw.file, raw.line, records.error().front().field,
                           "", records.error().front().detail},
                          raw);
  for (model::Record& record : *records) context.emit(std::move(record), raw);
}

std::string text_of(const Json& id) {
  return id.is_string() ? std::string(id.string()) : id.is_null() ? "" : id.dump();
}

/// {"taxonomy": {…}, "taxonomy_terms": […]}
void read_own(const Json& json, const InputFile& file, std::uint64_t line, ImportContext& context) {
  auto taxonomy = taxonomy_records(json["taxonomy"], context);
  model::Taxonomy holder;
  if (taxonomy) holder = std::get<model::Taxonomy>(taxonomy->back());
  emit_all(std::move(taxonomy), raw_row(file, line, json["taxonomy"].dump(), text_of(json["taxonomy"]["id"])), context);
  for (const Json& term : json["taxonomy_terms"].elements())
    emit_all(term_records(term, holder, context), raw_row(file, line, term.dump(), text_of(term["id"])), context);
}

void read_json(const InputFile& file, ImportContext& context) {
  JsonItems items(file, {"contents", "content"});
  ParsedItem item;
  model::Taxonomy unnamed;  // of lists that do not say what they belong to
  unnamed.name = file.stem();
  unnamed.id = context.id_for(model::RecordKind::taxonomy, unnamed.name);
  unnamed.description = fmt::format("Terms as {} gives them.", context.options().source);
  while (items.next(item)) {
    context.row_read();
    const auto raw = raw_row(file, item.line, item.text, text_of(item.json["id"]));
    const bool says = item.json["taxonomy"].is_object() || !item.json["taxonomy"].string().empty() ||
                      item.json.find("taxonomy_id") != nullptr;
    const bool is_taxonomy =
        item.json["taxonomy_terms"].is_array() || (!is_term(item.json) && item.json.find("version") != nullptr);
    if (!item.fault.empty())
      context.refuse({model::Severity::error, item.fault, file.name, item.line, "", "", item.detail}, raw);
    else if (is_own_file(item.json))
      read_own(item.json, file, item.line, context);
    else if (is_taxonomy)
      emit_all(taxonomy_records(item.json, context), raw, context);
    else {
      if (!says) context.emit(unnamed, raw);
      emit_all(term_records(item.json, says ? model::Taxonomy{} : unnamed, context), raw, context);
    }
  }
}

void read_table(const InputFile& file, ImportContext& context) {
  TermTable table(file, context);
  for (const TermRow& row : table.rows()) {
    context.emit(table.taxonomy_of(row), row.raw);
    emit_all(term_records(table.json_of(row), table.taxonomy_of(row), context), row.raw, context);
  }
}

Result<void> read(std::span<const InputFile> files, ImportContext& context) {
  each_file(files_with(files, {"json", "ndjson"}), context, [&](const InputFile& file) { read_json(file, context); });
  each_file(files_with(files, {"csv", "tsv", "txt"}), context,
            [&](const InputFile& file) { read_table(file, context); });
  return {};
}

}  // namespace

extern const Format kTaxonomy = {"taxonomy", "taxonomies and their terms, JSON or CSV", false, recognise, read};

}  // namespace fingerpost::importers
