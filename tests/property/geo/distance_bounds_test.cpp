#include "geo/distance_bounds.hpp"

#include <algorithm>
#include <gtest/gtest.h>
#include <random>

namespace fingerpost::geo {
namespace {

TEST(DistanceBounds, HoldTheDistanceBetweenThem) {
  std::mt19937 random(3);
  const auto between = [&](double low, double high) { return std::uniform_real_distribution(low, high)(random); };
  std::size_t decided = 0;
  constexpr int kPoints = 200'000;
  for (int i = 0; i < kPoints; ++i) {
    const Point centre{between(-90, 90), between(-180, 180)};
    const double reach = std::exp2(between(-20, 2));
    const Point point{std::clamp(centre.latitude + between(-reach, reach), -90.0, 90.0),
                      std::clamp(centre.longitude + between(-2 * reach, 2 * reach), -180.0, 180.0)};
    const Metres exact = distance(centre, point);
    const auto [least, most] = DistanceBounds(centre).of(point);
    ASSERT_LE(least, exact + 1e-6) << centre.latitude << " " << point.latitude << " " << point.longitude;
    ASSERT_GE(most, exact - 1e-6) << centre.latitude << " " << point.latitude << " " << point.longitude;
    if (std::abs(centre.latitude) < 60 && reach < 0.9 && most < 1.1 * least + 1) ++decided;
  }
  EXPECT_GT(decided, kPoints / 2) << "the bounds are too wide to be of use";
}

TEST(DistanceBounds, SayNothingFarAway) {
  const DistanceBounds bounds({52.7, -2.75});
  EXPECT_EQ(bounds.of({54, -2.75}).least, 0);
  EXPECT_GT(bounds.of({52.7, 0}).most, 1e9);
}

}  // namespace
}  // namespace fingerpost::geo
