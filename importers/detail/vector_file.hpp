#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "geo/point.hpp"
#include "geo/polygon.hpp"
#include "importers/input.hpp"

namespace fingerpost::importers {

/// Bounds of one vector file: beyond them a feature is at fault, or the file is refused.
inline constexpr std::size_t kMaxVerticesPerFeature = 4'000'000;
inline constexpr std::size_t kMaxFieldsPerLayer = 2'000;

/// Where a feature lies, in WGS84 whatever projection it came in.
struct Shape {
  enum class Kind { none, point, line, area };
  Kind kind = Kind::none;
  std::optional<geo::Point> at;  ///< the point; of a line or area its centroid
  geo::MultiPolygon area;        ///< kind area only
  bool repaired = false;         ///< it crossed itself, and was put right
  std::string fault;             ///< why it cannot be used, empty when it can
};

/// One row of a layer: `values` stand in the order of the layer's fields, as UTF-8 text, empty when null.
struct VectorFeature {
  std::uint64_t number = 0;  ///< from 1, in the order of the file
  std::vector<std::string> values;
  Shape shape;
};

struct VectorLayer {
  std::string name;
  std::vector<std::string> fields;
  std::string projection;           ///< its name, or what was assumed
  bool projection_assumed = false;  ///< the numbers are no degrees, whatever the file says: the National Grid
};

/// The layers of a shapefile, GeoJSON, TopoJSON, KML, GeoPackage, GML, GPX, MapInfo, FlatGeobuf or (with a WKT column)
/// CSV file, read front to back, one feature in memory at a time as far as GDAL's reader for the format allows. Drivers
/// that follow links to other files or hosts are never asked. Positions are turned into WGS84; a file that names no
/// projection is taken as degrees or as British National Grid metres by its numbers.
class VectorFile {
 public:
  /// Archive members are unpacked to a temporary folder, `all` giving the side files of a shapefile. Problem
  /// `unrecognised_format` when no reader takes it.
  [[nodiscard]] static Result<std::unique_ptr<VectorFile>> open(const InputFile& file, std::span<const InputFile> all);
  virtual ~VectorFile() = default;

  /// Goes to the next layer (the first at first); nullptr after the last. Valid until the next call.
  virtual const VectorLayer* next_layer() = 0;
  /// False at the end of the layer.
  virtual bool next(VectorFeature& feature) = 0;
};

/// Geometry given as well-known text in British National Grid or WGS84 (told by its numbers), as a column of a CSV
/// holds it.
Shape shape_from_wkt(const std::string& wkt);

/// True for names whose extension one of those readers takes as a matter of course (.shp, .geojson, .kml, .gpkg, …);
/// for .json see is_vector_json.
bool is_vector_name(const InputFile& file);

/// True when the head of a .json file is GeoJSON or TopoJSON.
bool is_vector_json(const InputFile& file);

}  // namespace fingerpost::importers
