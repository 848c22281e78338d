#include <cpl_conv.h>
#include <cpl_error.h>
#include <fmt/format.h>
#include <gdal_priv.h>
#include <mutex>
#include <ogrsf_frmts.h>

#include "base/text.hpp"
#include "importers/detail/byte_streams.hpp"
#include "importers/detail/csv_reader.hpp"
#include "importers/detail/gdal.hpp"
#include "importers/detail/tables.hpp"

namespace fingerpost::importers {
namespace {

struct Close {
  void operator()(GDALDataset* dataset) const { GDALClose(dataset); }
};
struct Destroy {
  void operator()(OGRFeature* feature) const { OGRFeature::DestroyFeature(feature); }
};

/// One sheet; every cell as the text that the workbook shows.
class Workbook final : public Table {
 public:
  Workbook(std::shared_ptr<const GdalFile> file, std::unique_ptr<GDALDataset, Close> dataset, OGRLayer* sheet,
           const TableOptions& options)
      : file_(std::move(file)), dataset_(std::move(dataset)), sheet_(sheet) {
    sheet_->ResetReading();
    if (!options.header) {
      columns_ = numbered_columns(static_cast<std::size_t>(sheet_->GetLayerDefn()->GetFieldCount()));
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
      const std::unique_ptr<OGRFeature, Destroy> feature(sheet_->GetNextFeature());
      if (!feature) return false;
      row.line = static_cast<std::uint64_t>(feature->GetFID()) + first_line_;
      row.fields.clear();
      row.fault.clear();
      bool empty = true;
      for (int i = 0; i < feature->GetFieldCount(); ++i) {
        row.fields.emplace_back(feature->IsFieldSetAndNotNull(i) ? feature->GetFieldAsString(i) : "");
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
  std::shared_ptr<const GdalFile> file_;  ///< outlives the dataset
  std::unique_ptr<GDALDataset, Close> dataset_;
  OGRLayer* sheet_;
  std::uint64_t first_line_ = 0;
  std::vector<std::string> columns_, header_;
};

/// GDAL would guess headers and types; we want the cells.
class PlainCells {
 public:
  PlainCells() {
    for (const char* name : {"OGR_XLSX_HEADERS", "OGR_XLS_HEADERS", "OGR_ODS_HEADERS"})
      CPLSetThreadLocalConfigOption(name, "DISABLE");
    for (const char* name : {"OGR_XLSX_FIELD_TYPES", "OGR_XLS_FIELD_TYPES", "OGR_ODS_FIELD_TYPES"})
      CPLSetThreadLocalConfigOption(name, "STRING");
  }
};

OGRLayer* sheet_of(GDALDataset& dataset, const std::string& wanted) {
  for (int i = 0; i < dataset.GetLayerCount(); ++i) {
    OGRLayer* layer = dataset.GetLayer(i);
    if (wanted.empty() ? layer->GetFeatureCount() > 0 : equals_ignoring_case(layer->GetName(), wanted)) return layer;
  }
  return nullptr;
}

}  // namespace

Result<std::unique_ptr<Table>> open_workbook(const InputFile& file, const TableOptions& options) {
  if (file.bytes > kMaxWorkbookBytes)
    return fail(ProblemCode::too_large, "path", file.name,
                fmt::format("\"{}\" is larger than the {} MB that a workbook may have; save it as CSV.", file.name,
                            kMaxWorkbookBytes >> 20));
  auto on_disk = gdal_file(file);
  const PlainCells cells;
  std::unique_ptr<GDALDataset, Close> dataset(open_with_gdal(*on_disk, {"XLSX", "XLS", "ODS"}));
  if (!dataset)
    return fail(ProblemCode::unrecognised_format, "path", file.name,
                fmt::format("\"{}\" cannot be opened as a workbook: {}.", file.name, CPLGetLastErrorMsg()));
  OGRLayer* sheet = sheet_of(*dataset, options.sheet);
  if (sheet == nullptr)
    return fail(ProblemCode::nothing_usable, "path", file.name,
                options.sheet.empty() ? fmt::format("\"{}\" holds no filled sheet.", file.name)
                                      : fmt::format("\"{}\" has no sheet \"{}\".", file.name, options.sheet));
  return std::make_unique<Workbook>(std::move(on_disk), std::move(dataset), sheet, options);
}

}  // namespace fingerpost::importers
