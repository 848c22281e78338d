#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "importers/detail/keyed_rows.hpp"
#include "importers/importer.hpp"

namespace fingerpost::importers {

enum class CharityTable : std::uint8_t {
  charity,
  governing_document,
  classification,
  other_names,
  area_of_operation,
  unknown
};

/// The columns that are read of a table; the first two are always the registered and the linked number.
std::span<const std::string_view> columns_of(CharityTable table);

/// One row on its way: which file and line, the row as it stood (of the charity table), the values of columns_of.
struct CharityRow {
  std::size_t file = 0;
  std::uint64_t line = 0;
  std::string raw;
  std::vector<std::string> values;

  std::string pack() const;
  static CharityRow unpack(std::string_view packed);
};

/// Turns all rows of one charity into an organization, its contact place and the terms of its classification.
class CharityRecords {
 public:
  CharityRecords(std::span<const InputFile> files, ImportContext& context) : files_(files), context_(context) {}
  void emit(const KeyedRows::Group& group);
  std::uint64_t removed() const { return removed_; }

 private:
  std::span<const InputFile> files_;
  ImportContext& context_;
  std::uint64_t removed_ = 0;
};

}  // namespace fingerpost::importers
