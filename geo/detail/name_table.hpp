#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "geo/detail/table_file.hpp"

namespace fingerpost::geo::detail {

/// One key of a name table: section `NKEY`, sorted by key, then entry; the keys' bytes stand in the same order in
/// `NTXT`.
struct NameRow {
  StringRef key;
  std::uint32_t entry = 0;    // row of the file's main table; smaller is likelier
  std::uint32_t letters = 0;  // letters_of(key)
};

/// Gathers the keys of one file.
class NameTableBuilder {
 public:
  /// Under every key of `name` the entry will be found.
  void add(std::string_view name, std::uint32_t entry);
  void write(TableWriter& file);

 private:
  std::vector<std::pair<std::string, std::uint32_t>> keys_;
};

/// The names of one file, in place.
class NameTable {
 public:
  explicit NameTable(const TableFile& file);

  /// Rows with exactly this key. Binary search.
  std::span<const NameRow> find(std::string_view key) const;
  /// Rows whose key begins with `prefix`.
  std::span<const NameRow> beginning_with(std::string_view prefix) const;

  std::string_view key(const NameRow& row) const;
  std::span<const NameRow> all() const { return rows_; }

 private:
  const TableFile* file_;
  std::span<const NameRow> rows_;
  std::string_view keys_;
};

/// A key near to what was typed.
struct NearName {
  int edits = 0;
  NameRow row;
};

/// Rows whose key is at most `edits` from `key`, nearest first, then likeliest; at most `limit`. Scans the table: about
/// 1 ms for 50,000 names.
std::vector<NearName> near_names(const NameTable& table, std::string_view key, int edits, std::size_t limit);

}  // namespace fingerpost::geo::detail
