#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "base/result.hpp"
#include "geo/point.hpp"

namespace fingerpost::geo {

/// A closed line: the last point is joined to the first (which may, but need not, be repeated).
using Ring = std::vector<Point>;

/// One outline with its holes.
struct Polygon {
  Ring outer;
  std::vector<Ring> holes;
};

/// Several outlines as one area; one Polygon is a MultiPolygon of one.
using MultiPolygon = std::vector<Polygon>;

/// Bounds of what a caller may send (an import may hold larger areas).
inline constexpr std::size_t kMaxQueryVertices = 20'000;

/// Reads a GeoJSON Polygon, MultiPolygon, Feature or FeatureCollection of those, longitude first, WGS84.
/// Problems name the JSON pointer; rings of fewer than three different points, points out of range and more than
/// `max_vertices` are refused.
[[nodiscard]] Result<MultiPolygon> polygon_from_geojson(const Json& geometry,
                                                        std::size_t max_vertices = kMaxQueryVertices);

/// GeoJSON geometry (Polygon or MultiPolygon), longitude first, at most `decimals` places.
Json to_geojson(const MultiPolygon& area, int decimals = 6);

/// Brute force: inside one of the polygons by the even-odd rule over its outline and holes; points on an edge count as
/// inside. The slow, obvious twin of AreaShape.
bool contains_by_brute_force(const MultiPolygon& area, const Point& point);

Box bounds(const MultiPolygon& area);

/// A point inside the area, near its middle, for showing and for measuring from.
Point point_inside(const MultiPolygon& area);

/// Area on the ground in square metres (spherical excess; within 0.5 %).
double area_m2(const MultiPolygon& area);

/// An area prepared for fast exact containment: edges in latitude slabs. Build O(n log n), contains about 0.1 µs.
/// Equal to contains_by_brute_force for every point. Immutable; safe from several threads.
class AreaShape {
 public:
  explicit AreaShape(const MultiPolygon& area);

  bool contains(const Point& point) const;
  const Box& box() const { return box_; }
  /// Memory held, for caches that count it.
  std::size_t bytes() const;

 private:
  struct Edge {
    Point a, b;
    std::uint32_t polygon;  // parity is per polygon, so that polygons which overlap add up
  };
  std::size_t slab_of(double latitude) const;
  void fill_slabs(std::size_t slabs);

  Box box_;
  double slab_height_ = 1;
  std::vector<std::uint32_t> slab_begin_;  // index into slab_edges_, one more than there are slabs
  std::vector<std::uint32_t> slab_edges_;  // index into edges_
  std::vector<Edge> edges_;
};

}  // namespace fingerpost::geo
