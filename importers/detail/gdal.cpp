#include "importers/detail/gdal.hpp"

#include <vector>

#include "base/text.hpp"

namespace fingerpost::importers {
namespace {

void keep_complaint(CPLErr level, CPLErrorNum, const char* message) {
  if (level < CE_Warning) return;
  *static_cast<std::string*>(Gdal::loaded().CPLGetErrorHandlerUserData()) = repair_utf8(message);
}

std::vector<const char*> ending_in_null(std::initializer_list<const char*> words) {
  std::vector<const char*> list(words);
  list.push_back(nullptr);
  return list;
}

}  // namespace

Gdal::Gdal() : library_(FINGERPOST_GDAL_FILE, FINGERPOST_GDAL_PACKAGE) { GDALAllRegister(); }

const Gdal& Gdal::loaded() {
  static const Gdal gdal;
  return gdal;
}

QuietGdal::QuietGdal() { Gdal::loaded().CPLPushErrorHandlerEx(&keep_complaint, &said_); }
QuietGdal::~QuietGdal() { Gdal::loaded().CPLPopErrorHandler(); }

OwnedDataset open_dataset(const std::filesystem::path& file, std::initializer_list<const char*> drivers,
                          std::initializer_list<const char*> options) {
  return OwnedDataset(Gdal::loaded().GDALOpenEx(file.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY,
                                                ending_in_null(drivers).data(), ending_in_null(options).data(),
                                                nullptr));
}

OwnedFeature next_feature(OGRLayerH layer) { return OwnedFeature(Gdal::loaded().OGR_L_GetNextFeature(layer)); }

const char* field_text(OGRFeatureH feature, int field) {
  const Gdal& gdal = Gdal::loaded();
  return gdal.OGR_F_IsFieldSetAndNotNull(feature, field) ? gdal.OGR_F_GetFieldAsString(feature, field) : "";
}

}  // namespace fingerpost::importers
