#pragma once

#include <cstdint>
#include <cstdio>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "importers/detail/byte_streams.hpp"

namespace fingerpost::importers {

/// Brings the rows of several tables together by a key in bounded memory: what a join needs when the tables do not fit.
/// Rows are held in memory up to a budget; beyond it they are dealt out to kPartitions temporary files by a hash of the
/// key, and each file is grouped by itself. Memory is the budget, or a partition; rows of one key keep their order.
class KeyedRows {
 public:
  static constexpr std::size_t kPartitions = 128;
  static constexpr std::size_t kDefaultBudget = 64u << 20;
  /// Rows of one key beyond this are left out and counted: no real record has so many parts.
  static constexpr std::size_t kMaxRowsOfKey = 20'000;

  struct Row {
    std::uint8_t table = 0;
    std::string_view content;  ///< as it was added
  };
  struct Group {
    std::string_view key;
    std::vector<Row> rows;
    std::size_t left_out = 0;
  };

  explicit KeyedRows(std::size_t budget = kDefaultBudget);
  ~KeyedRows();
  KeyedRows(const KeyedRows&) = delete;
  KeyedRows& operator=(const KeyedRows&) = delete;

  /// Failure when the disk is full.
  void add(std::string_view key, std::uint8_t table, std::string_view content);

  /// Every key once with all its rows; in the order keys were first added, within a partition when there are several.
  /// Views live until `visit` returns. Once.
  void for_each(const std::function<void(const Group&)>& visit);

 private:
  struct Partition;
  void spill();
  static void group(std::string_view bytes, const std::function<void(const Group&)>& visit);

  std::size_t budget_;
  std::string held_;  ///< rows one behind the other: three lengths, key, content
  std::vector<std::unique_ptr<Partition>> partitions_;
};

/// Texts as one string and back, for rows that are kept or spilled.
std::string pack(std::span<const std::string> texts);
std::vector<std::string> unpack(std::string_view packed);

}  // namespace fingerpost::importers
