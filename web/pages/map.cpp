#include "web/pages/map.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <map>
#include <mutex>
#include <numbers>

#include "web/wording.hpp"

namespace fingerpost::web {
namespace {

constexpr double kWidth = 720, kMostHeight = 720, kLeastHeight = 360, kMargin = 36;
constexpr geo::Metres kLeastSpan = 1'500, kDegree = 111'195;
constexpr std::size_t kShapesKept = 64;
constexpr std::size_t kOutlines = 6;

/// Degrees to the map's units: equirectangular at the middle latitude, fine over a county.
struct Frame {
  geo::Box box;
  double across = 1, scale = 1, height = kMostHeight;

  double x(double longitude) const { return kMargin + (longitude - box.west) * across * scale; }
  double y(double latitude) const { return kMargin + (box.north - latitude) * scale; }
};

Frame frame_of(geo::Box box) {
  Frame frame;
  const double middle = (box.south + box.north) / 2;
  frame.across = std::cos(middle * std::numbers::pi / 180);
  const double least = kLeastSpan / kDegree;
  const double grow_y = std::max(0.0, least - (box.north - box.south)) / 2;
  const double grow_x = std::max(0.0, least - (box.east - box.west) * frame.across) / 2 / frame.across;
  frame.box = {box.south - grow_y, box.west - grow_x, box.north + grow_y, box.east + grow_x};
  const double width = (frame.box.east - frame.box.west) * frame.across, height = frame.box.north - frame.box.south;
  frame.scale = std::min((kWidth - 2 * kMargin) / width, (kMostHeight - 2 * kMargin) / height);
  frame.height = std::clamp(height * frame.scale + 2 * kMargin, kLeastHeight, kMostHeight);
  // What is narrower than the map stands in its middle.
  frame.box.west -= ((kWidth - 2 * kMargin) / frame.scale - width) / 2 / frame.across;
  frame.box.north += std::max(0.0, (frame.height - 2 * kMargin) / frame.scale - height) / 2;
  return frame;
}

/// Polygons read once for each published gazetteer: reading one costs milliseconds.
std::shared_ptr<const geo::MultiPolygon> shape_of(const directory::Snapshot& snapshot, const std::string& code) {
  static std::mutex guard;
  static std::weak_ptr<const geo::Gazetteer> from;
  static std::map<std::string, std::shared_ptr<const geo::MultiPolygon>> kept;
  const std::scoped_lock lock(guard);
  if (from.lock() != snapshot.parts().gazetteer || kept.size() > kShapesKept) {
    kept.clear();
    from = snapshot.parts().gazetteer;
  }
  auto& shape = kept[code];
  if (shape == nullptr) shape = std::make_shared<const geo::MultiPolygon>(snapshot.gazetteer().area_polygon(code));
  return shape;
}

/// A ring as a path, leaving out corners nearer than `apart` units to the one before.
void append_ring(std::string& path, const geo::Ring& ring, const Frame& frame, double apart, std::size_t& corners) {
  double last_x = -1e9, last_y = -1e9;
  bool is_first = true;
  for (const geo::Point& point : ring) {
    const double x = frame.x(point.longitude), y = frame.y(point.latitude);
    if (!is_first && std::abs(x - last_x) + std::abs(y - last_y) < apart) continue;
    path += fmt::format("{}{:.0f} {:.0f}", is_first ? 'M' : 'L', std::clamp(x, -5e3, 5e3), std::clamp(y, -5e3, 5e3));
    is_first = false;
    last_x = x;
    last_y = y;
    ++corners;
  }
  path += 'Z';
}

std::string outline_path(const geo::MultiPolygon& area, const Frame& frame) {
  for (double apart = 2;; apart *= 2) {
    std::string path;
    std::size_t corners = 0;
    for (const geo::Polygon& polygon : area) append_ring(path, polygon.outer, frame, apart, corners);
    if (corners <= kMaxOutlineCorners / kOutlines || apart > 2'000) return path;
  }
}

void add_outlines(PointMap& map, const directory::Snapshot& snapshot, const std::vector<MapSubject>& subjects,
                  const std::optional<geo::Point>& here, const Frame& frame) {
  std::vector<geo::AreaRef> areas;
  const auto add = [&](const geo::Point& point) {
    for (geo::AreaRef& area : snapshot.gazetteer().areas_at(point))
      if (areas.size() < kOutlines && std::ranges::find(areas, area.code, &geo::AreaRef::code) == areas.end())
        areas.push_back(std::move(area));
  };
  if (here) add(*here);
  for (const MapSubject& subject : subjects) add(subject.point);
  for (const geo::AreaRef& area : areas)
    if (const auto shape = shape_of(snapshot, area.code); !shape->empty())
      map.outlines.push_back({outline_path(*shape, frame), area.name});
}

/// A bar of a round length, at most a third of the map.
void add_scale(PointMap& map, const Messages& messages, const Frame& frame) {
  constexpr double kMile = 1'609.344;
  const double miles = kWidth / 3 / frame.scale * kDegree / kMile;
  double length = 0.25;
  for (const double each : {0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0})
    if (each <= miles) length = each;
  map.scale_width = fmt::format("{:.0f}", length * kMile / kDegree * frame.scale);
  map.scale_text = length < 1 ? distance(messages, length * kMile)
                              : messages.counted("distance.miles", static_cast<std::uint64_t>(length));
}

}  // namespace

void use_tiles(Shell& shell, const PageContext& context) {
  if (context.site.settings.map_tiles.empty()) return;
  shell.has_map_script = true;
  shell.map_style = context.site.assets["map.css"].address;
  shell.map_script = context.site.assets["map.js"].address;
}

std::optional<PointMap> point_map(const PageContext& context, const directory::Snapshot& snapshot,
                                  const std::vector<MapSubject>& subjects, std::optional<geo::Point> here,
                                  const std::string& here_name) {
  geo::Box box;
  for (const MapSubject& subject : subjects) box.extend(subject.point);
  if (here) box.extend(*here);
  // One point on bare ground shows nobody the way: that needs tiles.
  const bool has_tiles = !context.site.settings.map_tiles.empty();
  if (subjects.empty() || (subjects.size() == 1 && !here && !has_tiles)) return std::nullopt;
  const Frame frame = frame_of(box);
  PointMap map;
  map.width = fmt::format("{:.0f}", kWidth);
  map.height = fmt::format("{:.0f}", frame.height);
  add_outlines(map, snapshot, subjects, here, frame);
  for (const MapSubject& subject : subjects) {
    if (map.points.size() == kMaxMapPoints) break;
    map.points.push_back({fmt::format("{:.0f}", frame.x(subject.point.longitude)),
                          fmt::format("{:.0f}", frame.y(subject.point.latitude)), subject.number, subject.name,
                          subject.href, fmt::format("{:.5f}", subject.point.latitude),
                          fmt::format("{:.5f}", subject.point.longitude)});
  }
  if (here) {
    map.here_x = fmt::format("{:.0f}", frame.x(here->longitude));
    map.here_y = fmt::format("{:.0f}", frame.y(here->latitude));
    map.here_name = here_name;
  }
  add_scale(map, context.messages, frame);
  map.tiles = context.site.settings.map_tiles;
  map.attribution = context.site.settings.map_attribution;
  return map;
}

}  // namespace fingerpost::web
