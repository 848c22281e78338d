#include "importers/detail/vector_file.hpp"

#include <algorithm>
#include <fstream>
#include <gtest/gtest.h>

#include "geo/grid.hpp"
#include "importers/detail/vector_sniff.hpp"
#include "tests/support/temp_folder.hpp"

namespace fingerpost::importers {
namespace {

struct Read {
  std::vector<VectorLayer> layers;
  std::vector<VectorFeature> features;
  bool ok = false;
  std::string problem;
};

class VectorFiles : public testing::Test {
 protected:
  Read read(const std::string& name, const std::string& content) {
    std::ofstream(folder_ / name, std::ios::binary) << content;
    const auto files = open_inputs(folder_ / name);
    EXPECT_TRUE(files);
    Read read;
    const auto opened = VectorFile::open(files->front(), *files);
    read.ok = opened.has_value();
    if (!opened) read.problem = opened.error().front().detail;
    VectorFeature feature;
    while (const VectorLayer* layer = opened ? (*opened)->next_layer() : nullptr) {
      read.layers.push_back(*layer);
      while ((*opened)->next(feature)) read.features.push_back(feature);
    }
    return read;
  }

  VectorSniff sniff(const std::string& name) {
    const auto files = open_inputs(folder_ / name);
    return sniff_vector(files->front(), *files);
  }

  test::TempFolder folder_;
};

std::string collection(const std::string& geometry, const std::string& crs = "") {
  return R"({"type":"FeatureCollection",)" + crs +
         R"("features":[{"type":"Feature","properties":{"code":"A1","n":7,"gone":null},"geometry":)" + geometry + "}]}";
}

constexpr const char* kSquare =
    R"({"type":"Polygon","coordinates":[[[-2.8,52.6],[-2.7,52.6],[-2.7,52.7],[-2.8,52.7],[-2.8,52.6]],[[-2.76,52.64],[-2.74,52.64],[-2.74,52.66],[-2.76,52.66],[-2.76,52.64]]]})";

TEST_F(VectorFiles, ReadsPolygonsWithHolesAndAttributesAsText) {
  const Read r = read("a.geojson", collection(kSquare));
  ASSERT_TRUE(r.ok) << r.problem;
  ASSERT_EQ(r.features.size(), 1u);
  EXPECT_EQ(r.layers[0].fields, (std::vector<std::string>{"code", "n", "gone"}));
  EXPECT_EQ(r.features[0].values, (std::vector<std::string>{"A1", "7", ""}));
  const Shape& shape = r.features[0].shape;
  EXPECT_EQ(shape.kind, Shape::Kind::area);
  EXPECT_FALSE(shape.repaired);
  ASSERT_EQ(shape.area.size(), 1u);
  EXPECT_EQ(shape.area[0].outer.size(), 4u) << "the closing vertex is not repeated";
  EXPECT_EQ(shape.area[0].holes.size(), 1u);
  EXPECT_NEAR(shape.at->latitude, 52.65, 1e-6);
  EXPECT_NEAR(shape.at->longitude, -2.75, 1e-6);
}

TEST_F(VectorFiles, TurnsMetresIntoDegreesByTheNamedProjection) {
  const Read r =
      read("a.geojson", collection(R"({"type":"Point","coordinates":[349490,313096]})",
                                   R"("crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::27700"}},)"));
  ASSERT_TRUE(r.ok);
  EXPECT_FALSE(r.layers[0].projection_assumed);
  ASSERT_EQ(r.features[0].shape.kind, Shape::Kind::point);
  EXPECT_LT(geo::distance(*r.features[0].shape.at, geo::from_british_grid({349490, 313096})), 0.5);
}

TEST_F(VectorFiles, AssumesTheNationalGridWhereDegreesCannotBe) {
  const Read r = read("a.geojson", collection(R"({"type":"Point","coordinates":[349490,313096]})"));
  ASSERT_TRUE(r.ok);
  EXPECT_TRUE(r.layers[0].projection_assumed);
  EXPECT_LT(geo::distance(*r.features[0].shape.at, geo::from_british_grid({349490, 313096})), 0.5);
}

TEST_F(VectorFiles, RepairsAnOutlineThatCrossesItself) {
  const Read r =
      read("a.geojson",
           collection(
               R"({"type":"Polygon","coordinates":[[[-2.8,52.6],[-2.7,52.7],[-2.7,52.6],[-2.8,52.7],[-2.8,52.6]]]})"));
  ASSERT_TRUE(r.ok);
  EXPECT_TRUE(r.features[0].shape.repaired);
  EXPECT_EQ(r.features[0].shape.fault, "");
  EXPECT_EQ(r.features[0].shape.area.size(), 2u) << "a bow tie is two triangles";
}

TEST_F(VectorFiles, FindsFaultWithAnOutlineThatEnclosesNothing) {
  const Read r =
      read("a.geojson",
           collection(R"({"type":"Polygon","coordinates":[[[-2.8,52.6],[-2.7,52.6],[-2.8,52.6],[-2.8,52.6]]]})"));
  ASSERT_TRUE(r.ok);
  EXPECT_NE(r.features[0].shape.fault, "");
}

TEST_F(VectorFiles, AFeatureWithoutGeometryHasNoShape) {
  const Read r = read("a.geojson", collection("null"));
  ASSERT_TRUE(r.ok);
  EXPECT_EQ(r.features[0].shape.kind, Shape::Kind::none);
  EXPECT_EQ(r.features[0].shape.fault, "");
}

TEST_F(VectorFiles, ReadsKmlWithItsExtendedData) {
  const Read r =
      read("a.kml",
           R"(<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><name>Hall</name>
<ExtendedData><Data name="uprn"><value>00123</value></Data></ExtendedData><Point><coordinates>-2.75,52.7,12</coordinates></Point></Placemark></Document></kml>)");
  ASSERT_TRUE(r.ok) << r.problem;
  ASSERT_EQ(r.features.size(), 1u);
  const auto at = std::ranges::find(r.layers[0].fields, "uprn") - r.layers[0].fields.begin();
  EXPECT_EQ(r.features[0].values.at(static_cast<std::size_t>(at)), "00123");
  EXPECT_EQ(r.features[0].shape.at, (geo::Point{52.7, -2.75}));
}

TEST_F(VectorFiles, RefusesWhatIsNoVectorFile) {
  EXPECT_FALSE(read("a.geojson", "{\"type\":\"FeatureCollection\",\"features\":[").ok);
  const Read r = read("b.shp", "not a shapefile");
  EXPECT_FALSE(r.ok);
  EXPECT_NE(r.problem.find("b.shp"), std::string::npos);
}

TEST_F(VectorFiles, NeverFollowsAFileThatPointsElsewhere) {
  std::ofstream(folder_ / "inner.geojson") << collection(kSquare);
  EXPECT_FALSE(read("a.vrt", "<OGRVRTDataSource><OGRVRTLayer name=\"inner\"><SrcDataSource>" +
                                 (folder_ / "inner.geojson").string() +
                                 "</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>")
                   .ok);
}

TEST_F(VectorFiles, SniffsKindAndFieldsWithoutReadingAll) {
  read("a.geojson", collection(kSquare));
  const VectorSniff sniffed = sniff("a.geojson");
  EXPECT_EQ(sniffed.kind, Shape::Kind::area);
  EXPECT_EQ(sniffed.fields, (std::vector<std::string>{"code", "n", "gone"}));
}

TEST(ShapeFromWkt, ReadsGridMetresAndDegrees) {
  const Shape grid =
      shape_from_wkt("POLYGON ((349490 313096,349500 313096,349500 313106,349490 313106,349490 313096))");
  ASSERT_EQ(grid.kind, Shape::Kind::area);
  EXPECT_LT(geo::distance(*grid.at, geo::from_british_grid({349495, 313101})), 0.5);
  EXPECT_EQ(shape_from_wkt("POINT (-2.75 52.7)").at, (geo::Point{52.7, -2.75}));
  EXPECT_NE(shape_from_wkt("POLYGON ((").fault, "");
  EXPECT_NE(shape_from_wkt("").fault, "");
}

}  // namespace
}  // namespace fingerpost::importers
