#include "search/detail/names.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace fingerpost::search::detail {
namespace {

constexpr std::uint32_t kImageKind = 2;
enum Section : std::size_t {
  kKeys,
  kShown = kKeys + 2,
  kRecords = kShown + 2,
  kRanks,
  kKinds,
  kStartNames,
  kStartOffsets,
  kStartWeights,
  kBlockBest,
  kSections
};
constexpr std::size_t kBlock = 128;

bool is_plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

}  // namespace

std::string name_key(std::string_view name) {
  std::string key;
  key.reserve(name.size());
  const auto space = [&] {
    if (!key.empty() && key.back() != ' ') key += ' ';
  };
  for (const char c : fold(name)) {
    if (is_plain(c)) {
      key += c;
    } else if (c == '&') {
      space();
      key += "and ";
    } else if (c != '\'') {
      space();
    }
  }
  while (!key.empty() && key.back() == ' ') key.pop_back();
  return key;
}

std::string prefix_key(std::string_view typed) {
  std::string key = name_key(typed);
  if (!key.empty() && !typed.empty() && typed.back() == ' ') key += ' ';
  return key;
}

Names::Names(std::string_view bytes) {
  const Image image(bytes, kImageKind, kSections);
  keys_ = Strings(image, kKeys);
  shown_ = Strings(image, kShown);
  records_ = image.array<std::uint32_t>(kRecords, keys_.size());
  ranks_ = image.array<std::uint32_t>(kRanks);
  kinds_ = image.array<std::uint8_t>(kKinds, keys_.size());
  start_names_ = image.array<std::uint32_t>(kStartNames);
  start_offsets_ = image.array<std::uint16_t>(kStartOffsets, start_names_.size());
  start_weights_ = image.array<std::uint8_t>(kStartWeights, start_names_.size());
  block_best_ = image.array<std::uint8_t>(kBlockBest, (start_names_.size() + kBlock - 1) / kBlock);
  if (shown_.size() != keys_.size() || ranks_.size() > keys_.size()) damaged("its names differ in number");
  for (std::size_t i = 0; i < start_names_.size(); ++i)
    if (start_names_[i] >= keys_.size() || start_offsets_[i] > keys_[start_names_[i]].size())
      damaged("a name's start is out of range");
}

std::vector<Names::Found> Names::complete(std::string_view prefix, std::size_t limit,
                                          const std::function<bool(std::uint32_t)>& accept) const {
  std::vector<Found> best;
  if (limit == 0 || prefix.empty()) return best;
  const auto first_not = [&](auto&& is_before) {
    std::size_t low = 0, high = start_names_.size();
    while (low < high) {
      const std::size_t middle = low + (high - low) / 2;
      if (is_before(start_key(middle).substr(0, prefix.size())))
        low = middle + 1;
      else
        high = middle;
    }
    return low;
  };
  const std::size_t begin = first_not([&](std::string_view key) { return key < prefix; });
  const std::size_t end = first_not([&](std::string_view key) { return key <= prefix; });
  for (std::size_t i = begin; i < end;) {
    const std::size_t block_end = std::min(end, (i / kBlock + 1) * kBlock);
    if (best.size() == limit && block_best_[i / kBlock] <= best.back().weight) {
      i = block_end;
      continue;
    }
    for (; i < block_end; ++i) {
      const std::uint8_t weight = start_weights_[i];
      if (best.size() == limit && weight <= best.back().weight) continue;
      const std::uint32_t name = start_names_[i];
      const Found found{records_[name], static_cast<Kind>(kinds_[name]), weight, start_key(i), keys_[name],
                        shown_[name]};
      const auto same = std::find_if(best.begin(), best.end(), [&](const Found& other) {
        return other.whole_key == found.whole_key && other.kind == found.kind;
      });
      if (same != best.end() && same->weight >= weight) continue;
      if (!accept(found.record)) continue;
      if (same != best.end()) best.erase(same);
      const auto at = std::find_if(best.begin(), best.end(), [&](const Found& other) { return other.weight < weight; });
      best.insert(at, found);
      if (best.size() > limit) best.pop_back();
    }
  }
  return best;
}

}  // namespace fingerpost::search::detail
