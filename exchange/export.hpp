#pragma once

#include <functional>
#include <optional>
#include <string_view>

#include "base/result.hpp"
#include "directory/snapshot.hpp"
#include "search/document.hpp"

namespace fingerpost::exchange {

/// The formats that public data leaves in.
enum class ExportFormat : std::uint8_t { hsds_json, csv, geojson };
std::optional<ExportFormat> parse_export_format(std::string_view name);
std::string_view media_type(ExportFormat format);
inline constexpr std::string_view kExportFormats = "hsds-json, csv, geojson";

/// Where the bytes go, piece by piece.
using Output = std::function<void(std::string_view)>;

/// Writes everything public of one snapshot, streaming: memory does not grow with the directory. `kind` narrows to one
/// kind of result. Order is by id, so the same directory gives the same bytes. What is withheld has neither name,
/// address nor position. Sources with their licences come first (hsds-json, geojson).
void export_public(const directory::Snapshot& snapshot, ExportFormat format, std::optional<search::Kind> kind,
                   const Output& output);

}  // namespace fingerpost::exchange
