# The column maps of data/maps become one generated source, so that the binary carries them.
file(GLOB maps CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/data/maps/*.json)
set(FP_SHIPPED_MAPS "")
foreach(map IN LISTS maps)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${map})
  get_filename_component(name ${map} NAME_WE)
  file(READ ${map} content)
  string(APPEND FP_SHIPPED_MAPS "    ShippedMap{\"${name}\", R\"map(${content})map\"},\n")
endforeach()
file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/generated/shipped_maps.cpp CONTENT [[// Generated from data/maps by cmake/embed_maps.cmake.
#include <array>

#include "importers/detail/column_map.hpp"

namespace fingerpost::importers {
namespace {

constexpr std::array kMaps = {
@FP_SHIPPED_MAPS@};

}  // namespace

std::span<const ShippedMap> shipped_maps() { return kMaps; }

}  // namespace fingerpost::importers
]] @ONLY)
target_sources(fp_importers PRIVATE ${CMAKE_BINARY_DIR}/generated/shipped_maps.cpp)
