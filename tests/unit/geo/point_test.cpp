#include "geo/point.hpp"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <string_view>
#include <utility>

#include "tests/unit/geo/vincenty.hpp"

namespace fingerpost::geo {
namespace {

TEST(Distance, IsWithinATenthOfAPercentOfVincenty) {
  // Every direction, 10 m to 1,000 km, from the Scillies to Shetland.
  double worst = 0;
  for (const Point from : {Point{49.9, -6.3}, {52.7, -2.75}, {54.6, -5.9}, {60.8, -0.8}}) {
    for (int bearing = 0; bearing < 360; bearing += 10) {
      for (double degrees = 0.0001; degrees < 9; degrees *= 3) {
        const Point to{from.latitude + degrees * std::cos(bearing * test::kRadian),
                       from.longitude + degrees * std::sin(bearing * test::kRadian) / 0.6};
        const double truth = test::vincenty(from, to);
        worst = std::max(worst, std::abs(distance(from, to) - truth) / truth);
      }
    }
  }
  EXPECT_LT(worst, 2e-4);
}

TEST(Distance, HoldsAllRoundTheWorld) {
  for (const auto& [a, b] : {std::pair{Point{52.7, -2.75}, Point{-33.9, 151.2}},
                             {{0, 0}, {0.5, 179.0}},
                             {{51.5, -0.1}, {40.7, -74}},
                             {{10, 179.9}, {10, -179.9}},
                             {{89.9, 0}, {89.9, 180}},
                             {{-35, 10}, {-35, 40}}}) {
    const double truth = test::vincenty(a, b);
    EXPECT_NEAR(distance(a, b) / truth, 1, 5e-3) << truth;
    EXPECT_EQ(distance(a, b), distance(b, a));
  }
  EXPECT_EQ(distance({52, -2}, {52, -2}), 0);
  EXPECT_NEAR(distance({90, 0}, {90, 120}), 0, 1e-3);
  EXPECT_NEAR(distance({90, 0}, {-90, 0}), 20'003'931, 20'000);
  EXPECT_NEAR(distance({0, 0}, {0, 180}), 20'003'931, 40'000);
}

TEST(Box, AroundHoldsTheCircle) {
  for (const Point centre : {Point{52.7, -2.75}, {0, 0}, {-89.99, 20}, {90, 0}, {60, 179.95}, {52, -180}}) {
    for (const double radius : {0.0, 1.0, 5'000.0, 800'000.0, 30'000'000.0}) {
      const Box box = box_around(centre, radius);
      for (double dlat = -8; dlat <= 8; dlat += 0.37) {
        for (double dlon = -180; dlon <= 180; dlon += 7.3) {
          Point p{std::clamp(centre.latitude + dlat, -90.0, 90.0), centre.longitude + dlon};
          if (p.longitude > 180) p.longitude -= 360;
          if (p.longitude < -180) p.longitude += 360;
          EXPECT_TRUE(distance(centre, p) > radius || box.contains(p)) << p.latitude << " " << p.longitude;
        }
      }
    }
  }
  const Box tight = box_around({52.7, -2.75}, 1'000);
  EXPECT_NEAR(distance({tight.south, -2.75}, {tight.north, -2.75}), 2'000, 20);
  EXPECT_NEAR(distance({52.7, tight.west}, {52.7, tight.east}), 2'000, 20);
  EXPECT_TRUE(box_around({52, -2}, -1).is_empty());
}

TEST(Point, IsParsedAsPeopleWriteIt) {
  const Point shrewsbury{52.7077, -2.7541};
  for (const char* text : {"52.7077,-2.7541", " 52.7077 , -2.7541 ", "52.7077 -2.7541", "+52.7077,-2.7541",
                           "52.7077N, 2.7541W", "52.7077°,-2.7541°"})
    EXPECT_EQ(parse_point(text), shrewsbury) << text;
  for (const char* text :
       {"", ",", "52.7", "52.7,", "91,0", "0,181", "nan,0", "inf,1", "52.7;-2.7", "1,2,3", "SY1 1AA", "a b"})
    EXPECT_FALSE(parse_point(text)) << text;
}

}  // namespace
}  // namespace fingerpost::geo
