#include <gtest/gtest.h>

#include "base/text.hpp"
#include "geo/grid.hpp"
#include "importers/detail/csv_reader.hpp"
#include "tests/component/importers/gazetteer_run.hpp"

namespace fingerpost::importers {
namespace {

using test_run::import_places;

/// What a layout's own rows say, read again by the test in the plainest way.
struct Expected {
  std::size_t postcode = 0;
  std::optional<std::size_t> latitude, longitude, easting, northing;
  bool header = true;
};

Expected degrees(std::size_t postcode, std::size_t latitude, std::size_t longitude) {
  Expected expected;
  expected.postcode = postcode;
  expected.latitude = latitude;
  expected.longitude = longitude;
  return expected;
}

/// Code-Point Open: no header.
Expected metres(std::size_t easting, std::size_t northing) {
  Expected expected;
  expected.easting = easting;
  expected.northing = northing;
  expected.header = false;
  return expected;
}

struct Tally {
  std::size_t rows = 0, placed = 0, resolved = 0, wrong = 0, elsewhere = 0;
};

/// Resolves every `step`th row of every file and measures the distance to what the row says.
Tally check(const geo::Gazetteer& gazetteer, const std::filesystem::path& path, const Expected& columns,
            std::size_t step) {
  Tally tally;
  const auto files = open_inputs(path);
  for (const InputFile& file : *files) {
    if (file.extension() != "csv" || file.name.find("status_") != std::string::npos ||
        file.name.find("Doc") != std::string::npos)
      continue;
    CsvReader reader(file, {.header = columns.header});
    CsvRow row;
    while (reader.next(row)) {
      if (tally.rows++ % step != 0) continue;
      std::optional<geo::Point> point;
      if (columns.latitude) {
        const auto latitude = parse_number(row[*columns.latitude]), longitude = parse_number(row[*columns.longitude]);
        if (latitude && longitude && *latitude < 90) point = geo::Point{*latitude, *longitude};
      } else {
        const auto easting = parse_number(row[*columns.easting]), northing = parse_number(row[*columns.northing]);
        if (easting && northing && *easting > 0) point = geo::from_british_grid({*easting, *northing});
      }
      const auto place = gazetteer.resolve(row[columns.postcode]);
      if (!point) continue;
      ++tally.placed;
      if (!place || place->precision != geo::Precision::unit) {
        ++tally.wrong;
        if (tally.wrong < 5) ADD_FAILURE() << row[columns.postcode] << (place ? " resolves coarsely" : " is unknown");
        continue;
      }
      ++tally.resolved;
      const double away = geo::distance(place->centre, *point);
      if (away > 1.0 && ++tally.elsewhere < 5)
        ADD_FAILURE() << row[columns.postcode] << " is " << away << " m away from its row";
    }
  }
  return tally;
}

class PostcodesRealData : public testing::Test {
 protected:
  void SetUp() override {
    if (test::shared_data().empty()) GTEST_SKIP() << "no shared data";
    folder_ = test::shared_data() / "realdata/postcodes";
  }

  /// All rows of all 11 areas take minutes in a debug build: FINGERPOST_EVERY_ROW=1 asks for them.
  static bool every_row() { return std::getenv("FINGERPOST_EVERY_ROW") != nullptr; }

  /// `folder` itself, or a folder of its own with one area's file as the source names it.
  void resolves(const std::filesystem::path& folder, const std::string& area, const Expected& columns, std::size_t rows,
                std::string_view vintage) {
    const test::TempFolder temp;
    std::filesystem::path path = folder;
    if (!every_row()) {
      path = temp / folder.filename();
      std::filesystem::create_directories(path);
      std::filesystem::copy(folder / area, path);
    }
    const auto made = import_places(path, temp);
    ASSERT_TRUE(made.run.problems.empty()) << to_text(made.run.problems);
    EXPECT_EQ(made.run.report.format, "postcodes");
    EXPECT_EQ(made.run.report.refused, 0u);
    ASSERT_EQ(made.gazetteer->content().size(), 1u);
    EXPECT_EQ(made.gazetteer->content()[0].vintage, vintage);
    const Tally tally = check(*made.gazetteer, path, columns, every_row() ? 1 : 7);
    EXPECT_EQ(made.run.report.rows, tally.rows);
    EXPECT_EQ(tally.rows, every_row() ? rows : tally.rows);
    EXPECT_GT(tally.placed, 0u);
    EXPECT_EQ(tally.resolved, tally.placed);
    EXPECT_EQ(tally.elsewhere, 0u);
    RecordProperty("rows", static_cast<int>(tally.rows));
    RecordProperty("resolved", static_cast<int>(tally.resolved));
  }

  std::filesystem::path folder_;
};

TEST_F(PostcodesRealData, ResolvesPlainLatLong) {
  resolves(folder_ / "nspl_2025_05_latlong", "TF.csv.gz", degrees(0, 1, 2), 204'916, "2025-05");
}

TEST_F(PostcodesRealData, ResolvesOnspdByArea) {
  resolves(folder_ / "onspd_layout_derived/Data/multi_csv", "ONSPD_DERIVED_UK_TF.csv.gz", degrees(2, 41, 42), 204'916,
           "2026-11-21");
}

TEST_F(PostcodesRealData, ResolvesTheNewHeader) {
  resolves(folder_ / "onspd_layout_derived_2025header", "ONSPD_DERIVED_NOV2025HDR_UK_TF.csv.gz", degrees(2, 41, 42),
           27'128, "2025-11");
}

TEST_F(PostcodesRealData, ResolvesCodePointOpen) {
  const test::TempFolder temp;
  const auto path = folder_ / "codepoint_open_2014_08/Data/CSV";
  // The folder that names the vintage is left out of a part's path: without it a list looks as new as its import.
  resolves(every_row() ? folder_ / "codepoint_open_2014_08" : path, "tf.csv.gz", metres(2, 3), 146'296,
           every_row() ? "2014-08" : "2026-11-21");
}

TEST_F(PostcodesRealData, ReadsSamplesOfEveryOfficialHeader) {
  for (const char* name : {"onspd_samples/onspd_may2018_sample.csv", "onspd_samples/onspd_aug2024_sample.csv",
                           "onspd_samples/onspd_nov2025_sample.csv", "nspl_samples/NSPL_FEB_2016_sample.csv",
                           "nspl_samples/NSPL_MAY_2015_sample.csv", "nspl_samples/NSPL_FEB_2016_Barnet_Sample.csv"}) {
    const test::TempFolder temp;
    const auto made = import_places(folder_ / name, temp);
    EXPECT_TRUE(made.run.problems.empty()) << name << to_text(made.run.problems);
    EXPECT_EQ(made.run.report.format, "postcodes") << name;
    EXPECT_EQ(made.run.report.refused, 0u) << name;
    EXPECT_GE(made.run.report.places, 4u) << name;
  }
}

TEST_F(PostcodesRealData, KeepsStatusAndAreasOfTheRow) {
  const test::TempFolder temp;
  const auto made = import_places(folder_ / "onspd_layout_derived/Data/multi_csv/ONSPD_DERIVED_UK_SY.csv.gz", temp);
  const auto gone = made.gazetteer->resolve("sy11aa");
  ASSERT_TRUE(gone);
  EXPECT_EQ(gone->status, geo::PlaceStatus::terminated);
  EXPECT_EQ(gone->terminated_on, "2025-05");
  const auto district =
      std::find_if(gone->areas.begin(), gone->areas.end(), [](const auto& area) { return area.kind == "district"; });
  ASSERT_NE(district, gone->areas.end());
  EXPECT_EQ(district->code, "E06000051");
}

}  // namespace
}  // namespace fingerpost::importers
