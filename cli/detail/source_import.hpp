#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "cli/detail/finding_report.hpp"
#include "cli/workspace.hpp"
#include "importers/feed.hpp"
#include "importers/importer.hpp"

namespace fingerpost::cli {

/// What is asked of the import of one source.
struct SourceOptions {
  importers::ImportOptions import;
  std::string address;      ///< path or URL that is kept with the source
  std::string attribution;  ///< empty: the format's
  bool dry_run = false, force = false;
  bool shows_progress = true;  ///< a line on a terminal
};

/// What one source did.
struct Imported {
  std::string source;
  importers::ImportReport report;
  store::Applied applied;
  std::optional<geo::GazetteerBuilder::Published> places;
  std::optional<importers::FeedReport> feed;  ///< of a live feed: how the walk went
};

/// Reads `files` as one source into the workspace's store (or nowhere). `may_withdraw` says that the files are all of
/// the source. Problems: nothing of it can be read.
[[nodiscard]] Result<Imported> import_files(Workspace& workspace, const SourceOptions& options,
                                            const std::vector<importers::InputFile>& files, bool may_withdraw,
                                            FindingReport& findings);

/// One line on stderr that is written over; nothing when stderr is no terminal.
class ProgressLine {
 public:
  ProgressLine(std::string source, bool is_wanted);
  ~ProgressLine();
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;
  void show(std::string_view what, std::uint64_t count, std::uint64_t done, std::uint64_t total);

 private:
  std::string source_;
  bool on_, shown_ = false;
};

/// The answer of `import --json` for one source.
Json json_of(const Imported& imported);
/// The same in words, on standard output.
void print(const Imported& imported, bool dry_run);

}  // namespace fingerpost::cli
