#include <algorithm>
#include <limits>
#include <numeric>

#include "search/detail/names.hpp"
#include "search/detail/stop_words.hpp"

namespace fingerpost::search::detail {
namespace {

// Must agree with names.cpp.
constexpr std::uint32_t kImageKind = 2;
constexpr std::size_t kBlock = 128;

// Weights of a start: of the whole name before of a word in it, of the name before of an alternate name, then the
// fuller record (four steps).
constexpr std::uint8_t kWholeName = 8, kMainName = 4;
std::uint8_t step_of(std::uint8_t completeness) { return static_cast<std::uint8_t>(std::min(completeness / 26, 3)); }

}  // namespace

void NamesBuilder::add(std::uint32_t record, const Document& document) {
  Name name{name_key(document.name), document.name, record, document.kind, document.completeness};
  if (record == names_.size()) {
    names_.push_back(std::move(name));
    if (auto key = name_key(document.alternate_name); !key.empty() && key != names_.back().key)
      alternates_.push_back({std::move(key), document.alternate_name, record, document.kind, document.completeness});
  } else if (std::tie(name.key, name.shown) < std::tie(names_[record].key, names_[record].shown)) {
    names_[record] = std::move(name);
  }
}

std::vector<NamesBuilder::Start> NamesBuilder::starts_of(const std::vector<const Name*>& names) const {
  std::vector<Start> starts;
  for (std::uint32_t i = 0; i < names.size(); ++i) {
    const std::string_view key = names[i]->key;
    const auto base = static_cast<std::uint8_t>((i < names_.size() ? kMainName : 0) + step_of(names[i]->completeness));
    for (std::size_t at = 0; at < key.size() && at <= std::numeric_limits<std::uint16_t>::max();) {
      const std::size_t end = std::min(key.find(' ', at), key.size());
      if (at == 0 || !is_stop_word(key.substr(at, end - at)))
        starts.push_back(
            {i, static_cast<std::uint16_t>(at), static_cast<std::uint8_t>(base + (at == 0 ? kWholeName : 0))});
      at = end + 1;
    }
  }
  const auto key_of = [&](const Start& start) { return std::string_view(names[start.name]->key).substr(start.offset); };
  std::sort(starts.begin(), starts.end(), [&](const Start& a, const Start& b) {
    const int order = key_of(a).compare(key_of(b));
    return order != 0 ? order < 0 : std::tie(a.name, a.offset) < std::tie(b.name, b.offset);
  });
  return starts;
}

std::string NamesBuilder::image() const {
  std::vector<const Name*> names;
  for (const auto* list : {&names_, &alternates_})
    for (const Name& name : *list) names.push_back(&name);
  std::vector<std::string> keys, shown;
  std::vector<std::uint32_t> records, ranks(names_.size()), order(names_.size());
  std::vector<std::uint8_t> kinds;
  for (const Name* name : names) {
    keys.push_back(name->key);
    shown.push_back(name->shown);
    records.push_back(name->record);
    kinds.push_back(static_cast<std::uint8_t>(name->kind));
  }
  std::iota(order.begin(), order.end(), 0u);
  std::sort(order.begin(), order.end(), [&](auto a, auto b) { return names_[a].key < names_[b].key; });
  for (std::size_t i = 0, rank = 0; i < order.size(); ++i) {
    if (i > 0 && names_[order[i]].key != names_[order[i - 1]].key) rank = i;
    ranks[order[i]] = static_cast<std::uint32_t>(rank);
  }
  std::vector<std::uint32_t> start_names;
  std::vector<std::uint16_t> start_offsets;
  std::vector<std::uint8_t> start_weights, block_best;
  for (const Start& start : starts_of(names)) {
    if (start_names.size() % kBlock == 0) block_best.push_back(0);
    block_best.back() = std::max(block_best.back(), start.weight);
    start_names.push_back(start.name);
    start_offsets.push_back(start.offset);
    start_weights.push_back(start.weight);
  }
  ImageWriter image(kImageKind);
  add_strings(image, keys);
  add_strings(image, shown);
  image.add(records);
  image.add(ranks);
  image.add(kinds);
  image.add(start_names);
  image.add(start_offsets);
  image.add(start_weights);
  image.add(block_best);
  return image.finish();
}

}  // namespace fingerpost::search::detail
