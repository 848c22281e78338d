#include <gtest/gtest.h>

#include "tests/component/importers/gazetteer_run.hpp"

namespace fingerpost::importers {
namespace {

using test_run::import_places;

class BoundariesRealData : public testing::Test {
 protected:
  void SetUp() override {
    if (test::shared_data().empty()) GTEST_SKIP() << "no shared data";
    folder_ = test::shared_data() / "realdata/boundaries";
  }
  std::filesystem::path folder_;
};

bool lies_in(const geo::Gazetteer& gazetteer, const geo::Point& point, std::string_view code) {
  for (const auto& area : gazetteer.areas_at(point))
    if (area.code == code) return true;
  return false;
}

constexpr geo::Point kShrewsbury{52.7077, -2.7541}, kTelford{52.6784, -2.4453};

TEST_F(BoundariesRealData, GivesTheSameAreasInEveryFormatAndProjection) {
  for (const char* name : {"shropshire_telford_ltla24.geojson", "format_variants/shropshire_telford_ltla24.kml",
                           "format_variants/shropshire_telford_ltla24_epsg27700.geojson"}) {
    const test::TempFolder temp;
    const auto made = import_places(folder_ / name, temp);
    ASSERT_TRUE(made.run.problems.empty()) << name << to_text(made.run.problems);
    EXPECT_EQ(made.run.report.format, "boundaries") << name;
    EXPECT_EQ(made.run.report.places, 2u) << name;
    EXPECT_TRUE(lies_in(*made.gazetteer, kShrewsbury, "E06000051")) << name;
    EXPECT_FALSE(lies_in(*made.gazetteer, kShrewsbury, "E06000020")) << name;
    EXPECT_TRUE(lies_in(*made.gazetteer, kTelford, "E06000020")) << name;
    const auto named = made.gazetteer->resolve("Telford and Wrekin");
    ASSERT_TRUE(named) << name;
    EXPECT_EQ(named->kind, "district") << name;
  }
}

TEST_F(BoundariesRealData, ReadsAZippedShapefileWhoseNamesWereCut) {
  const test::TempFolder temp;
  const auto made = import_places(folder_ / "format_variants/wards22_shropshire_telford_epsg27700_shapefile.zip", temp);
  ASSERT_TRUE(made.run.problems.empty()) << to_text(made.run.problems);
  EXPECT_EQ(made.run.report.places, 93u);
  EXPECT_TRUE(lies_in(*made.gazetteer, {52.7070, -2.7300}, "E05008136")) << "Abbey ward";
}

TEST_F(BoundariesRealData, ReadsTopologiesAndFilesNamedAfterTheirDistrict) {
  for (const char* name : {"martinjc_2011/electoral/eng/wards_by_lad/E06000051.json.gz",
                           "martinjc_2011/electoral/eng/wards_by_lad/topo_E06000051.json.gz"}) {
    const test::TempFolder temp;
    const auto made = import_places(folder_ / name, temp);
    ASSERT_TRUE(made.run.problems.empty()) << name << to_text(made.run.problems);
    EXPECT_EQ(made.run.report.format, "boundaries") << name;
    EXPECT_EQ(made.run.report.places + made.run.report.refused, 63u) << name;
    EXPECT_EQ(made.run.report.refused, 0u) << name;
    EXPECT_TRUE(lies_in(*made.gazetteer, {52.7070, -2.7300}, "E05008136")) << name;
  }
}

TEST_F(BoundariesRealData, RecognisesEverySetOfAreas) {
  struct Case {
    const char* name;
    std::size_t areas;
    const char* kind;
    geo::Point in_one = kShrewsbury;
  };
  for (const Case& c :
       {Case{"ltla24_uk.geojson.gz", 361, "district"}, Case{"icb22_england.geojson", 42, "icb"},
        Case{"pfa20_england_wales.geojson.gz", 43, "police"}, Case{"lrf20_england_wales.geojson.gz", 42, "lrf"},
        Case{"countries20_uk.geojson.gz", 4, "country"}, Case{"lsoa21_shropshire_telford.geojson.gz", 313, "lsoa"},
        Case{"msoa21_westmids_border.geojson.gz", 533, "msoa"}, Case{"wards22_westmids_border.geojson.gz", 767, "ward"},
        Case{"malvern_hills_parishes_derived.geojson", 69, "parish", {52.1106, -2.3256}},
        Case{"telford_polling_districts_2015.geojson.gz", 92, "polling_district", kTelford}}) {
    const test::TempFolder temp;
    const auto made = import_places(folder_ / c.name, temp);
    EXPECT_TRUE(made.run.problems.empty()) << c.name << to_text(made.run.problems);
    EXPECT_EQ(made.run.report.format, "boundaries") << c.name;
    EXPECT_EQ(made.run.report.places, c.areas) << c.name;
    const auto areas = made.gazetteer->areas_at(c.in_one);
    ASSERT_FALSE(areas.empty()) << c.name;
    EXPECT_EQ(areas.front().kind, c.kind) << c.name;
  }
}

}  // namespace
}  // namespace fingerpost::importers
