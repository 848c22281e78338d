#include "importers/detail/table.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "base/text.hpp"
#include "importers/detail/csv_rows.hpp"
#include "importers/detail/recognition.hpp"
#include "importers/detail/tables.hpp"
#include "importers/detail/text_decoding.hpp"

namespace fingerpost::importers {
namespace {

class CsvTable final : public Table {
 public:
  CsvTable(const InputFile& file, const TableOptions& options)
      : reader_(file, {.separator = options.separator,
                       .header = false,
                       .quotes = options.quotes,
                       .backslash = options.backslash}),
        header_(options.header) {
    CsvRow row;
    for (std::size_t i = 0; header_ && i < options.header_row && reader_.next(row); ++i) columns_ = row.fields;
    width_ = columns_.size();
    for (std::string& name : columns_) name = collapse_spaces(name);
  }

  const std::vector<std::string>& columns() const override { return columns_; }
  bool has_fixed_columns() const override { return header_; }

  bool next(SourceRow& row) override {
    if (!reader_.next(csv_)) return false;
    row.line = csv_.line;
    row.raw = csv_.raw;
    row.fault = csv_.fault;
    std::swap(row.fields, csv_.fields);
    if (!header_ && columns_.size() < row.fields.size()) columns_ = numbered_columns(width_ = row.fields.size());
    while (row.fields.size() > columns_.size() && trim(row.fields.back()).empty()) row.fields.pop_back();
    if (row.fields.size() > width_ && row.fault.empty()) row.fault = "too-many-fields";
    return true;
  }

  void tell(const InputFile& file, ImportContext& context) const override { note_encoding(file, reader_, context); }

 private:
  CsvReader reader_;
  CsvRow csv_;
  bool header_;
  std::size_t width_ = 0;  ///< columns of the header, nameless ones at its end included
  std::vector<std::string> columns_;
};

bool is_csv(const InputFile& file) { return has_extension(file, {"csv", "tsv", "tab", "txt", "psv"}); }

}  // namespace

std::vector<std::string> numbered_columns(std::size_t count) {
  std::vector<std::string> names;
  for (std::size_t i = 1; i <= count; ++i) names.push_back(std::to_string(i));
  return names;
}

bool is_workbook(const InputFile& file) { return has_extension(file, {"xlsx", "xlsm", "xls", "ods"}); }
bool is_json(const InputFile& file) { return has_extension(file, {"json", "ndjson", "jsonl"}); }
bool is_table(const InputFile& file) { return is_csv(file) || is_workbook(file) || is_json(file); }

std::unique_ptr<Table> open_csv_table(const InputFile& file, const TableOptions& options) {
  return std::make_unique<CsvTable>(file, options);
}

Result<std::unique_ptr<Table>> open_table(const InputFile& file, const TableOptions& options) {
  if (is_workbook(file)) return open_workbook(file, options);
  if (is_json(file)) return open_json_table(file, options);
  if (is_csv(file)) return open_csv_table(file, options);
  return fail(ProblemCode::unrecognised_format, "path", file.name,
              fmt::format("\"{}\" is no table: csv, tsv, txt, xlsx, xls, ods and json are.", file.name));
}

std::vector<std::vector<std::string>> table_sample(const InputFile& file, std::size_t rows) {
  std::vector<std::vector<std::string>> sample;
  InputFile head = file;
  if (!is_workbook(file)) head.open = [text = head_of(file)] { return stream_of(text); };
  const auto table = open_table(head, {.header = false});
  if (!table) return sample;
  SourceRow row;
  while (sample.size() < rows && (*table)->next(row)) {
    if (is_json(file)) continue;
    sample.push_back(row.fields);
  }
  if (is_json(file)) sample.push_back((*table)->columns());
  return sample;
}

}  // namespace fingerpost::importers
