# The need files of data/needs become one generated source, so that the binary carries them.
file(GLOB needs CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/data/needs/*.txt)
set(FP_SHIPPED_NEEDS "")
foreach(file IN LISTS needs)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
  get_filename_component(name ${file} NAME)
  # Read as hexadecimal: a semicolon or bracket would be taken for a list by CMake.
  file(READ ${file} content HEX)
  string(REGEX REPLACE "(..)" "\\\\x\\1" content "${content}")
  # A literal for each line: compilers bound the length of one, not of their sum.
  string(REPLACE "\\x0a" "\\x0a\"\n     \"" content "${content}")
  string(APPEND FP_SHIPPED_NEEDS "    ShippedFile{\"${name}\",\n     \"${content}\"},\n")
endforeach()
file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/generated/shipped_needs.cpp CONTENT [[// Generated from data/needs by cmake/embed_needs.cmake.
#include <vector>

#include "lexicon/folder.hpp"

namespace fingerpost::lexicon {

std::span<const ShippedFile> shipped_files() {
  static const std::vector<ShippedFile> files = {
@FP_SHIPPED_NEEDS@  };
  return files;
}

}  // namespace fingerpost::lexicon
]] @ONLY)
target_sources(fp_lexicon PRIVATE ${CMAKE_BINARY_DIR}/generated/shipped_needs.cpp)
