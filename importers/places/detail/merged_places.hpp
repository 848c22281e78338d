#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "geo/gazetteer_builder.hpp"

namespace fingerpost::importers {

/// Rows of one place farther apart than this are places of the same name.
inline constexpr geo::Metres kSamePlaceWithin = 12'000;
inline constexpr std::size_t kMaxMergedPlaces = 500'000;

/// Makes one place of the many rows in which GeoNames lists it (once for each outcode it touches): same name and
/// county, near each other. Memory grows with places, not rows, and stops at kMaxMergedPlaces.
class MergedPlaces {
 public:
  /// False when there is no room for another place.
  bool add(const geo::PlaceRow& row);
  /// All places, by name, at the mean of their rows' positions, weighed by how many rows they had.
  void each(const std::function<void(const geo::PlaceRow&)>& use) const;

 private:
  struct Cluster {
    geo::PlaceRow row;  ///< the first; point is the mean
    int rows = 1;
  };
  std::map<std::string, std::vector<Cluster>> by_key_;
  std::size_t count_ = 0;
};

}  // namespace fingerpost::importers
