#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/component/importers/import_run.hpp"
#include "tests/support/temp_folder.hpp"

namespace fingerpost::importers {
namespace {

using test_run::import;

/// Everything of a location that the extract decides: all but the ids, which hang on the source's name.
std::map<std::string, std::string> by_osm_id(const test_run::Run& run) {
  std::map<std::string, std::string> all;
  for (const auto& place : run.sink.all<model::Location>())
    all[std::string(place.extra["osm_id"].string())] =
        fmt::format("{} {:.7f},{:.7f} {} {}", place.name, place.latitude.value_or(0), place.longitude.value_or(0),
                    test_run::fact(place, "building_type"), model::address_line(place));
  return all;
}

class OsmRealData : public testing::Test {
 protected:
  void SetUp() override {
    if (test::shared_data().empty()) GTEST_SKIP() << "no shared data";
    folder_ = test::shared_data() / "realdata/osm";
  }
  std::filesystem::path folder_;
};

TEST_F(OsmRealData, FindsTheSameBuildingsInPbfAndXml) {
  const auto pbf = import(folder_ / "rutland-latest_2018-02-27.osm.pbf");
  const auto xml = import(folder_ / "rutland_community_2018.osm.gz");
  ASSERT_TRUE(pbf.problems.empty()) << to_text(pbf.problems);
  ASSERT_TRUE(xml.problems.empty()) << to_text(xml.problems);
  EXPECT_EQ(pbf.report.format, "osm");
  const auto from_pbf = by_osm_id(pbf), from_xml = by_osm_id(xml);
  EXPECT_EQ(from_pbf.size(), 106u) << "as many as osmium counts by these tags: 66 places of worship, 28 schools, …";
  for (const auto& [id, text] : from_xml)
    if (from_pbf.contains(id))
      EXPECT_EQ(from_pbf.at(id), text);
    else
      ADD_FAILURE() << "only in the XML: " << id << " " << text;
  for (const auto& [id, text] : from_pbf)
    EXPECT_TRUE(from_xml.contains(id)) << "only in the PBF: " << id << " " << text;
}

}  // namespace
}  // namespace fingerpost::importers
