#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "importers/detail/vector_file.hpp"

namespace fingerpost::importers {

/// Which fields of a boundary layer hold what, found by pattern: `WD22CD` and `WD22NM`, `ward22_code` and `ward22_name`
/// (also cut to ten characters as shapefiles do), `code` and `name`, or a field that is named after a kind (`Parish`).
struct BoundaryFields {
  std::optional<std::size_t> code, name, name_cy, kind;
  std::string layer_kind;  ///< of the layer or file, when rows do not tell
};

BoundaryFields boundary_fields(const VectorLayer& layer, std::string_view file_name);

/// What a row says of itself: code, name and kind. A code of our own ("parish-abberley") stands for a missing or merely
/// local one. `fault` when the row says nothing that could name an area.
struct BoundaryName {
  std::string code, name, name_cy, kind;
  std::string fault;
};
BoundaryName boundary_name(const BoundaryFields& fields, std::span<const std::string> values);

/// How surely a layer with these fields holds areas with codes rather than outlines of buildings: 0 to 100.
int boundary_likelihood(std::span<const std::string> fields, std::string_view layer_name);

}  // namespace fingerpost::importers
