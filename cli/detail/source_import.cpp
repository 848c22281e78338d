#include "cli/detail/source_import.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <unistd.h>

#include "base/file.hpp"
#include "base/hash.hpp"
#include "cli/detail/dry_run.hpp"
#include "importers/vintage.hpp"

namespace fingerpost::cli {
namespace {

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

/// The options with format and licence settled.
Result<SourceOptions> settled(SourceOptions options, const std::vector<importers::InputFile>& files) {
  if (options.import.format.empty()) {
    const auto detected = importers::detect(files);
    if (!detected) return fail(detected.error());
    options.import.format = (*detected)->name;
  }
  if (const importers::Format* format = importers::find_format(options.import.format); format != nullptr) {
    if (options.import.licence.empty()) options.import.licence = format->licence;
    if (options.attribution.empty()) options.attribution = format->attribution;
  }
  return options;
}

Json json_of(const importers::FeedReport& feed) {
  Json json = Json::object();
  json.set("version", feed.version).set("licence", feed.licence).set("attribution", feed.attribution);
  json.set("fetched_at", to_rfc3339(feed.fetched_at)).set("complete", feed.complete).set("resumed", feed.resumed);
  json.set("pages", feed.pages).set("records", feed.records).set("fetched", feed.fetched);
  json.set("unchanged", feed.unchanged).set("resumed_from", feed.resumed_from).set("failed", feed.failed);
  Json findings = Json::array();
  for (const model::Finding& finding : feed.findings) findings.push(model::to_json(finding));
  json.set("findings", std::move(findings));
  return json;
}

void print(const importers::FeedReport& feed) {
  fmt::print("  Open Referral {}, read at {}{}: {} pages, {} bodies fetched, {} unchanged, {} given up\n", feed.version,
             to_rfc3339(feed.fetched_at),
             feed.resumed ? fmt::format(" (resumed, {} answers kept)", feed.resumed_from) : "", feed.pages,
             feed.fetched, feed.unchanged, feed.failed);
  if (!feed.licence.empty()) fmt::print("  licence as stated by the feed: {}\n", feed.licence);
  for (const model::Finding& finding : feed.findings)
    fmt::print("  {:7} {}: {} ({})\n", model::to_string(finding.severity), finding.code, finding.detail, finding.file);
  if (!feed.complete) fmt::print("  The feed was not read whole: what came is in, nothing is withdrawn.\n");
}

}  // namespace

ProgressLine::ProgressLine(std::string source, bool is_wanted)
    : source_(std::move(source)), on_(is_wanted && ::isatty(STDERR_FILENO) != 0) {}

ProgressLine::~ProgressLine() {
  if (on_ && shown_) fmt::print(stderr, "\r\033[K");
}

void ProgressLine::show(std::string_view what, std::uint64_t count, std::uint64_t done, std::uint64_t total) {
  if (!on_) return;
  shown_ = true;
  fmt::print(stderr, "\r\033[K{}: {} {}, {} %", source_, count, what,
             total == 0 ? 0 : 100 * std::min(done, total) / total);
  std::fflush(stderr);
}

Result<Imported> import_files(Workspace& workspace, const SourceOptions& asked,
                              const std::vector<importers::InputFile>& files, bool may_withdraw,
                              FindingReport& findings) {
  const auto chosen = settled(asked, files);
  if (!chosen) return fail(chosen.error());
  const SourceOptions& options = *chosen;
  const std::string& source = options.import.source;
  Imported imported;
  imported.source = source;
  const Instant now = workspace.clock().now();
  std::optional<DryRun> dry;
  std::unique_ptr<store::ImportSession> session;
  if (options.dry_run)
    dry.emplace();
  else
    session = workspace.store().begin_import({.name = source,
                                              .format = options.import.format,
                                              .licence = options.import.licence,
                                              .attribution = options.attribution,
                                              .address = options.address,
                                              .imported_at = now});
  std::optional<geo::GazetteerBuilder> places;
  ProgressLine progress(source, options.shows_progress);
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
                         std::uint64_t total) { progress.show("rows", rows, done, total); }};
  auto report = importers::run_import(files, options.import, targets);
  if (!report) return fail(report.error());
  imported.report = *std::move(report);
  if (places && !options.dry_run) publish_places(workspace, imported, *places);
  const bool is_complete = imported.report.complete && may_withdraw;
  if (options.dry_run)
    imported.applied = dry->applied();
  else
    imported.applied = session->finish(is_complete ? store::Completeness::complete : store::Completeness::partial,
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
  if (imported.feed) json.set("feed", json_of(*imported.feed));
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
  if (imported.feed) print(*imported.feed);
}

}  // namespace fingerpost::cli
