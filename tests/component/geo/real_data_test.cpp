#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <gtest/gtest.h>
#include <memory>
#include <random>
#include <stdexcept>
#include <utility>

#include "base/json.hpp"
#include "base/text.hpp"
#include "geo/gazetteer.hpp"
#include "geo/gazetteer_builder.hpp"
#include "tests/support/temp_folder.hpp"

namespace fingerpost::geo {
namespace {

namespace fs = std::filesystem;

/// The text of a gzipped file.
std::string unzipped(const fs::path& path) {
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(::popen(("gzip -dc '" + path.string() + "'").c_str(), "r"),
                                                   ::pclose);
  if (!pipe) throw std::runtime_error("gzip");
  std::string text;
  char block[65536];
  for (std::size_t n; (n = std::fread(block, 1, sizeof block, pipe.get())) > 0;) text.append(block, n);
  return text;
}

struct SourceRow {
  std::string postcode;
  std::optional<Point> point;
};

/// `Postcode,lat,long` without quotes, as the files of NSPL by postcode area have it.
void for_each_row(const fs::path& folder, const std::function<void(const SourceRow&)>& visit) {
  for (const auto& entry : fs::directory_iterator(folder)) {
    const std::string text = unzipped(entry.path());
    bool is_header = true;
    for (const std::string_view line : split(text, '\n')) {
      const auto fields = split(trim(line), ',');
      if (std::exchange(is_header, false) || fields.size() < 3) continue;
      const auto latitude = parse_number(fields[1]), longitude = parse_number(fields[2]);
      visit(
          {std::string(fields[0]), latitude && longitude ? std::optional(Point{*latitude, *longitude}) : std::nullopt});
    }
  }
}

TEST(RealData, EveryPostcodeWithAGridReferenceResolvesWithinAMetre) {
  const fs::path shared = test::shared_data();
  if (shared.empty()) GTEST_SKIP() << "no real data beside the project";
  const fs::path folder = shared / "realdata/postcodes/nspl_2025_05_latlong";
  const test::TempFolder places;
  GazetteerBuilder builder(places.path(), "nspl", "2025-05");
  std::size_t rows = 0, refused = 0;
  for_each_row(folder, [&](const SourceRow& row) {
    ++rows;
    refused += !builder.add(PostcodeRow{row.postcode, row.point, PlaceStatus::unknown, "", {}});
  });
  EXPECT_EQ(refused, 0u);
  builder.publish();
  const auto gazetteer = Gazetteer::open(places.path());
  EXPECT_TRUE(gazetteer->verify().empty());
  std::size_t exact = 0, fallen = 0, wrong = 0;
  for_each_row(folder, [&](const SourceRow& row) {
    const auto place = gazetteer->resolve(row.postcode);
    if (row.point)
      ++(place && place->precision == Precision::unit && distance(place->centre, *row.point) < 1 ? exact : wrong);
    else
      ++(!place || place->fell_back_from ? fallen : wrong);
  });
  EXPECT_EQ(wrong, 0u);
  EXPECT_EQ(exact + fallen, rows);
  EXPECT_GT(exact, 190'000u);
}

/// Wards by code, straight from GeoJSON.
std::vector<std::pair<std::string, MultiPolygon>> read_wards(const fs::path& path) {
  const auto json = parse_json(unzipped(path));
  if (!json) throw std::runtime_error("wards");
  std::vector<std::pair<std::string, MultiPolygon>> wards;
  for (const Json& feature : (*json)["features"].elements())
    if (const auto area = polygon_from_geojson(feature, 1'000'000))
      wards.emplace_back(feature["properties"]["ward22_code"].string(), *area);
  return wards;
}

TEST(RealData, RandomPointsLieInTheWardsThatBruteForceSays) {
  const fs::path shared = test::shared_data();
  if (shared.empty()) GTEST_SKIP() << "no real data beside the project";
  const auto wards = read_wards(shared / "realdata/boundaries/wards22_westmids_border.geojson.gz");
  ASSERT_GT(wards.size(), 700u);
  const test::TempFolder places;
  GazetteerBuilder builder(places.path(), "wards", "2022");
  Box around;
  for (const auto& [code, area] : wards) {
    const auto added = builder.add(AreaRow{"ward", code, "Ward " + code, "", area});
    ASSERT_TRUE(added) << to_text(added.error());
    around.extend(bounds(area));
  }
  builder.publish();
  const auto gazetteer = Gazetteer::open(places.path());
  std::mt19937 random(52'7'2);
  std::uniform_real_distribution<double> latitude(around.south, around.north), longitude(around.west, around.east);
  std::size_t inside = 0;
  for (int i = 0; i < 10'000; ++i) {
    const Point point{latitude(random), longitude(random)};
    std::vector<std::string> expected, found;
    for (const auto& [code, area] : wards)
      if (bounds(area).contains(point) && contains_by_brute_force(area, point)) expected.push_back(code);
    for (const AreaRef& area : gazetteer->areas_at(point)) found.push_back(area.code);
    std::sort(expected.begin(), expected.end());
    ASSERT_EQ(found, expected) << to_string(point);
    inside += !expected.empty();
  }
  EXPECT_GT(inside, 5'000u);
}

}  // namespace
}  // namespace fingerpost::geo
