#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/result.hpp"
#include "geo/gazetteer_builder.hpp"
#include "importers/input.hpp"
#include "model/finding.hpp"
#include "model/sink.hpp"

namespace fingerpost::importers {

/// What the caller asks of an import.
struct ImportOptions {
  std::string format;  ///< a name of formats(), empty: detect
  std::string map;     ///< column or property map file, or the name of a shipped one; empty: detect
  std::string source;  ///< decides what is withdrawn; empty: base name of the path
  std::string licence;
};

/// Counts and findings of one import. Findings are kept up to kMaxFindingsInMemory and counted beyond; `on_finding`
/// sees them all (the --report writer).
struct ImportReport {
  struct Row {
    std::string code;
    std::uint64_t count;
  };
  std::string format, source;
  std::uint64_t files = 0, rows = 0, records = 0, places = 0, refused = 0;
  std::vector<model::Finding> findings;
  std::vector<Row> findings_by_code;  ///< by code, all of them
  bool complete = true;               ///< every file was read to its end: what is missing may be withdrawn
};
inline constexpr std::size_t kMaxFindingsInMemory = 1'000;

/// What became of an emitted record.
enum class Emitted : std::uint8_t {
  accepted,
  repeated,  ///< a record of this id was accepted earlier in this run; the first stays
  refused,   ///< invalid: told and kept already
};
/// Ids remembered in a run to tell repetitions (64 MB at most); beyond it repetitions go to the sink as they come.
inline constexpr std::size_t kMaxRememberedIds = 2'000'000;

/// What an importer works with: where records go, where gazetteer rows go, whom to tell. Passed by reference.
class ImportContext {
 public:
  virtual ~ImportContext() = default;

  /// Validates and emits one record, with notes as findings; a record that fails is refused with its findings.
  /// A record whose id was accepted before in this run is not emitted again: parts that many rows repeat (their
  /// organization) may be emitted with each; for the row's own record the importer says what a repetition means.
  virtual Emitted emit(model::Record record, const model::RawRow& raw) = 0;
  /// A row that could not be made into a record.
  virtual void refuse(model::Finding finding, const model::RawRow& raw) = 0;
  /// Something worth telling about a row that was used.
  virtual void note(model::Finding finding) = 0;
  /// Gazetteer rows go here; its Problems are refused rows.
  virtual geo::GazetteerBuilder& places() = 0;
  /// A gazetteer row was taken (for counts).
  virtual void place_added() = 0;
  /// A file could not be read to its end: what was read is kept, and nothing will be withdrawn.
  virtual void incomplete(const InputFile& file, std::string_view why) = 0;
  /// A row was read (for progress and counts); cheap.
  virtual void row_read() = 0;
  /// The id of a record of this source: a UUID is kept, anything else is UUIDv5 of source, kind and source id.
  virtual Uuid id_for(model::RecordKind kind, std::string_view source_id) const = 0;
  virtual const ImportOptions& options() const = 0;
  virtual Instant now() const = 0;
};

/// One source format. Stateless; all formats stand in one table (importers/formats.cpp).
struct Format {
  std::string_view name;         ///< as in --format
  std::string_view description;  ///< one line for help and man page
  bool fills_gazetteer;          ///< postcodes, places, boundaries
  /// 0 (not mine) to 100 (surely mine) from names and heads of all files together.
  int (*recognise)(std::span<const InputFile> files);
  /// Reads the files and emits. Problems: nothing of it can be read (wrong format, unusable map). Bad rows are refused
  /// through the context instead.
  Result<void> (*read)(std::span<const InputFile> files, ImportContext& context);
  /// Of what is published in this format and no other way; the source's, when the caller names none.
  std::string_view licence = {};
  std::string_view attribution = {};
};

std::span<const Format> formats();
const Format* find_format(std::string_view name);

/// What the caller provides: where accepted records go, where the gazetteer lies, how to report.
struct ImportTargets {
  model::Sink& sink;
  std::function<geo::GazetteerBuilder&()> places;  ///< made on first use
  const Clock& clock;
  std::function<void(const model::Finding&, const model::RawRow&)> on_finding;  ///< may be empty
  std::function<void(std::uint64_t rows, std::uint64_t bytes_done, std::uint64_t bytes_total)>
      on_progress;  ///< may be empty
};

/// The source's name when the caller gives none: the base name of the file or folder.
std::string default_source(std::span<const InputFile> files);

/// Detects when no format is given, reads, emits. Problems: `unrecognised_format` (what was seen, which formats exist),
/// `nothing_usable`. Memory does not grow with the input.
[[nodiscard]] Result<ImportReport> run_import(std::span<const InputFile> files, const ImportOptions& options,
                                              const ImportTargets& targets);

/// The format that recognises the files best; Problem when none does or two do equally.
[[nodiscard]] Result<const Format*> detect(std::span<const InputFile> files);

}  // namespace fingerpost::importers
