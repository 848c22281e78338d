#include <fmt/format.h>

#include "base/text.hpp"
#include "importers/detail/csv_rows.hpp"
#include "importers/detail/dates.hpp"
#include "importers/detail/each_file.hpp"
#include "importers/detail/formats.hpp"
#include "importers/detail/recognition.hpp"

/// Days on which ordinary hours do not apply (`date,name`). They become terms of a taxonomy `calendars`: code is the
/// day, name the holiday. The directory makes its HolidayCalendar of them.
namespace fingerpost::importers {
namespace {

constexpr std::string_view kTaxonomyName = "calendars";
int recognise(std::span<const InputFile> files) {
  return best_score(files, {"csv", "tsv", "txt"}, [](const InputFile& file) {
    const TableHead head = table_head(file);
    if (head.columns.size() > 6 || !head.has("date") || head.first.empty()) return 0;
    const auto date = std::find(head.columns.begin(), head.columns.end(), "date") - head.columns.begin();
    if (!parse_british_day(head.first.at(static_cast<std::size_t>(date)))) return 0;
    return head.has_any({"name", "title", "holiday", "bank holiday", "event"}) ? 85 : 0;
  });
}

void read_row(const InputFile& file, const CsvRow& row, std::size_t date_column, std::string_view name,
              const model::Taxonomy& taxonomy, ImportContext& context) {
  const auto raw = raw_row(file, row.line, row.raw, std::string(trim(row[date_column])));
  const auto day = parse_british_day(row[date_column]);
  if (!day)
    return context.refuse({model::Severity::error,
                           "bad-date",
                           {},
                           0,
                           "date",
                           std::string(row[date_column]),
                           "This is no day; write it as 2026-12-25."},
                          raw);
  model::TaxonomyTerm term;
  term.code = to_string(*day);
  term.name = name.empty() ? "Holiday" : std::string(name);
  term.description = fmt::format("{} on {}: ordinary opening hours may not apply.", term.name, term.code);
  term.id = context.id_for(model::RecordKind::taxonomy_term, fmt::format("{}/{}", kTaxonomyName, term.code));
  term.taxonomy = kTaxonomyName;
  term.taxonomy_id = taxonomy.id;
  context.emit(taxonomy, raw_row(file, row.line, row.raw, std::string(kTaxonomyName)));
  context.emit(std::move(term), raw);
}

Result<void> read(std::span<const InputFile> files, ImportContext& context) {
  model::Taxonomy taxonomy;
  taxonomy.id = context.id_for(model::RecordKind::taxonomy, kTaxonomyName);
  taxonomy.name = kTaxonomyName;
  taxonomy.description = "Days on which ordinary opening hours may not apply.";
  const auto tables = files_with(files, {"csv", "tsv", "txt"});
  each_file(tables, context, [&](const InputFile& file) {
    CsvReader reader(file);
    const auto date = reader.column("date");
    if (!date)
      return context.note(
          {model::Severity::warning, "file-not-used", file.name, 0, "date", "", "A calendar needs a column \"date\"."});
    const auto name = reader.column_of({"name", "title", "holiday", "bank holiday", "event", "description"});
    each_row(file, reader, context,
             [&](const CsvRow& row) { read_row(file, row, *date, name ? trim(row[*name]) : "", taxonomy, context); });
  });
  return {};
}

}  // namespace

extern const Format kCalendar = {"calendar", "days on which ordinary hours do not apply: date,name", false, recognise,
                                 read};

}  // namespace fingerpost::importers
