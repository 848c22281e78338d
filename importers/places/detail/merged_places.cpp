#include "importers/places/detail/merged_places.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "geo/point.hpp"

namespace fingerpost::importers {

namespace {

std::string key_of(const geo::PlaceRow& row) {
  std::string key = fold(row.name);
  for (const geo::AreaRef& area : row.areas)
    if (area.kind == "county" || area.kind == "country") key += '\n' + area.name;
  return key;
}

}  // namespace

bool MergedPlaces::add(const geo::PlaceRow& row) {
  std::vector<Cluster>& clusters = by_key_[key_of(row)];
  for (Cluster& cluster : clusters) {
    if (geo::distance(cluster.row.point, row.point) > kSamePlaceWithin) continue;
    const double n = cluster.rows++;
    geo::Point& mean = cluster.row.point;
    mean = {(mean.latitude * n + row.point.latitude) / (n + 1), (mean.longitude * n + row.point.longitude) / (n + 1)};
    for (const geo::AreaRef& area : row.areas)
      if (area.kind == "outcode" && std::ranges::find(cluster.row.areas, area) == cluster.row.areas.end())
        cluster.row.areas.push_back(area);
    return true;
  }
  if (count_ >= kMaxMergedPlaces) return false;
  ++count_;
  clusters.push_back({row, 1});
  return true;
}

void MergedPlaces::each(const std::function<void(const geo::PlaceRow&)>& use) const {
  for (const auto& [key, clusters] : by_key_)
    for (const Cluster& cluster : clusters) {
      geo::PlaceRow place = cluster.row;
      place.weight = cluster.rows;
      use(place);
    }
}

}  // namespace fingerpost::importers
