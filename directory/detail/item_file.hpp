#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "directory/feed.hpp"

namespace fingerpost::directory {

/// Ready list items, each with a line break behind it, kept in a file without a name: it costs no memory but the
/// system's cache, and is gone with the process. One thread appends; any number read what was flushed. Failure on I/O
/// (a full disk).
class ItemFile {
 public:
  explicit ItemFile(const std::filesystem::path& folder);
  ~ItemFile();
  ItemFile(const ItemFile&) = delete;
  ItemFile& operator=(const ItemFile&) = delete;

  /// Takes one item, of which the line break is not part.
  ItemPlace append(std::string_view text);
  /// Makes what was appended readable.
  void flush();
  /// Appends the text at `place` to `out`: about a microsecond.
  void read(ItemPlace place, std::string& out) const;
  std::uint64_t size() const { return end_; }
  int descriptor() const { return descriptor_; }

 private:
  int descriptor_ = -1;
  std::uint64_t end_ = 0;
  std::string unwritten_;
};

}  // namespace fingerpost::directory
