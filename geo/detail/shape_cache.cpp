#include "geo/detail/shape_cache.hpp"

#include <algorithm>

namespace fingerpost::geo::detail {

std::shared_ptr<const AreaShape> ShapeCache::get(std::uint32_t id, const std::function<MultiPolygon()>& make) {
  {
    const std::lock_guard lock(mutex_);
    if (const auto found = held_.find(id); found != held_.end()) {
      found->second.used = ++clock_;
      return found->second.shape;
    }
  }
  auto made = std::make_shared<const AreaShape>(make());
  const std::lock_guard lock(mutex_);
  const auto [place, is_new] = held_.try_emplace(id, Held{made, ++clock_});
  if (is_new) {
    bytes_ += made->bytes();
    trim(id);
  }
  return place->second.shape;
}

void ShapeCache::trim(std::uint32_t keep) {
  while (bytes_ > kMaxShapeBytes && held_.size() > 1) {
    auto oldest = held_.end();
    for (auto it = held_.begin(); it != held_.end(); ++it)
      if (it->first != keep && (oldest == held_.end() || it->second.used < oldest->second.used)) oldest = it;
    bytes_ -= oldest->second.shape->bytes();
    held_.erase(oldest);
  }
}

}  // namespace fingerpost::geo::detail
