#include "importers/geojson/detail/vector_table.hpp"

#include <algorithm>
#include <array>

#include "base/json.hpp"
#include "base/text.hpp"
#include "importers/detail/csv_reader.hpp"

namespace fingerpost::importers {

namespace {

void add_position_columns(std::vector<std::string>& columns) {
  columns.emplace_back(kLatitudeColumn);
  columns.emplace_back(kLongitudeColumn);
}

/// Appends the two values behind the row's own.
void add_position(SourceRow& row, std::size_t own_columns, const Shape& shape) {
  row.fields.resize(own_columns);
  for (const double degrees : {shape.at ? shape.at->latitude : 0.0, shape.at ? shape.at->longitude : 0.0}) {
    std::string text;
    if (shape.at) append_json_number(text, degrees);
    row.fields.push_back(std::move(text));
  }
}

void tell_fault(const InputFile& file, std::uint64_t line, const Shape& shape, ImportContext& context) {
  if (!shape.fault.empty())
    context.note({model::Severity::warning, "bad-geometry", file.name, line, "geometry", "", shape.fault});
}

}  // namespace

VectorTable::VectorTable(const InputFile& file, VectorFile& vectors, const VectorLayer& layer, ImportContext& context)
    : file_(file), vectors_(vectors), context_(context), columns_(layer.fields) {
  add_position_columns(columns_);
}

bool VectorTable::next(SourceRow& row) {
  if (!vectors_.next(feature_)) return false;
  Json properties = Json::object();
  for (std::size_t i = 0; i < feature_.values.size(); ++i)
    if (!feature_.values[i].empty()) properties.set(columns_[i], feature_.values[i]);
  row.line = feature_.number;
  row.fields = std::move(feature_.values);
  row.raw = properties.dump();
  row.fault.clear();
  tell_fault(file_, row.line, feature_.shape, context_);
  add_position(row, columns_.size() - 2, feature_.shape);
  return true;
}

WktTable::WktTable(const InputFile& file, std::unique_ptr<Table> inner, std::size_t wkt_column, ImportContext& context)
    : file_(file), inner_(std::move(inner)), wkt_(wkt_column), context_(context), columns_(inner_->columns()) {
  add_position_columns(columns_);
}

bool WktTable::next(SourceRow& row) {
  if (!inner_->next(row)) return false;
  if (!row.fault.empty()) return true;
  const std::string wkt(row[wkt_]);
  const Shape shape = trim(wkt).empty() ? Shape() : shape_from_wkt(wkt);
  tell_fault(file_, row.line, shape, context_);
  add_position(row, columns_.size() - 2, shape);
  row.fields[wkt_].clear();
  return true;
}

std::optional<std::size_t> wkt_column(const std::vector<std::vector<std::string>>& sample) {
  constexpr std::array<std::string_view, 6> kNames = {"wkt", "geom", "geometry", "thegeom", "wktgeometry", "shape"};
  if (sample.size() < 2) return std::nullopt;
  for (std::size_t i = 0; i < sample[0].size() && i < sample[1].size(); ++i) {
    if (std::ranges::find(kNames, std::string_view(column_key(sample[0][i]))) == kNames.end()) continue;
    const std::string value = ascii_upper(trim(sample[1][i])).substr(0, 16);
    for (const std::string_view type : {"POINT", "POLYGON", "MULTIP", "LINESTRING", "MULTIL", "GEOMETRYC"})
      if (value.starts_with(type)) return i;
  }
  return std::nullopt;
}

ColumnMap with_position(ColumnMap map) {
  for (const auto& [column, target] :
       {std::pair{kLatitudeColumn, "latitude"}, std::pair{kLongitudeColumn, "longitude"}}) {
    Binding binding;
    binding.column = column;
    binding.targets.push_back(*parse_target(target, map.kind));
    map.bindings.push_back(std::move(binding));
  }
  return map;
}

}  // namespace fingerpost::importers
