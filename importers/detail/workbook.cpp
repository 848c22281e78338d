#include <fmt/format.h>

#include "base/text.hpp"
#include "importers/detail/csv_reader.hpp"
#include "importers/detail/gdal.hpp"
#include "importers/detail/spool.hpp"
#include "importers/detail/tables.hpp"

namespace fingerpost::importers {
namespace {

/// One sheet; every cell as the text that the workbook shows.
class Workbook final : public Table {
 public:
  Workbook(Spool spool, OwnedDataset dataset, OGRLayerH sheet, const TableOptions& options)
      : spool_(std::move(spool)), dataset_(std::move(dataset)), sheet_(sheet) {
    const Gdal& gdal = Gdal::loaded();
    gdal.OGR_L_ResetReading(sheet_);
    if (!options.header) {
      const int columns = gdal.OGR_FD_GetFieldCount(gdal.OGR_L_GetLayerDefn(sheet_));
      columns_ = numbered_columns(static_cast<std::size_t>(columns));
      return;
    }
    SourceRow row;
    columns_.resize(kMaxColumns);  // until the header is known, no row is too long
    for (std::size_t i = 0; i < options.header_row && next(row); ++i) header_ = row.fields;
    columns_ = std::move(header_);
    for (std::string& name : columns_) name = collapse_spaces(name);
  }

  const std::vector<std::string>& columns() const override { return columns_; }

  bool next(SourceRow& row) override {
    while (true) {
      const OwnedFeature feature = next_feature(sheet_);
      if (!feature) return false;
      row.line = static_cast<std::uint64_t>(Gdal::loaded().OGR_F_GetFID(feature.get()));
      row.fields.clear();
      row.fault.clear();
      bool empty = true;
      for (int i = 0; i < Gdal::loaded().OGR_F_GetFieldCount(feature.get()); ++i) {
        row.fields.emplace_back(field_text(feature.get(), i));
        empty = empty && trim(row.fields.back()).empty();
      }
      if (empty) continue;
      while (row.fields.size() > columns_.size() && row.fields.back().empty()) row.fields.pop_back();
      row.raw = csv_line(row.fields);
      if (row.fields.size() > columns_.size()) row.fault = "too-many-fields";
      return true;
    }
  }

 private:
  Spool spool_;  ///< outlives the dataset
  OwnedDataset dataset_;
  OGRLayerH sheet_;
  std::vector<std::string> columns_, header_;
};

/// GDAL would guess headers and types; we want the cells.
class PlainCells {
 public:
  PlainCells() {
    for (const char* name : {"OGR_XLSX_HEADERS", "OGR_XLS_HEADERS", "OGR_ODS_HEADERS"})
      Gdal::loaded().CPLSetThreadLocalConfigOption(name, "DISABLE");
    for (const char* name : {"OGR_XLSX_FIELD_TYPES", "OGR_XLS_FIELD_TYPES", "OGR_ODS_FIELD_TYPES"})
      Gdal::loaded().CPLSetThreadLocalConfigOption(name, "STRING");
  }
};

/// The sheet of the `wanted` name, or the first that holds anything; null when there is none.
OGRLayerH sheet_of(GDALDatasetH dataset, const std::string& wanted) {
  const Gdal& gdal = Gdal::loaded();
  for (int i = 0; i < gdal.GDALDatasetGetLayerCount(dataset); ++i) {
    const OGRLayerH layer = gdal.GDALDatasetGetLayer(dataset, i);
    if (wanted.empty() ? gdal.OGR_L_GetFeatureCount(layer, TRUE) > 0
                       : equals_ignoring_case(gdal.OGR_L_GetName(layer), wanted))
      return layer;
  }
  return nullptr;
}

}  // namespace

Result<std::unique_ptr<Table>> open_workbook(const InputFile& file, const TableOptions& options) {
  if (file.bytes > kMaxWorkbookBytes)
    return fail(ProblemCode::too_large, "path", file.name,
                fmt::format("\"{}\" is larger than the {} MB that a workbook may have; save it as CSV.", file.name,
                            kMaxWorkbookBytes >> 20));
  Spool spool;
  const PlainCells cells;
  const QuietGdal quiet;
  OwnedDataset dataset = open_dataset(spool.path_of(file), {"XLSX", "XLS", "ODS"});
  if (!dataset)
    return fail(ProblemCode::unrecognised_format, "path", file.name,
                fmt::format("\"{}\" cannot be opened as a workbook: {}.", file.name, quiet.said()));
  const OGRLayerH sheet = sheet_of(dataset.get(), options.sheet);
  if (sheet == nullptr)
    return fail(ProblemCode::nothing_usable, "path", file.name,
                options.sheet.empty() ? fmt::format("\"{}\" holds no filled sheet.", file.name)
                                      : fmt::format("\"{}\" has no sheet \"{}\".", file.name, options.sheet));
  return std::make_unique<Workbook>(std::move(spool), std::move(dataset), sheet, options);
}

}  // namespace fingerpost::importers
