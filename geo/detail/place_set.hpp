#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "geo/detail/area_dictionary.hpp"
#include "geo/detail/name_table.hpp"
#include "geo/detail/table_file.hpp"
#include "geo/gazetteer_builder.hpp"

namespace fingerpost::geo::detail {

inline constexpr Tag kPlaceFile = tag("NAME");

/// Named places are sorted in memory, some 200 bytes each: at most so many of one source. (OS Open Names has 43,000
/// settlements; its roads and postcodes are for the importer to leave out.)
inline constexpr std::size_t kMaxNamedPlaces = 1'000'000;

/// Row of section `PLAC`, likeliest first: by rank of its kind, weight, name, code.
struct NamedPlaceRow {
  StringRef name, name_cy, kind, code;
  double latitude, longitude;
  std::int32_t weight;
  std::uint32_t area_set;
  std::uint64_t fingerprint;  // of the row as added
};

/// One source's named places, read in place.
class PlaceSet {
 public:
  explicit PlaceSet(const std::filesystem::path& path);
  PlaceSet(const PlaceSet&) = delete;
  PlaceSet& operator=(const PlaceSet&) = delete;

  const NamedPlaceRow& place(std::uint32_t number) const { return file_.at(places_, number); }
  std::size_t size() const { return places_.size(); }
  /// The place with this code, nullptr when there is none. Binary search.
  const NamedPlaceRow* find(std::string_view code) const;

  const NameTable& names() const { return names_; }
  const AreaDictionary& areas() const { return areas_; }
  const TableFile& file() const { return file_; }
  std::uint32_t number_of(const NamedPlaceRow& row) const { return static_cast<std::uint32_t>(&row - places_.data()); }

  /// Of every row, sorted.
  std::vector<std::uint64_t> fingerprints() const;
  std::vector<std::string> verify() const;

 private:
  TableFile file_;
  AreaDictionary areas_;
  NameTable names_;
  std::span<const NamedPlaceRow> places_;
  std::span<const std::uint32_t> by_code_;
};

/// Takes the named places of one source and writes them as a PlaceSet. In memory.
class PlaceWriter {
 public:
  [[nodiscard]] Result<void> add(const PlaceRow& row);
  bool is_empty() const { return places_.empty(); }
  /// Answers the file's content address.
  std::string write(const std::filesystem::path& path);
  std::size_t size() const { return places_.size(); }

 private:
  struct Named {
    std::string name, name_cy, kind, code;
    Point point;
    int weight = 0;
    std::uint32_t area_set = 0;
    std::uint64_t fingerprint = 0;
  };
  void sort();

  std::vector<Named> places_;
  AreaDictionaryBuilder areas_;
};

}  // namespace fingerpost::geo::detail
