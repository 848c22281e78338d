#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "geo/point.hpp"

namespace fingerpost::importers {

using OsmTags = std::vector<std::pair<std::string, std::string>>;

/// The value of `key`, empty when there is none.
std::string_view tag(const OsmTags& tags, std::string_view key);

/// A tagged object with a position: a node's own, a closed way's or multipolygon's centroid, an open way's mean.
struct OsmObject {
  std::string id;  ///< "node/123", "way/456", "relation/789": as openstreetmap.org addresses them
  OsmTags tags;    ///< in the order of the file
  std::optional<geo::Point> at;
  bool incomplete = false;  ///< nodes or ways it refers to are not in the file: the position is of the rest, or missing
};

/// Bounds of what is kept at once while reading (about 1.5 GB at the worst; a county needs a few megabytes).
inline constexpr std::size_t kMaxOsmNodeRefs = 30'000'000;
inline constexpr std::size_t kMaxOsmBufferBytes = 512u << 20;

/// Reads a PBF or XML file (.gz and .bz2 too) and calls back for each object whose tags `is_wanted`, nodes in the order
/// of the file, then ways, then relations (multipolygons only). Reads it three times, for relations, ways and nodes, so
/// that only what wanted objects are made of is kept: memory grows with them, not with the file, and no index of all
/// nodes is needed. A way that is the outline of a wanted relation with the same main tags is left out. Problem when
/// the file is damaged, not OpenStreetMap data, or wants more than the bounds.
[[nodiscard]] Result<void> read_osm(const std::filesystem::path& path, std::string_view shown_name,
                                    const std::function<bool(const OsmTags&)>& is_wanted,
                                    const std::function<void(OsmObject)>& on_object);

}  // namespace fingerpost::importers
