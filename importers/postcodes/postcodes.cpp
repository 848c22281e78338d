#include <algorithm>
#include <fmt/format.h>

#include "base/text.hpp"
#include "importers/detail/csv_rows.hpp"
#include "importers/detail/each_file.hpp"
#include "importers/detail/formats.hpp"
#include "importers/detail/recognition.hpp"
#include "importers/detail/text_decoding.hpp"
#include "importers/postcodes/detail/postcode_layout.hpp"

/// Postcode units with positions and area codes: ONSPD and NSPL of any vintage, Code-Point Open, plain
/// `Postcode,lat,long`; single files, folders of one file per area, the archives as they are published.
namespace fingerpost::importers {
namespace {

/// The layout of a file, from its first row, which is a header or (Code-Point Open) a postcode already.
std::optional<PostcodeLayout> layout_of(const std::vector<std::string>& first) {
  if (auto layout = postcode_layout_of_row(first)) return layout;
  return postcode_layout_of_header(first);
}

bool is_headless(const PostcodeLayout& layout) { return layout.name == "Code-Point Open"; }

/// A full unit: at least five characters beside spaces, the last three "9AA". Outcode lists have the same columns.
bool looks_like_unit(std::string_view text) {
  std::string bare = ascii_upper(text);
  std::erase(bare, ' ');
  const auto is_letter = [](char c) { return c >= 'A' && c <= 'Z'; };
  const std::size_t n = bare.size();
  return n >= 5 && n <= 7 && is_letter(bare[0]) && bare[n - 3] >= '0' && bare[n - 3] <= '9' && is_letter(bare[n - 2]) &&
         is_letter(bare[n - 1]);
}

int score_of(const InputFile& file) {
  CsvReader reader(stream_of(head_of(file)), {.header = false});
  CsvRow first, second;
  if (!reader.next(first)) return 0;
  const auto layout = layout_of(first.fields);
  if (!layout) return 0;
  if (is_headless(*layout)) return looks_like_unit(first[layout->postcode]) ? 95 : 0;
  if (reader.next(second) && !looks_like_unit(second[layout->postcode])) return 0;
  if (layout->areas.size() >= 3 && layout->terminated) return 95;
  return is_nothing_but_postcodes(first.fields) ? 90 : 0;
}

int recognise(std::span<const InputFile> files) { return best_score(files, {"csv", "txt"}, score_of); }

bool is_part_of_country(const InputFile& file) { return ascii_lower(file.name).find("multi_csv") != std::string::npos; }

/// The product's own documents beside the data ("Doc/Code-Point_Open_Column_Headers.csv", names and codes of areas).
bool is_documentation(const InputFile* file) {
  const std::string name = ascii_lower(file->name);
  return name.find("doc/") != std::string::npos || name.find("documents/") != std::string::npos;
}

/// ONS publishes the country as one file and again as one file per area: of the two the whole is read.
std::vector<const InputFile*> tables_of(std::span<const InputFile> files) {
  std::vector<const InputFile*> tables = files_with(files, {"csv", "txt"});
  std::erase_if(tables, is_documentation);
  const bool has_whole = std::ranges::any_of(tables, [](const InputFile* file) {
    return !is_part_of_country(*file) && ascii_lower(file->name).find("data/") != std::string::npos &&
           score_of(*file) > 0;
  });
  if (has_whole) std::erase_if(tables, [](const InputFile* file) { return is_part_of_country(*file); });
  return tables;
}

void note_unused(const InputFile& file, ImportContext& context) {
  context.note({model::Severity::note, "file-not-used", file.name, 0, "", "",
                "The file has no column for a postcode, or none for positions: it was left out."});
}

void take(const InputFile& file, const PostcodeLayout& layout, const CsvRow& row, ImportContext& context) {
  const geo::PostcodeRow place = postcode_row(layout, row.fields);
  const auto added = context.places().add(place);
  if (added) return context.place_added();
  const Problem& why = added.error().front();
  context.refuse(
      {model::Severity::error, "bad-postcode-row", file.name, row.line, "postcode", place.postcode, why.detail},
      raw_row(file, row.line, row.raw, place.postcode));
}

void read_table(const InputFile& file, ImportContext& context) {
  CsvReader reader(file, {.header = false});
  CsvRow first;
  if (!reader.next(first)) return;
  const auto layout = layout_of(first.fields);
  if (!layout) return note_unused(file, context);
  if (is_headless(*layout)) {
    context.row_read();
    take(file, *layout, first, context);
  }
  each_row(file, reader, context, [&](const CsvRow& row) { take(file, *layout, row, context); });
}

Result<void> read(std::span<const InputFile> files, ImportContext& context) {
  each_file(tables_of(files), context, [&](const InputFile& file) { read_table(file, context); });
  return {};
}

}  // namespace

extern const Format kPostcodes = {"postcodes", "postcodes: ONSPD, NSPL, Code-Point Open, or Postcode,lat,long", true,
                                  recognise, read};

}  // namespace fingerpost::importers
