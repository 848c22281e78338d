#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace fingerpost::search::detail {

/// A file of encoded entries (entry.hpp), only appended to. What has been written never changes, so it may be read from
/// several threads while one appends. Read with pread, not mapped: the stored texts belong to the system's page cache,
/// not to our memory.
class EntryFile {
 public:
  enum class Access { read, append };
  EntryFile(const std::filesystem::path& path, Access access);
  ~EntryFile();
  EntryFile(const EntryFile&) = delete;
  EntryFile& operator=(const EntryFile&) = delete;

  /// Exactly `bytes` bytes from `at` on, into memory that has room for them. Failure when there are fewer.
  void read_into(std::uint64_t at, char* into, std::size_t bytes) const;
  /// Exactly `bytes` bytes from `at` on. Failure when there are fewer.
  std::string read(std::uint64_t at, std::size_t bytes) const;
  /// The stored text of the entry that begins at `at`: one read for most.
  std::string stored_text(std::uint64_t at) const;

  std::uint64_t size() const { return size_; }
  /// Appends; buffers nothing. Failure (disk full) leaves a torn end that truncate() removes.
  void append(std::string_view bytes);
  void truncate(std::uint64_t size);
  /// Returns when everything appended survives a power cut.
  void sync();

 private:
  std::size_t read_some(std::uint64_t at, char* into, std::size_t bytes) const;

  std::string name_;
  int descriptor_;
  std::uint64_t size_ = 0;
};

}  // namespace fingerpost::search::detail
