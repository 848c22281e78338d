#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "geo/detail/table_file.hpp"
#include "geo/place.hpp"

namespace fingerpost::geo::detail {

/// An area that rows name by its code: one row of section `AREF`. `latitude` and `longitude` are the mean of the
/// positions that name it, for areas of which no polygon is loaded; `positions` 0 when there is none.
struct AreaRefRow {
  StringRef kind, code, name;
  double latitude = 0, longitude = 0;
  std::uint64_t positions = 0;
};

/// A set of areas that rows share: rows [first, first + count) of section `SETI`.
struct AreaSetRow {
  std::uint32_t first = 0, count = 0;
};

/// At most so many different areas and sets of areas in one source (all of GB with output areas: some 300,000 sets).
inline constexpr std::size_t kMaxAreaRefs = 1'000'000;
inline constexpr std::size_t kMaxAreaSets = 1'000'000;

/// Numbers areas and sets of areas while rows are added. Final numbers follow the order of the codes, not of the rows.
class AreaDictionaryBuilder {
 public:
  /// The set of `areas` (order and repetition do not matter); nullopt when there are too many different ones.
  std::optional<std::uint32_t> add(const std::vector<AreaRef>& areas);

  /// After the last add: the final number of a set. Called by write(), which must come first.
  std::uint32_t final_set(std::uint32_t set) const { return set_order_[set]; }

  /// Counts a position for each area of the set (of its number while adding), for the areas' centres.
  void count_position(std::uint32_t set, const Point& point, bool is_live);

  /// Fixes the final numbers.
  void number();
  /// Writes sections AREF, SETS and SETI.
  void write(TableWriter& file) const;

  /// The areas in final order, for an index of their names.
  struct Area {
    AreaRef ref;
    double latitude = 0, longitude = 0;
    std::uint64_t positions = 0, live = 0;
  };
  template <typename Visit>
  void for_each_area(Visit&& visit) const {
    for (std::uint32_t i = 0; i < order_.size(); ++i) visit(i, areas_[order_[i]]);
  }

 private:
  struct Hash {
    std::size_t operator()(const std::vector<std::uint32_t>& ids) const;
  };
  std::optional<std::uint32_t> area(const AreaRef& ref);

  std::vector<Area> areas_;
  std::unordered_map<std::string, std::uint32_t> area_ids_;
  std::vector<std::vector<std::uint32_t>> sets_{{}};
  std::unordered_map<std::vector<std::uint32_t>, std::uint32_t, Hash> set_ids_{{{}, 0}};
  std::vector<std::uint32_t> order_;       // final place → number while adding
  std::vector<std::uint32_t> area_order_;  // number while adding → final place
  std::vector<std::uint32_t> set_order_;
};

/// The same, read in place.
class AreaDictionary {
 public:
  explicit AreaDictionary(const TableFile& file);

  /// Numbers of the areas in a set.
  std::span<const std::uint32_t> set(std::uint32_t number) const;
  const AreaRefRow& area(std::uint32_t number) const { return file_->at(areas_, number); }
  AreaRef ref(std::uint32_t number) const;
  std::size_t size() const { return areas_.size(); }

  /// The first area with this code, nullptr when there is none. Binary search.
  const AreaRefRow* find(std::string_view code) const;

  const TableFile& file() const { return *file_; }

 private:
  const TableFile* file_;
  std::span<const AreaRefRow> areas_;
  std::span<const AreaSetRow> sets_;
  std::span<const std::uint32_t> set_ids_;
};

}  // namespace fingerpost::geo::detail
