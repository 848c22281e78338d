#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/detail/duration.hpp"
#include "cli/detail/feed_import.hpp"
#include "store/subscriptions.hpp"

namespace fingerpost::cli {
namespace {

constexpr int kIncompleteFeed = 1;

struct Options {
  std::vector<std::string> paths;
  importers::ImportOptions import;
  FeedManners manners;
  std::string report, every;
  bool dry_run = false, force = false;
};

/// One source to read: a feed's address, or files.
struct Work {
  std::string source, address;
  std::vector<importers::InputFile> files;  ///< empty: a live feed
};

/// "charities.json.zip" and "charities.json" are one source: the name without what only packs it.
std::string source_name(const std::filesystem::path& path) {
  std::string name = path.filename().empty() ? path.parent_path().filename().string() : path.filename().string();
  for (const std::string_view packed : {".gz", ".zip"})
    if (name.size() > packed.size() && name.ends_with(packed)) name.resize(name.size() - packed.size());
  return name;
}

void add_feed(const Options& options, const std::string& address, std::vector<Work>& work, Problems& problems) {
  auto name = feed_source_name(address);
  if (!name) return append(problems, std::move(name.error()));
  if (!options.import.source.empty() && options.paths.size() > 1)
    return append(problems, problem(ProblemCode::usage, "source", options.import.source,
                                    "A live feed is a source of its own: import it by itself, or leave --source out."));
  if (!options.import.format.empty() && options.import.format != "hsds-json")
    return append(problems, problem(ProblemCode::usage, "format", options.import.format,
                                    "A live feed is read as hsds-json; leave --format out."));
  work.push_back({options.import.source.empty() ? *name : options.import.source, address, {}});
}

/// Sources in the order given: one for all paths when --source names it, else one a path.
Result<std::vector<Work>> work_of(const Options& options) {
  std::vector<Work> work;
  Problems problems;
  for (const std::string& path : options.paths) {
    if (importers::is_feed_address(path)) {
      add_feed(options, path, work, problems);
      continue;
    }
    auto files = importers::open_inputs(path);
    if (!files) {
      append(problems, std::move(files.error()));
      continue;
    }
    if (work.empty() || options.import.source.empty())
      work.push_back({options.import.source.empty() ? source_name(path) : options.import.source, path, {}});
    auto& all = work.back().files;
    all.insert(all.end(), std::make_move_iterator(files->begin()), std::make_move_iterator(files->end()));
  }
  if (!problems.empty()) return fail(std::move(problems));
  return work;
}

/// How often to come back, when asked for.
Result<std::optional<std::chrono::seconds>> interval_of(const Options& options, const std::vector<Work>& work) {
  if (options.every.empty()) return std::nullopt;
  const auto every = parse_duration(options.every, "every", kShortestInterval, kLongestInterval);
  if (!every) return fail(every.error());
  if (work.size() != 1 || !work.front().files.empty() || options.dry_run)
    return fail(ProblemCode::usage, "every", options.every,
                "--every subscribes to one live feed: give one http or https address, without --dry-run.");
  return *every;
}

Result<Imported> import_one(Workspace& workspace, const Settings& settings, const Options& options, const Work& work,
                            FindingReport& findings) {
  SourceOptions what{.import = options.import, .address = work.address, .attribution = {}};
  what.import.source = work.source;
  what.dry_run = options.dry_run;
  what.force = options.force;
  FeedManners manners = options.manners;
  manners.authorities = settings["feed_authorities"];
  if (work.files.empty()) return import_feed(workspace, std::move(what), manners, findings);
  return import_files(workspace, what, work.files, true, findings);
}

void subscribe(Workspace& workspace, const Options& options, const Work& work, std::chrono::seconds every) {
  store::Subscription subscription;
  subscription.source = work.source;
  subscription.address = work.address;
  subscription.every = every;
  subscription.licence = options.import.licence;
  subscription.rate = options.manners.rate;
  subscription.created_at = workspace.clock().now();
  store::Subscriptions(workspace.folder().store()).put(subscription);
}

void note_try(Workspace& workspace, const std::string& source, const Result<Imported>& imported) {
  const bool is_whole = imported && imported->feed->complete;
  store::Subscriptions(workspace.folder().store())
      .note(source, {workspace.clock().now(), is_whole,
                     is_whole   ? ""
                     : imported ? "The feed was not read whole."
                                : imported.error().front().detail});
}

Outcome run_import_command(const Globals& globals, const Options& options) {
  const auto settings = Settings::load(globals.flags);
  if (!settings) return fail(settings.error());
  auto work = work_of(options);
  if (!work) return fail(std::move(work.error()));
  const auto every = interval_of(options, *work);
  if (!every) return fail(every.error());
  Workspace workspace(directory::DataFolder{(*settings)["data"]});
  if (*every) subscribe(workspace, options, work->front(), **every);
  FindingReport findings(options.report);
  Problems problems;
  Json answers = Json::array();
  int code = 0;
  for (const Work& one : *work) {
    auto imported = import_one(workspace, *settings, options, one, findings);
    if (*every) note_try(workspace, one.source, imported);
    if (!imported) {
      append(problems, std::move(imported.error()));
      continue;
    }
    if (imported->feed && !imported->feed->complete) code = kIncompleteFeed;
    if (globals.json)
      answers.push(json_of(*imported));
    else
      print(*imported, options.dry_run);
  }
  findings.finish();
  if (globals.json) fmt::print("{}\n", answers.dump());
  if (!options.dry_run) workspace.directory().publish();
  if (!problems.empty()) return fail(std::move(problems));
  return code;
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
  app.add_option("--every", options->every, "Subscribe: a running server reads the feed again after this time, as 6h");
  app.add_option("--rate", options->manners.rate, "Requests per second to a live feed; default 5")
      ->check(CLI::Range(0.01, 1'000.0));
  app.add_option("--max-pages", options->manners.max_pages, "Pages read of one list of a live feed; default 20000")
      ->check(CLI::Range(1, 1'000'000));
  app.add_option("--patience", options->manners.patience, "Seconds to wait for a live feed's next byte; default 30")
      ->check(CLI::Range(1, 600));
  app.add_option("paths", options->paths, "Files, archives, folders, or addresses of live feeds")->required();
  return [options](const Globals& given) { return run_import_command(given, *options); };
}

}  // namespace fingerpost::cli
