#include "importers/buildings_csv/detail/building_context.hpp"
#include "importers/detail/formats.hpp"
#include "importers/detail/mapped_rows.hpp"
#include "importers/detail/recognition.hpp"

/// Community buildings from anybody's table (CSV, XLSX, XLS, ODS, flat JSON) by a column map: registers of halls with
/// their facts, libraries with their hours, buildings that serve as polling stations.
namespace fingerpost::importers {
namespace {

constexpr std::string_view kName = "buildings-csv";

/// A map that asks for three columns or more knows its layout; "Name, Address" may be anything.
int recognise(std::span<const InputFile> files) {
  return best_score(files, {"csv", "tsv", "txt", "xlsx", "xls", "ods", "json", "ndjson"}, [](const InputFile& file) {
    const auto map = detect_column_map(table_sample(file), shipped_maps_of(kName));
    if (!map) return 0;
    return map->detect.size() >= 3 ? 82 : 35;
  });
}

Result<void> read(std::span<const InputFile> files, ImportContext& context) {
  BuildingContext buildings(context);
  return read_mapped_files(files, kName, buildings);
}

}  // namespace

extern const Format kBuildingsCsv = {kName, "community buildings from a spreadsheet or flat JSON, by a column map",
                                     false, recognise, read};

}  // namespace fingerpost::importers
