#include <gtest/gtest.h>

#include "tests/component/importers/import_run.hpp"
#include "tests/support/temp_folder.hpp"

namespace fingerpost::importers {
namespace {

using test_run::import;

class BuildingsRealData : public testing::Test {
 protected:
  void SetUp() override {
    if (test::shared_data().empty()) GTEST_SKIP() << "no shared data";
    buildings_ = test::shared_data() / "realdata/buildings";
    feeds_ = test::shared_data() / "feeds";
  }

  /// How many buildings come out, and how many of them can be put on a map, by position or postcode.
  void expect(const std::filesystem::path& path, std::string_view format, std::size_t buildings, std::size_t placed) {
    const auto run = import(path);
    ASSERT_TRUE(run.problems.empty()) << path << to_text(run.problems);
    EXPECT_EQ(run.report.format, format) << path;
    const auto locations = run.sink.all<model::Location>();
    std::size_t can_be_placed = 0;
    for (const auto& location : locations) {
      EXPECT_TRUE(model::is_building(location)) << path << location.name;
      EXPECT_NE(location.name, "") << path;
      can_be_placed += model::point_of(location).has_value() || !model::postcode_of(location).empty();
    }
    EXPECT_EQ(locations.size(), buildings) << path;
    EXPECT_EQ(can_be_placed, placed) << path;
  }

  std::filesystem::path buildings_, feeds_;
};

/// Two stations in one building are one building: the second is refused as a repetition, and kept.
TEST_F(BuildingsRealData, ReadsPollingStationsAsCouncilsSendThem) {
  const auto folder = buildings_ / "polling_stations_2015";
  expect(buildings_ / "telford_polling_stations_2015.csv", "buildings-csv", 71, 71);
  expect(folder / "E06000020-Telford-and-Wrekin.zip", "geojson", 71, 71);
  expect(folder / "E07000194-Lichfield.zip", "geojson", 79, 79);
  expect(folder / "E07000198-Staffodshire-Moorlands.zip", "buildings-csv", 74, 58);
  expect(folder / "E07000218-North-Warwickshire.zip", "buildings-csv", 47, 47);
  expect(folder / "E07000235-Malvern-Hills.zip", "buildings-csv", 64, 50);
  expect(folder / "E07000238-Wychavon.zip", "buildings-csv", 99, 99);
  expect(folder / "W06000004-Denbighshire.zip", "buildings-csv", 67, 67);
}

TEST_F(BuildingsRealData, ReadsLibraries) {
  expect(feeds_ / "uk-libraries/shropshire_council.csv", "buildings-csv", 21, 21);
  expect(feeds_ / "uk-libraries/staffordshire_county_council.csv", "buildings-csv", 43, 43);
  expect(feeds_ / "uk-libraries/powys_county_council.csv", "buildings-csv", 18, 18);
  expect(feeds_ / "trafford/gm_libraries.csv", "buildings-csv", 141, 141);
  expect(buildings_ / "os_library_buildings_gb_epsg27700_wkt.csv.gz", "geojson", 3'469, 3'469);
}

}  // namespace
}  // namespace fingerpost::importers
