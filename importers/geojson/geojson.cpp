#include <algorithm>
#include <fmt/format.h>

#include "base/text.hpp"
#include "importers/buildings_csv/detail/building_context.hpp"
#include "importers/detail/csv_reader.hpp"
#include "importers/detail/each_file.hpp"
#include "importers/detail/formats.hpp"
#include "importers/detail/mapped_rows.hpp"
#include "importers/detail/recognition.hpp"
#include "importers/detail/vector_sniff.hpp"
#include "importers/geojson/detail/vector_table.hpp"

/// Locations and services from any vector file (GeoJSON, shapefile, KML, GeoPackage, …) or from CSV with a column of
/// well-known text: properties are read by a map, as the columns of a table are, and the geometry gives the position.
namespace fingerpost::importers {
namespace {

constexpr std::string_view kFormats[] = {"geojson", "buildings-csv", "directory-csv"};

/// The shipped map whose properties are there; a map for tables of the same columns will do. Those that ask for one or
/// two columns offer themselves only to a format of their own.
std::optional<ColumnMap> shipped_map(const std::vector<std::string>& columns) {
  std::optional<ColumnMap> best;
  for (const std::string_view format : kFormats) {
    auto map = detect_column_map({columns}, shipped_maps_of(format));
    if (!map || (format != "geojson" && map->detect.size() < 3)) continue;
    if (!best || best->detect.size() < map->detect.size()) best = std::move(map);
  }
  return best;
}

bool is_csv_with_wkt(const InputFile& file) {
  return has_extension(file, {"csv", "txt", "tsv"}) && wkt_column(table_sample(file, 2)).has_value();
}

int recognise(std::span<const InputFile> files) {
  int best = best_score(files, {"csv", "txt", "tsv"}, [](const InputFile& file) {
    const auto sample = table_sample(file, 2);
    if (!wkt_column(sample)) return 0;
    return shipped_map(sample.front()) ? 90 : 30;
  });
  for (const InputFile* file : vector_files(files)) {
    const VectorSniff sniff = sniff_vector(*file, files);
    if (sniff.kind == Shape::Kind::none || sniff.kind == Shape::Kind::line) continue;
    const bool outlines = sniff.kind == Shape::Kind::area;
    best = std::max(best, shipped_map(sniff.fields) ? (outlines ? 50 : 85) : (outlines ? 20 : 40));
  }
  return best;
}

Result<ColumnMap> map_for(const InputFile& file, const std::vector<std::string>& columns,
                          const ImportOptions& options) {
  if (!options.map.empty()) {
    auto maps = load_column_maps(options.map);
    if (!maps) return fail(maps.error());
    if (maps->size() == 1) return with_position(std::move(maps->front()));
    if (auto map = detect_column_map({columns}, *maps)) return with_position(std::move(*map));
  } else if (auto map = shipped_map(columns)) {
    return with_position(std::move(*map));
  }
  return fail(
      ProblemCode::unrecognised_format, "map", file.name,
      fmt::format("No property map fits \"{}\" (its properties: {}). Write one (docs/reference/formats.md) and name "
                  "it with --map.",
                  file.name, shorten(fmt::format("{}", fmt::join(columns, ", ")), 300)));
}

/// Reads one table, as buildings where the map says so.
Result<void> read_table(const InputFile& file, Table& table, ImportContext& context) {
  const auto map = map_for(file, table.columns(), context.options());
  if (!map) return fail(map.error());
  if (map->kind != Entity::location) return read_mapped_table(file, table, *map, context);
  BuildingContext buildings(context);
  return read_mapped_table(file, table, *map, buildings);
}

Result<void> read_csv(const InputFile& file, ImportContext& context) {
  auto table = open_table(file);
  if (!table) return fail(table.error());
  WktTable positioned(file, std::move(*table), *wkt_column(table_sample(file, 2)), context);
  return read_table(file, positioned, context);
}

Result<void> read_vectors(const InputFile& file, std::span<const InputFile> all, ImportContext& context) {
  const auto opened = VectorFile::open(file, all);
  if (!opened) return fail(opened.error());
  Problems problems;
  bool any = false;
  while (const VectorLayer* layer = (*opened)->next_layer()) {
    if (layer->projection_assumed)
      context.note(
          {model::Severity::warning, "projection-assumed", file.name, 0, "", layer->projection,
           fmt::format("The file names no projection that fits; its numbers look like {}.", layer->projection)});
    VectorTable table(file, **opened, *layer, context);
    if (auto read = read_table(file, table, context); read)
      any = true;
    else
      append(problems, std::move(read.error()));
  }
  if (!any && !problems.empty()) return fail(std::move(problems));
  return {};
}

Result<void> read(std::span<const InputFile> files, ImportContext& context) {
  std::vector<const InputFile*> sources = vector_files(files);
  for (const InputFile& file : files)
    if (is_csv_with_wkt(file)) sources.push_back(&file);
  Problems problems;
  bool any = false;
  each_file(sources, context, [&](const InputFile& file) {
    auto read = is_csv_with_wkt(file) ? read_csv(file, context) : read_vectors(file, files, context);
    any = any || read.has_value();
    if (read) return;
    context.note({model::Severity::warning, "file-not-used", file.name, 0, "", "", read.error().front().detail});
    append(problems, std::move(read.error()));
  });
  if (!any && !problems.empty()) return fail(std::move(problems));
  return {};
}

}  // namespace

extern const Format kGeojson = {
    "geojson", "places and services from any vector file (GeoJSON, shapefile, KML, …) by a property map", false,
    recognise, read};

}  // namespace fingerpost::importers
