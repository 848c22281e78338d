#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "importers/importer.hpp"

namespace fingerpost::importers {

/// How a table stands in its file.
struct TableOptions {
  bool header = true;          ///< a row names the columns; else they are called "1", "2", …
  std::size_t header_row = 1;  ///< 1-based among the rows that are not empty: title rows above it are skipped
  std::string sheet = {};      ///< of a workbook; empty: the first that holds anything
  char separator = '\0';       ///< of CSV and its kin; '\0': found out
  bool quotes = true;          ///< of CSV: "…" may enclose a value
  bool backslash = false;      ///< of CSV: \t, \n and \\ stand for the character
  std::string each = {};       ///< JSON: the member whose array elements are rows, its parent's values repeated
};

struct SourceRow {
  std::uint64_t line = 0;           ///< line, row of the sheet or line of the JSON object
  std::vector<std::string> fields;  ///< by column; may be shorter than columns()
  std::string raw;
  std::string fault;  ///< a finding's code when the row could not be made out

  std::string_view operator[](std::size_t column) const {
    return column < fields.size() ? std::string_view(fields[column]) : std::string_view();
  }
};

/// Rows of named columns, wherever they stand: CSV and its kin, XLSX, XLS, ODS, or JSON objects (nested ones flattened
/// to "a.b", lists of plain values joined by ";"). Read front to back; a workbook is held in memory by GDAL, so its
/// size is limited, all else is streamed.
class Table {
 public:
  virtual ~Table() = default;
  /// As named by the source. A JSON table meets new ones on the way: the list grows, positions stay.
  virtual const std::vector<std::string>& columns() const = 0;
  /// False when columns() may still grow.
  virtual bool has_fixed_columns() const { return true; }
  virtual bool next(SourceRow& row) = 0;
  /// What is to be said about the whole file once it was read.
  virtual void tell(const InputFile&, ImportContext&) const {}
};

inline constexpr std::uint64_t kMaxWorkbookBytes = 64u << 20;

/// True for the extensions that open_table reads.
bool is_table(const InputFile& file);

/// Problem when the file is no table or a workbook beyond kMaxWorkbookBytes.
[[nodiscard]] Result<std::unique_ptr<Table>> open_table(const InputFile& file, const TableOptions& options = {});

/// The first rows as they stand (no header taken), for recognition; for JSON the column names of the first objects.
std::vector<std::vector<std::string>> table_sample(const InputFile& file, std::size_t rows = 10);

/// What a row's fault means and what to do about it.
std::string fault_sentence(std::string_view fault);

/// Reads every row: counts it, refuses those that cannot be made out, gives the others to `use(row)`.
template <typename Use>
void each_row(const InputFile& file, Table& table, ImportContext& context, Use use) {
  SourceRow row;
  while (table.next(row)) {
    context.row_read();
    if (row.fault.empty())
      use(row);
    else
      context.refuse({model::Severity::error, row.fault, file.name, row.line, "", "", fault_sentence(row.fault)},
                     {"", file.name, row.line, row.raw});
  }
  table.tell(file, context);
}

}  // namespace fingerpost::importers
