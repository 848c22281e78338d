#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fstream>
#include <iostream>
#include <unistd.h>

#include "base/failure.hpp"
#include "base/file.hpp"
#include "base/hash.hpp"
#include "base/json.hpp"
#include "cli/command.hpp"
#include "cli/detail/dry_run.hpp"
#include "cli/detail/finding_report.hpp"
#include "cli/workspace.hpp"
#include "importers/importer.hpp"
#include "importers/vintage.hpp"

namespace fingerpost::cli {
namespace {

struct Options {
  std::vector<std::string> paths;
  importers::ImportOptions import;
  std::string report;
  bool dry_run = false, force = false;
};

/// What one source did.
struct Imported {
  std::string source;
  importers::ImportReport report;
  store::Applied applied;
  std::optional<geo::GazetteerBuilder::Published> places;
};

/// "charities.json.zip" and "charities.json" are one source: the name without what only packs it.
std::string source_name(const std::filesystem::path& path) {
  std::string name = path.filename().empty() ? path.parent_path().filename().string() : path.filename().string();
  for (const std::string_view packed : {".gz", ".zip"})
    if (name.size() > packed.size() && name.ends_with(packed)) name.resize(name.size() - packed.size());
  return name;
}

/// One line on stderr that is written over; nothing when stderr is no terminal.
class ProgressLine {
 public:
  explicit ProgressLine(std::string source) : source_(std::move(source)), on_(::isatty(STDERR_FILENO) != 0) {}
  ~ProgressLine() {
    if (on_ && shown_) fmt::print(stderr, "\r\033[K");
  }
  void show(std::uint64_t rows, std::uint64_t done, std::uint64_t total) {
    if (!on_) return;
    shown_ = true;
    fmt::print(stderr, "\r\033[K{}: {} rows, {} %", source_, rows,
               total == 0 ? 0 : 100 * std::min(done, total) / total);
    std::fflush(stderr);
  }

 private:
  std::string source_;
  bool on_, shown_ = false;
};

void publish_places(Workspace& workspace, Imported& imported, geo::GazetteerBuilder& builder) {
  imported.places = builder.publish();
  if (!imported.places->changed) return;
  std::vector<store::PlaceFile> files;
  for (const std::string& name : imported.places->files) {
    const MappedFile content(workspace.folder().places() / name);
    files.push_back({name, to_hex(blake2b(content.bytes())), content.bytes().size()});
  }
  workspace.store().set_place_files(files);
}

Result<Imported> import_source(Workspace& workspace, const Options& options, const std::string& source,
                               const std::vector<importers::InputFile>& files, FindingReport& findings) {
  Imported imported;
  imported.source = source;
  importers::ImportOptions what = options.import;
  what.source = source;
  if (what.format.empty()) {
    const auto format = importers::detect(files);
    if (!format) return fail(format.error());
    what.format = (*format)->name;
  }
  const importers::Format* format = importers::find_format(what.format);
  if (what.licence.empty() && format != nullptr) what.licence = format->licence;
  const Instant now = workspace.clock().now();
  std::optional<DryRun> dry;
  std::unique_ptr<store::ImportSession> session;
  if (options.dry_run)
    dry.emplace();
  else
    session = workspace.store().begin_import({.name = source,
                                              .format = what.format,
                                              .licence = what.licence,
                                              .attribution = std::string(format == nullptr ? "" : format->attribution),
                                              .address = options.paths.front(),
                                              .imported_at = now});
  std::optional<geo::GazetteerBuilder> places;
  ProgressLine progress(source);
  const importers::ImportTargets targets{
      .sink = options.dry_run ? static_cast<model::Sink&>(*dry) : *session,
      .places = [&]() -> geo::GazetteerBuilder& {
        if (!places)
          places.emplace(options.dry_run ? dry->places_folder() : workspace.folder().places(), source,
                         importers::vintage_of(files, now));
        return *places;
      },
      .clock = workspace.clock(),
      .on_finding = [&](const model::Finding& finding,
                        const model::RawRow& raw) { findings.add(source, finding, raw); },
      .on_progress = [&](std::uint64_t rows, std::uint64_t done,
                         std::uint64_t total) { progress.show(rows, done, total); }};
  auto report = importers::run_import(files, what, targets);
  if (!report) return fail(report.error());
  imported.report = *std::move(report);
  if (places && !options.dry_run) publish_places(workspace, imported, *places);
  if (options.dry_run)
    imported.applied = dry->applied();
  else
    imported.applied =
        session->finish(imported.report.complete ? store::Completeness::complete : store::Completeness::partial,
                        options.force ? store::Withdrawal::forced : store::Withdrawal::cautious);
  return imported;
}

Json json_of(const Imported& imported) {
  Json json = Json::object();
  const store::Applied& applied = imported.applied;
  json.set("source", imported.source).set("format", imported.report.format).set("files", imported.report.files);
  json.set("rows", imported.report.rows).set("records", imported.report.records);
  json.set("added", applied.added).set("changed", applied.changed).set("unchanged", applied.unchanged);
  json.set("withdrawn", applied.withdrawn).set("restored", applied.restored).set("refused", imported.report.refused);
  if (applied.withdrawal_held_back > 0) json.set("withdrawal_held_back", applied.withdrawal_held_back);
  if (imported.places) {
    Json places = Json::object();
    places.set("added", std::uint64_t{imported.places->counts.added});
    places.set("unchanged", std::uint64_t{imported.places->counts.unchanged});
    json.set("places", std::move(places));
  }
  Json codes = Json::object();
  for (const auto& row : imported.report.findings_by_code) codes.set(row.code, row.count);
  json.set("findings", std::move(codes));
  return json;
}

void print(const Imported& imported, bool dry_run) {
  const store::Applied& a = imported.applied;
  fmt::print("{} ({}){}: {} rows", imported.source, imported.report.format, dry_run ? ", dry run" : "",
             imported.report.rows);
  if (imported.places) fmt::print(", {} places taken", imported.places->counts.added);
  fmt::print("\n  added {}, changed {}, unchanged {}, withdrawn {}, refused {}\n", a.added, a.changed, a.unchanged,
             a.withdrawn, imported.report.refused);
  if (a.restored > 0) fmt::print("  restored {}\n", a.restored);
  if (a.withdrawal_held_back > 0)
    fmt::print(
        "  {} records are gone from the source; that is more than a fifth of it, so none was withdrawn. "
        "If it is meant, import again with --force.\n",
        a.withdrawal_held_back);
  for (const auto& row : imported.report.findings_by_code) fmt::print("  {:6} {}\n", row.count, row.code);
}

/// Sources in the order given: one for all paths when --source names it, else one a path.
Result<std::vector<std::pair<std::string, std::vector<importers::InputFile>>>> sources_of(const Options& options) {
  std::vector<std::pair<std::string, std::vector<importers::InputFile>>> sources;
  Problems problems;
  for (const std::string& path : options.paths) {
    auto files = importers::open_inputs(path);
    if (!files) {
      append(problems, std::move(files.error()));
      continue;
    }
    if (sources.empty() || options.import.source.empty())
      sources.emplace_back(options.import.source.empty() ? source_name(path) : options.import.source,
                           std::vector<importers::InputFile>());
    auto& all = sources.back().second;
    all.insert(all.end(), std::make_move_iterator(files->begin()), std::make_move_iterator(files->end()));
  }
  if (!problems.empty()) return fail(std::move(problems));
  return sources;
}

Outcome run_import_command(const Globals& globals, const Options& options) {
  const auto settings = Settings::load(globals.flags);
  if (!settings) return fail(settings.error());
  auto sources = sources_of(options);
  if (!sources) return fail(std::move(sources.error()));
  Workspace workspace(directory::DataFolder{(*settings)["data"]});
  FindingReport findings(options.report);
  Problems problems;
  Json answers = Json::array();
  for (auto& [source, files] : *sources) {
    auto imported = import_source(workspace, options, source, files, findings);
    if (!imported) {
      append(problems, std::move(imported.error()));
      continue;
    }
    if (globals.json)
      answers.push(json_of(*imported));
    else
      print(*imported, options.dry_run);
  }
  findings.finish();
  if (globals.json) fmt::print("{}\n", answers.dump());
  if (!options.dry_run) workspace.directory().publish();
  if (!problems.empty()) return fail(std::move(problems));
  return 0;
}

}  // namespace

Runner declare_import(CLI::App& app, Globals& globals) {
  auto options = std::make_shared<Options>();
  add_data_option(app, globals);
  add_json_option(app, globals);
  std::string formats = "Source format; detected when not given:";
  for (const importers::Format& format : importers::formats()) formats += fmt::format(" {}", format.name);
  app.add_option("--format", options->import.format, formats);
  app.add_option("--map", options->import.map, "Column or property map: a file, or the name of a shipped one");
  app.add_option("--source", options->import.source, "Name of the source: decides what is withdrawn");
  app.add_option("--licence", options->import.licence, "Licence of the source, kept with each record");
  app.add_option("--report", options->report, "Write every finding to this file as JSON");
  app.add_flag("--dry-run", options->dry_run, "Read and check everything, change nothing");
  app.add_flag("--force", options->force, "Withdraw even more than a fifth of the source");
  app.add_option("paths", options->paths, "Files, archives or folders")->required();
  return [options](const Globals& given) { return run_import_command(given, *options); };
}

}  // namespace fingerpost::cli
