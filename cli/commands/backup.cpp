#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "base/failure.hpp"
#include "base/file.hpp"
#include "cli/command.hpp"
#include "cli/workspace.hpp"
#include "exchange/archive.hpp"

namespace fingerpost::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kStoreName = "directory.db";

/// A folder beside the data that goes with this object: same file system, so that renames are whole.
class Staging {
 public:
  explicit Staging(const fs::path& beside) : path_(beside / fmt::format(".staging-{}", to_string(random_uuid()))) {
    fs::create_directories(path_);
  }
  ~Staging() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  Staging(const Staging&) = delete;
  Staging& operator=(const Staging&) = delete;
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

Outcome run_backup(const Globals& globals, const std::string& to) {
  const auto settings = Settings::load(globals.flags);
  if (!settings) return fail(settings.error());
  Workspace workspace(directory::DataFolder{(*settings)["data"]});
  const Staging staging(workspace.folder().root);
  const fs::path copy = staging.path() / kStoreName;
  workspace.store().backup_to(copy);
  std::vector<exchange::ArchiveEntry> entries{{std::string(kStoreName), copy}};
  // The files of the gazetteer are immutable; a hard link keeps one that is replaced meanwhile.
  fs::create_directories(staging.path() / "places");
  if (fs::exists(workspace.folder().places()))
    for (const auto& file : fs::directory_iterator(workspace.folder().places())) {
      const std::string name = file.path().filename().string();
      if (!file.is_regular_file() || name.ends_with(".lock") || name.find(".new") != std::string::npos) continue;
      const fs::path kept = staging.path() / "places" / name;
      std::error_code gone;
      fs::create_hard_link(file.path(), kept, gone);
      if (!gone) entries.push_back({"places/" + name, kept});
    }
  exchange::write_archive(to, entries);
  fmt::print("{} files as of change {} in {}\n", entries.size(), workspace.store().last_seq(), to);
  return 0;
}

struct RestoreOptions {
  std::string from;
  bool force = false;
};

Outcome run_restore(const Globals& globals, const RestoreOptions& options) {
  const auto settings = Settings::load(globals.flags);
  if (!settings) return fail(settings.error());
  const directory::DataFolder folder{(*settings)["data"]};
  if (fs::exists(folder.store()) && !options.force)
    return fail(ProblemCode::refused, "data", folder.root.string(),
                fmt::format("{} holds a directory already; --force replaces it.", folder.root.string()));
  fs::create_directories(folder.root);
  const auto only = FileLock::try_acquire(folder.server_lock());
  if (!only)
    return fail(ProblemCode::refused, "data", folder.root.string(), "A server serves this folder: stop it first.");
  const Staging staging(folder.root);
  const auto names = exchange::read_archive(options.from, staging.path());
  if (!names) return fail(names.error());
  if (!fs::exists(staging.path() / kStoreName))
    return fail(ProblemCode::unrecognised_format, "from", options.from,
                fmt::format("{} holds no directory: it is no backup of ours.", options.from));
  // The index is derived and goes first: a kill in the middle leaves it to be rebuilt, never one of another store.
  fs::remove_all(folder.index());
  fs::remove_all(folder.places());
  for (const char* suffix : {"-wal", "-shm"}) fs::remove(folder.store().string() + suffix);
  fs::rename(staging.path() / kStoreName, folder.store());
  if (fs::exists(staging.path() / "places")) fs::rename(staging.path() / "places", folder.places());
  sync_to_disk(folder.root);
  fmt::print("{} files restored into {}\n", names->size(), folder.root.string());
  if (!SealingKey::is_in(folder.keys()))
    fmt::print("Now bring the sealing key back: fingerpost key restore --from FILE --data {}\n", folder.root.string());
  return 0;
}

}  // namespace

Runner declare_backup(CLI::App& app, Globals& globals) {
  auto to = std::make_shared<std::string>();
  add_data_option(app, globals);
  app.add_option("--to", *to, "File to write")->required();
  return [to](const Globals& given) { return run_backup(given, *to); };
}

Runner declare_restore(CLI::App& app, Globals& globals) {
  auto options = std::make_shared<RestoreOptions>();
  add_data_option(app, globals);
  app.add_option("--from", options->from, "The backup")->required();
  app.add_flag("--force", options->force, "Replace what is there");
  return [options](const Globals& given) { return run_restore(given, *options); };
}

}  // namespace fingerpost::cli
