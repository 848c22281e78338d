#include "cli/detail/feed_import.hpp"

#include "base/hash.hpp"

namespace fingerpost::cli {
namespace {

/// One folder a source: names may hold anything, so that it is called by a hash.
std::filesystem::path walk_folder(const directory::DataFolder& folder, const std::string& source) {
  return folder.feeds() / to_hex(blake2b(source)).substr(0, 32);
}

}  // namespace

Result<std::string> feed_source_name(const std::string& address) {
  const auto parsed = importers::parse_feed_address(address);
  if (!parsed) return fail(parsed.error());
  return parsed->name();
}

Result<Imported> import_feed(Workspace& workspace, SourceOptions options, const FeedManners& manners,
                             FindingReport& findings, const std::stop_token& stop) {
  auto address = importers::parse_feed_address(options.address);
  if (!address) return fail(std::move(address.error()));
  if (options.import.source.empty()) options.import.source = address->name();
  const std::string source = options.import.source;
  importers::FeedReport walked;
  {
    ProgressLine progress(source, options.shows_progress);
    importers::FeedOptions feed;
    feed.address = *address;
    feed.folder = walk_folder(workspace.folder(), source);
    feed.fetch = manners.limits();
    feed.limits.pages = manners.max_pages;
    feed.stop = stop;
    feed.on_progress = [&](std::uint64_t done, std::uint64_t total) { progress.show("fetched", done, done, total); };
    auto report = importers::walk_feed(feed, workspace.key(), workspace.clock());
    if (!report) return fail(std::move(report.error()));
    walked = *std::move(report);
  }
  if (stop.stop_requested())
    return fail(ProblemCode::refused, "address", address->base, "It was stopped; the next run goes on.");
  for (const model::Finding& finding : walked.findings) findings.add(source, finding, {});
  options.import.format = "hsds-json";
  if (options.import.licence.empty()) options.import.licence = walked.licence;
  if (options.attribution.empty()) options.attribution = walked.attribution;
  options.address = address->base;  // its query may hold what is nobody else's business
  auto imported = import_files(workspace, options, walked.files, walked.complete, findings);
  if (!imported) return fail(std::move(imported.error()));
  walked.files.clear();
  imported->feed = std::move(walked);
  return imported;
}

}  // namespace fingerpost::cli
