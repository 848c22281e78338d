#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "search/detail/image.hpp"

namespace fingerpost::search::detail {

/// Many strings by number, in two sections of an image: ends, then bytes.
class Strings {
 public:
  Strings() = default;
  Strings(const Image& image, std::size_t first_section);

  std::size_t size() const { return ends_.size(); }
  std::string_view operator[](std::size_t i) const {
    const std::uint32_t begin = i == 0 ? 0 : ends_[i - 1];
    return bytes_.substr(begin, ends_[i] - begin);
  }

 private:
  std::span<const std::uint32_t> ends_;
  std::string_view bytes_;
};

/// Lists of numbers by number (compressed rows), in two sections: ends, then values.
class Lists {
 public:
  Lists() = default;
  /// Failure when a value is not below `limit`.
  Lists(const Image& image, std::size_t first_section, std::size_t limit);

  std::size_t size() const { return ends_.size(); }
  std::span<const std::uint32_t> operator[](std::size_t i) const {
    const std::uint32_t begin = i == 0 ? 0 : ends_[i - 1];
    return values_.subspan(begin, ends_[i] - begin);
  }

 private:
  std::span<const std::uint32_t> ends_, values_;
};

/// Adds the two sections that Strings (Lists) reads.
void add_strings(ImageWriter& image, const std::vector<std::string>& strings);
void add_lists(ImageWriter& image, const std::vector<std::vector<std::uint32_t>>& lists);

/// Gives each different string a number, in order of first sight.
class Interner {
 public:
  std::uint32_t operator()(std::string_view text);
  const std::vector<std::string>& strings() const { return strings_; }

 private:
  std::vector<std::string> strings_;
  std::unordered_map<std::string, std::uint32_t> numbers_;
};

/// Gives each different value a number, in order of first sight; `Value` has operator<.
template <typename Value>
class DistinctValues {
 public:
  std::uint32_t operator()(Value value) {
    const auto [at, is_new] = numbers_.emplace(std::move(value), static_cast<std::uint32_t>(values_.size()));
    if (is_new) values_.push_back(&at->first);
    return at->second;
  }
  /// In order of number.
  const std::vector<const Value*>& values() const { return values_; }

 private:
  std::map<Value, std::uint32_t> numbers_;
  std::vector<const Value*> values_;
};

/// Strings with a way back from text to number. Building the way back is O(n).
class Dictionary {
 public:
  Dictionary() = default;
  Dictionary(const Image& image, std::size_t first_section);

  std::size_t size() const { return strings_.size(); }
  std::string_view operator[](std::size_t i) const { return strings_[i]; }
  std::optional<std::uint32_t> find(std::string_view text) const;

 private:
  Strings strings_;
  std::unordered_map<std::string_view, std::uint32_t> numbers_;
};

}  // namespace fingerpost::search::detail
