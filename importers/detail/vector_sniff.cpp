#include "importers/detail/vector_sniff.hpp"

#include <algorithm>
#include <regex>
#include <stdexcept>

#include "base/text.hpp"
#include "importers/detail/recognition.hpp"

namespace fingerpost::importers {

namespace {

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

/// The text of the first "properties" object that is a feature's and not the projection's.
std::string_view first_properties(std::string_view head) {
  constexpr std::size_t kLongest = 16'384;
  for (std::size_t at = head.find("\"properties\""); at != head.npos; at = head.find("\"properties\"", at + 1)) {
    const std::size_t open = head.find('{', at), close = head.find('}', at);
    if (open == head.npos || close == head.npos || close < open || close - open > kLongest) return {};
    const std::string_view properties = head.substr(open, close - open);
    if (!contains(properties, "def:crs") && !contains(properties, "\"EPSG")) return properties;
  }
  return {};
}

/// Names in the first "properties" object of a GeoJSON or TopoJSON file's head, told without parsing: the head is cut
/// anywhere.
std::vector<std::string> json_property_names(const std::string& head) {
  static const std::regex kKey("\"((?:[^\"\\\\]|\\\\.){1,100})\"\\s*:");
  std::vector<std::string> names;
  const std::string properties(first_properties(head));
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
    const auto opened = VectorFile::open(file, all);
    if (!opened) return sniff;
    const VectorLayer* layer = (*opened)->next_layer();
    if (layer == nullptr) return sniff;
    sniff.layer = layer->name;
    sniff.fields = layer->fields;
    if (VectorFeature feature; (*opened)->next(feature)) sniff.kind = feature.shape.kind;
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
