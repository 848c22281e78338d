#pragma once

#include <optional>
#include <osmium/osm/relation.hpp>
#include <osmium/osm/way.hpp>
#include <vector>

#include "geo/point.hpp"

namespace fingerpost::importers {

struct Centre {
  std::optional<geo::Point> at;
  bool incomplete = false;  ///< parts are not known, or form no ring: `at` is the mean of the nodes that are
};

/// Centroid of a closed way, mean of an open one's nodes. Node references carry their locations.
Centre centre_of(const osmium::Way& way);

/// Centroid of the outer rings that the relation's ways form; the mean of their nodes when they form none. `ways` has
/// one entry for each member that is a way, in their order, null when the file lacks it.
Centre centre_of(const osmium::Relation& relation, const std::vector<const osmium::Way*>& ways);

}  // namespace fingerpost::importers
