#include <gtest/gtest.h>

#include "tests/component/importers/gazetteer_run.hpp"

namespace fingerpost::importers {
namespace {

using test_run::import_places;

class PlacesRealData : public testing::Test {
 protected:
  void SetUp() override {
    if (test::shared_data().empty()) GTEST_SKIP() << "no shared data";
    folder_ = test::shared_data() / "realdata/gazetteer";
  }
  std::filesystem::path folder_;
};

TEST_F(PlacesRealData, ReadsTilesWithoutAHeaderFromTheArchive) {
  const test::TempFolder temp;
  const auto made = import_places(folder_ / "os_open_names_shropshire_tiles.zip", temp);
  ASSERT_TRUE(made.run.problems.empty()) << to_text(made.run.problems);
  EXPECT_EQ(made.run.report.format, "places");
  EXPECT_EQ(made.run.report.refused, 0u);
  const auto clun = made.gazetteer->resolve("Clun");
  ASSERT_TRUE(clun);
  EXPECT_EQ(clun->name, "Clun");
  EXPECT_LT(geo::distance(clun->centre, {52.4215, -3.0298}), 1'000);
}

TEST_F(PlacesRealData, ReadsTheListWithAHeaderInBothLanguages) {
  const test::TempFolder temp;
  const auto made = import_places(folder_ / "os_open_names_populated_places_westmids_border.csv.gz", temp);
  ASSERT_TRUE(made.run.problems.empty()) << to_text(made.run.problems);
  EXPECT_EQ(made.run.report.places, 3'209u);
  for (const char* name : {"Welshpool", "Y Trallwng"}) {
    const auto place = made.gazetteer->resolve(name);
    ASSERT_TRUE(place) << name;
    EXPECT_EQ(place->name, "Welshpool") << name;
    EXPECT_EQ(place->kind, "town") << name;
  }
}

TEST_F(PlacesRealData, ReadsGeoNamesAndLocalitiesAndOutcodes) {
  const test::TempFolder temp;
  const auto geonames = import_places(folder_ / "geonames_postal_GB.txt.gz", temp);
  ASSERT_TRUE(geonames.run.problems.empty()) << to_text(geonames.run.problems);
  EXPECT_EQ(geonames.run.report.format, "places");
  EXPECT_EQ(geonames.run.report.rows, 27'450u);
  EXPECT_EQ(geonames.run.report.refused, 0u);
  const test::TempFolder telford;
  const auto localities = import_places(folder_ / "telford_localities_from_polling_districts_2015.csv", telford);
  EXPECT_EQ(localities.run.report.format, "places");
  EXPECT_EQ(localities.run.report.places, 92u);
  EXPECT_TRUE(localities.gazetteer->resolve("Admaston and Bratton"));
  const test::TempFolder outcodes;
  const auto gibbs = import_places(folder_ / "../postcodes/outcodes/uk_outcodes_gibbs.csv", outcodes);
  EXPECT_EQ(gibbs.run.report.format, "places") << to_text(gibbs.run.problems);
  const auto sy7 = gibbs.gazetteer->resolve("SY7");
  ASSERT_TRUE(sy7);
  EXPECT_EQ(sy7->precision, geo::Precision::outcode);
}

TEST(PlacesSeed, OurOwnSeedIsTakenWhole) {
  const std::filesystem::path seed = std::filesystem::path(FINGERPOST_SOURCE_DIR) / "data/gazetteer";
  for (const char* name : {"places.csv", "postcode-areas.csv", "areas.geojson"}) {
    const test::TempFolder temp;
    const auto made = import_places(seed / name, temp);
    ASSERT_TRUE(made.run.problems.empty()) << name << to_text(made.run.problems);
    EXPECT_EQ(made.run.report.refused, 0u) << name;
    EXPECT_EQ(made.run.report.places, made.run.report.rows) << name;
  }
}

}  // namespace
}  // namespace fingerpost::importers
