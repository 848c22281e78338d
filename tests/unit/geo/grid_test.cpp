#include "geo/grid.hpp"

#include <gtest/gtest.h>

namespace fingerpost::geo {
namespace {

TEST(BritishGrid, AgreesWithTheOrdnanceSurveysWorkedExample) {
  const Point point = from_british_grid({651409.903, 313177.270});
  EXPECT_LT(distance(point, {52.65798, 1.71605}), 3);
  const GridPoint back = to_british_grid(point);
  EXPECT_NEAR(back.easting, 651409.903, 0.02);
  EXPECT_NEAR(back.northing, 313177.270, 0.02);
}

TEST(BritishGrid, GoesThereAndBackOverAllBritain) {
  for (double e = 50'000; e < 660'000; e += 61'000)
    for (double n = 10'000; n < 1'210'000; n += 87'000) {
      const GridPoint back = to_british_grid(from_british_grid({e, n}));
      EXPECT_NEAR(back.easting, e, 0.05);
      EXPECT_NEAR(back.northing, n, 0.05);
    }
}

TEST(Grids, AgreeWithProjToACentimetre) {
  // PROJ 9.1.1 without the OSTN15 grid: EPSG:27700 and EPSG:29903 to EPSG:4326.
  EXPECT_LT(distance(from_british_grid({100000, 10000}), {49.9147702387166, -6.18048781993437}), 0.05);
  EXPECT_LT(distance(from_british_grid({450000, 1200000}), {60.680101686672, -1.08657941800931}), 0.05);
  EXPECT_LT(distance(from_british_grid({85000, 800000}), {56.9834202392715, -7.18741788349074}), 0.05);
  EXPECT_LT(distance(from_irish_grid({333840, 373960}), {54.5961522560442, -5.92997772301254}), 0.05);
}

TEST(GridReference, NamesTheCentreOfASquare) {
  const auto square = parse_grid_reference("SJ 491 124");
  ASSERT_TRUE(square);
  EXPECT_EQ(square->side, 100);
  EXPECT_EQ(square->centre.easting, 349150);
  EXPECT_EQ(square->centre.northing, 312450);
  for (const char* same : {"SJ491124", "sj491124", " SJ491 124 ", "sj 491124"}) {
    const auto other = parse_grid_reference(same);
    ASSERT_TRUE(other) << same;
    EXPECT_EQ(other->centre.easting, 349150) << same;
    EXPECT_EQ(other->centre.northing, 312450) << same;
  }
  EXPECT_EQ(parse_grid_reference("SO51317462")->side, 10);
  EXPECT_EQ(parse_grid_reference("SO5131274621")->side, 1);
  EXPECT_EQ(parse_grid_reference("TG 51409 13177")->centre.easting, 651409.5);
  EXPECT_EQ(parse_grid_reference("HY 21")->side, 10'000);
  for (const char* bad : {"", "SJ", "SJ4", "SJ 491 12", "SJ 4911 24", "SI 491 124", "AA 12 34", "ZZ1234", "SJ 49a124",
                          "SJ 4 9 1 1", "SJ123456789012", "S 491 124", "4911 24"})
    EXPECT_FALSE(parse_grid_reference(bad)) << bad;
}

TEST(GridReference, IsWrittenAndReadBack) {
  EXPECT_EQ(to_grid_reference({349150, 312450}, 6), "SJ 491 124");
  EXPECT_EQ(to_grid_reference({651409.9, 313177.3}), "TG 5140 1317");
  EXPECT_EQ(to_grid_reference({100'005, 1'000'005}, 10), "HW 00005 00005");
  EXPECT_FALSE(to_grid_reference({-1, 0}));
  EXPECT_FALSE(to_grid_reference({1, 1}, 5));
  for (double e = 500; e < 700'000; e += 31'700)
    for (double n = 500; n < 1'300'000; n += 54'321) {
      const auto square = parse_grid_reference(*to_grid_reference({e, n}, 8));
      ASSERT_TRUE(square);
      EXPECT_NEAR(square->centre.easting, e, 5.001);
      EXPECT_NEAR(square->centre.northing, n, 5.001);
    }
}

}  // namespace
}  // namespace fingerpost::geo
