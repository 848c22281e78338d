#include "importers/taxonomy/detail/term_table.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "base/text.hpp"
#include "importers/detail/csv_rows.hpp"
#include "importers/detail/term_json.hpp"

namespace fingerpost::importers {
namespace {

/// The columns of a file as column_key makes them.
std::vector<std::string> keys_of(const CsvReader& reader) {
  std::vector<std::string> keys;
  for (const std::string& name : reader.header()) keys.push_back(column_key(name));
  return keys;
}

}  // namespace

TermColumns::TermColumns(std::span<const std::string> columns) {
  const auto find = [&](std::initializer_list<std::string_view> names) -> std::optional<std::size_t> {
    for (const auto wanted : names)
      if (const auto at = std::find(columns.begin(), columns.end(), wanted); at != columns.end())
        return static_cast<std::size_t>(at - columns.begin());
    return std::nullopt;
  };
  id = find({"id", "termid", "identifier"});
  code = find({"code", "termcode", "slug"});
  name = find({"name", "tag", "title", "term", "label"});
  parent = find({"parentid", "parentcode", "parent", "broader"});
  parent_name = find({"parentname"});
  description = find({"description", "definition", "notes"});
  taxonomy = find({"taxonomy", "vocabulary", "taxonomytype", "taxonomyname", "scheme"});
  taxonomy_id = find({"taxonomyid"});
  uri = find({"termuri", "uri", "url"});
  language = find({"language"});
  name_cy = find({"namecy", "welsh", "welshname", "enwcymraeg"});
  if (!id && taxonomy_id && !find({"taxonomydetail", "taxonomy", "serviceid"}))
    std::swap(id, taxonomy_id);  // Ohana's taxonomy_id is the term's
  for (const std::string_view level : {"section", "group", "subgroup"})
    if (const auto at = find({level})) levels.push_back(*at);
  if (levels.size() < 2) levels.clear();
  for (const std::string_view above : {"category", "subcategory"})
    if (const auto at = find({above}); at && !parent) path.push_back(*at);
}

TermTable::TermTable(const InputFile& file, ImportContext& context) : file_(file), context_(context), columns_({}) {
  CsvReader reader(file);
  columns_ = TermColumns(keys_of(reader));
  if (!columns_.usable()) {
    context.note({model::Severity::warning, "file-not-used", file.name, 0, "", "",
                  "A table of terms needs a column for the name and one for the id or code."});
    return;
  }
  each_row(file, reader, context, [&](const CsvRow& row) {
    TermRow term{{}, row.fields, raw_row(file, row.line, row.raw)};
    term.key = field(term, columns_.id ? columns_.id : columns_.code);
    for (const std::size_t level : columns_.levels)
      if (const std::string filled = field(term, level); !filled.empty()) term.key = filled;
    term.raw.source_id = term.key;
    if (term.key.empty() || field(term, columns_.name).empty() || rows_.size() >= kMaxTerms)
      return context.refuse(
          {model::Severity::error, rows_.size() >= kMaxTerms ? "too-many-terms" : "missing-name", file.name, row.line,
           "", "", "A term needs an id or code, and a name; a table holds 200,000 terms at most."},
          term.raw);
    key_by_name_.emplace(fold(field(term, columns_.name)), term.key);
    rows_.push_back(std::move(term));
  });
}

std::string TermTable::field(const TermRow& row, const std::optional<std::size_t>& column) const {
  return column && *column < row.fields.size() ? collapse_spaces(row.fields[*column]) : std::string();
}

std::string TermTable::parent_of(const TermRow& row) const {
  std::string parent = field(row, columns_.parent);
  for (const std::size_t level : columns_.levels)
    if (const std::string above = field(row, level); !above.empty() && above != row.key) parent = above;
  std::vector<std::string> names = {field(row, columns_.parent_name)};
  for (const std::size_t above : columns_.path) names.push_back(field(row, above));
  for (const std::string& name : names) {
    const auto found = key_by_name_.find(fold(name));
    if (!name.empty() && found != key_by_name_.end() && found->second != row.key) parent = found->second;
  }
  if (!parent.empty() || columns_.parent == std::nullopt) return parent;
  return {};
}

Json TermTable::json_of(const TermRow& row) const {
  Json json;
  const auto set = [&](const char* property, const std::string& value) {
    if (!value.empty()) json.set(property, value);
  };
  const std::string name = field(row, columns_.name);
  const std::string code = field(row, columns_.code);
  set("id", row.key);
  set("code", !code.empty() ? code : parse_uuid(row.key) ? slug_of(name) : row.key);
  set("name", name);
  set("description", field(row, columns_.description));
  set("parent_id", parent_of(row));
  set("term_uri", field(row, columns_.uri));
  set("language", field(row, columns_.language));
  set("name_cy", field(row, columns_.name_cy));
  return json;
}

model::Taxonomy TermTable::taxonomy_of(const TermRow& row) const {
  model::Taxonomy taxonomy;
  taxonomy.name = field(row, columns_.taxonomy);
  if (taxonomy.name.empty()) taxonomy.name = file_.stem();
  const std::string id = field(row, columns_.taxonomy_id);
  taxonomy.id = context_.id_for(model::RecordKind::taxonomy, id.empty() ? taxonomy.name : id);
  taxonomy.description = fmt::format("Terms as {} gives them.", context_.options().source);
  return taxonomy;
}

}  // namespace fingerpost::importers
