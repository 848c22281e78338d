#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "geo/gazetteer.hpp"

namespace fingerpost::directory {

/// A gazetteer that remembers what it was asked, for a run over many records: the same few names of areas stand in most
/// of them, and one that is not known costs a search for near spellings each time. One thread; bounded.
class PlaceMemo {
 public:
  explicit PlaceMemo(const geo::Gazetteer& gazetteer) : gazetteer_(gazetteer) {}

  struct Known {
    std::string code;
    geo::Point centre;
  };
  /// What the text resolves to, nullptr when it is not known. Valid until the next call.
  const Known* find(std::string_view text) {
    if (known_.size() >= kMost) known_.clear();
    const auto [entry, is_new] = known_.try_emplace(std::string(text));
    if (is_new)
      if (auto place = gazetteer_.resolve(text)) entry->second = Known{place->code, place->centre};
    return entry->second ? &*entry->second : nullptr;
  }
  const geo::Gazetteer& gazetteer() const { return gazetteer_; }

 private:
  static constexpr std::size_t kMost = 100'000;
  const geo::Gazetteer& gazetteer_;
  std::unordered_map<std::string, std::optional<Known>> known_;
};

}  // namespace fingerpost::directory
