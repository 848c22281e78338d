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

class OgrFile final : public VectorFile {
 public:
  OgrFile(const InputFile& file, std::span<const InputFile> all) : path_(spool_.path_of(file, all)) {}

  /// Empty when a reader took the file, else what GDAL says.
  std::string open() {
    const QuietGdal quiet;
    dataset_ = open_dataset(path_);
    return dataset_ ? "" : quiet.said().empty() ? "no reader knows its format" : quiet.said();
  }

  const VectorLayer* next_layer() override {
    const QuietGdal quiet;
    for (layer_ = nullptr; layer_ == nullptr && index_ < dataset_->GetLayerCount();)
      layer_ = dataset_->GetLayer(index_++);
    if (layer_ == nullptr) return nullptr;
    description_ = describe(*layer_);
    to_wgs84_ = ToWgs84::for_layer(*layer_);
    description_.projection = to_wgs84_.name();
    description_.projection_assumed = to_wgs84_.is_assumed();
    number_ = 0;
    layer_->ResetReading();
    return &description_;
  }

  bool next(VectorFeature& feature) override {
    const QuietGdal quiet;
    const OGRFeatureUniquePtr read(layer_ == nullptr ? nullptr : layer_->GetNextFeature());
    if (!read) return false;
    feature.number = ++number_;
    feature.values.resize(description_.fields.size());
    for (int i = 0; i < static_cast<int>(feature.values.size()); ++i)
      feature.values[static_cast<std::size_t>(i)] =
          read->IsFieldSetAndNotNull(i) ? repair_utf8(read->GetFieldAsString(i)) : std::string();
    const OGRGeometry* geometry = read->GetGeometryRef();
    feature.shape = geometry ? to_wgs84_.shape_of(*geometry) : Shape();
    return true;
  }

 private:
  Spool spool_;
  std::filesystem::path path_;
  std::unique_ptr<GDALDataset> dataset_;
  OGRLayer* layer_ = nullptr;
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
