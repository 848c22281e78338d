#pragma once

#include <memory>
#include <string>

#include "importers/detail/gdal.hpp"
#include "importers/detail/vector_file.hpp"

namespace fingerpost::importers {

/// Turns geometries of one projection into WGS84.
class ToWgs84 {
 public:
  /// Degrees already.
  ToWgs84() = default;
  /// By the layer's own projection. When it names none, or names degrees and its extent is far outside them, the
  /// numbers decide between degrees and British National Grid.
  static ToWgs84 for_layer(OGRLayerH layer);
  /// By the numbers of the geometry alone.
  static ToWgs84 by_numbers(OGRGeometryH geometry);

  Shape shape_of(OGRGeometryH geometry) const;
  const std::string& name() const { return name_; }
  bool is_assumed() const { return assumed_; }

 private:
  static ToWgs84 assumed(bool degrees);
  static ToWgs84 from(OGRSpatialReferenceH projection);

  std::string name_;
  bool assumed_ = false;
  std::shared_ptr<void> transformation_;  ///< null: degrees already
};

}  // namespace fingerpost::importers
