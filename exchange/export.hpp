#pragma once

#include <functional>
#include <optional>
#include <string_view>

#include "base/result.hpp"
#include "directory/snapshot.hpp"
#include "search/document.hpp"

namespace fingerpost::exchange {

/// The formats that public data leaves in.
enum class ExportFormat : std::uint8_t { hsds_json, hsds_csv, csv, geojson, kml, gpkg };
std::optional<ExportFormat> parse_export_format(std::string_view name);
std::string_view media_type(ExportFormat format);
inline constexpr std::string_view kExportFormats = "hsds-json, hsds-csv, csv, geojson, kml, gpkg";

/// Where the bytes go, piece by piece.
using Output = std::function<void(std::string_view)>;

/// The sources of what is exported, each with its licence and attribution.
Json sources_json(const directory::RecordReader& records);

/// Writes everything public of one snapshot, streaming: memory does not grow with the directory. `kind` narrows to one
/// kind of result. Order is by id, so the same directory gives the same bytes. What is withheld has neither name,
/// address nor position. Sources with their licences come with it (csv has no place for them). hsds-csv (a zip) and
/// gpkg are written to a temporary file first: their readers need to seek.
void export_public(const directory::Snapshot& snapshot, ExportFormat format, std::optional<search::Kind> kind,
                   const Output& output);

}  // namespace fingerpost::exchange
