#include <algorithm>
#include <fmt/format.h>

#include "base/text.hpp"
#include "importers/detail/csv_rows.hpp"
#include "importers/detail/each_file.hpp"
#include "importers/detail/formats.hpp"
#include "importers/detail/recognition.hpp"
#include "importers/detail/text_decoding.hpp"
#include "importers/places/detail/merged_places.hpp"
#include "importers/places/detail/place_layout.hpp"

/// Names of places with positions: OS Open Names (tiles with or without a header, the archive as it is published),
/// GeoNames postal codes, and our own `name,type,latitude,longitude,…` and `kind,code,latitude,longitude,…` of
/// outcodes.
namespace fingerpost::importers {
namespace {

/// GeoNames knows no quotes: a lone one is a foot mark in a name.
CsvOptions options_for(const InputFile& file) {
  const bool tabs = head_of(file, 4096).find('\t') != std::string::npos;
  return tabs ? CsvOptions{.separator = '\t', .header = false, .quotes = false} : CsvOptions{.header = false};
}

int score_of(const InputFile& file) {
  CsvReader reader(stream_of(head_of(file)), options_for(file));
  CsvRow first;
  if (!reader.next(first)) return 0;
  const auto layout = place_layout(first.fields);
  if (!layout) return 0;
  if (layout->format != PlaceFormat::own) return 95;
  if (!is_nothing_but_places(first.fields)) return 0;
  return layout->kind ? 90 : 60;
}

int recognise(std::span<const InputFile> files) { return best_score(files, {"csv", "txt", "tsv"}, score_of); }

/// The product's own documents beside the data ("Doc/OS_Open_Names_Header.csv").
bool is_documentation(const InputFile* file) {
  const std::string name = ascii_lower(file->name);
  return name.find("doc/") != std::string::npos || name.find("documents/") != std::string::npos;
}

class PlaceFile {
 public:
  PlaceFile(const InputFile& file, ImportContext& context) : file_(file), context_(context) {}

  void read() {
    CsvReader reader(file_, options_for(file_));
    CsvRow first;
    if (!reader.next(first)) return;
    const auto layout = place_layout(first.fields);
    if (!layout)
      return context_.note({model::Severity::note, "file-not-used", file_.name, 0, "", "",
                            "The file has no columns for a name and a position: it was left out."});
    if (!layout->has_header) {
      context_.row_read();
      take(*layout, first);
    }
    each_row(file_, reader, context_, [&](const CsvRow& row) { take(*layout, row); });
    merged_.each([&](const geo::PlaceRow& place) { add(place, raw_row(file_, 0, place.name)); });
  }

 private:
  void take(const PlaceLayout& layout, const CsvRow& row) {
    PlaceReading reading = read_place(layout, row.fields);
    if (reading.skipped) return;
    const model::RawRow raw = raw_row(file_, row.line, row.raw, reading.row.source_id);
    if (!reading.fault.empty())
      return context_.refuse(
          {model::Severity::error, "bad-place-row", {}, 0, reading.field, reading.value, reading.fault}, raw);
    if (layout.format == PlaceFormat::own || layout.format == PlaceFormat::open_names) return add(reading.row, raw);
    if (!merged_.add(reading.row))
      context_.refuse({model::Severity::error,
                       "too-many-places",
                       {},
                       0,
                       "",
                       reading.row.name,
                       "More places than can be told apart at once: cut the file by country."},
                      raw);
  }

  void add(const geo::PlaceRow& place, const model::RawRow& raw) {
    const auto added = context_.places().add(place);
    if (added) return context_.place_added();
    context_.refuse({model::Severity::error, "bad-place-row", {}, 0, "name", place.name, added.error().front().detail},
                    raw);
  }

  const InputFile& file_;
  ImportContext& context_;
  MergedPlaces merged_;
};

Result<void> read(std::span<const InputFile> files, ImportContext& context) {
  std::vector<const InputFile*> tables = files_with(files, {"csv", "txt", "tsv"});
  std::erase_if(tables, is_documentation);
  each_file(tables, context, [&](const InputFile& file) { PlaceFile(file, context).read(); });
  return {};
}

}  // namespace

extern const Format kPlaces = {"places",
                               "place names: OS Open Names, GeoNames postal codes, or name,type,latitude,longitude",
                               true, recognise, read};

}  // namespace fingerpost::importers
