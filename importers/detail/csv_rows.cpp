#include "importers/detail/csv_rows.hpp"

#include <fmt/format.h>

#include "importers/detail/table.hpp"

namespace fingerpost::importers {

std::string fault_sentence(std::string_view fault) {
  if (fault == "unterminated-quote") return "A quote opens and never closes; close it or double it.";
  if (fault == "too-many-fields")
    return "The row has more values than there are columns; quote a value that holds the separator.";
  if (fault == "row-too-long" || fault == "too-large")
    return "The row, or one of its values, is larger than what is read at once.";
  if (fault == "breaks-off") return "The JSON breaks off before its end.";
  if (fault == "not-an-object") return "A row is a JSON object; this is something else.";
  return "The JSON is malformed.";
}

void refuse_fault(const InputFile& file, const CsvRow& row, ImportContext& context) {
  context.refuse({model::Severity::error, row.fault, file.name, row.line, "", "", fault_sentence(row.fault)},
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
