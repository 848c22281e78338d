#include <array>
#include <cpl_error.h>
#include <gdal_priv.h>
#include <memory>
#include <mutex>
#include <ogrsf_frmts.h>

#include "base/failure.hpp"
#include "exchange/detail/entries.hpp"
#include "exchange/detail/map_formats.hpp"

namespace fingerpost::exchange {
namespace {

/// Rows of one transaction of the file.
constexpr int kRowsAtOnce = 10'000;

struct Close {
  void operator()(GDALDataset* dataset) const { GDALClose(dataset); }
};
using Dataset = std::unique_ptr<GDALDataset, Close>;

struct Field {
  const char* name;
  std::string Entry::*text;
};
constexpr std::array kFields{Field{"name", &Entry::name},
                             Field{"organization", &Entry::organization},
                             Field{"description", &Entry::description},
                             Field{"status", &Entry::status},
                             Field{"location", &Entry::location},
                             Field{"address", &Entry::address},
                             Field{"postal_code", &Entry::postal_code},
                             Field{"phone", &Entry::phone},
                             Field{"email", &Entry::email},
                             Field{"url", &Entry::url},
                             Field{"verified_on", &Entry::verified_on}};

void check(bool done) {
  if (!done) throw Failure("writing the GeoPackage", CPLGetLastErrorMsg());
}

OGRLayer& layer(GDALDataset& dataset, const char* name, OGRSpatialReference* reference, OGRwkbGeometryType type,
                std::initializer_list<const char*> fields) {
  OGRLayer* made = dataset.CreateLayer(name, reference, type);
  check(made != nullptr);
  for (const char* field : fields) {
    OGRFieldDefn definition(field, OFTString);
    check(made->CreateField(&definition) == OGRERR_NONE);
  }
  return *made;
}

void add(OGRLayer& layer, OGRFeature& feature) { check(layer.CreateFeature(&feature) == OGRERR_NONE); }

void set(OGRFeature& feature, const char* name, std::string_view text) {
  if (!text.empty()) feature.SetField(name, std::string(text).c_str());
}

void write_sources(GDALDataset& dataset, const directory::RecordReader& records) {
  OGRLayer& sources = layer(dataset, "sources", nullptr, wkbNone, {"name", "license", "attribution"});
  for (const store::Source& source : records.view().sources()) {
    OGRFeature row(sources.GetLayerDefn());
    set(row, "name", source.name);
    set(row, "license", source.licence);
    set(row, "attribution", source.attribution);
    add(sources, row);
  }
}

void write_entries(GDALDataset& dataset, const directory::Snapshot& snapshot, directory::RecordReader& records,
                   std::optional<search::Kind> kind) {
  OGRSpatialReference wgs84;
  wgs84.SetWellKnownGeogCS("WGS84");
  wgs84.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
  OGRLayer& entries = layer(dataset, "entries", &wgs84, wkbPoint, {"record_id", "kind"});
  for (const Field& field : kFields) {
    OGRFieldDefn definition(field.name, OFTString);
    check(entries.CreateField(&definition) == OGRERR_NONE);
  }
  int rows = 0;
  check(dataset.StartTransaction() == OGRERR_NONE);
  for_each_entry(records, snapshot.gazetteer(), kind, [&](const Entry& entry) {
    OGRFeature feature(entries.GetLayerDefn());
    set(feature, "record_id", to_string(entry.id));
    set(feature, "kind", search::to_string(entry.kind));
    for (const Field& field : kFields) set(feature, field.name, entry.*field.text);
    if (entry.point) {
      const OGRPoint point(entry.point->longitude, entry.point->latitude);
      feature.SetGeometry(&point);
    }
    add(entries, feature);
    if (++rows % kRowsAtOnce != 0) return;
    check(dataset.CommitTransaction() == OGRERR_NONE && dataset.StartTransaction() == OGRERR_NONE);
  });
  check(dataset.CommitTransaction() == OGRERR_NONE);
}

}  // namespace

void write_geopackage(const directory::Snapshot& snapshot, std::optional<search::Kind> kind,
                      const std::filesystem::path& file) {
  static std::once_flag registered;
  std::call_once(registered, [] { GDALAllRegister(); });
  CPLPushErrorHandler(CPLQuietErrorHandler);
  const std::unique_ptr<void, void (*)(void*)> loud(&registered, [](void*) { CPLPopErrorHandler(); });
  GDALDriver* driver = GetGDALDriverManager()->GetDriverByName("GPKG");
  if (driver == nullptr) throw Failure("writing the GeoPackage", "this GDAL has no GPKG driver");
  const Dataset dataset(driver->Create(file.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
  check(dataset != nullptr);
  directory::RecordReader records = snapshot.records();
  write_sources(*dataset, records);
  write_entries(*dataset, snapshot, records, kind);
}

}  // namespace fingerpost::exchange
