#pragma once

#include <memory>
#include <string>
#include <vector>

#include "importers/detail/column_map.hpp"
#include "importers/detail/table.hpp"
#include "importers/detail/vector_file.hpp"

namespace fingerpost::importers {

/// Columns that stand for a feature's position beside its own; no source calls its own so.
inline constexpr const char* kLatitudeColumn = "@latitude";
inline constexpr const char* kLongitudeColumn = "@longitude";

/// One layer of a vector file as a table: a column for each property, and the position (of an outline its centroid).
/// Faults of geometry are told to `context`; the row goes on without a position.
class VectorTable final : public Table {
 public:
  VectorTable(const InputFile& file, VectorFile& vectors, const VectorLayer& layer, ImportContext& context);
  const std::vector<std::string>& columns() const override { return columns_; }
  bool next(SourceRow& row) override;

 private:
  const InputFile& file_;
  VectorFile& vectors_;
  ImportContext& context_;
  std::vector<std::string> columns_;
  VectorFeature feature_;
};

/// A CSV table one of whose columns holds geometry as well-known text, with the position beside its own columns.
class WktTable final : public Table {
 public:
  WktTable(const InputFile& file, std::unique_ptr<Table> inner, std::size_t wkt_column, ImportContext& context);
  const std::vector<std::string>& columns() const override { return columns_; }
  bool next(SourceRow& row) override;
  void tell(const InputFile& file, ImportContext& context) const override { inner_->tell(file, context); }

 private:
  const InputFile& file_;
  std::unique_ptr<Table> inner_;
  std::size_t wkt_;
  ImportContext& context_;
  std::vector<std::string> columns_;
};

/// The column that holds well-known text, by its name (`WKT`, `geom`, `geometry`, `the_geom`) and its first value.
std::optional<std::size_t> wkt_column(const std::vector<std::vector<std::string>>& sample);

/// `map` with the position's columns bound.
ColumnMap with_position(ColumnMap map);

}  // namespace fingerpost::importers
