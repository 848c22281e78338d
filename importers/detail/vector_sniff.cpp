#include "importers/detail/vector_sniff.hpp"

#include <algorithm>
#include <regex>
#include <stdexcept>

#include "base/text.hpp"
#include "importers/detail/recognition.hpp"

namespace fingerpost::importers {

namespace {

/// Thrown by the callback of a sniff to stop after the first feature.
struct SeenEnough {};

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

/// Keys of the first "properties" object in the head of a GeoJSON or TopoJSON file, told without parsing the whole (the
/// head is cut anywhere).
std::vector<std::string> json_property_names(const std::string& head) {
  std::vector<std::string> names;
  static const std::regex kKey("\"((?:[^\"\\\\]|\\\\.){1,100})\"\\s*:");
  const std::size_t start = head.find("\"properties\"");
  if (start == std::string::npos) return names;
  const std::size_t open = head.find('{', start), close = head.find('}', start);
  if (open == std::string::npos || close == std::string::npos || close - open > 16'384) return names;
  const std::string properties = head.substr(open, close - open);
  for (std::sregex_iterator at(properties.begin(), properties.end(), kKey), end; at != end; ++at)
    names.push_back((*at)[1]);
  return names;
}

VectorSniff sniff_json(const InputFile& file) {
  const std::string head = head_of(file);
  VectorSniff sniff;
  sniff.layer = file.stem();
  sniff.fields = json_property_names(head);
  // Read past the first properties only: a "name" of the collection is not a geometry.
  if (contains(head, "Polygon\""))
    sniff.kind = Shape::Kind::area;
  else if (contains(head, "\"Point\"") || contains(head, "\"MultiPoint\""))
    sniff.kind = Shape::Kind::point;
  else if (contains(head, "LineString\""))
    sniff.kind = Shape::Kind::line;
  return sniff;
}

VectorSniff sniff_by_reading(const InputFile& file, std::span<const InputFile> all) {
  VectorSniff sniff;
  try {
    const auto read = read_vector_file(
        file, all,
        [&](const VectorLayer& layer) {
          sniff.layer = layer.name;
          sniff.fields = layer.fields;
        },
        [&](const VectorFeature& feature) {
          sniff.kind = feature.shape.kind;
          throw SeenEnough{};
        });
    if (!read) return {};
  } catch (const SeenEnough&) {
    return sniff;
  } catch (const DamagedInput&) {
    return {};
  }
  return sniff;
}

}  // namespace

std::vector<const InputFile*> vector_files(std::span<const InputFile> files) {
  std::vector<const InputFile*> found;
  for (const InputFile* file : files_with(
           files, {"shp", "geojson", "geojsonl", "topojson", "kml", "kmz", "gpkg", "gml", "gpx", "tab", "fgb", "json"}))
    if (is_vector_name(*file) || is_vector_json(*file)) found.push_back(file);
  return found;
}

VectorSniff sniff_vector(const InputFile& file, std::span<const InputFile> all) {
  const std::string extension = file.extension();
  const bool json = extension == "json" || extension == "geojson" || extension == "topojson" || extension == "geojsonl";
  return json ? sniff_json(file) : sniff_by_reading(file, all);
}

}  // namespace fingerpost::importers
