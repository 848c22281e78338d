#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/workspace.hpp"

namespace fingerpost::cli {

Runner declare_reindex(CLI::App& app, Globals& globals) {
  add_data_option(app, globals);
  return [](const Globals& given) -> Outcome {
    const auto settings = Settings::load(given.flags);
    if (!settings) return fail(settings.error());
    Workspace workspace(directory::DataFolder{(*settings)["data"]});
    if (workspace.directory().rebuild() == directory::Directory::Outcome::left_to_another)
      return fail(ProblemCode::refused, "data", workspace.folder().root.string(),
                  "Another process publishes this data folder (a running server does): stop it, or leave it to it.");
    const auto snapshot = workspace.directory().snapshot();
    fmt::print("{} records in {} documents, as of change {}\n", snapshot->index().records(),
               snapshot->index().documents(), snapshot->seq());
    return 0;
  };
}

}  // namespace fingerpost::cli
