#include "importers/detail/formats.hpp"
#include "importers/detail/mapped_rows.hpp"

/// Organizations and services from anybody's table (CSV, XLSX, XLS, ODS, flat JSON) by a column map.
namespace fingerpost::importers {
namespace {

constexpr std::string_view kName = "directory-csv";

int recognise(std::span<const InputFile> files) { return recognise_mapped(files, kName); }

Result<void> read(std::span<const InputFile> files, ImportContext& context) {
  return read_mapped_files(files, kName, context);
}

}  // namespace

extern const Format kDirectoryCsv = {
    kName, "organizations or services from a spreadsheet or flat JSON, by a column map", false, recognise, read};

}  // namespace fingerpost::importers
