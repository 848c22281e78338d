#include "importers/detail/vector_file.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <memory>
#include <string_view>

#include "base/text.hpp"
#include "importers/detail/spool.hpp"
#include "importers/detail/vector_geometry.hpp"

namespace fingerpost::importers {

namespace {

/// Readers of plain files only. Not named: VRT, WFS, HTTP, PostgreSQL and others that open what the file points at.
constexpr std::initializer_list<const char*> kDrivers = {
    "ESRI Shapefile", "GeoJSON", "GeoJSONSeq", "TopoJSON", "ESRIJSON",     "LIBKML",    "KML",
    "GPKG",           "GML",     "GPX",        "CSV",      "MapInfo File", "FlatGeobuf"};
/// Text stays text: a postcode district "1E2" or a UPRN with leading zeros is not a number.
constexpr std::initializer_list<const char*> kOptions = {"AUTODETECT_TYPE=NO", "KEEP_GEOM_COLUMNS=YES"};

VectorLayer describe(OGRLayerH layer) {
  const Gdal& gdal = Gdal::loaded();
  VectorLayer description;
  description.name = repair_utf8(gdal.OGR_L_GetName(layer));
  const OGRFeatureDefnH definition = gdal.OGR_L_GetLayerDefn(layer);
  const int fields = std::min(gdal.OGR_FD_GetFieldCount(definition), static_cast<int>(kMaxFieldsPerLayer));
  for (int i = 0; i < fields; ++i)
    description.fields.push_back(repair_utf8(gdal.OGR_Fld_GetNameRef(gdal.OGR_FD_GetFieldDefn(definition, i))));
  return description;
}

class OgrFile final : public VectorFile {
 public:
  OgrFile(const InputFile& file, std::span<const InputFile> all) : path_(spool_.path_of(file, all)) {}

  /// Empty when a reader took the file, else what GDAL says.
  std::string open() {
    const QuietGdal quiet;
    dataset_ = open_dataset(path_, kDrivers, kOptions);
    return dataset_ ? "" : quiet.said().empty() ? "no reader knows its format" : quiet.said();
  }

  const VectorLayer* next_layer() override {
    const QuietGdal quiet;
    const Gdal& gdal = Gdal::loaded();
    for (layer_ = nullptr; layer_ == nullptr && index_ < gdal.GDALDatasetGetLayerCount(dataset_.get());)
      layer_ = gdal.GDALDatasetGetLayer(dataset_.get(), index_++);
    if (layer_ == nullptr) return nullptr;
    description_ = describe(layer_);
    to_wgs84_ = ToWgs84::for_layer(layer_);
    description_.projection = to_wgs84_.name();
    description_.projection_assumed = to_wgs84_.is_assumed();
    number_ = 0;
    gdal.OGR_L_ResetReading(layer_);
    return &description_;
  }

  bool next(VectorFeature& feature) override {
    const QuietGdal quiet;
    const OwnedFeature read = layer_ == nullptr ? nullptr : next_feature(layer_);
    if (!read) return false;
    feature.number = ++number_;
    feature.values.resize(description_.fields.size());
    for (int i = 0; i < static_cast<int>(feature.values.size()); ++i)
      feature.values[static_cast<std::size_t>(i)] = repair_utf8(field_text(read.get(), i));
    const OGRGeometryH geometry = Gdal::loaded().OGR_F_GetGeometryRef(read.get());
    feature.shape = geometry != nullptr ? to_wgs84_.shape_of(geometry) : Shape();
    return true;
  }

 private:
  Spool spool_;
  std::filesystem::path path_;
  OwnedDataset dataset_;
  OGRLayerH layer_ = nullptr;
  int index_ = 0;
  VectorLayer description_;
  ToWgs84 to_wgs84_;
  std::uint64_t number_ = 0;
};

}  // namespace

Result<std::unique_ptr<VectorFile>> VectorFile::open(const InputFile& file, std::span<const InputFile> all) {
  auto opened = std::make_unique<OgrFile>(file, all);
  const std::string complaint = opened->open();
  if (complaint.empty()) return opened;
  return fail(ProblemCode::unrecognised_format, "file", file.name,
              fmt::format("{} is no vector file that can be read: {}", file.name, complaint));
}

Shape shape_from_wkt(const std::string& wkt) {
  const QuietGdal quiet;
  OGRGeometryH parsed = nullptr;
  std::string text = wkt;  // GDAL moves a pointer along it
  char* at = text.data();
  const OGRErr error = Gdal::loaded().OGR_G_CreateFromWkt(&at, nullptr, &parsed);
  const OwnedGeometry geometry(parsed);
  if (error != OGRERR_NONE || !geometry) {
    Shape unreadable;
    unreadable.fault = "The geometry is not well-known text.";
    return unreadable;
  }
  return ToWgs84::by_numbers(geometry.get()).shape_of(geometry.get());
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
