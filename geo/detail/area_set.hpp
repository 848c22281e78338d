#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "geo/detail/name_table.hpp"
#include "geo/detail/table_file.hpp"
#include "geo/gazetteer_builder.hpp"
#include "geo/polygon.hpp"

namespace fingerpost::geo::detail {

inline constexpr Tag kAreaFile = tag("AREA");

/// Bounds of one source's areas.
inline constexpr std::size_t kMaxAreas = 500'000;
inline constexpr std::size_t kMaxAreaVertices = 4'000'000;

/// Row of section `POLY`, likeliest first: by rank of its kind, name, code.
struct AreaShapeRow {
  StringRef kind, code, name, name_cy;
  Box box;                     // empty when the area has a name and no polygon
  double latitude, longitude;  // a point inside
  double square_metres;
  std::uint64_t geometry_offset, geometry_size;  // bytes in `GEOM`
  std::uint64_t vertices;
  std::uint64_t fingerprint;

  bool has_shape() const { return vertices > 0; }
  Point centre() const { return {latitude, longitude}; }
};

/// One source's areas, read in place.
class AreaSet {
 public:
  explicit AreaSet(const std::filesystem::path& path);
  AreaSet(const AreaSet&) = delete;
  AreaSet& operator=(const AreaSet&) = delete;

  std::span<const AreaShapeRow> areas() const { return areas_; }
  const AreaShapeRow& area(std::uint32_t number) const { return file_.at(areas_, number); }

  /// Straight from the mapped file, nothing prepared or kept: about 0.2 µs for 400 vertices. Equal to
  /// contains_by_brute_force.
  bool contains(const AreaShapeRow& area, const Point& point) const;
  MultiPolygon polygon(const AreaShapeRow& area) const;

  const NameTable& names() const { return names_; }
  const TableFile& file() const { return file_; }
  std::vector<std::uint64_t> fingerprints() const;
  std::vector<std::string> verify() const;

 private:
  std::string_view geometry(const AreaShapeRow& area) const;

  TableFile file_;
  NameTable names_;
  std::span<const AreaShapeRow> areas_;
  std::string_view geometry_;
};

/// Takes the areas of one source; polygons are spilled to `folder` as they come. Parts given under one code and kind
/// (islands as features of their own) become one area.
class AreaWriter {
 public:
  explicit AreaWriter(std::filesystem::path folder) : path_(std::move(folder) / "polygons") {}

  [[nodiscard]] Result<void> add(const AreaRow& row);
  bool is_empty() const { return areas_.empty(); }
  std::size_t size() const { return areas_.size(); }
  /// Answers the file's content address.
  std::string write(const std::filesystem::path& path);

 private:
  struct Part {
    std::uint64_t offset, size, fingerprint;
  };
  struct Area {
    std::string name, name_cy;
    std::vector<Part> parts;
  };
  MultiPolygon read_parts(std::ifstream& spilled, std::vector<Part> parts) const;

  std::filesystem::path path_;
  std::ofstream spill_;
  std::uint64_t spilled_ = 0;
  std::map<std::pair<std::string, std::string>, Area> areas_;  // by code, kind
};

/// Rings one after another (ring_reader.hpp), 8-byte aligned. Points are two 32-bit ten-millionths of a degree when
/// that keeps every one exactly, else two doubles.
std::string encode_polygon(const MultiPolygon& area);
MultiPolygon decode_polygon(std::string_view bytes);

}  // namespace fingerpost::geo::detail
