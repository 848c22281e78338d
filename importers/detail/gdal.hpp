#pragma once

#include <cpl_conv.h>
#include <cpl_error.h>
#include <filesystem>
#include <gdal.h>
#include <initializer_list>
#include <memory>
#include <ogr_api.h>
#include <ogr_srs_api.h>
#include <string>

#include "base/shared_library.hpp"

namespace fingerpost::importers {

/// The part of GDAL's C interface that importers use, each function under its own name. GDAL is loaded, and its drivers
/// are registered, when the first file is opened that needs it: a server never does.
class Gdal {
 public:
  /// Failure when GDAL is not installed.
  static const Gdal& loaded();

 private:
  Gdal();

  SharedLibrary library_;

 public:
#define FINGERPOST_GDAL(name) FINGERPOST_FUNCTION_OF(library_, name)
  FINGERPOST_GDAL(CPLGetErrorHandlerUserData);
  FINGERPOST_GDAL(CPLPopErrorHandler);
  FINGERPOST_GDAL(CPLPushErrorHandlerEx);
  FINGERPOST_GDAL(CPLSetThreadLocalConfigOption);
  FINGERPOST_GDAL(GDALAllRegister);
  FINGERPOST_GDAL(GDALClose);
  FINGERPOST_GDAL(GDALDatasetGetLayer);
  FINGERPOST_GDAL(GDALDatasetGetLayerCount);
  FINGERPOST_GDAL(GDALOpenEx);
  FINGERPOST_GDAL(OCTDestroyCoordinateTransformation);
  FINGERPOST_GDAL(OCTNewCoordinateTransformation);
  FINGERPOST_GDAL(OGR_FD_GetFieldCount);
  FINGERPOST_GDAL(OGR_FD_GetFieldDefn);
  FINGERPOST_GDAL(OGR_F_Destroy);
  FINGERPOST_GDAL(OGR_F_GetFID);
  FINGERPOST_GDAL(OGR_F_GetFieldAsString);
  FINGERPOST_GDAL(OGR_F_GetFieldCount);
  FINGERPOST_GDAL(OGR_F_GetGeometryRef);
  FINGERPOST_GDAL(OGR_F_IsFieldSetAndNotNull);
  FINGERPOST_GDAL(OGR_Fld_GetNameRef);
  FINGERPOST_GDAL(OGR_GT_Flatten);
  FINGERPOST_GDAL(OGR_GT_IsSubClassOf);
  FINGERPOST_GDAL(OGR_G_Centroid);
  FINGERPOST_GDAL(OGR_G_Clone);
  FINGERPOST_GDAL(OGR_G_CreateFromWkt);
  FINGERPOST_GDAL(OGR_G_CreateGeometry);
  FINGERPOST_GDAL(OGR_G_DestroyGeometry);
  FINGERPOST_GDAL(OGR_G_FlattenTo2D);
  FINGERPOST_GDAL(OGR_G_GetDimension);
  FINGERPOST_GDAL(OGR_G_GetEnvelope);
  FINGERPOST_GDAL(OGR_G_GetGeometryCount);
  FINGERPOST_GDAL(OGR_G_GetGeometryRef);
  FINGERPOST_GDAL(OGR_G_GetGeometryType);
  FINGERPOST_GDAL(OGR_G_GetLinearGeometry);
  FINGERPOST_GDAL(OGR_G_GetPointCount);
  FINGERPOST_GDAL(OGR_G_GetPoints);
  FINGERPOST_GDAL(OGR_G_GetX);
  FINGERPOST_GDAL(OGR_G_GetY);
  FINGERPOST_GDAL(OGR_G_HasCurveGeometry);
  FINGERPOST_GDAL(OGR_G_IsEmpty);
  FINGERPOST_GDAL(OGR_G_IsValid);
  FINGERPOST_GDAL(OGR_G_MakeValid);
  FINGERPOST_GDAL(OGR_G_Transform);
  FINGERPOST_GDAL(OGR_L_GetFeatureCount);
  FINGERPOST_GDAL(OGR_L_GetLayerDefn);
  FINGERPOST_GDAL(OGR_L_GetName);
  FINGERPOST_GDAL(OGR_L_GetNextFeature);
  FINGERPOST_GDAL(OGR_L_GetSpatialRef);
  FINGERPOST_GDAL(OGR_L_ResetReading);
  FINGERPOST_GDAL(OSRClone);
  FINGERPOST_GDAL(OSRGetName);
  FINGERPOST_GDAL(OSRImportFromEPSG);
  FINGERPOST_GDAL(OSRIsGeographic);
  FINGERPOST_GDAL(OSRIsSame);
  FINGERPOST_GDAL(OSRNewSpatialReference);
  FINGERPOST_GDAL(OSRRelease);
  FINGERPOST_GDAL(OSRSetAxisMappingStrategy);
#undef FINGERPOST_GDAL
};

/// What GDAL made for us, given back as GDAL wants it.
template <auto Gdal::*give_back>
struct GiveBack {
  void operator()(void* handle) const { (Gdal::loaded().*give_back)(handle); }
};
using OwnedDataset = std::unique_ptr<void, GiveBack<&Gdal::GDALClose>>;
using OwnedFeature = std::unique_ptr<void, GiveBack<&Gdal::OGR_F_Destroy>>;
using OwnedGeometry = std::unique_ptr<void, GiveBack<&Gdal::OGR_G_DestroyGeometry>>;
using OwnedProjection = std::unique_ptr<void, GiveBack<&Gdal::OSRRelease>>;

/// While it lives, GDAL prints nothing on this thread; its last complaint is kept.
class QuietGdal {
 public:
  QuietGdal();
  ~QuietGdal();
  QuietGdal(const QuietGdal&) = delete;
  QuietGdal& operator=(const QuietGdal&) = delete;

  const std::string& said() const { return said_; }

 private:
  std::string said_;
};

/// Opens `file` read-only with one of `drivers`, told `options` ("NAME=VALUE"). Null when none can read it.
OwnedDataset open_dataset(const std::filesystem::path& file, std::initializer_list<const char*> drivers,
                          std::initializer_list<const char*> options = {});

/// The next feature of `layer`, null after the last.
OwnedFeature next_feature(OGRLayerH layer);

/// A field as text, "" when it is unset or null.
const char* field_text(OGRFeatureH feature, int field);

}  // namespace fingerpost::importers
