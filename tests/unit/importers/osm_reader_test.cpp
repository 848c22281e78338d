#include "importers/osm/detail/osm_reader.hpp"

#include <fstream>
#include <gtest/gtest.h>

#include "tests/support/temp_folder.hpp"

namespace fingerpost::importers {
namespace {

std::vector<OsmObject> read(const std::string& body, std::string* problem = nullptr) {
  const test::TempFolder folder;
  std::ofstream(folder / "a.osm") << "<?xml version='1.0'?><osm version=\"0.6\">" << body << "</osm>";
  std::vector<OsmObject> objects;
  const auto result = read_osm(
      folder / "a.osm", "a.osm", [](const OsmTags& tags) { return !tag(tags, "amenity").empty(); },
      [&](OsmObject object) { objects.push_back(std::move(object)); });
  if (!result && problem) *problem = result.error().front().detail;
  return objects;
}

/// A square of side 0.02 degrees around 52,-2 and a smaller one in it.
constexpr const char* kNodes = R"(
<node id="1" lat="51.99" lon="-2.01"/><node id="2" lat="51.99" lon="-1.99"/><node id="3" lat="52.01" lon="-1.99"/><node id="4" lat="52.01" lon="-2.01"/>
<node id="5" lat="51.999" lon="-2.001"/><node id="6" lat="51.999" lon="-1.999"/><node id="7" lat="52.001" lon="-1.999"/><node id="8" lat="52.001" lon="-2.001"/>)";

TEST(OsmReader, GivesNodesWaysAndRelationsInThatOrder) {
  const auto objects = read(std::string(kNodes) + R"(
<node id="9" lat="52.5" lon="-2.5"><tag k="amenity" v="library"/><tag k="name" v="L"/></node>
<node id="10" lat="52.5" lon="-2.5"><tag k="shop" v="bakery"/></node>
<way id="20"><nd ref="1"/><nd ref="2"/><nd ref="3"/><nd ref="4"/><nd ref="1"/><tag k="amenity" v="school"/></way>
<way id="21"><nd ref="1"/><nd ref="2"/><nd ref="3"/></way>
<way id="22"><nd ref="3"/><nd ref="4"/><nd ref="1"/></way>
<way id="23"><nd ref="5"/><nd ref="6"/><nd ref="7"/><nd ref="8"/><nd ref="5"/></way>
<relation id="30"><member type="way" ref="21" role="outer"/><member type="way" ref="22" role="outer"/><member type="way" ref="23" role="inner"/>
<tag k="type" v="multipolygon"/><tag k="amenity" v="townhall"/></relation>)");
  ASSERT_EQ(objects.size(), 3u);
  EXPECT_EQ(objects[0].id, "node/9");
  EXPECT_EQ(objects[0].at, (geo::Point{52.5, -2.5}));
  EXPECT_EQ(objects[1].id, "way/20");
  EXPECT_EQ(objects[2].id, "relation/30");
  for (const std::size_t i : {1u, 2u}) {
    EXPECT_FALSE(objects[i].incomplete);
    EXPECT_NEAR(objects[i].at->latitude, 52.0, 1e-9);
    EXPECT_NEAR(objects[i].at->longitude, -2.0, 1e-9);
  }
}

TEST(OsmReader, TakesTheCentroidNotTheMeanOfTheNodes) {
  // Many nodes on the western edge must not pull the centre there.
  const auto objects = read(std::string(kNodes) + R"(
<node id="11" lat="52.005" lon="-2.01"/><node id="12" lat="52.0" lon="-2.01"/><node id="13" lat="51.995" lon="-2.01"/>
<way id="20"><nd ref="1"/><nd ref="2"/><nd ref="3"/><nd ref="4"/><nd ref="11"/><nd ref="12"/><nd ref="13"/><nd ref="1"/><tag k="amenity" v="school"/></way>)");
  ASSERT_EQ(objects.size(), 1u);
  EXPECT_NEAR(objects[0].at->longitude, -2.0, 1e-9);
}

TEST(OsmReader, TellsABuildingOnceWhenRelationAndOutlineSayTheSame) {
  const auto objects = read(std::string(kNodes) + R"(
<way id="20"><nd ref="1"/><nd ref="2"/><nd ref="3"/><nd ref="4"/><nd ref="1"/><tag k="amenity" v="school"/></way>
<way id="23"><nd ref="5"/><nd ref="6"/><nd ref="7"/><nd ref="8"/><nd ref="5"/><tag k="amenity" v="library"/></way>
<relation id="30"><member type="way" ref="20" role="outer"/><member type="way" ref="23" role="inner"/>
<tag k="type" v="multipolygon"/><tag k="amenity" v="school"/><tag k="name" v="S"/></relation>)");
  ASSERT_EQ(objects.size(), 2u);
  EXPECT_EQ(objects[0].id, "way/23") << "what stands in the courtyard is another building";
  EXPECT_EQ(objects[1].id, "relation/30");
}

TEST(OsmReader, MakesDoWithBrokenReferencesAndSaysSo) {
  const auto objects = read(std::string(kNodes) + R"(
<way id="20"><nd ref="1"/><nd ref="2"/><nd ref="999"/><nd ref="1"/><tag k="amenity" v="school"/></way>
<way id="21"><nd ref="998"/><nd ref="999"/><tag k="amenity" v="school"/></way>
<relation id="30"><member type="way" ref="20" role="outer"/><member type="way" ref="888" role="outer"/><tag k="type" v="multipolygon"/><tag k="amenity" v="townhall"/></relation>)");
  ASSERT_EQ(objects.size(), 3u);
  EXPECT_TRUE(objects[0].incomplete);
  EXPECT_NEAR(objects[0].at->latitude, 51.99, 1e-9);
  EXPECT_TRUE(objects[1].incomplete);
  EXPECT_FALSE(objects[1].at);
  EXPECT_TRUE(objects[2].incomplete);
  EXPECT_TRUE(objects[2].at);
}

TEST(OsmReader, NeedsNoParticularOrderInTheFile) {
  const auto objects = read(std::string(R"(
<relation id="30"><member type="way" ref="20" role="outer"/><tag k="type" v="multipolygon"/><tag k="amenity" v="townhall"/></relation>
<way id="20"><nd ref="1"/><nd ref="2"/><nd ref="3"/><nd ref="4"/><nd ref="1"/></way>)") +
                            kNodes);
  ASSERT_EQ(objects.size(), 1u);
  EXPECT_NEAR(objects[0].at->latitude, 52.0, 1e-9);
}

TEST(OsmReader, RefusesADamagedFileWithAWordOfAdvice) {
  std::string problem;
  EXPECT_TRUE(read("<node id=\"1\" lat=\"5", &problem).empty());
  EXPECT_NE(problem.find("a.osm"), std::string::npos);
  problem.clear();
  read("<node id=\"x\" lat=\"52\" lon=\"-2\"><tag k=\"amenity\" v=\"school\"/></node>", &problem);
  EXPECT_NE(problem, "");
}

}  // namespace
}  // namespace fingerpost::importers
