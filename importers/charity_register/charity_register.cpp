#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "base/text.hpp"
#include "importers/charity_register/detail/charity_record.hpp"
#include "importers/detail/each_file.hpp"
#include "importers/detail/formats.hpp"
#include "importers/detail/keyed_rows.hpp"
#include "importers/detail/recognition.hpp"
#include "importers/detail/table.hpp"

/// The Charity Commission's public extract (publicextract.charity and its companion tables; JSON, or text separated by
/// tabs with backslashes; zipped or not). The tables are brought together by charity in bounded memory.
namespace fingerpost::importers {
namespace {

/// Which of the extract's tables a file is, by its columns; nullopt when it is none that we read.
std::optional<CharityTable> table_of(const Table& table) {
  const auto has = [&](std::string_view name) {
    return std::find(table.columns().begin(), table.columns().end(), name) != table.columns().end();
  };
  if (!has("registered_charity_number") || !has("linked_charity_number")) return std::nullopt;
  if (has("charity_registration_status")) return CharityTable::charity;
  if (has("charitable_objects")) return CharityTable::governing_document;
  if (has("classification_code")) return CharityTable::classification;
  if (has("charity_name_type")) return CharityTable::other_names;
  if (has("geographic_area_description")) return CharityTable::area_of_operation;
  return std::nullopt;
}

TableOptions options_of(const InputFile& file) {
  if (file.extension() != "txt") return {};
  return {.separator = '\t', .quotes = false, .backslash = true};
}

int recognise(std::span<const InputFile> files) {
  return best_score(files, {"json", "txt", "csv", "tsv"}, [](const InputFile& file) {
    try {
      const auto table = open_table(file, options_of(file));
      SourceRow row;
      if (!table || !(*table)->next(row)) return 0;
      return table_of(**table) ? 96 : 0;
    } catch (const DamagedInput&) {
      return 0;
    }
  });
}

/// Reads the tables and deals their rows out by charity.
class Register {
 public:
  Register(std::span<const InputFile> files, ImportContext& context) : files_(files), context_(context) {}

  void read() {
    for (std::size_t i = 0; i < files_.size(); ++i)
      if (has_extension(files_[i], {"json", "txt", "csv", "tsv"}))
        each_file(files_.subspan(i, 1), context_, [&](const InputFile& file) { read_file(file, i); });
    CharityRecords records(files_, context_);
    rows_.for_each([&](const KeyedRows::Group& group) { records.emit(group); });
    if (records.removed() > 0)
      context_.note({model::Severity::note, "rows-left-out", "", 0, "charity_registration_status",
                     std::to_string(records.removed()),
                     "Charities that have been removed from the register are not read."});
  }

  bool any() const { return any_; }

 private:
  void read_file(const InputFile& file, std::size_t number) {
    const auto table = open_table(file, options_of(file));
    if (!table) return;
    SourceRow row;
    std::optional<CharityTable> kind;
    std::vector<std::size_t> wanted;
    each_row(file, **table, context_, [&](const SourceRow& source) {
      if (!kind) {
        kind = table_of(**table);
        if (!kind) kind = CharityTable::unknown;
        any_ = any_ || *kind != CharityTable::unknown;
      }
      if (*kind != CharityTable::unknown) deal(file, number, *kind, **table, source);
    });
    if (kind == CharityTable::unknown)
      context_.note({model::Severity::note, "file-not-used", file.name, 0, "", "",
                     "The file is no table of the register that is read (charity, governing document, classification, "
                     "other names, area of operation)."});
  }

  void deal(const InputFile& file, std::size_t number, CharityTable kind, const Table& table, const SourceRow& row) {
    CharityRow packed{number, row.line, kind == CharityTable::charity ? row.raw : std::string(), {}};
    std::string charity, linked;
    for (const std::string_view name : columns_of(kind)) {
      const auto column = std::find(table.columns().begin(), table.columns().end(), name);
      packed.values.emplace_back(
          column == table.columns().end() ? "" : trim(row[static_cast<std::size_t>(column - table.columns().begin())]));
    }
    const std::string& registered = packed.values[0];
    if (registered.empty() || !parse_integer(registered))
      return context_.refuse({model::Severity::error, "missing-id", file.name, row.line, "registered_charity_number",
                              registered, "The row has no registered charity number."},
                             {"", file.name, row.line, row.raw});
    rows_.add(registered + "-" + (packed.values[1].empty() ? "0" : packed.values[1]), static_cast<std::uint8_t>(kind),
              packed.pack());
  }

  std::span<const InputFile> files_;
  ImportContext& context_;
  KeyedRows rows_;
  bool any_ = false;
};

Result<void> read(std::span<const InputFile> files, ImportContext& context) {
  Register charities(files, context);
  charities.read();
  if (charities.any()) return {};
  return fail(ProblemCode::unrecognised_format, "path", "",
              "There is no table of the Charity Commission's public extract here (publicextract.charity and its "
              "companions, JSON or text).");
}

}  // namespace

extern const Format kCharityRegister = {"charity-register", "Charity Commission public extract, JSON and text", false,
                                        recognise, read};

}  // namespace fingerpost::importers
