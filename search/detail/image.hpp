#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "search/detail/bytes.hpp"

namespace fingerpost::search::detail {

/// A block of memory made of numbered sections, each at a multiple of 8 bytes, behind a header with a digest: what the
/// columns and the names are, whether mapped from a file or held in memory. Built once, then only read.
class ImageWriter {
 public:
  explicit ImageWriter(std::uint32_t kind) : kind_(kind) {}

  /// Sections are numbered from 0 in the order they are added.
  void add(std::string_view bytes);
  template <typename T>
  void add(const std::vector<T>& values) {
    add(std::string_view(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T)));
  }
  std::string finish();

 private:
  std::uint32_t kind_;
  std::vector<std::uint64_t> ends_;
  std::string body_;
};

/// Views of an image's sections. The bytes must outlive it and start at a multiple of 8.
class Image {
 public:
  /// Failure when it is of another kind or does not match its digest. Reads every byte once (about 1 GB/s).
  Image(std::string_view bytes, std::uint32_t kind, std::size_t sections);

  std::string_view section(std::size_t number) const { return sections_[number]; }
  /// Failure when the section is not a whole number of T.
  template <typename T>
  std::span<const T> array(std::size_t number) const {
    const std::string_view bytes = sections_[number];
    if (bytes.size() % sizeof(T) != 0) damaged("a section has a broken length");
    return {reinterpret_cast<const T*>(bytes.data()), bytes.size() / sizeof(T)};
  }
  /// The same, which must have exactly `size` values.
  template <typename T>
  std::span<const T> array(std::size_t number, std::size_t size) const {
    const auto values = array<T>(number);
    if (values.size() != size) damaged("a section has the wrong length");
    return values;
  }

 private:
  std::vector<std::string_view> sections_;
};

}  // namespace fingerpost::search::detail
