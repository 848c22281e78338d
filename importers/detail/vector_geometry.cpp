#include "importers/detail/vector_geometry.hpp"

#include <cmath>
#include <vector>

#include "base/failure.hpp"

namespace fingerpost::importers {

namespace {

OwnedProjection epsg(int code) {
  const Gdal& gdal = Gdal::loaded();
  OwnedProjection projection(gdal.OSRNewSpatialReference(nullptr));
  if (gdal.OSRImportFromEPSG(projection.get(), code) != OGRERR_NONE)
    throw Failure("reading the projection database", "proj.db is missing (Debian package proj-data)");
  gdal.OSRSetAxisMappingStrategy(projection.get(), OAMS_TRADITIONAL_GIS_ORDER);
  return projection;
}

bool within_degrees(OGRGeometryH geometry) {
  OGREnvelope e;
  Gdal::loaded().OGR_G_GetEnvelope(geometry, &e);
  return e.MinX >= -181 && e.MaxX <= 181 && e.MinY >= -91 && e.MaxY <= 91;
}

/// Most of the first features lie within degrees: one that is far out is a slip of its own, not another projection.
bool mostly_within_degrees(OGRLayerH layer) {
  constexpr int kLookedAt = 200;
  const Gdal& gdal = Gdal::loaded();
  int within = 0, beyond = 0;
  gdal.OGR_L_ResetReading(layer);
  for (int i = 0; i < kLookedAt; ++i) {
    const OwnedFeature feature = next_feature(layer);
    if (!feature) break;
    const OGRGeometryH geometry = gdal.OGR_F_GetGeometryRef(feature.get());
    if (geometry == nullptr || gdal.OGR_G_IsEmpty(geometry)) continue;
    ++(within_degrees(geometry) ? within : beyond);
  }
  gdal.OGR_L_ResetReading(layer);
  return within >= beyond;
}

OGRwkbGeometryType type_of(OGRGeometryH geometry) {
  return Gdal::loaded().OGR_GT_Flatten(Gdal::loaded().OGR_G_GetGeometryType(geometry));
}

/// Of a polygon its rings, the outer one first; of a collection its members. They belong to `geometry`.
std::vector<OGRGeometryH> parts_of(OGRGeometryH geometry) {
  std::vector<OGRGeometryH> parts(static_cast<std::size_t>(Gdal::loaded().OGR_G_GetGeometryCount(geometry)));
  for (std::size_t i = 0; i < parts.size(); ++i)
    parts[i] = Gdal::loaded().OGR_G_GetGeometryRef(geometry, static_cast<int>(i));
  return parts;
}

std::size_t count_vertices(OGRGeometryH geometry) {
  const OGRwkbGeometryType type = type_of(geometry);
  if (type == wkbPoint || type == wkbLineString)
    return static_cast<std::size_t>(Gdal::loaded().OGR_G_GetPointCount(geometry));
  std::size_t count = 0;
  for (const OGRGeometryH part : parts_of(geometry)) count += count_vertices(part);
  return count;
}

/// Without its last corner when that repeats the first; empty for fewer than four corners, which enclose nothing.
geo::Ring ring_of(OGRGeometryH ring) {
  const int count = Gdal::loaded().OGR_G_GetPointCount(ring);
  if (count < 4) return {};
  geo::Ring points(static_cast<std::size_t>(count));
  Gdal::loaded().OGR_G_GetPoints(ring, &points[0].longitude, sizeof points[0], &points[0].latitude, sizeof points[0],
                                 nullptr, 0);
  if (points.front() == points.back()) points.pop_back();
  return points;
}

/// Polygons at any depth; points and lines that a repair leaves behind are dropped.
void collect_polygons(OGRGeometryH geometry, geo::MultiPolygon& into) {
  const OGRwkbGeometryType type = type_of(geometry);
  if (type == wkbPolygon) {
    geo::Polygon made;
    for (const OGRGeometryH part : parts_of(geometry)) {
      geo::Ring ring = ring_of(part);
      if (made.outer.empty() && ring.empty()) return;
      if (made.outer.empty())
        made.outer = std::move(ring);
      else if (!ring.empty())
        made.holes.push_back(std::move(ring));
    }
    if (!made.outer.empty()) into.push_back(std::move(made));
  } else if (Gdal::loaded().OGR_GT_IsSubClassOf(type, wkbGeometryCollection)) {
    for (const OGRGeometryH part : parts_of(geometry)) collect_polygons(part, into);
  }
}

bool holds_dimension(OGRGeometryH geometry, int dimension) {
  return Gdal::loaded().OGR_G_GetDimension(geometry) == dimension;
}

std::optional<geo::Point> valid_point(double longitude, double latitude) {
  const geo::Point point{latitude, longitude};
  const bool ok =
      std::isfinite(latitude) && std::isfinite(longitude) && std::abs(latitude) <= 90 && std::abs(longitude) <= 180;
  return ok ? std::optional(point) : std::nullopt;
}

/// Of an area or line its centroid, of points their mean.
std::optional<geo::Point> centre_of(OGRGeometryH geometry) {
  const Gdal& gdal = Gdal::loaded();
  const OwnedGeometry centre(gdal.OGR_G_CreateGeometry(wkbPoint));
  const bool is_point = type_of(geometry) == wkbPoint;
  if (!is_point && gdal.OGR_G_Centroid(geometry, centre.get()) != OGRERR_NONE) return std::nullopt;
  const OGRGeometryH point = is_point ? geometry : centre.get();
  if (gdal.OGR_G_IsEmpty(point)) return std::nullopt;
  return valid_point(gdal.OGR_G_GetX(point, 0), gdal.OGR_G_GetY(point, 0));
}

void fill_area(Shape& shape, OwnedGeometry geometry) {
  shape.kind = Shape::Kind::area;
  if (!Gdal::loaded().OGR_G_IsValid(geometry.get())) {
    geometry.reset(Gdal::loaded().OGR_G_MakeValid(geometry.get()));
    shape.repaired = true;
  }
  if (geometry) collect_polygons(geometry.get(), shape.area);
  if (shape.area.empty()) {
    shape.fault = "The outline encloses nothing, or crosses itself beyond repair.";
    return;
  }
  shape.at = centre_of(geometry.get());
}

}  // namespace

ToWgs84 ToWgs84::from(OGRSpatialReferenceH projection) {
  const Gdal& gdal = Gdal::loaded();
  ToWgs84 made;
  const char* name = gdal.OSRGetName(projection);
  made.name_ = name != nullptr ? name : "unnamed";
  const OwnedProjection source(gdal.OSRClone(projection));
  gdal.OSRSetAxisMappingStrategy(source.get(), OAMS_TRADITIONAL_GIS_ORDER);
  const OwnedProjection target = epsg(4326);
  if (gdal.OSRIsSame(source.get(), target.get())) return made;
  made.transformation_.reset(gdal.OCTNewCoordinateTransformation(source.get(), target.get()),
                             gdal.OCTDestroyCoordinateTransformation);
  return made;
}

ToWgs84 ToWgs84::assumed(bool degrees) {
  // Kept by thread: making one reads the projection database, and a CSV asks once a row.
  thread_local const ToWgs84 wgs84 = from(epsg(4326).get());
  thread_local const ToWgs84 british_grid = from(epsg(27700).get());
  ToWgs84 made = degrees ? wgs84 : british_grid;
  made.assumed_ = !degrees;
  return made;
}

ToWgs84 ToWgs84::for_layer(OGRLayerH layer) {
  const OGRSpatialReferenceH projection = Gdal::loaded().OGR_L_GetSpatialRef(layer);
  const bool may_be_degrees = projection == nullptr || Gdal::loaded().OSRIsGeographic(projection);
  const bool are_degrees = !may_be_degrees || mostly_within_degrees(layer);
  if (projection != nullptr && are_degrees) {
    ToWgs84 made = from(projection);
    if (made.transformation_ || may_be_degrees) return made;
  }
  return assumed(are_degrees);
}

ToWgs84 ToWgs84::by_numbers(OGRGeometryH geometry) { return assumed(within_degrees(geometry)); }

Shape ToWgs84::shape_of(OGRGeometryH geometry) const {
  const Gdal& gdal = Gdal::loaded();
  Shape shape;
  if (gdal.OGR_G_IsEmpty(geometry)) return shape;
  OwnedGeometry flat(gdal.OGR_G_HasCurveGeometry(geometry, TRUE) ? gdal.OGR_G_GetLinearGeometry(geometry, 0, nullptr)
                                                                 : gdal.OGR_G_Clone(geometry));
  gdal.OGR_G_FlattenTo2D(flat.get());
  if (count_vertices(flat.get()) > kMaxVerticesPerFeature) {
    shape.fault = "The geometry has more than 4,000,000 vertices: simplify it.";
    return shape;
  }
  if (transformation_ && gdal.OGR_G_Transform(flat.get(), transformation_.get()) != OGRERR_NONE) {
    shape.fault = "A coordinate cannot be expressed in WGS84: the projection or the numbers are wrong.";
    return shape;
  }
  if (!within_degrees(flat.get())) {
    shape.fault = "A coordinate lies outside the world: the projection or the numbers are wrong.";
  } else if (holds_dimension(flat.get(), 2)) {
    fill_area(shape, std::move(flat));
  } else {
    shape.kind = holds_dimension(flat.get(), 1) ? Shape::Kind::line : Shape::Kind::point;
    shape.at = centre_of(flat.get());
    if (!shape.at) shape.fault = "The geometry has no centre.";
  }
  return shape;
}

}  // namespace fingerpost::importers
