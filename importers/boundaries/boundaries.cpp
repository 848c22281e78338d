#include <algorithm>
#include <fmt/format.h>
#include <unordered_set>

#include "base/text.hpp"
#include "importers/boundaries/detail/boundary_fields.hpp"
#include "importers/detail/csv_rows.hpp"
#include "importers/detail/each_file.hpp"
#include "importers/detail/formats.hpp"
#include "importers/detail/recognition.hpp"
#include "importers/detail/vector_file.hpp"
#include "importers/detail/vector_sniff.hpp"

/// Outlines of wards, parishes, districts and other areas from any vector file in any projection. Which fields hold
/// code and name is found by pattern; what kind of area it is, from the code.
namespace fingerpost::importers {
namespace {

/// Codes remembered to tell repetitions; the largest set of areas in use (UK output areas) has 239,000.
constexpr std::size_t kMaxAreas = 1'000'000;

int recognise(std::span<const InputFile> files) {
  int best = 0;
  for (const InputFile* file : vector_files(files)) {
    const VectorSniff sniff = sniff_vector(*file, files);
    if (sniff.kind != Shape::Kind::area) continue;
    best = std::max(best, boundary_likelihood(sniff.fields, sniff.layer));
  }
  return best;
}

/// The row as the sink keeps it: its attributes as JSON. The outline itself is not repeated.
model::RawRow raw_of(const InputFile& file, const VectorLayer& layer, const VectorFeature& feature) {
  Json attributes = Json::object();
  for (std::size_t i = 0; i < layer.fields.size(); ++i)
    if (!feature.values[i].empty()) attributes.set(layer.fields[i], feature.values[i]);
  return raw_row(file, feature.number, attributes.dump());
}

class BoundaryFile {
 public:
  BoundaryFile(const InputFile& file, ImportContext& context, std::unordered_set<std::string>& codes)
      : file_(file), context_(context), codes_(codes) {}

  void read(VectorFile& vectors) {
    VectorFeature feature;
    while (const VectorLayer* layer = vectors.next_layer()) {
      begin(*layer);
      while (vectors.next(feature)) take(std::move(feature));
    }
  }

 private:
  void begin(const VectorLayer& layer) {
    layer_ = layer;
    fields_ = boundary_fields(layer, file_.stem());
    if (layer.projection_assumed)
      context_.note(
          {model::Severity::warning, "projection-assumed", file_.name, 0, "", layer.projection,
           fmt::format("The file names no projection that fits; its numbers look like {}.", layer.projection)});
  }

  void take(VectorFeature feature) {
    context_.row_read();
    const model::RawRow raw = raw_of(file_, layer_, feature);
    BoundaryName name = boundary_name(fields_, feature.values);
    if (!name.fault.empty()) return refuse("missing-code", "code", "", name.fault, raw);
    if (feature.shape.kind == Shape::Kind::none)
      return refuse("missing-geometry", "geometry", name.code, "The area has no outline.", raw);
    if (!feature.shape.fault.empty()) return refuse("bad-geometry", "geometry", name.code, feature.shape.fault, raw);
    if (feature.shape.kind != Shape::Kind::area)
      return refuse("not-an-area", "geometry", name.code, "The feature is a point or line, not an outline.", raw);
    if (codes_.contains(name.code) || codes_.size() >= kMaxAreas)
      return refuse("repeated-code", "code", name.code, "An area of this code came before: join its parts first.", raw);
    if (feature.shape.repaired)
      context_.note({model::Severity::note, "geometry-repaired", file_.name, feature.number, "geometry", name.code,
                     "The outline crossed itself and was put right."});
    codes_.insert(name.code);
    add({std::move(name.kind), std::move(name.code), std::move(name.name), std::move(name.name_cy),
         std::move(feature.shape.area)},
        raw);
  }

  void add(const geo::AreaRow& area, const model::RawRow& raw) {
    const auto added = context_.places().add(area);
    if (added) return context_.place_added();
    refuse("bad-area", added.error().front().field, area.code, added.error().front().detail, raw);
  }

  void refuse(std::string code, std::string field, std::string value, std::string detail, const model::RawRow& raw) {
    context_.refuse(
        {model::Severity::error, std::move(code), {}, 0, std::move(field), std::move(value), std::move(detail)}, raw);
  }

  const InputFile& file_;
  ImportContext& context_;
  std::unordered_set<std::string>& codes_;
  VectorLayer layer_;
  BoundaryFields fields_;
};

Result<void> read(std::span<const InputFile> files, ImportContext& context) {
  std::unordered_set<std::string> codes;
  const auto vectors = vector_files(files);
  Problems problems;
  std::size_t readable = 0;
  each_file(vectors, context, [&](const InputFile& file) {
    const auto opened = VectorFile::open(file, files);
    if (!opened) return append(problems, opened.error());
    ++readable;
    BoundaryFile(file, context, codes).read(**opened);
  });
  if (readable == 0 && !problems.empty()) return fail(std::move(problems));
  for (const Problem& problem : problems)
    context.note({model::Severity::error, "unreadable-file", problem.value, 0, "", "", problem.detail});
  return {};
}

}  // namespace

extern const Format kBoundaries = {
    "boundaries", "areas from any vector file in any projection: GeoJSON, shapefile, KML, …", true, recognise, read};

}  // namespace fingerpost::importers
