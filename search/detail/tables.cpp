#include "search/detail/tables.hpp"

#include <algorithm>
#include <limits>

namespace fingerpost::search::detail {
namespace {

void check_ends(std::span<const std::uint32_t> ends, std::size_t size) {
  if (!std::is_sorted(ends.begin(), ends.end()) || (ends.empty() ? size != 0 : ends.back() != size))
    damaged("a table's rows do not fit it");
}

std::uint32_t narrow(std::size_t size) {
  if (size > std::numeric_limits<std::uint32_t>::max())
    throw Failure("writing the search index", "a table is too large");
  return static_cast<std::uint32_t>(size);
}

}  // namespace

Strings::Strings(const Image& image, std::size_t first_section)
    : ends_(image.array<std::uint32_t>(first_section)), bytes_(image.section(first_section + 1)) {
  check_ends(ends_, bytes_.size());
}

Lists::Lists(const Image& image, std::size_t first_section, std::size_t limit)
    : ends_(image.array<std::uint32_t>(first_section)), values_(image.array<std::uint32_t>(first_section + 1)) {
  check_ends(ends_, values_.size());
  for (const std::uint32_t value : values_)
    if (value >= limit) damaged("a table's value is out of range");
}

void add_strings(ImageWriter& image, const std::vector<std::string>& strings) {
  std::vector<std::uint32_t> ends;
  ends.reserve(strings.size());
  std::string bytes;
  for (const std::string& each : strings) {
    bytes += each;
    ends.push_back(narrow(bytes.size()));
  }
  image.add(ends);
  image.add(bytes);
}

void add_lists(ImageWriter& image, const std::vector<std::vector<std::uint32_t>>& lists) {
  std::vector<std::uint32_t> ends, values;
  ends.reserve(lists.size());
  for (const auto& each : lists) {
    values.insert(values.end(), each.begin(), each.end());
    ends.push_back(narrow(values.size()));
  }
  image.add(ends);
  image.add(values);
}

std::uint32_t Interner::operator()(std::string_view text) {
  const auto [at, is_new] = numbers_.emplace(std::string(text), narrow(strings_.size()));
  if (is_new) strings_.emplace_back(text);
  return at->second;
}

Dictionary::Dictionary(const Image& image, std::size_t first_section) : strings_(image, first_section) {
  numbers_.reserve(strings_.size());
  for (std::uint32_t i = 0; i < strings_.size(); ++i) numbers_.emplace(strings_[i], i);
}

std::optional<std::uint32_t> Dictionary::find(std::string_view text) const {
  const auto found = numbers_.find(text);
  if (found == numbers_.end()) return std::nullopt;
  return found->second;
}

}  // namespace fingerpost::search::detail
