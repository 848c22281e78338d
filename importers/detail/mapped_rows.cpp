#include "importers/detail/mapped_rows.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "base/text.hpp"
#include "importers/detail/csv_reader.hpp"
#include "importers/detail/each_file.hpp"
#include "importers/detail/recognition.hpp"
#include "importers/detail/row_records.hpp"

namespace fingerpost::importers {
namespace {

/// Applies a map to the rows of one table.
class MappedRows {
 public:
  MappedRows(const InputFile& file, const Table& table, const ColumnMap& map, ImportContext& context)
      : file_(file), table_(table), map_(map), context_(context), draft_(map) {}

  void use(const SourceRow& row) {
    bind();
    if (!is_wanted(row)) {
      ++left_out_;
      return;
    }
    const std::string_view reference = continues_ ? trim(row[*continues_]) : std::string_view();
    if (reference.empty()) {
      flush();
      draft_ = RowDraft(map_);
      raw_ = {"", file_.name, row.line, row.raw};
      open_ = true;
    } else if (!open_ || main_source_id() != reference) {
      return context_.refuse(
          {model::Severity::error, "unknown-reference", file_.name, row.line, table_.columns()[*continues_],
           std::string(reference), "The row adds to a record that does not stand right above it."},
          {"", file_.name, row.line, row.raw});
    } else {
      raw_.text += "\n" + row.raw;
    }
    put(row, !reference.empty());
  }

  void finish() {
    flush();
    if (left_out_ > 0)
      context_.note({model::Severity::note, "rows-left-out", file_.name, 0, "", std::to_string(left_out_),
                     "Rows that the column map says to leave out."});
    std::vector<std::string> unused;
    for (std::size_t i = 0; i < by_column_.size(); ++i)
      if (!is_used_[i] && !table_.columns()[i].empty()) unused.push_back(table_.columns()[i]);
    if (!unused.empty())
      context_.note({model::Severity::note, "columns-not-used", file_.name, 0, "",
                     shorten(fmt::format("{}", fmt::join(unused, ", ")), 500),
                     fmt::format("Columns that the map \"{}\" does not use; the raw rows keep them.", map_.name)});
  }

  bool has_any_column() {
    bind();
    return std::any_of(is_used_.begin(), is_used_.end(), [](bool used) { return used; });
  }

 private:
  /// Binds the columns that have come up since.
  void bind() {
    for (std::size_t i = by_column_.size(); i < table_.columns().size(); ++i) {
      // A column without a name goes by its number.
      const std::string key = table_.columns()[i].empty() ? std::to_string(i + 1) : column_key(table_.columns()[i]);
      std::vector<const Binding*> bound;
      for (const Binding& binding : map_.bindings)
        if (column_key(binding.column) == key) bound.push_back(&binding);
      is_used_.push_back(!bound.empty());
      by_column_.push_back(std::move(bound));
      if (!map_.continues.empty() && column_key(map_.continues) == key) continues_ = i;
      for (const RowRule& rule : map_.rules)
        if (column_key(rule.column) == key) rules_.emplace_back(i, &rule);
      if (continues_ == i || (!rules_.empty() && rules_.back().first == i)) is_used_[i] = true;
    }
  }

  bool is_wanted(const SourceRow& row) const {
    return std::all_of(rules_.begin(), rules_.end(), [&](const auto& bound) {
      const bool listed =
          std::ranges::find(bound.second->values, fold(trim(row[bound.first]))) != bound.second->values.end();
      return listed == bound.second->keep;
    });
  }

  void put(const SourceRow& row, bool continuation) {
    draft_.begin_row();
    const std::string own = main_source_id();
    for (std::size_t i = 0; i < row.fields.size() && i < by_column_.size(); ++i)
      if (!row.fields[i].empty())
        for (const Binding* binding : by_column_[i]) draft_.put(*binding, row.fields[i]);
    if (continuation) set_main_source_id(own);
  }

  std::string& source_id_of_main() {
    if (map_.kind == Entity::organization) return draft_.organization.source_id;
    if (map_.kind == Entity::service) return draft_.service.source_id;
    if (draft_.locations.empty()) draft_.locations.emplace_back();
    return draft_.locations.front().source_id;
  }
  std::string main_source_id() {
    return map_.kind == Entity::location && draft_.locations.empty() ? std::string() : source_id_of_main();
  }
  void set_main_source_id(const std::string& id) { source_id_of_main() = id; }

  void flush() {
    if (open_) emit_row(std::move(draft_), map_, std::move(raw_), context_);
    open_ = false;
  }

  const InputFile& file_;
  const Table& table_;
  const ColumnMap& map_;
  ImportContext& context_;
  RowDraft draft_;
  model::RawRow raw_;
  bool open_ = false;
  std::vector<std::vector<const Binding*>> by_column_;
  std::vector<bool> is_used_;
  std::optional<std::size_t> continues_;
  std::vector<std::pair<std::size_t, const RowRule*>> rules_;
  std::uint64_t left_out_ = 0;
};

}  // namespace

Result<void> read_mapped_table(const InputFile& file, Table& table, const ColumnMap& map, ImportContext& context) {
  MappedRows rows(file, table, map, context);
  if (table.has_fixed_columns() && !rows.has_any_column())
    return fail(ProblemCode::unrecognised_format, "map", map.name,
                fmt::format("\"{}\" has none of the columns of the map \"{}\"; its columns are: {}.", file.name,
                            map.name, shorten(fmt::format("{}", fmt::join(table.columns(), ", ")), 500)));
  each_row(file, table, context, [&](const SourceRow& row) { rows.use(row); });
  rows.finish();
  return {};
}

Result<void> read_mapped_rows(const InputFile& file, const ColumnMap& map, ImportContext& context) {
  const auto table = open_table(file, map.table);
  if (!table) return fail(table.error());
  return read_mapped_table(file, **table, map, context);
}

Result<ColumnMap> choose_column_map(const InputFile& file, std::string_view asked, std::string_view format) {
  const auto sample = table_sample(file);
  if (!asked.empty()) {
    auto maps = load_column_maps(asked);
    if (!maps) return fail(maps.error());
    if (maps->size() == 1) return std::move(maps->front());
    if (auto map = detect_column_map(sample, *maps)) return std::move(*map);
    return fail(ProblemCode::unrecognised_format, "map", asked,
                fmt::format("None of the maps in \"{}\" has its \"detect\" columns in \"{}\".", asked, file.name));
  }
  if (auto map = detect_column_map(sample, shipped_maps_of(format))) return std::move(*map);
  std::vector<std::string> names;
  for (const ShippedMap& map : shipped_maps()) names.emplace_back(map.name);
  return fail(
      ProblemCode::unrecognised_format, "map", file.name,
      fmt::format("No shipped column map fits \"{}\" (its first row: {}). Write one (docs/reference/formats.md) and "
                  "name it with "
                  "--map; there are {}.",
                  file.name, sample.empty() ? "none" : shorten(csv_line(sample.front()), 300), fmt::join(names, ", ")),
      names);
}

int recognise_mapped(std::span<const InputFile> files, std::string_view format) {
  return best_score(
      files, {"csv", "tsv", "tab", "txt", "psv", "xlsx", "xlsm", "xls", "ods", "json", "ndjson", "jsonl"},
      [&](const InputFile& file) { return detect_column_map(table_sample(file), shipped_maps_of(format)) ? 80 : 0; });
}

Result<void> read_mapped_files(std::span<const InputFile> files, std::string_view format, ImportContext& context) {
  Problems problems;
  bool any = false;
  each_file(files, context, [&](const InputFile& file) {
    if (!is_table(file)) return;
    const auto map = choose_column_map(file, context.options().map, format);
    const auto read = map ? read_mapped_rows(file, *map, context) : Result<void>(fail(map.error()));
    any = any || read.has_value();
    if (read) return;
    context.note({model::Severity::warning, "file-not-used", file.name, 0, "", "", read.error().front().detail});
    append(problems, read.error());
  });
  if (!any && !problems.empty()) return fail(std::move(problems));
  return {};
}

}  // namespace fingerpost::importers
