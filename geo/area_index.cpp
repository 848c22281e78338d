#include <algorithm>

#include "geo/detail/rtree.hpp"
#include "geo/spatial_index.hpp"

namespace fingerpost::geo {
namespace {

std::vector<detail::TreeBox> boxes_of(const std::vector<AreaIndex::Entry>& entries) {
  std::vector<detail::TreeBox> boxes;
  boxes.reserve(entries.size());
  for (std::uint32_t i = 0; i < entries.size(); ++i) boxes.push_back({entries[i].shape.box(), i});
  return boxes;
}

}  // namespace

struct AreaIndex::Tree {
  std::vector<Entry> entries;
  detail::BoxTree boxes;
};

AreaIndex::AreaIndex(std::vector<Entry> entries) {
  detail::BoxTree boxes(boxes_of(entries));
  tree_ = std::make_unique<Tree>(Tree{std::move(entries), std::move(boxes)});
}

AreaIndex::~AreaIndex() = default;
AreaIndex::AreaIndex(AreaIndex&&) noexcept = default;
AreaIndex& AreaIndex::operator=(AreaIndex&&) noexcept = default;

std::vector<std::uint32_t> AreaIndex::containing(const Point& point) const {
  std::vector<std::uint32_t> ids;
  for (const std::uint32_t entry : tree_->boxes.holding(point))
    if (tree_->entries[entry].shape.contains(point)) ids.push_back(tree_->entries[entry].id);
  std::sort(ids.begin(), ids.end());
  return ids;
}

}  // namespace fingerpost::geo
