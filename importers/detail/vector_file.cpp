#include "importers/detail/vector_file.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <gdal_priv.h>
#include <memory>
#include <mutex>
#include <ogrsf_frmts.h>
#include <string_view>

#include "base/text.hpp"
#include "importers/detail/spool.hpp"
#include "importers/detail/vector_geometry.hpp"

namespace fingerpost::importers {

namespace {

/// Readers of plain files only. Not named: VRT, WFS, HTTP, PostgreSQL and others that open what the file points at.
constexpr std::array<const char*, 14> kDrivers = {"ESRI Shapefile", "GeoJSON", "GeoJSONSeq", "TopoJSON", "ESRIJSON",
                                                  "LIBKML",         "KML",     "GPKG",       "GML",      "GPX",
                                                  "MapInfo File",   "CSV",     "FlatGeobuf", nullptr};

void register_drivers() {
  static std::once_flag once;
  std::call_once(once, [] { GDALAllRegister(); });
}

std::unique_ptr<GDALDataset> open_dataset(const std::filesystem::path& path) {
  register_drivers();
  // Text stays text: a postcode district "1E2" or a UPRN with leading zeros is not a number.
  const char* const options[] = {"AUTODETECT_TYPE=NO", "KEEP_GEOM_COLUMNS=YES", nullptr};
  return std::unique_ptr<GDALDataset>(
      GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, kDrivers.data(), options));
}

VectorLayer describe(OGRLayer& layer) {
  VectorLayer description;
  description.name = repair_utf8(layer.GetName());
  OGRFeatureDefn& definition = *layer.GetLayerDefn();
  const int fields = std::min(definition.GetFieldCount(), static_cast<int>(kMaxFieldsPerLayer));
  for (int i = 0; i < fields; ++i) description.fields.push_back(repair_utf8(definition.GetFieldDefn(i)->GetNameRef()));
  return description;
}

VectorFeature read_feature(OGRFeature& feature, const VectorLayer& layer, std::uint64_t number,
                           const ToWgs84& to_wgs84) {
  VectorFeature read;
  read.number = number;
  read.values.reserve(layer.fields.size());
  for (int i = 0; i < static_cast<int>(layer.fields.size()); ++i)
    read.values.push_back(feature.IsFieldSetAndNotNull(i) ? repair_utf8(feature.GetFieldAsString(i)) : std::string());
  if (const OGRGeometry* geometry = feature.GetGeometryRef()) read.shape = to_wgs84.shape_of(*geometry);
  return read;
}

}  // namespace

Result<void> read_vector_file(const InputFile& file, std::span<const InputFile> all,
                              const std::function<void(const VectorLayer&)>& on_layer,
                              const std::function<void(VectorFeature)>& on_feature) {
  Spool spool;
  const QuietGdal quiet;
  const auto dataset = open_dataset(spool.path_of(file, all));
  if (!dataset)
    return fail(ProblemCode::unrecognised_format, "file", file.name,
                fmt::format("{} is no vector file that can be read: {}", file.name,
                            quiet.said().empty() ? "no reader knows its format" : quiet.said()));
  for (int i = 0; i < dataset->GetLayerCount(); ++i) {
    OGRLayer* layer = dataset->GetLayer(i);
    if (layer == nullptr) continue;
    VectorLayer description = describe(*layer);
    const ToWgs84 to_wgs84 = ToWgs84::for_layer(*layer);
    description.projection = to_wgs84.name();
    description.projection_assumed = to_wgs84.is_assumed();
    on_layer(description);
    std::uint64_t number = 0;
    layer->ResetReading();
    while (const OGRFeatureUniquePtr feature{layer->GetNextFeature()})
      on_feature(read_feature(*feature, description, ++number, to_wgs84));
  }
  return {};
}

Shape shape_from_wkt(const std::string& wkt) {
  const QuietGdal quiet;
  OGRGeometry* parsed = nullptr;
  const char* text = wkt.c_str();
  const OGRErr error = OGRGeometryFactory::createFromWkt(&text, nullptr, &parsed);
  const std::unique_ptr<OGRGeometry> geometry(parsed);
  if (error != OGRERR_NONE || !geometry) {
    Shape unreadable;
    unreadable.fault = "The geometry is not well-known text.";
    return unreadable;
  }
  return ToWgs84::by_numbers(*geometry).shape_of(*geometry);
}

bool is_vector_name(const InputFile& file) {
  constexpr std::array<std::string_view, 11> kExtensions = {"shp",  "geojson", "geojsonl", "topojson", "kml", "kmz",
                                                            "gpkg", "gml",     "gpx",      "tab",      "fgb"};
  return std::ranges::find(kExtensions, file.extension()) != kExtensions.end();
}

bool is_vector_json(const InputFile& file) {
  if (file.extension() != "json") return false;
  const std::string head = head_of(file, 4096);
  for (const std::string_view mark : {"\"FeatureCollection\"", "\"Topology\"", "\"Feature\""})
    if (head.find(mark) != std::string::npos) return true;
  return false;
}

}  // namespace fingerpost::importers
