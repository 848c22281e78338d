#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/result.hpp"
#include "geo/detail/area_dictionary.hpp"
#include "geo/detail/postcode_set.hpp"
#include "geo/gazetteer_builder.hpp"

namespace fingerpost::geo::detail {

/// At most so many postcode rows of one source (the whole of the UK is 2.7 million).
inline constexpr std::size_t kMaxPostcodeRows = 16'000'000;
/// Rows sorted in memory at a time: 32 MB.
inline constexpr std::size_t kRowsPerRun = 1'000'000;
inline constexpr std::size_t kMaxTerminationDates = 65'535;

/// Takes the postcode rows of one source in any order and writes them sorted as a PostcodeSet. Memory: one run of rows,
/// and the dictionary of areas; sorted runs are spilled to `folder`.
class PostcodeWriter {
 public:
  explicit PostcodeWriter(std::filesystem::path folder) : folder_(std::move(folder)) {}

  [[nodiscard]] Result<void> add(const PostcodeRow& row);
  bool is_empty() const { return rows_ == 0; }

  /// Writes the file; a postcode given twice counts as last given. Answers its content address and number of postcodes.
  struct Written {
    std::string address;
    std::size_t postcodes;
  };
  Written write(const std::filesystem::path& path);

 private:
  struct Row {
    std::uint64_t key;
    std::uint32_t sequence;
    std::uint32_t area_set;
    std::uint32_t latitude, longitude;  // steps
    std::uint16_t date;
    std::uint8_t status;
    std::uint8_t has_point;
  };
  static_assert(sizeof(Row) == 32);
  class Run;
  class Output;

  Result<std::uint16_t> date_number(const PostcodeRow& row);
  void spill();
  /// Every row in order of key, then of adding.
  void for_each_sorted(const std::function<void(const Row&)>& visit);
  std::vector<std::uint16_t> write_dates(TableWriter& file);

  std::filesystem::path folder_;
  std::vector<Row> buffer_;
  std::vector<std::filesystem::path> runs_;
  std::size_t rows_ = 0;
  AreaDictionaryBuilder areas_;
  std::vector<std::string> dates_;
  std::unordered_map<std::string, std::uint16_t> date_ids_;
};

}  // namespace fingerpost::geo::detail
