#include "search/detail/segment.hpp"

namespace fingerpost::search::detail {

const geo::PointIndex& Segment::geographic_points() const {
  std::call_once(points_made_, [this] {
    std::vector<geo::Item> items;
    items.reserve(columns.geographic_end);
    for (Doc doc = 0; doc < columns.geographic_end; ++doc) items.push_back({columns.point(doc), doc});
    points_ = std::make_unique<const geo::PointIndex>(std::move(items));
  });
  return *points_;
}

}  // namespace fingerpost::search::detail
