#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <set>

#include "geo/spatial_index.hpp"

namespace fingerpost::geo {
namespace {

double between(double low, double high) { return low + (high - low) * *rc::gen::inRange(0, 1'000'001) / 1e6; }

/// Towns and moors: positions on a coarse lattice meet in one point now and then, as flats in one building do.
Point any_point() {
  const bool on_lattice = *rc::gen::inRange(0, 3) == 0;
  const Point p{between(49.9, 60.9), between(-8.2, 1.8)};
  return on_lattice ? Point{std::round(p.latitude * 4) / 4, std::round(p.longitude * 4) / 4} : p;
}

std::vector<Item> any_items() {
  const int count = *rc::gen::inRange(0, 400);
  std::vector<Item> items;
  for (int i = 0; i < count; ++i)
    items.push_back({any_point(), static_cast<std::uint32_t>(*rc::gen::inRange(0, 1'000) * 1'000 + i)});
  return items;
}

/// The linear scan that the index must equal.
std::vector<Neighbour> scan(const std::vector<Item>& items, const Point& centre) {
  std::vector<Neighbour> all;
  for (const Item& item : items) all.push_back({item.id, distance(centre, item.point)});
  std::sort(all.begin(), all.end(), [](const Neighbour& a, const Neighbour& b) {
    return std::pair(a.distance, a.id) < std::pair(b.distance, b.id);
  });
  return all;
}

void expect_equal(const std::vector<Neighbour>& found, const std::vector<Neighbour>& expected) {
  RC_ASSERT(found.size() == expected.size());
  for (std::size_t i = 0; i < found.size(); ++i) {
    RC_ASSERT(found[i].id == expected[i].id);
    RC_ASSERT(found[i].distance == expected[i].distance);
  }
}

RC_GTEST_PROP(PointIndex, WithinEqualsScan, ()) {
  const auto items = any_items();
  const PointIndex index(items);
  const Point centre = any_point();
  auto expected = scan(items, centre);
  // Half the time the edge of the circle runs through a point: it is inside.
  const double radius =
      !expected.empty() && *rc::gen::inRange(0, 2) == 0
          ? expected[static_cast<std::size_t>(*rc::gen::inRange<int>(0, static_cast<int>(expected.size())))].distance
          : between(0, 900'000);
  std::erase_if(expected, [&](const Neighbour& n) { return n.distance > radius; });
  expect_equal(index.within(centre, radius), expected);
}

RC_GTEST_PROP(PointIndex, NearestEqualsScan, ()) {
  const auto items = any_items();
  const PointIndex index(items);
  const Point centre = any_point();
  const auto modulus = static_cast<std::uint32_t>(*rc::gen::inRange(1, 9));
  const auto accept = [&](std::uint32_t id) { return id % modulus == 0; };
  const auto count = static_cast<std::size_t>(*rc::gen::inRange(1, 60));
  auto expected = scan(items, centre);
  std::erase_if(expected, [&](const Neighbour& n) { return !accept(n.id); });
  if (expected.size() > count) expected.resize(count);
  expect_equal(index.nearest(centre, count, accept), expected);
}

RC_GTEST_PROP(PointIndex, InsideEqualsScan, ()) {
  const auto items = any_items();
  const PointIndex index(items);
  Box box;
  box.extend(any_point());
  box.extend(any_point());
  std::vector<std::uint32_t> expected, found = index.inside(box);
  for (const Item& item : items)
    if (box.contains(item.point)) expected.push_back(item.id);
  std::sort(expected.begin(), expected.end());
  std::sort(found.begin(), found.end());
  RC_ASSERT(found == expected);
}

/// A star-shaped ring about `centre`; corners on a lattice now and then, so that rays meet vertices and level edges.
Ring any_ring(const Point& centre, double radius) {
  const int corners = *rc::gen::inRange(3, 40);
  const bool on_lattice = *rc::gen::inRange(0, 2) == 0;
  Ring ring;
  for (int i = 0; i < corners; ++i) {
    const double angle = 2 * 3.141592653589793 * i / corners, r = radius * between(0.3, 1);
    Point p{centre.latitude + r * std::sin(angle), centre.longitude + r * std::cos(angle)};
    if (on_lattice) p = {std::round(p.latitude * 10) / 10, std::round(p.longitude * 10) / 10};
    ring.push_back(p);
  }
  return ring;
}

MultiPolygon any_area() {
  MultiPolygon area;
  const int polygons = *rc::gen::inRange(1, 4);
  for (int p = 0; p < polygons; ++p) {
    const Point centre{between(50, 54), between(-4, 0)};
    Polygon polygon{any_ring(centre, between(0.5, 2)), {}};
    const int holes = *rc::gen::inRange(0, 3);
    for (int h = 0; h < holes; ++h) polygon.holes.push_back(any_ring(centre, 0.15));
    area.push_back(std::move(polygon));
  }
  return area;
}

RC_GTEST_PROP(AreaShape, EqualsBruteForce, ()) {
  const MultiPolygon area = any_area();
  const AreaShape shape(area);
  for (int i = 0; i < 100; ++i) {
    Point p{between(47, 57), between(-7, 3)};
    if (i % 3 == 0) p = {std::round(p.latitude * 10) / 10, std::round(p.longitude * 10) / 10};
    if (i % 7 == 0) p = area.front().outer[static_cast<std::size_t>(i) % area.front().outer.size()];
    RC_ASSERT(shape.contains(p) == contains_by_brute_force(area, p));
  }
}

RC_GTEST_PROP(AreaIndex, EqualsBruteForce, ()) {
  std::vector<MultiPolygon> areas;
  std::vector<AreaIndex::Entry> entries;
  for (int i = *rc::gen::inRange(0, 12); i > 0; --i) areas.push_back(any_area());
  for (std::uint32_t i = 0; i < areas.size(); ++i) entries.push_back({i * 7 + 1, AreaShape(areas[i])});
  const AreaIndex index(std::move(entries));
  for (int k = 0; k < 30; ++k) {
    const Point p{between(47, 57), between(-7, 3)};
    std::vector<std::uint32_t> expected;
    for (std::uint32_t i = 0; i < areas.size(); ++i)
      if (contains_by_brute_force(areas[i], p)) expected.push_back(i * 7 + 1);
    RC_ASSERT(index.containing(p) == expected);
  }
}

RC_GTEST_PROP(Morton, RangesCoverTheBox, ()) {
  const Point a = any_point();
  Box box;
  box.extend(a);
  box.extend(Point{a.latitude + between(0, 3), a.longitude + between(0, 3)});
  const auto limit = static_cast<std::size_t>(*rc::gen::inRange(1, 40));
  const auto ranges = morton_ranges(box, limit);
  RC_ASSERT(!ranges.empty());
  RC_ASSERT(ranges.size() <= limit);
  for (std::size_t i = 0; i < ranges.size(); ++i) {
    RC_ASSERT(ranges[i].first <= ranges[i].second);
    if (i > 0) RC_ASSERT(ranges[i].first > ranges[i - 1].second + 1);
  }
  for (int i = 0; i < 50; ++i) {
    Point p{between(box.south, box.north), between(box.west, box.east)};
    if (i == 0) p = {box.south, box.west};
    if (i == 1) p = {box.north, box.east};
    p = {std::clamp(p.latitude, box.south, box.north), std::clamp(p.longitude, box.west, box.east)};
    const std::uint64_t code = morton(p);
    RC_ASSERT(
        std::any_of(ranges.begin(), ranges.end(), [&](const auto& r) { return code >= r.first && code <= r.second; }));
  }
}

RC_GTEST_PROP(CoarseCell, HasOneCentre, ()) {
  const Point p{between(-90, 90), between(-180, 180)};
  const double cell = between(50, 20'000);
  const Point centre = coarse_cell_centre(p, cell);
  RC_ASSERT(is_valid(centre));
  RC_ASSERT(coarse_cell_centre(centre, cell) == centre);
  RC_ASSERT(distance(p, centre) <= cell * 0.8);
}

TEST(CoarseCell, IsConstantOverACellAndNeverThePoint) {
  std::set<std::pair<double, double>> centres;
  const Point corner{52.7, -2.8};
  for (double dlat = 0; dlat < 0.2; dlat += 0.002)
    for (double dlon = 0; dlon < 0.3; dlon += 0.003) {
      const Point c = coarse_cell_centre({corner.latitude + dlat, corner.longitude + dlon});
      centres.emplace(c.latitude, c.longitude);
    }
  // 22 km by 20 km in cells of 5 km.
  EXPECT_GE(centres.size(), 16u);
  EXPECT_LE(centres.size(), 36u);
}

TEST(Morton, RangesAreTight) {
  const auto ranges = morton_ranges(box_around({52.7077, -2.7541}, 5'000), 16);
  const double steps = [&] {
    double sum = 0;
    for (const auto& r : ranges) sum += static_cast<double>(r.second - r.first) + 1;
    return sum;
  }();
  const Box box = box_around({52.7077, -2.7541}, 5'000);
  const double exact = (box.north - box.south) / 180 * (box.east - box.west) / 360 * 18446744073709551616.0;
  EXPECT_LT(steps / exact, 2.5);
  EXPECT_TRUE(morton_ranges(Box{}).empty());
  EXPECT_EQ(morton_ranges(Box{-90, -180, 90, 180}).size(), 1u);
}

}  // namespace
}  // namespace fingerpost::geo
