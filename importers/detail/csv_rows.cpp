#include "importers/detail/csv_rows.hpp"

#include <fmt/format.h>

namespace fingerpost::importers {
namespace {

std::string sentence_of(const std::string& fault) {
  if (fault == "unterminated-quote") return "A quote opens and never closes; close it or double it.";
  if (fault == "too-many-fields")
    return "The row has more values than there are columns; quote a value that holds the separator.";
  return fmt::format("The row, or one of its values, is longer than {} MB.", kMaxFieldBytes >> 20);
}

}  // namespace

void refuse_fault(const InputFile& file, const CsvRow& row, ImportContext& context) {
  context.refuse({model::Severity::error, row.fault, file.name, row.line, "", "", sentence_of(row.fault)},
                 raw_row(file, row.line, row.raw));
}

void note_encoding(const InputFile& file, const CsvReader& reader, ImportContext& context) {
  if (reader.saw_windows_1252())
    context.note({model::Severity::note, "read-as-windows-1252", file.name, 0, "", "",
                  "Some of the file is not UTF-8 and was read as Windows-1252; save it as UTF-8 to be sure."});
  if (reader.saw_nul())
    context.note(
        {model::Severity::warning, "nul-bytes", file.name, 0, "", "", "The file holds NUL bytes; they were left out."});
}

}  // namespace fingerpost::importers
