#include "tests/component/geo/gazetteer_fixture.hpp"

namespace fingerpost::geo::test {
namespace {

using PostcodesTest = GazetteerTest;
using Codes = std::vector<std::string>;

TEST_F(PostcodesTest, UntidyInputFindsTheUnit) {
  publish<PostcodeRow>(
      "onspd", {unit("SY1 1AA", 52.713150, -2.749110), unit("SY10 0AB", 52.86, -3.05), unit("OX1 1AA", 51.75, -1.25)});
  const auto gazetteer = open();
  for (const char* text : {"SY1 1AA", "sy11aa", "SY1 1 AA", " sy1  1aa ", "SY1-1AA",
                           "SY1\xC2\xA0"
                           "1AA",
                           "SYI IAA", "SY1 IAA", "Sy1.1aA", "S Y 1 1 A A"}) {
    const auto place = gazetteer->resolve(text);
    ASSERT_TRUE(place) << text << ": " << to_text(place.error());
    EXPECT_EQ(place->name, "SY1 1AA") << text;
    EXPECT_EQ(place->code, "SY11AA");
    EXPECT_EQ(place->kind, "postcode");
    EXPECT_EQ(place->precision, Precision::unit);
    EXPECT_EQ(place->status, PlaceStatus::live);
    EXPECT_LT(distance(place->centre, {52.713150, -2.749110}), 0.1);
    EXPECT_FALSE(place->fell_back_from);
  }
  EXPECT_EQ(gazetteer->resolve("SY1O OAB")->name, "SY10 0AB");
  EXPECT_EQ(gazetteer->resolve("0X1 1AA")->name, "OX1 1AA");
  EXPECT_EQ(gazetteer->resolve("The Square, Shrewsbury, SY1 1AA")->name, "SY1 1AA");
  EXPECT_EQ(gazetteer->resolve("High St sy1 1aa")->name, "SY1 1AA");
  EXPECT_EQ(gazetteer->by_code("SY11AA")->name, "SY1 1AA");
  EXPECT_FALSE(gazetteer->by_code("SY1 1AA"));
  EXPECT_EQ(gazetteer->postcode("sy11aa")->point, (Point{52.713150, -2.749110}));
  EXPECT_FALSE(gazetteer->postcode("SY1 1ZZ"));
}

TEST_F(PostcodesTest, FallsBackAndSaysSo) {
  publish<PostcodeRow>("onspd", {unit("SY1 1AA", 52.71, -2.75), unit("SY1 1AB", 52.73, -2.71),
                                 unit("SY1 2AA", 52.70, -2.70), unit("SY1 1ZY", 50, -1, PlaceStatus::terminated)});
  const auto gazetteer = open();
  const auto sector = gazetteer->resolve("SY1 1ZZ");
  ASSERT_TRUE(sector);
  EXPECT_EQ(sector->precision, Precision::sector);
  EXPECT_EQ(sector->name, "SY1 1");
  EXPECT_EQ(sector->fell_back_from, "SY1 1ZZ");
  // The middle of the live ones: the terminated one far off does not count.
  EXPECT_NEAR(sector->centre.latitude, 52.72, 1e-9);
  EXPECT_NEAR(sector->centre.longitude, -2.73, 1e-9);
  const auto outcode = gazetteer->resolve("sy1 9zz");
  ASSERT_TRUE(outcode);
  EXPECT_EQ(outcode->precision, Precision::outcode);
  EXPECT_EQ(outcode->name, "SY1");
  EXPECT_EQ(outcode->fell_back_from, "SY1 9ZZ");
  EXPECT_FALSE(gazetteer->resolve("SY1")->fell_back_from);
  EXPECT_EQ(gazetteer->resolve("SY1 1")->precision, Precision::sector);
  EXPECT_EQ(gazetteer->resolve("SY1 9")->fell_back_from, "SY1 9");
  EXPECT_EQ(gazetteer->by_code("SY1-1")->name, "SY1 1");
  // SY12 is an outcode of its own that the data lacks: it must not become sector 2 of SY1.
  EXPECT_FALSE(gazetteer->resolve("SY12"));
  EXPECT_FALSE(gazetteer->resolve("SY12 1AA"));
  EXPECT_FALSE(gazetteer->resolve("SO15"));
}

TEST_F(PostcodesTest, TerminatedAndPositionless) {
  PostcodeRow gone{"SY2 1AB", Point{52.70, -2.72}, PlaceStatus::terminated, "202505", {}};
  PostcodeRow nowhere{"SY2 1AC", std::nullopt, PlaceStatus::terminated, "1998-06", {}};
  publish<PostcodeRow>(
      "onspd", {unit("SY2 1AA", 52.71, -2.73), gone, nowhere, {"GY1 1AA", std::nullopt, PlaceStatus::live, "", {}}});
  const auto gazetteer = open();
  EXPECT_EQ(gazetteer->resolve("SY2 1AB")->status, PlaceStatus::terminated);
  EXPECT_EQ(gazetteer->resolve("SY2 1AB")->terminated_on, "2025-05");
  const auto fallen = gazetteer->resolve("SY2 1AC");
  ASSERT_TRUE(fallen);
  EXPECT_EQ(fallen->precision, Precision::sector);
  EXPECT_EQ(fallen->fell_back_from, "SY2 1AC");
  EXPECT_EQ(fallen->status, PlaceStatus::terminated);
  EXPECT_EQ(fallen->terminated_on, "1998-06");
  EXPECT_FALSE(gazetteer->resolve("GY1 1AA"));  // known, but nothing says where
}

TEST_F(PostcodesTest, NewerVintageWinsWhateverTheOrderOfImport) {
  publish<PostcodeRow>("old", {unit("SY1 1AA", 52.0, -2.0), unit("SY1 1AB", 52.1, -2.1), unit("SY1 1AC", 52.2, -2.2)},
                       "2014-08");
  PostcodeRow positionless{"SY1 1AB", std::nullopt, PlaceStatus::terminated, "202401", {}};
  PostcodeRow says_nothing_of_status = unit("SY1 1AC", 52.25, -2.25, PlaceStatus::unknown);
  publish<PostcodeRow>("new", {unit("SY1 1AA", 52.5, -2.5), positionless, says_nothing_of_status}, "2025-05");
  for (int round = 0; round < 2; ++round) {
    const auto gazetteer = open();
    EXPECT_EQ(gazetteer->resolve("SY1 1AA")->centre, (Point{52.5, -2.5}));
    EXPECT_EQ(gazetteer->resolve("SY1 1AB")->centre, (Point{52.1, -2.1})) << "the older source's position is kept";
    EXPECT_EQ(gazetteer->resolve("SY1 1AB")->status, PlaceStatus::terminated);
    EXPECT_EQ(gazetteer->resolve("SY1 1AB")->terminated_on, "2024-01");
    EXPECT_EQ(gazetteer->resolve("SY1 1AC")->centre, (Point{52.25, -2.25}));
    EXPECT_EQ(gazetteer->resolve("SY1 1AC")->status, PlaceStatus::live);
    // Importing the older one again, with other rows, changes nothing of what the newer says.
    publish<PostcodeRow>("old", {unit("SY1 1AA", 53.0, -2.9), unit("SY1 1AB", 52.1, -2.1), unit("SY1 1AC", 52.2, -2.2)},
                         "2014-08");
  }
}

TEST_F(PostcodesTest, AreasOfTheRowAndOfPolygons) {
  PostcodeRow row = unit("SY8 1AA", 52.2, -2.7);
  row.areas = {{"lsoa", "E01", "Marchshire 001A"},
               {"ward", "OLD", "Old Ward"},
               {"district", "D2", ""},
               {"country", "E92", "England"},
               {"parish", "P9", "Cleeton"}};
  PostcodeRow other = unit("SY8 1AB", 52.21, -2.71);
  other.areas = {{"lsoa", "E01", ""}, {"ward", "OLD", ""}, {"country", "E92", ""}, {"parish", "P8", ""}};
  publish<PostcodeRow>("onspd", {row, other});
  EXPECT_EQ(codes(open()->resolve("SY8 1AA")->areas), (Codes{"E01", "OLD", "P9", "D2", "E92"}));
  EXPECT_EQ(codes(open()->resolve("SY8 1")->areas), (Codes{"E01", "OLD", "E92"})) << "what all of the sector share";
  publish_boundaries();
  const auto gazetteer = open();
  const auto place = gazetteer->resolve("SY8 1AA");
  EXPECT_EQ(codes(place->areas), (Codes{"E01", "W1", "P9", "D2", "C1", "E92"})) << "polygons win, kind by kind";
  EXPECT_EQ(place->areas[0].name, "Marchshire 001A");
  EXPECT_EQ(gazetteer->resolve("SY8 1AB")->areas[0].name, "Marchshire 001A")
      << "a name given once names the code everywhere";
  // An area that only postcodes name is found where they are.
  const auto parish = gazetteer->resolve("Cleeton");
  ASSERT_TRUE(parish);
  EXPECT_EQ(parish->precision, Precision::area);
  EXPECT_FALSE(parish->has_shape);
  EXPECT_EQ(parish->centre, (Point{52.2, -2.7}));
  EXPECT_EQ(gazetteer->resolve("p9")->name, "Cleeton");
}

TEST_F(PostcodesTest, OutcodesAndSectorsFromPlaceRowsFillGapsOnly) {
  publish<PostcodeRow>("onspd", {unit("SY1 1AA", 52.71, -2.75)});
  publish<PlaceRow>("outcodes", {{"SY1", "", "outcode", "", {52.9, -2.9}, {}, 0},
                                 {"B1", "", "outcode", "", {52.48, -1.91}, {}, 0},
                                 {"B1 1", "", "sector", "", {52.47, -1.90}, {}, 0}});
  const auto gazetteer = open();
  EXPECT_EQ(gazetteer->resolve("SY1")->centre, (Point{52.71, -2.75}));
  const auto b1 = gazetteer->resolve("b1");
  ASSERT_TRUE(b1);
  EXPECT_EQ(b1->precision, Precision::outcode);
  EXPECT_EQ(b1->centre, (Point{52.48, -1.91}));
  EXPECT_EQ(gazetteer->resolve("B1 1ZZ")->name, "B1 1");
  EXPECT_EQ(gazetteer->resolve("B1 2ZZ")->name, "B1");
  EXPECT_EQ(gazetteer->by_code("B1-1")->precision, Precision::sector);
}

TEST_F(PostcodesTest, RowsThatCannotBeUsedAreNamed) {
  GazetteerBuilder b = builder("bad");
  for (const PostcodeRow& row : {unit("", 52, -2), unit("SY1", 52, -2), unit("Shrewsbury", 52, -2),
                                 unit("SYI 1AA", 52, -2), unit("SY1 1AA", 99.999999, 0), unit("SY1 1AA", 0, 0),
                                 PostcodeRow{"SY1 1AA", std::nullopt, PlaceStatus::live, "May 2025", {}}}) {
    const auto added = b.add(row);
    ASSERT_FALSE(added) << row.postcode;
    EXPECT_EQ(added.error().front().code, ProblemCode::invalid_record);
  }
  // Every fault of a row at once.
  EXPECT_EQ(b.add(PostcodeRow{"x", Point{0, 0}, PlaceStatus::live, "?", {}}).error().size(), 3u);
  EXPECT_EQ(b.add(PlaceRow{"", "", "village", "", {0, 0}, {}, 0}).error().size(), 2u);
  EXPECT_FALSE(b.add(PlaceRow{"Clun", "", "outcode", "", {52, -3}, {}, 0}));
  EXPECT_FALSE(b.add(AreaRow{"ward", "", "", "", square(0, 0, 1, 1)}));
  EXPECT_FALSE(b.add(AreaRow{"ward", "W", "West", "", square(349'000, 312'000, 350'000, 313'000)}))
      << "metres are not degrees";
  const auto published = b.publish();
  EXPECT_FALSE(published.changed);
  EXPECT_EQ(published.counts.refused, 12u);
  EXPECT_TRUE(open()->content().empty());
}

}  // namespace
}  // namespace fingerpost::geo::test
