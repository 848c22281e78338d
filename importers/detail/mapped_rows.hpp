#pragma once

#include "importers/detail/column_map.hpp"
#include "importers/importer.hpp"

namespace fingerpost::importers {

/// Reads a table by a column map and emits its records row by row; memory is one record. Columns that the map does not
/// use are told once. Problem when the file cannot be opened as a table or has none of the map's columns.
[[nodiscard]] Result<void> read_mapped_rows(const InputFile& file, const ColumnMap& map, ImportContext& context);

/// The same of a table that is open already (a layer of a vector file).
[[nodiscard]] Result<void> read_mapped_table(const InputFile& file, Table& table, const ColumnMap& map,
                                             ImportContext& context);

/// The map to read `file` by: the one asked for with --map, else the shipped one of `format` that its columns call for.
/// Problem: none does (naming the columns seen and the maps there are).
[[nodiscard]] Result<ColumnMap> choose_column_map(const InputFile& file, std::string_view asked,
                                                  std::string_view format);

/// How surely a file is a table that a shipped map of `format` reads: 80, or 0.
int recognise_mapped(std::span<const InputFile> files, std::string_view format);

/// Reads all files that are tables, each by its own map (a format's whole `read`).
[[nodiscard]] Result<void> read_mapped_files(std::span<const InputFile> files, std::string_view format,
                                             ImportContext& context);

}  // namespace fingerpost::importers
