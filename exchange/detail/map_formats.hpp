#pragma once

#include <filesystem>
#include <optional>

#include "exchange/export.hpp"

namespace fingerpost::exchange {

/// OGC KML 2.2: a placemark for each entry with a position, its properties as data; the sources in the document.
void export_kml(const directory::Snapshot& snapshot, std::optional<search::Kind> kind, const Output& output);

/// An OGC GeoPackage with the layer `entries` (points in WGS 84; entries without a position have no geometry) and the
/// table `sources`. Written by GDAL, row by row. Failure on I/O.
void write_geopackage(const directory::Snapshot& snapshot, std::optional<search::Kind> kind,
                      const std::filesystem::path& file);

/// The HSDS 3.1 tabular package: one CSV a table and datapackage.json, in a zip.
void write_datapackage(const directory::Snapshot& snapshot, std::optional<search::Kind> kind,
                       const std::filesystem::path& folder, const std::filesystem::path& zip);

}  // namespace fingerpost::exchange
