#include "importers/detail/vector_geometry.hpp"

#include <cmath>
#include <functional>

#include "base/failure.hpp"
#include "base/text.hpp"

namespace fingerpost::importers {

namespace {

void keep_complaint(CPLErr level, CPLErrorNum, const char* message) {
  if (level >= CE_Warning) *static_cast<std::string*>(CPLGetErrorHandlerUserData()) = repair_utf8(message);
}

OGRSpatialReference epsg(int code) {
  OGRSpatialReference projection;
  if (projection.importFromEPSG(code) != OGRERR_NONE)
    throw Failure("reading the projection database", "proj.db is missing (Debian package proj-data)");
  projection.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
  return projection;
}

bool within_degrees(const OGREnvelope& e) { return e.MinX >= -181 && e.MaxX <= 181 && e.MinY >= -91 && e.MaxY <= 91; }

/// Most of the first features lie within degrees: one that is far out is a slip of its own, not another projection.
bool mostly_within_degrees(OGRLayer& layer) {
  constexpr int kLookedAt = 200;
  int within = 0, beyond = 0;
  layer.ResetReading();
  for (int i = 0; i < kLookedAt; ++i) {
    const OGRFeatureUniquePtr feature(layer.GetNextFeature());
    if (!feature) break;
    const OGRGeometry* geometry = feature->GetGeometryRef();
    if (geometry == nullptr || geometry->IsEmpty()) continue;
    OGREnvelope extent;
    geometry->getEnvelope(&extent);
    ++(within_degrees(extent) ? within : beyond);
  }
  layer.ResetReading();
  return within >= beyond;
}

/// Vertices without copying; -1 for kinds that hold none of their own.
std::size_t count_vertices(const OGRGeometry& geometry) {
  std::size_t count = 0;
  switch (wkbFlatten(geometry.getGeometryType())) {
    case wkbPoint:
      return 1;
    case wkbLineString:
      return static_cast<std::size_t>(geometry.toLineString()->getNumPoints());
    case wkbPolygon:
      for (const auto* ring : *geometry.toPolygon()) count += static_cast<std::size_t>(ring->getNumPoints());
      return count;
    default:
      break;
  }
  if (OGR_GT_IsSubClassOf(wkbFlatten(geometry.getGeometryType()), wkbGeometryCollection))
    for (const auto* part : *geometry.toGeometryCollection()) count += count_vertices(*part);
  return count;
}

geo::Ring ring_of(const OGRLinearRing& ring) {
  geo::Ring points;
  points.reserve(static_cast<std::size_t>(ring.getNumPoints()));
  for (int i = 0; i < ring.getNumPoints(); ++i) points.push_back({ring.getY(i), ring.getX(i)});
  if (points.size() > 1 && points.front() == points.back()) points.pop_back();
  return points;
}

/// Polygons at any depth; points and lines that a repair leaves behind are dropped.
void collect_polygons(const OGRGeometry& geometry, geo::MultiPolygon& into) {
  const auto type = wkbFlatten(geometry.getGeometryType());
  if (type == wkbPolygon) {
    const OGRPolygon& polygon = *geometry.toPolygon();
    if (polygon.getExteriorRing() == nullptr || polygon.getExteriorRing()->getNumPoints() < 4) return;
    geo::Polygon made{ring_of(*polygon.getExteriorRing()), {}};
    for (int i = 0; i < polygon.getNumInteriorRings(); ++i)
      if (polygon.getInteriorRing(i)->getNumPoints() >= 4) made.holes.push_back(ring_of(*polygon.getInteriorRing(i)));
    into.push_back(std::move(made));
  } else if (OGR_GT_IsSubClassOf(type, wkbGeometryCollection)) {
    for (const auto* part : *geometry.toGeometryCollection()) collect_polygons(*part, into);
  }
}

bool holds_dimension(const OGRGeometry& geometry, int dimension) { return geometry.getDimension() == dimension; }

std::optional<geo::Point> valid_point(double longitude, double latitude) {
  const geo::Point point{latitude, longitude};
  const bool ok =
      std::isfinite(latitude) && std::isfinite(longitude) && std::abs(latitude) <= 90 && std::abs(longitude) <= 180;
  return ok ? std::optional(point) : std::nullopt;
}

/// Of an area or line its centroid, of points their mean.
std::optional<geo::Point> centre_of(const OGRGeometry& geometry) {
  if (wkbFlatten(geometry.getGeometryType()) == wkbPoint)
    return geometry.IsEmpty() ? std::nullopt : valid_point(geometry.toPoint()->getX(), geometry.toPoint()->getY());
  OGRPoint centre;
  if (geometry.Centroid(&centre) != OGRERR_NONE || centre.IsEmpty()) return std::nullopt;
  return valid_point(centre.getX(), centre.getY());
}

void fill_area(Shape& shape, std::unique_ptr<OGRGeometry> geometry) {
  shape.kind = Shape::Kind::area;
  if (!geometry->IsValid()) {
    geometry.reset(geometry->MakeValid());
    shape.repaired = true;
  }
  if (geometry) collect_polygons(*geometry, shape.area);
  if (shape.area.empty()) {
    shape.fault = "The outline encloses nothing, or crosses itself beyond repair.";
    return;
  }
  shape.at = centre_of(*geometry);
}

}  // namespace

QuietGdal::QuietGdal() { CPLPushErrorHandlerEx(&keep_complaint, &said_); }
QuietGdal::~QuietGdal() { CPLPopErrorHandler(); }

ToWgs84 ToWgs84::from(const OGRSpatialReference& projection) {
  ToWgs84 made;
  made.name_ = projection.GetName() ? projection.GetName() : "unnamed";
  OGRSpatialReference source(projection);
  source.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
  const OGRSpatialReference target = epsg(4326);
  if (source.IsSame(&target)) return made;
  made.transformation_.reset(OGRCreateCoordinateTransformation(&source, &target));
  return made;
}

ToWgs84 ToWgs84::assumed(bool degrees) {
  // Kept by thread: making one reads the projection database, and a CSV asks once a row.
  thread_local const ToWgs84 wgs84 = from(epsg(4326));
  thread_local const ToWgs84 british_grid = from(epsg(27700));
  ToWgs84 made = degrees ? wgs84 : british_grid;
  made.assumed_ = !degrees;
  return made;
}

ToWgs84 ToWgs84::for_layer(OGRLayer& layer) {
  const OGRSpatialReference* projection = layer.GetSpatialRef();
  const bool may_be_degrees = projection == nullptr || projection->IsGeographic();
  const bool are_degrees = !may_be_degrees || mostly_within_degrees(layer);
  if (projection != nullptr && are_degrees) {
    ToWgs84 made = from(*projection);
    if (made.transformation_ || may_be_degrees) return made;
  }
  return assumed(are_degrees);
}

ToWgs84 ToWgs84::by_numbers(const OGRGeometry& geometry) {
  OGREnvelope extent;
  geometry.getEnvelope(&extent);
  return assumed(within_degrees(extent));
}

Shape ToWgs84::shape_of(const OGRGeometry& geometry) const {
  Shape shape;
  if (geometry.IsEmpty()) return shape;
  std::unique_ptr<OGRGeometry> flat(geometry.hasCurveGeometry(TRUE) ? geometry.getLinearGeometry() : geometry.clone());
  flat->flattenTo2D();
  if (count_vertices(*flat) > kMaxVerticesPerFeature) {
    shape.fault = "The geometry has more than 4,000,000 vertices: simplify it.";
    return shape;
  }
  if (transformation_ && flat->transform(transformation_.get()) != OGRERR_NONE) {
    shape.fault = "A coordinate cannot be expressed in WGS84: the projection or the numbers are wrong.";
    return shape;
  }
  OGREnvelope extent;
  flat->getEnvelope(&extent);
  if (!within_degrees(extent)) {
    shape.fault = "A coordinate lies outside the world: the projection or the numbers are wrong.";
  } else if (holds_dimension(*flat, 2)) {
    fill_area(shape, std::move(flat));
  } else {
    shape.kind = holds_dimension(*flat, 1) ? Shape::Kind::line : Shape::Kind::point;
    shape.at = centre_of(*flat);
    if (!shape.at) shape.fault = "The geometry has no centre.";
  }
  return shape;
}

}  // namespace fingerpost::importers
