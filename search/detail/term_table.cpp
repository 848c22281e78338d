#include "search/detail/term_table.hpp"

#include <algorithm>
#include <bit>
#include <limits>

namespace fingerpost::search::detail {

void TermTable::add(std::string_view term, std::uint64_t frequency) {
  texts_ += term;
  begins_.push_back(static_cast<std::uint32_t>(texts_.size()));
  frequencies_.push_back(
      static_cast<std::uint32_t>(std::min<std::uint64_t>(frequency, std::numeric_limits<std::uint32_t>::max())));
}

void TermTable::finish() {
  slots_.assign(std::bit_ceil(2 * frequencies_.size() + 1), 0);
  for (std::uint32_t number = 0; number < frequencies_.size(); ++number) slots_[slot_of(term(number))] = number + 1;
}

/// Where the term stands, or the free slot where it would.
std::size_t TermTable::slot_of(std::string_view term) const {
  std::size_t slot = std::hash<std::string_view>()(term) & (slots_.size() - 1);
  while (slots_[slot] != 0 && this->term(slots_[slot] - 1) != term) slot = (slot + 1) & (slots_.size() - 1);
  return slot;
}

std::uint64_t TermTable::frequency(std::string_view term) const {
  if (slots_.empty()) return 0;
  const std::uint32_t found = slots_[slot_of(term)];
  return found == 0 ? 0 : frequencies_[found - 1];
}

void TermTable::for_each(const std::function<void(std::string_view, std::uint64_t)>& visit) const {
  for (std::uint32_t number = 0; number < frequencies_.size(); ++number) visit(term(number), frequencies_[number]);
}

}  // namespace fingerpost::search::detail
