#include "search/detail/term_table.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

#include "base/hash.hpp"

namespace fingerpost::search::detail {
namespace {

constexpr std::uint32_t kImageKind = 3;
enum Section : std::size_t { kTexts, kFrequencies = kTexts + 2, kListEnds, kSlots, kSections };

/// Of the index's own, for it is written down.
std::uint64_t hash_of(std::string_view term) {
  std::uint64_t hash = term.size();
  while (!term.empty()) {
    std::uint64_t part = 0;
    const std::size_t bytes = std::min(term.size(), sizeof part);
    std::memcpy(&part, term.data(), bytes);
    hash = mix64(hash ^ part);
    term.remove_prefix(bytes);
  }
  return hash;
}

}  // namespace

TermTable::TermTable(std::string_view bytes, std::uint64_t postings_bytes) {
  const Image image(bytes, kImageKind, kSections);
  texts_ = Strings(image, kTexts);
  frequencies_ = image.array<std::uint32_t>(kFrequencies, texts_.size());
  list_ends_ = image.array<std::uint64_t>(kListEnds, texts_.size());
  slots_ = image.array<std::uint32_t>(kSlots);
  const bool has_room = std::has_single_bit(slots_.size()) && slots_.size() > texts_.size();
  if (!has_room || std::any_of(slots_.begin(), slots_.end(), [&](std::uint32_t n) { return n > texts_.size(); }))
    damaged("its table of terms is broken");
  const std::uint64_t end = list_ends_.empty() ? 0 : list_ends_.back();
  if (!std::is_sorted(list_ends_.begin(), list_ends_.end()) || end != postings_bytes)
    damaged("its posting lists are not those of its terms");
}

std::optional<TermTable::Term> TermTable::find(std::string_view term) const {
  if (slots_.empty()) return std::nullopt;
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t slot = hash_of(term) & mask; slots_[slot] != 0; slot = (slot + 1) & mask)
    if (const std::uint32_t number = slots_[slot] - 1; texts_[number] == term) return this->term(number);
  return std::nullopt;
}

void TermTableBuilder::add(std::string_view term, std::uint32_t frequency, std::uint64_t list_end) {
  texts_.emplace_back(term);
  frequencies_.push_back(frequency);
  list_ends_.push_back(list_end);
}

std::string TermTableBuilder::image() const {
  std::vector<std::uint32_t> slots(std::bit_ceil(2 * texts_.size() + 1));  // never more than half full
  for (std::uint32_t number = 0; number < texts_.size(); ++number) {
    std::size_t slot = hash_of(texts_[number]) & (slots.size() - 1);
    while (slots[slot] != 0) slot = (slot + 1) & (slots.size() - 1);
    slots[slot] = number + 1;
  }
  ImageWriter image(kImageKind);
  add_strings(image, texts_);
  image.add(frequencies_);
  image.add(list_ends_);
  image.add(slots);
  return image.finish();
}

}  // namespace fingerpost::search::detail
