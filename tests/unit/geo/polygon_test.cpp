#include "geo/polygon.hpp"

#include <gtest/gtest.h>

namespace fingerpost::geo {
namespace {

/// A square by its corners: south, west, north, east.
Ring square(double s, double w, double n, double e) { return {{s, w}, {s, e}, {n, e}, {n, w}}; }

Json json(std::string_view text) { return *parse_json(text); }

TEST(Polygon, HolesAndEdges) {
  const MultiPolygon ring{{square(0, 0, 10, 10), {square(4, 4, 6, 6)}}};
  const AreaShape shape(ring);
  for (const auto& [point, inside] : {std::pair{Point{5, 5}, false},
                                      {{5, 3}, true},
                                      {{0, 0}, true},
                                      {{10, 10}, true},
                                      {{4, 5}, true},
                                      {{4, 4}, true},
                                      {{5, 10}, true},
                                      {{5, 10.000001}, false},
                                      {{-0.1, 5}, false}}) {
    EXPECT_EQ(contains_by_brute_force(ring, point), inside) << point.latitude << ',' << point.longitude;
    EXPECT_EQ(shape.contains(point), inside) << point.latitude << ',' << point.longitude;
  }
}

TEST(Polygon, OverlappingPolygonsAddUp) {
  const MultiPolygon two{{square(0, 0, 2, 2), {}}, {square(1, 1, 3, 3), {}}};
  EXPECT_TRUE(contains_by_brute_force(two, {1.5, 1.5}));
  EXPECT_TRUE(AreaShape(two).contains({1.5, 1.5}));
  EXPECT_FALSE(AreaShape(two).contains({0.5, 2.5}));
}

TEST(Polygon, NeighboursShareNoPointAndLoseNone) {
  // One border, run both ways by two areas.
  const Ring border{{0, 1}, {0.3, 1.07}, {0.71, 0.93}, {1, 1.1}};
  Ring left{{0, 0}}, right{{1, 2}};
  left.insert(left.end(), border.begin(), border.end());
  left.push_back({1, 0});
  right.insert(right.end(), border.rbegin(), border.rend());
  right.push_back({0, 2});
  const AreaShape a({{left, {}}}), b({{right, {}}});
  for (double latitude = 0.0005; latitude < 1; latitude += 0.00137)
    for (double longitude = 0.9; longitude < 1.15; longitude += 0.00119)
      EXPECT_NE(a.contains({latitude, longitude}), b.contains({latitude, longitude}));
}

TEST(Polygon, PointInsideIsInside) {
  const MultiPolygon horseshoe{{{{0, 0}, {0, 3}, {3, 3}, {3, 2}, {1, 2}, {1, 1}, {3, 1}, {3, 0}}, {}}};
  const MultiPolygon ring{{square(0, 0, 10, 10), {square(1, 1, 9, 9)}}};
  const MultiPolygon two{{square(0, 0, 1, 1), {}}, {square(5, 5, 9, 9), {}}};
  for (const MultiPolygon& area : {horseshoe, ring, two})
    EXPECT_TRUE(contains_by_brute_force(area, point_inside(area)));
  EXPECT_EQ(point_inside(two), (Point{7, 7}));
}

TEST(Polygon, AreaOnTheGround) {
  // A degree square at 52–53° N on WGS84: 111,278 m by some 67,930 m in the middle.
  EXPECT_NEAR(area_m2({{square(52, -3, 53, -2), {}}}), 7.55e9, 0.03e9);
  EXPECT_NEAR(
      area_m2({{square(52, -3, 53, -2), {square(52, -3, 52.5, -2)}}}) / area_m2({{square(52.5, -3, 53, -2), {}}}), 1,
      1e-9);
  // The whole ellipsoid: 510.0656 million km².
  EXPECT_NEAR(area_m2({{square(-90, -180, 90, 180), {}}}), 5.100656e14, 1e9);
}

TEST(GeoJson, ReadsWhatItWrites) {
  for (const char* text :
       {R"({"type":"Polygon","coordinates":[[[0,0],[4,0],[4,4],[0,0]],[[1,0.5],[2,0.5],[2,1],[1,0.5]]]})",
        R"({"type":"MultiPolygon","coordinates":[[[[0,0],[4,0],[4,4],[0,0]]],[[[9,9],[9,8],[8,8],[9,9]]]]})"}) {
    const auto area = polygon_from_geojson(json(text));
    ASSERT_TRUE(area);
    EXPECT_EQ(to_geojson(*area), json(to_geojson(*polygon_from_geojson(to_geojson(*area))).dump()));
    EXPECT_EQ(area->front().outer.front(), (Point{0, 0}));
    EXPECT_EQ(area->front().outer[1], (Point{0, 4}));
  }
  const auto features = polygon_from_geojson(json(
      R"({"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0,17],[1,1]]]}},
               {"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[5,5],[6,5],[6,6],[5,5]]]}}]})"));
  ASSERT_TRUE(features);
  EXPECT_EQ(features->size(), 2u);
}

TEST(GeoJson, NamesEveryFault) {
  const auto faults = polygon_from_geojson(json(
      R"({"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[0,0],[200,0],[1,1],["x",1]],[[0,0],[1,1],[0,0]]]}})"));
  ASSERT_FALSE(faults);
  std::vector<std::string> fields;
  for (const Problem& problem : faults.error()) fields.push_back(problem.field);
  EXPECT_EQ(fields, (std::vector<std::string>{"/geometry/coordinates/0/1", "/geometry/coordinates/0/3",
                                              "/geometry/coordinates/0", "/geometry/coordinates/1"}));
}

TEST(GeoJson, RefusesEverythingElse) {
  for (const char* text :
       {"null", "3", "[]", "{}", R"({"type":"Point","coordinates":[0,0]})", R"({"type":"Polygon"})",
        R"({"type":"Polygon","coordinates":[]})", R"({"type":"MultiPolygon","coordinates":[]})",
        R"({"type":"MultiPolygon","coordinates":{}})", R"({"type":"Feature","geometry":null})",
        R"({"type":"FeatureCollection","features":[]})", R"({"type":"Polygon","coordinates":[[[0,0],[1,1],[1]]]})"}) {
    const auto area = polygon_from_geojson(json(text));
    EXPECT_FALSE(area) << text;
  }
  const auto large = polygon_from_geojson(json(R"({"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,1]]]})"), 3);
  ASSERT_FALSE(large);
  EXPECT_EQ(large.error().front().code, ProblemCode::too_large);
}

}  // namespace
}  // namespace fingerpost::geo
