#include <algorithm>
#include <cmath>

#include "geo/polygon.hpp"

namespace fingerpost::geo {
namespace {

/// After so many faults the rest are not worth listing.
constexpr std::size_t kMaxFaults = 20;

/// Reads one geometry and gathers its faults, each with the JSON pointer to its place.
class Reader {
 public:
  explicit Reader(std::size_t max_vertices) : max_vertices_(max_vertices) {}

  void read(const Json& json) {
    const std::string_view type = json["type"].string();
    if (type == "FeatureCollection")
      read_features(json["features"]);
    else if (type == "Feature")
      read_geometry(json["geometry"], "/geometry");
    else
      read_geometry(json, "");
  }

  Result<MultiPolygon> result() && {
    if (faults_.empty() && area_.empty()) fault("", "", "no polygon was given");
    if (!faults_.empty()) return fail(std::move(faults_));
    return std::move(area_);
  }

 private:
  void fault(const std::string& pointer, std::string_view value, std::string detail,
             ProblemCode code = ProblemCode::malformed_json) {
    if (faults_.size() < kMaxFaults)
      append(faults_, problem(code, pointer.empty() ? "/" : pointer, value, std::move(detail)));
  }

  void read_features(const Json& features) {
    for (std::size_t i = 0; i < features.elements().size() && faults_.size() < kMaxFaults; ++i)
      read_geometry(features.elements()[i]["geometry"], "/features/" + std::to_string(i) + "/geometry");
  }

  void read_geometry(const Json& geometry, const std::string& pointer) {
    const std::string_view type = geometry["type"].string();
    const Json& coordinates = geometry["coordinates"];
    if (type == "Polygon") {
      read_polygon(coordinates, pointer + "/coordinates");
    } else if (type == "MultiPolygon") {
      if (!coordinates.is_array())
        fault(pointer + "/coordinates", "", "a MultiPolygon's coordinates are an array of polygons");
      for (std::size_t i = 0; i < coordinates.elements().size() && faults_.size() < kMaxFaults; ++i)
        read_polygon(coordinates.elements()[i], pointer + "/coordinates/" + std::to_string(i));
    } else {
      fault(pointer + "/type", type, "type must be Polygon, MultiPolygon, or a Feature or FeatureCollection of those");
    }
  }

  void read_polygon(const Json& rings, const std::string& pointer) {
    if (rings.elements().empty()) return fault(pointer, "", "a polygon is an array of at least one ring");
    Polygon polygon;
    for (std::size_t i = 0; i < rings.elements().size() && faults_.size() < kMaxFaults; ++i) {
      Ring ring = read_ring(rings.elements()[i], pointer + "/" + std::to_string(i));
      if (i == 0)
        polygon.outer = std::move(ring);
      else
        polygon.holes.push_back(std::move(ring));
    }
    area_.push_back(std::move(polygon));
  }

  Ring read_ring(const Json& positions, const std::string& pointer) {
    Ring ring;
    vertices_ += positions.elements().size();
    if (vertices_ > max_vertices_) {
      fault(pointer, std::to_string(vertices_),
            "the area has more than " + std::to_string(max_vertices_) + " points; simplify it", ProblemCode::too_large);
      return ring;
    }
    ring.reserve(positions.elements().size());
    for (std::size_t i = 0; i < positions.elements().size() && faults_.size() < kMaxFaults; ++i)
      if (const auto point = read_position(positions.elements()[i], pointer + "/" + std::to_string(i)))
        ring.push_back(*point);
    if (ring.size() > 1 && ring.front() == ring.back()) ring.pop_back();
    if (!has_three_different(ring)) fault(pointer, "", "a ring needs at least three different points");
    return ring;
  }

  std::optional<Point> read_position(const Json& position, const std::string& pointer) {
    const auto& numbers = position.elements();
    const auto longitude = numbers.size() >= 2 ? numbers[0].if_number() : std::nullopt;
    const auto latitude = numbers.size() >= 2 ? numbers[1].if_number() : std::nullopt;
    if (!longitude || !latitude) {
      fault(pointer, position.dump(), "a position is [longitude, latitude]");
      return std::nullopt;
    }
    const Point point{*latitude, *longitude};
    if (is_valid(point)) return point;
    fault(pointer, position.dump(), "longitude is -180 to 180 and latitude -90 to 90, in that order, in WGS84 degrees",
          ProblemCode::out_of_range);
    return std::nullopt;
  }

  static bool has_three_different(const Ring& ring) {
    if (ring.size() < 3) return false;
    const auto second = std::find_if(ring.begin(), ring.end(), [&](const Point& p) { return p != ring.front(); });
    return std::any_of(second, ring.end(), [&](const Point& p) { return p != ring.front() && p != *second; });
  }

  std::size_t max_vertices_;
  std::size_t vertices_ = 0;
  MultiPolygon area_;
  Problems faults_;
};

Json ring_to_geojson(const Ring& ring, double scale) {
  Json json = Json::array();
  const auto push = [&](const Point& p) {
    json.push(Json(Json::Array{std::round(p.longitude * scale) / scale, std::round(p.latitude * scale) / scale}));
  };
  for (const Point& p : ring) push(p);
  if (!ring.empty() && ring.front() != ring.back()) push(ring.front());
  return json;
}

Json polygon_to_geojson(const Polygon& polygon, double scale) {
  Json json = Json::array();
  json.push(ring_to_geojson(polygon.outer, scale));
  for (const Ring& hole : polygon.holes) json.push(ring_to_geojson(hole, scale));
  return json;
}

}  // namespace

Result<MultiPolygon> polygon_from_geojson(const Json& geometry, std::size_t max_vertices) {
  Reader reader(max_vertices);
  reader.read(geometry);
  return std::move(reader).result();
}

Json to_geojson(const MultiPolygon& area, int decimals) {
  const double scale = std::pow(10.0, std::clamp(decimals, 0, 15));
  Json json;
  if (area.size() == 1) {
    json.set("type", "Polygon");
    json.set("coordinates", polygon_to_geojson(area.front(), scale));
    return json;
  }
  Json polygons = Json::array();
  for (const Polygon& polygon : area) polygons.push(polygon_to_geojson(polygon, scale));
  json.set("type", "MultiPolygon");
  json.set("coordinates", std::move(polygons));
  return json;
}

}  // namespace fingerpost::geo
