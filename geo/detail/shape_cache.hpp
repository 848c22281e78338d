#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <unordered_map>

#include "geo/polygon.hpp"

namespace fingerpost::geo::detail {

/// Prepared shapes of areas, made when first asked for; the longest unused go when they pass `kMaxShapeBytes`. Whoever
/// holds a shape keeps it. Safe from several threads.
class ShapeCache {
 public:
  static constexpr std::size_t kMaxShapeBytes = 48u << 20;

  /// The shape `id`, made by `make` when it is not there (outside the lock: two threads may both make one).
  std::shared_ptr<const AreaShape> get(std::uint32_t id, const std::function<MultiPolygon()>& make);

 private:
  struct Held {
    std::shared_ptr<const AreaShape> shape;
    std::uint64_t used;
  };
  void trim(std::uint32_t keep);

  std::mutex mutex_;
  std::unordered_map<std::uint32_t, Held> held_;
  std::size_t bytes_ = 0;
  std::uint64_t clock_ = 0;
};

}  // namespace fingerpost::geo::detail
