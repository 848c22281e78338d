#include "importers/osm/detail/centre.hpp"

#include <algorithm>
#include <osmium/area/assembler.hpp>
#include <osmium/memory/buffer.hpp>

namespace fingerpost::importers {

namespace {

/// Twice the signed area and the area-weighted sum of positions of rings, in degrees: a centroid does not change with
/// the scale of an axis, so degrees are as good as metres here. Relative to `origin` to keep the digits.
struct Moments {
  geo::Point origin;
  double area = 0, latitude = 0, longitude = 0;

  template <typename Nodes>
  void add_ring(const Nodes& nodes) {
    double ring_area = 0, ring_latitude = 0, ring_longitude = 0;
    for (auto a = nodes.begin(), b = a; b != nodes.end() && ++b != nodes.end(); a = b) {
      const double ax = a->location().lon() - origin.longitude, ay = a->location().lat() - origin.latitude;
      const double bx = b->location().lon() - origin.longitude, by = b->location().lat() - origin.latitude;
      const double cross = ax * by - bx * ay;
      ring_area += cross;
      ring_latitude += (ay + by) * cross;
      ring_longitude += (ax + bx) * cross;
    }
    const double sign = ring_area < 0 ? -1 : 1;
    area += sign * ring_area;
    latitude += sign * ring_latitude;
    longitude += sign * ring_longitude;
  }

  std::optional<geo::Point> centroid() const {
    if (area < 1e-14) return std::nullopt;  // less than a square decimetre: no outline at all
    return geo::Point{origin.latitude + latitude / (3 * area), origin.longitude + longitude / (3 * area)};
  }
};

/// Mean of the known positions; the closing node of a ring counts once.
struct Mean {
  double latitude = 0, longitude = 0;
  std::size_t known = 0, unknown = 0;

  void add(const osmium::Way& way) {
    const std::size_t count = way.nodes().size() - (way.is_closed() && way.nodes().size() > 1 ? 1 : 0);
    for (std::size_t i = 0; i < count; ++i) {
      const osmium::Location at = way.nodes()[i].location();
      if (!at.valid()) {
        ++unknown;
        continue;
      }
      latitude += at.lat();
      longitude += at.lon();
      ++known;
    }
  }

  Centre centre() const {
    if (known == 0) return {std::nullopt, true};
    const auto n = static_cast<double>(known);
    return {geo::Point{latitude / n, longitude / n}, unknown > 0};
  }
};

}  // namespace

Centre centre_of(const osmium::Way& way) {
  Mean mean;
  if (!way.nodes().empty()) mean.add(way);
  const Centre plain = mean.centre();
  if (!plain.at || plain.incomplete || !way.is_closed()) return plain;
  Moments moments{*plain.at};
  moments.add_ring(way.nodes());
  const auto centroid = moments.centroid();
  return centroid ? Centre{centroid, false} : plain;
}

Centre centre_of(const osmium::Relation& relation, const std::vector<const osmium::Way*>& ways) {
  Mean mean;
  for (const osmium::Way* way : ways)
    if (way != nullptr && !way->nodes().empty()) mean.add(*way);
  Centre plain = mean.centre();
  plain.incomplete |= std::ranges::find(ways, nullptr) != ways.end();
  if (!plain.at || plain.incomplete) return plain;  // the assembler needs every way and location

  osmium::memory::Buffer buffer(1 << 14, osmium::memory::Buffer::auto_grow::yes);
  osmium::area::AssemblerConfig config;
  config.create_empty_areas = false;
  osmium::area::Assembler assembler(config);
  if (!assembler(relation, ways, buffer)) return {plain.at, true};
  Moments moments{*plain.at};
  for (const osmium::Area& area : buffer.select<osmium::Area>())
    for (const osmium::OuterRing& ring : area.outer_rings()) moments.add_ring(ring);
  const auto centroid = moments.centroid();
  return centroid ? Centre{centroid, false} : plain;
}

}  // namespace fingerpost::importers
