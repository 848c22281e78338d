#pragma once

#include <span>
#include <string>
#include <vector>

#include "importers/detail/vector_file.hpp"

namespace fingerpost::importers {

/// The vector files among `files`, each once: side files of a shapefile and documentation left out.
std::vector<const InputFile*> vector_files(std::span<const InputFile> files);

/// What the first feature of a vector file looks like.
struct VectorSniff {
  Shape::Kind kind = Shape::Kind::none;
  std::string layer;
  std::vector<std::string> fields;
};
/// For recognition. GeoJSON and TopoJSON are looked at by their first 64 KB; others are opened and their first feature
/// read.
VectorSniff sniff_vector(const InputFile& file, std::span<const InputFile> all);

}  // namespace fingerpost::importers
