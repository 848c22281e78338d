#pragma once

#include <bit>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <vector>

#include "base/file.hpp"

/// The container of every gazetteer file: a checked header and sections of fixed-size rows that are used where they lie
/// in the mapped file. The layout is written down in docs/adr/0004-gazetteer-files.md.
namespace fingerpost::geo::detail {

static_assert(std::endian::native == std::endian::little, "gazetteer files are little-endian and used in place");

/// Raised when a layout changes; files of another version are not read (import again).
inline constexpr std::uint32_t kTableFormat = 1;
inline constexpr std::size_t kMaxSections = 16;

using Tag = std::uint32_t;
constexpr Tag tag(const char (&name)[5]) {
  Tag value = 0;
  for (int i = 3; i >= 0; --i) value = value << 8 | static_cast<unsigned char>(name[i]);
  return value;
}

/// Tables are checked when a file is opened; bulk (units, vertices) only by verify().
enum class SectionCheck : std::uint32_t { at_open, on_verify };

/// A stretch of the `TEXT` section.
struct StringRef {
  std::uint32_t offset = 0;
  std::uint32_t length = 0;
};

/// A gazetteer file, mapped. Immutable; safe from several threads.
class TableFile {
 public:
  /// Failure when the file is missing, cut short, of another kind or format, or a table's checksum is wrong.
  TableFile(const std::filesystem::path& path, Tag kind);

  /// The rows of a section, in place; empty when there is no such section. Failure when its size is no multiple of T's.
  template <typename T>
  std::span<const T> rows(Tag section) const {
    static_assert(std::is_trivially_copyable_v<T> && alignof(T) <= 8);
    const std::string_view bytes = section_bytes(section);
    if (bytes.size() % sizeof(T) != 0) fail_damaged("a table has half a row");
    return {reinterpret_cast<const T*>(bytes.data()), bytes.size() / sizeof(T)};
  }

  std::string_view section_bytes(Tag section) const;

  /// The string; Failure when it does not lie in the text section.
  std::string_view text(StringRef ref) const {
    if (ref.offset > text_.size() || ref.length > text_.size() - ref.offset)
      fail_damaged("a string lies outside the file");
    return text_.substr(ref.offset, ref.length);
  }

  /// Row `index`; Failure when there are fewer. For numbers that come out of the file itself.
  template <typename T>
  const T& at(std::span<const T> rows, std::size_t index) const {
    if (index >= rows.size()) fail_damaged("a row number is out of range");
    return rows[index];
  }

  /// Rows [first, first + count); Failure when there are fewer.
  template <typename T>
  std::span<const T> range(std::span<const T> rows, std::size_t first, std::size_t count) const {
    if (first > rows.size() || count > rows.size() - first) fail_damaged("a run of rows is out of range");
    return rows.subspan(first, count);
  }

  /// Every section's checksum, bulk included: sentences for what is wrong. Reads the whole file.
  std::vector<std::string> verify() const;

  [[noreturn]] void fail_damaged(const std::string& why) const;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
  MappedFile file_;
  std::string_view text_;
};

/// Writes one such file from front to back; sections of any size pass through, nothing but `TEXT` is kept in memory.
class TableWriter {
 public:
  TableWriter(std::filesystem::path path, Tag kind);

  /// Ends the section before it and starts another. Rows follow by write().
  void begin(Tag section, SectionCheck check = SectionCheck::at_open);
  void write(const void* bytes, std::size_t size);
  template <typename T>
  void write(const T& row) {
    static_assert(std::is_trivially_copyable_v<T>);
    write(&row, sizeof row);
  }
  template <typename T>
  void write_all(const std::vector<T>& rows) {
    static_assert(std::is_trivially_copyable_v<T>);
    write(rows.data(), rows.size() * sizeof(T));
  }

  /// Adds to the text section; equal strings are kept once.
  StringRef text(std::string_view string);

  /// Writes text and header, and syncs. Answers the file's content address: 32 hexadecimal digits that are equal
  /// exactly when the contents are.
  std::string finish();

 private:
  struct Section {
    Tag tag;
    SectionCheck check;
    std::uint64_t offset, size;
  };
  void end_section();

  std::filesystem::path path_;
  Tag kind_;
  std::ofstream file_;
  std::uint64_t at_ = 0;
  std::vector<Section> sections_;
  std::string text_;
  std::unordered_map<std::string, std::uint32_t> offsets_;
};

}  // namespace fingerpost::geo::detail
