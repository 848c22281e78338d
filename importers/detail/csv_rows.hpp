#pragma once

#include <string>

#include "importers/detail/csv_reader.hpp"
#include "importers/importer.hpp"

namespace fingerpost::importers {

/// The row as the sink keeps it.
inline model::RawRow raw_row(const InputFile& file, std::uint64_t line, std::string text, std::string source_id = {}) {
  return {std::move(source_id), file.name, line, std::move(text)};
}

/// A row that CsvReader could not make out, as a refused row.
void refuse_fault(const InputFile& file, const CsvRow& row, ImportContext& context);

/// Says once per file what had to be assumed of its bytes.
void note_encoding(const InputFile& file, const CsvReader& reader, ImportContext& context);

/// Reads every row of a separated text file: counts it, refuses those that cannot be made out, gives the others to
/// `use(row)`.
template <typename Use>
void each_row(const InputFile& file, CsvReader& reader, ImportContext& context, Use use) {
  CsvRow row;
  while (reader.next(row)) {
    context.row_read();
    if (row.fault.empty())
      use(row);
    else
      refuse_fault(file, row, context);
  }
  note_encoding(file, reader, context);
}

}  // namespace fingerpost::importers
