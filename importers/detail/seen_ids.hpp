#pragma once

#include <vector>

#include "base/id.hpp"
#include "importers/importer.hpp"

namespace fingerpost::importers {

/// A set of ids in 16 bytes each (open addressing), that stops growing at kMaxRememberedIds.
class SeenIds {
 public:
  /// True when `id` is new, or when the set is full and does not know it. O(1).
  bool insert(const Uuid& id) {
    if (id.is_nil()) return true;
    if (slots_.empty()) slots_.resize(1 << 10);
    if (Uuid& slot = slot_of(id); slot == id) {
      return false;
    } else if (size_ < kMaxRememberedIds) {
      slot = id;
      ++size_;
    }
    if (size_ * 2 > slots_.size()) grow();
    return true;
  }

  bool contains(const Uuid& id) { return !slots_.empty() && slot_of(id) == id; }

 private:
  Uuid& slot_of(const Uuid& id) {
    std::size_t at = std::hash<Uuid>{}(id) & (slots_.size() - 1);
    while (!slots_[at].is_nil() && slots_[at] != id) at = (at + 1) & (slots_.size() - 1);
    return slots_[at];
  }

  void grow() {
    std::vector<Uuid> old(slots_.size() * 2);
    old.swap(slots_);
    for (const Uuid& id : old)
      if (!id.is_nil()) slot_of(id) = id;
  }

  std::vector<Uuid> slots_;
  std::size_t size_ = 0;
};

}  // namespace fingerpost::importers
