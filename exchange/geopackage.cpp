#include <array>
#include <cpl_error.h>
#include <gdal.h>
#include <memory>
#include <ogr_api.h>
#include <ogr_srs_api.h>

#include "base/failure.hpp"
#include "base/shared_library.hpp"
#include "exchange/detail/entries.hpp"
#include "exchange/detail/map_formats.hpp"

namespace fingerpost::exchange {
namespace {

/// Rows of one transaction of the file.
constexpr int kRowsAtOnce = 10'000;

/// The part of GDAL's C interface that writes tables; loaded when the first file is written.
class Gdal {
 public:
  static const Gdal& loaded() {
    static const Gdal gdal;
    return gdal;
  }

 private:
  Gdal() { GDALAllRegister(); }

  SharedLibrary library_{FINGERPOST_GDAL_FILE, FINGERPOST_GDAL_PACKAGE};

 public:
#define FINGERPOST_GDAL(name) FINGERPOST_FUNCTION_OF(library_, name)
  FINGERPOST_GDAL(CPLGetLastErrorMsg);
  FINGERPOST_GDAL(CPLPopErrorHandler);
  FINGERPOST_GDAL(CPLPushErrorHandler);
  FINGERPOST_GDAL(CPLQuietErrorHandler);
  FINGERPOST_GDAL(GDALAllRegister);
  FINGERPOST_GDAL(GDALClose);
  FINGERPOST_GDAL(GDALCreate);
  FINGERPOST_GDAL(GDALDatasetCommitTransaction);
  FINGERPOST_GDAL(GDALDatasetCreateLayer);
  FINGERPOST_GDAL(GDALDatasetStartTransaction);
  FINGERPOST_GDAL(GDALGetDriverByName);
  FINGERPOST_GDAL(OGR_FD_GetFieldIndex);
  FINGERPOST_GDAL(OGR_F_Create);
  FINGERPOST_GDAL(OGR_F_Destroy);
  FINGERPOST_GDAL(OGR_F_SetFieldString);
  FINGERPOST_GDAL(OGR_F_SetGeometryDirectly);
  FINGERPOST_GDAL(OGR_Fld_Create);
  FINGERPOST_GDAL(OGR_Fld_Destroy);
  FINGERPOST_GDAL(OGR_G_CreateGeometry);
  FINGERPOST_GDAL(OGR_G_SetPoint_2D);
  FINGERPOST_GDAL(OGR_L_CreateFeature);
  FINGERPOST_GDAL(OGR_L_CreateField);
  FINGERPOST_GDAL(OGR_L_GetLayerDefn);
  FINGERPOST_GDAL(OSRNewSpatialReference);
  FINGERPOST_GDAL(OSRRelease);
  FINGERPOST_GDAL(OSRSetAxisMappingStrategy);
  FINGERPOST_GDAL(OSRSetWellKnownGeogCS);
#undef FINGERPOST_GDAL
};

template <auto Gdal::*give_back>
struct GiveBack {
  void operator()(void* handle) const { (Gdal::loaded().*give_back)(handle); }
};
template <auto Gdal::*give_back>
using Owned = std::unique_ptr<void, GiveBack<give_back>>;

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
  if (!done) throw Failure("writing the GeoPackage", Gdal::loaded().CPLGetLastErrorMsg());
}

void add_field(OGRLayerH layer, const char* name) {
  const Gdal& gdal = Gdal::loaded();
  const Owned<&Gdal::OGR_Fld_Destroy> field(gdal.OGR_Fld_Create(name, OFTString));
  check(gdal.OGR_L_CreateField(layer, field.get(), TRUE) == OGRERR_NONE);
}

OGRLayerH add_layer(GDALDatasetH dataset, const char* name, OGRSpatialReferenceH reference, OGRwkbGeometryType type,
                    std::initializer_list<const char*> fields) {
  const OGRLayerH made = Gdal::loaded().GDALDatasetCreateLayer(dataset, name, reference, type, nullptr);
  check(made != nullptr);
  for (const char* field : fields) add_field(made, field);
  return made;
}

/// A row that is filled, then added to its layer.
class Row {
 public:
  explicit Row(OGRLayerH layer) : layer_(layer), row_(gdal_.OGR_F_Create(gdal_.OGR_L_GetLayerDefn(layer))) {}

  void set(const char* name, std::string_view text) {
    if (text.empty()) return;
    const int field = gdal_.OGR_FD_GetFieldIndex(gdal_.OGR_L_GetLayerDefn(layer_), name);
    gdal_.OGR_F_SetFieldString(row_.get(), field, std::string(text).c_str());
  }
  void set(const geo::Point& at) {
    const OGRGeometryH point = gdal_.OGR_G_CreateGeometry(wkbPoint);
    gdal_.OGR_G_SetPoint_2D(point, 0, at.longitude, at.latitude);
    check(gdal_.OGR_F_SetGeometryDirectly(row_.get(), point) == OGRERR_NONE);
  }
  void add() { check(gdal_.OGR_L_CreateFeature(layer_, row_.get()) == OGRERR_NONE); }

 private:
  const Gdal& gdal_ = Gdal::loaded();
  OGRLayerH layer_;
  Owned<&Gdal::OGR_F_Destroy> row_;
};

void write_sources(GDALDatasetH dataset, const directory::RecordReader& records) {
  const OGRLayerH sources = add_layer(dataset, "sources", nullptr, wkbNone, {"name", "license", "attribution"});
  for (const store::Source& source : records.view().sources()) {
    Row row(sources);
    row.set("name", source.name);
    row.set("license", source.licence);
    row.set("attribution", source.attribution);
    row.add();
  }
}

void write_entries(GDALDatasetH dataset, const directory::Snapshot& snapshot, directory::RecordReader& records,
                   std::optional<search::Kind> kind) {
  const Gdal& gdal = Gdal::loaded();
  const Owned<&Gdal::OSRRelease> wgs84(gdal.OSRNewSpatialReference(nullptr));
  gdal.OSRSetWellKnownGeogCS(wgs84.get(), "WGS84");
  gdal.OSRSetAxisMappingStrategy(wgs84.get(), OAMS_TRADITIONAL_GIS_ORDER);
  const OGRLayerH entries = add_layer(dataset, "entries", wgs84.get(), wkbPoint, {"record_id", "kind"});
  for (const Field& field : kFields) add_field(entries, field.name);
  const auto begin = [&] { check(gdal.GDALDatasetStartTransaction(dataset, FALSE) == OGRERR_NONE); };
  const auto commit = [&] { check(gdal.GDALDatasetCommitTransaction(dataset) == OGRERR_NONE); };
  int rows = 0;
  begin();
  for_each_entry(records, snapshot.gazetteer(), kind, [&](const Entry& entry) {
    Row row(entries);
    row.set("record_id", to_string(entry.id));
    row.set("kind", search::to_string(entry.kind));
    for (const Field& field : kFields) row.set(field.name, entry.*field.text);
    if (entry.point) row.set(*entry.point);
    row.add();
    if (++rows % kRowsAtOnce != 0) return;
    commit();
    begin();
  });
  commit();
}

}  // namespace

void write_geopackage(const directory::Snapshot& snapshot, std::optional<search::Kind> kind,
                      const std::filesystem::path& file) {
  const Gdal& gdal = Gdal::loaded();
  gdal.CPLPushErrorHandler(gdal.CPLQuietErrorHandler);
  const std::unique_ptr<const Gdal, void (*)(const Gdal*)> loud(&gdal, [](const Gdal* g) { g->CPLPopErrorHandler(); });
  const GDALDriverH driver = gdal.GDALGetDriverByName("GPKG");
  if (driver == nullptr) throw Failure("writing the GeoPackage", "this GDAL has no GPKG driver");
  const Owned<&Gdal::GDALClose> dataset(gdal.GDALCreate(driver, file.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
  check(dataset != nullptr);
  directory::RecordReader records = snapshot.records();
  write_sources(dataset.get(), records);
  write_entries(dataset.get(), snapshot, records, kind);
}

}  // namespace fingerpost::exchange
