#include "geo/detail/area_set.hpp"

#include <algorithm>
#include <cstring>

#include "base/failure.hpp"
#include "base/hash.hpp"
#include "base/text.hpp"
#include "geo/detail/kinds.hpp"
#include "geo/detail/postcode_set.hpp"
#include "geo/detail/ring_reader.hpp"

namespace fingerpost::geo::detail {
namespace {

constexpr Tag kShapes = tag("POLY"), kGeometry = tag("GEOM");
constexpr std::size_t kMaxAreaText = 300;

std::uint64_t short_hash(std::string_view bytes) {
  const Digest digest = blake2b(bytes);
  std::uint64_t value = 0;
  std::memcpy(&value, digest.data(), sizeof value);
  return value;
}

std::uint64_t vertices_of(const MultiPolygon& area) {
  std::uint64_t count = 0;
  for (const Polygon& polygon : area) {
    count += polygon.outer.size();
    for (const Ring& hole : polygon.holes) count += hole.size();
  }
  return count;
}

bool is_sound(const Ring& ring) { return ring.size() >= 3 && std::all_of(ring.begin(), ring.end(), is_valid); }

bool is_sound(const MultiPolygon& area) {
  return std::all_of(area.begin(), area.end(), [](const Polygon& polygon) {
    return is_sound(polygon.outer) &&
           std::all_of(polygon.holes.begin(), polygon.holes.end(), [](const Ring& hole) { return is_sound(hole); });
  });
}

/// An area beyond these islands would never be asked for, and is most likely in metres or with axes swapped.
bool is_here(const MultiPolygon& area) {
  const Box box = bounds(area);
  return box.south <= kBritishIsles.north && box.north >= kBritishIsles.south && box.west <= kBritishIsles.east &&
         box.east >= kBritishIsles.west;
}

Problems faults_of(const AreaRow& row) {
  Problems faults;
  const auto fault = [&](std::string_view field, std::string_view value, std::string detail) {
    append(faults, problem(ProblemCode::invalid_record, field, value, std::move(detail)));
  };
  if (trim(row.code).empty() || row.code.size() > kMaxAreaText)
    fault("code", row.code, "an area needs a code of at most 300 bytes");
  if (trim(row.kind).empty() || row.kind.size() > kMaxAreaText)
    fault("kind", row.kind, "an area needs a kind, such as ward or parish");
  if (trim(row.name).empty() || row.name.size() > kMaxAreaText)
    fault("name", row.name, "an area needs a name of at most 300 bytes");
  if (!is_sound(row.polygon)) fault("polygon", row.code, "each ring needs three points or more, in WGS84 degrees");
  if (!row.polygon.empty() && !is_here(row.polygon))
    fault("polygon", row.code,
          "the area lies outside the British Isles; is it in WGS84, latitude and longitude in order?");
  if (vertices_of(row.polygon) > kMaxAreaVertices)
    fault("polygon", row.code, "the area has more than 4 million points; simplify it");
  return faults;
}

}  // namespace

AreaSet::AreaSet(const std::filesystem::path& path)
    : file_(path, kAreaFile),
      names_(file_),
      areas_(file_.rows<AreaShapeRow>(kShapes)),
      geometry_(file_.section_bytes(kGeometry)) {}

std::string_view AreaSet::geometry(const AreaShapeRow& area) const {
  if (area.geometry_offset > geometry_.size() || area.geometry_size > geometry_.size() - area.geometry_offset)
    file_.fail_damaged("a polygon lies outside the file");
  return geometry_.substr(area.geometry_offset, area.geometry_size);
}

bool AreaSet::contains(const AreaShapeRow& area, const Point& point) const {
  return area.box.contains(point) && contains_encoded(geometry(area), point);
}

MultiPolygon AreaSet::polygon(const AreaShapeRow& area) const { return decode_polygon(geometry(area)); }

std::vector<std::uint64_t> AreaSet::fingerprints() const {
  std::vector<std::uint64_t> all;
  for (const AreaShapeRow& row : areas_) all.push_back(row.fingerprint);
  std::sort(all.begin(), all.end());
  return all;
}

std::vector<std::string> AreaSet::verify() const {
  std::vector<std::string> faults = file_.verify();
  if (!faults.empty()) return faults;
  for (const AreaShapeRow& row : areas_)
    if (vertices_of(polygon(row)) != row.vertices)
      faults.push_back(file_.path().filename().string() + ": the polygon of " + std::string(file_.text(row.code)) +
                       " is damaged; import the source again");
  return faults;
}

Result<void> AreaWriter::add(const AreaRow& row) {
  Problems faults = faults_of(row);
  if (areas_.size() == kMaxAreas)
    append(faults, problem(ProblemCode::too_large, "code", row.code, "a source may have 500,000 areas"));
  if (!faults.empty()) return fail(std::move(faults));
  Area& area = areas_[{std::string(trim(row.code)), std::string(trim(row.kind))}];
  const std::string name = collapse_spaces(row.name), name_cy = collapse_spaces(row.name_cy);
  if (area.name.empty() || name < area.name) area.name = name;
  if (area.name_cy.empty() || (!name_cy.empty() && name_cy < area.name_cy)) area.name_cy = name_cy;
  if (row.polygon.empty()) return {};
  const std::string bytes = encode_polygon(row.polygon);
  const std::uint64_t fingerprint = short_hash(bytes);
  if (std::any_of(area.parts.begin(), area.parts.end(), [&](const Part& p) { return p.fingerprint == fingerprint; }))
    return {};
  if (!spill_.is_open()) spill_.open(path_, std::ios::binary | std::ios::trunc);
  spill_.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!spill_) fail_with_errno("spilling polygons to " + path_.string());
  area.parts.push_back({spilled_, bytes.size(), fingerprint});
  spilled_ += bytes.size();
  return {};
}

MultiPolygon AreaWriter::read_parts(std::ifstream& spilled, std::vector<Part> parts) const {
  std::sort(parts.begin(), parts.end(), [](const Part& a, const Part& b) { return a.fingerprint < b.fingerprint; });
  MultiPolygon area;
  for (const Part& part : parts) {
    std::string bytes(part.size, '\0');
    spilled.seekg(static_cast<std::streamoff>(part.offset));
    spilled.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (!spilled) fail_with_errno("reading back polygons from " + path_.string());
    for (Polygon& polygon : decode_polygon(bytes)) area.push_back(std::move(polygon));
  }
  return area;
}

std::string AreaWriter::write(const std::filesystem::path& path) {
  using Entry = std::map<std::pair<std::string, std::string>, Area>::value_type;
  std::vector<const Entry*> order;
  for (const Entry& entry : areas_) order.push_back(&entry);
  std::stable_sort(order.begin(), order.end(), [](const Entry* a, const Entry* b) {
    const int x = name_rank(a->first.second), y = name_rank(b->first.second);
    return x != y ? x < y : a->second.name < b->second.name;
  });
  spill_.close();
  std::ifstream spilled(path_, std::ios::binary);
  TableWriter file(path, kAreaFile);
  file.begin(kGeometry, SectionCheck::on_verify);
  std::vector<AreaShapeRow> rows;
  NameTableBuilder names;
  std::uint64_t offset = 0;
  for (const Entry* entry : order) {
    const auto& [key, area] = *entry;
    const MultiPolygon polygon = read_parts(spilled, area.parts);
    const std::string bytes = encode_polygon(polygon);
    const Point centre = point_inside(polygon);
    file.write(bytes.data(), bytes.size());
    const auto number = static_cast<std::uint32_t>(rows.size());
    rows.push_back({file.text(key.second), file.text(key.first), file.text(area.name), file.text(area.name_cy),
                    bounds(polygon), centre.latitude, centre.longitude, area_m2(polygon), offset, bytes.size(),
                    vertices_of(polygon),
                    short_hash(key.first + '\0' + key.second + '\0' + area.name + '\0' + area.name_cy + '\0' + bytes)});
    offset += bytes.size();
    names.add(area.name, number);
    names.add(area.name_cy, number);
  }
  file.begin(kShapes);
  file.write_all(rows);
  names.write(file);
  return file.finish();
}

}  // namespace fingerpost::geo::detail
