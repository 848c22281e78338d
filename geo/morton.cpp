#include <algorithm>
#include <bit>
#include <cmath>
#include <numbers>

#include "geo/detail/ellipsoid.hpp"
#include "geo/spatial_index.hpp"

namespace fingerpost::geo {
namespace {

constexpr double kSteps = 4294967296.0;  // 2^32 along each axis

/// 0 … 2^32-1 from west to east, or from south to north.
std::uint32_t step(double degrees, double from, double span) {
  return static_cast<std::uint32_t>(std::clamp((degrees - from) / span * kSteps, 0.0, kSteps - 1));
}

/// A zero bit before each bit (Morton, 1966, by the usual halving masks).
std::uint64_t spread(std::uint32_t value) {
  std::uint64_t x = value;
  x = (x | x << 16) & 0x0000FFFF0000FFFFULL;
  x = (x | x << 8) & 0x00FF00FF00FF00FFULL;
  x = (x | x << 4) & 0x0F0F0F0F0F0F0F0FULL;
  x = (x | x << 2) & 0x3333333333333333ULL;
  return (x | x << 1) & 0x5555555555555555ULL;
}

/// A box in steps, edges included.
struct StepBox {
  std::uint32_t west, south, east, north;
};

/// A square of the quadtree: 2^bits steps a side.
struct Cell {
  std::uint32_t x, y;
  int bits;

  std::uint32_t last(std::uint32_t from) const {
    return from + static_cast<std::uint32_t>((std::uint64_t{1} << bits) - 1);
  }
  bool meets(const StepBox& box) const {
    return x <= box.east && last(x) >= box.west && y <= box.north && last(y) >= box.south;
  }
  bool is_within(const StepBox& box) const {
    return x >= box.west && last(x) <= box.east && y >= box.south && last(y) <= box.north;
  }
  std::uint64_t first_code() const { return spread(x) << 1 | spread(y); }
  std::uint64_t last_code() const { return spread(last(x)) << 1 | spread(last(y)); }
};

using Range = std::pair<std::uint64_t, std::uint64_t>;

/// The least square of the quadtree that holds the box.
Cell least_around(const StepBox& box) {
  const int bits = std::bit_width((box.west ^ box.east) | (box.south ^ box.north));
  const auto start = [bits](std::uint32_t at) { return static_cast<std::uint32_t>(std::uint64_t{at} >> bits << bits); };
  return {start(box.west), start(box.south), bits};
}

/// Splits the largest squares that stick out of the box until `budget` squares are in hand. Squares wait in one queue,
/// and their quarters behind them: so the largest come first, and of equal ones the first on the curve.
std::vector<Range> cover(const StepBox& box, std::size_t budget) {
  std::vector<Range> done;
  std::vector<Cell> queue{least_around(box)};
  for (std::size_t next = 0; next < queue.size(); ++next) {
    const Cell cell = queue[next];
    const std::size_t waiting = queue.size() - next - 1;
    if (cell.bits == 0 || cell.is_within(box) || done.size() + waiting + 4 > budget) {
      done.emplace_back(cell.first_code(), cell.last_code());
      continue;
    }
    const std::uint32_t half = std::uint32_t{1} << (cell.bits - 1);
    for (const std::uint32_t dx : {std::uint32_t{0}, half})
      for (const std::uint32_t dy : {std::uint32_t{0}, half})
        if (const Cell quarter{cell.x + dx, cell.y + dy, cell.bits - 1}; quarter.meets(box)) queue.push_back(quarter);
  }
  std::sort(done.begin(), done.end());
  return done;
}

/// Joins ranges that touch, then those with the smallest gaps, until at most `limit` are left.
void join(std::vector<Range>& ranges, std::size_t limit) {
  std::vector<std::uint64_t> gaps;
  for (std::size_t i = 1; i < ranges.size(); ++i) gaps.push_back(ranges[i].first - ranges[i - 1].second - 1);
  std::uint64_t joined_gap = 0;
  if (ranges.size() > limit) {
    std::nth_element(gaps.begin(), gaps.begin() + static_cast<std::ptrdiff_t>(ranges.size() - limit - 1), gaps.end());
    joined_gap = gaps[ranges.size() - limit - 1];
  }
  std::vector<Range> kept;
  for (const Range& range : ranges) {
    if (!kept.empty() && range.first - kept.back().second - 1 <= joined_gap)
      kept.back().second = range.second;
    else
      kept.push_back(range);
  }
  ranges = std::move(kept);
}

}  // namespace

std::uint64_t morton(const Point& point) {
  return spread(step(point.longitude, -180, 360)) << 1 | spread(step(point.latitude, -90, 180));
}

std::vector<Range> morton_ranges(const Box& box, std::size_t max_ranges) {
  if (box.is_empty()) return {};
  const std::size_t limit = std::max<std::size_t>(max_ranges, 1);
  const StepBox steps{step(box.west, -180, 360), step(box.south, -90, 180), step(box.east, -180, 360),
                      step(box.north, -90, 180)};
  std::vector<Range> ranges = cover(steps, limit * 4);
  join(ranges, limit);
  return ranges;
}

Point coarse_cell_centre(const Point& point, Metres cell) {
  constexpr Metres kDegree = 111'195;  // of latitude, on the mean sphere
  const Metres side = std::clamp(cell, 1.0, 1'000'000.0);
  const double rows = std::max(1.0, std::round(180 * kDegree / side));
  const double row = std::clamp(std::floor((point.latitude + 90) / 180 * rows), 0.0, rows - 1);
  const double latitude = (row + 0.5) / rows * 180 - 90;
  // Every row has its own number of columns, so that cells stay square up to the poles.
  const double columns = std::max(1.0, std::round(360 * kDegree * std::cos(latitude * detail::kRadians) / side));
  const double column = std::clamp(std::floor((point.longitude + 180) / 360 * columns), 0.0, columns - 1);
  return {latitude, (column + 0.5) / columns * 360 - 180};
}

}  // namespace fingerpost::geo
