#pragma once

#include <memory>
#include <ogr_spatialref.h>
#include <ogrsf_frmts.h>
#include <string>

#include "importers/detail/vector_file.hpp"

namespace fingerpost::importers {

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

/// Turns geometries of one projection into WGS84.
class ToWgs84 {
 public:
  /// Degrees already.
  ToWgs84() = default;
  /// By the layer's own projection. When it names none, or names degrees and its extent is far outside them, the
  /// numbers decide between degrees and British National Grid.
  static ToWgs84 for_layer(OGRLayer& layer);
  /// By the numbers of the geometry alone.
  static ToWgs84 by_numbers(const OGRGeometry& geometry);

  Shape shape_of(const OGRGeometry& geometry) const;
  const std::string& name() const { return name_; }
  bool is_assumed() const { return assumed_; }

 private:
  static ToWgs84 assumed(bool degrees);
  static ToWgs84 from(const OGRSpatialReference& projection);

  std::string name_;
  bool assumed_ = false;
  std::shared_ptr<OGRCoordinateTransformation> transformation_;  // null: degrees already
};

}  // namespace fingerpost::importers
