#include "exchange/export.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fstream>
#include <iostream>
#include <unistd.h>

#include "base/failure.hpp"
#include "cli/command.hpp"
#include "cli/workspace.hpp"

namespace fingerpost::cli {
namespace {

struct Options {
  std::string format, kind, to;
};

/// Writes to a file beside `path` that is renamed when whole.
void export_to_file(const directory::Snapshot& snapshot, exchange::ExportFormat format,
                    std::optional<search::Kind> kind, const std::string& path) {
  const std::string beside = path + ".new";
  std::ofstream file(beside, std::ios::binary | std::ios::trunc);
  if (!file) fail_with_errno("creating " + beside);
  exchange::export_public(snapshot, format, kind, [&](std::string_view piece) {
    if (!file.write(piece.data(), static_cast<std::streamsize>(piece.size()))) fail_with_errno("writing " + beside);
  });
  file.close();
  if (!file) fail_with_errno("writing " + beside);
  std::filesystem::rename(beside, path);
}

Outcome run_export(const Globals& globals, const Options& options) {
  Problems problems;
  const auto format = exchange::parse_export_format(options.format);
  if (!format)
    append(problems,
           problem(ProblemCode::unknown_value, "format", options.format,
                   fmt::format("--format is one of {}; \"{}\" is not.", exchange::kExportFormats, options.format)));
  std::optional<search::Kind> kind;
  if (!options.kind.empty() && !(kind = search::parse_kind(options.kind)))
    append(problems, problem(ProblemCode::unknown_value, "kind", options.kind,
                             "--kind is service, building, organization or role."));
  const auto settings = Settings::load(globals.flags);
  if (!settings) append(problems, settings.error());
  if (!problems.empty()) return fail(std::move(problems));
  Workspace workspace(directory::DataFolder{(*settings)["data"]});
  const auto snapshot = workspace.snapshot();
  if (!snapshot) return fail(snapshot.error());
  if (!options.to.empty()) {
    export_to_file(**snapshot, *format, kind, options.to);
    return 0;
  }
  exchange::export_public(**snapshot, *format, kind, [](std::string_view piece) {
    if (!std::cout.write(piece.data(), static_cast<std::streamsize>(piece.size())))
      throw Failure("writing to standard output", "it is closed");
  });
  std::cout.flush();
  return 0;
}

}  // namespace

Runner declare_export(CLI::App& app, Globals& globals) {
  auto options = std::make_shared<Options>();
  add_data_option(app, globals);
  app.add_option("--format", options->format, fmt::format("One of {}", exchange::kExportFormats))->required();
  app.add_option("--kind", options->kind, "Only service, building, organization or role");
  app.add_option("--to", options->to, "File to write; standard output when not given");
  return [options](const Globals& given) { return run_export(given, *options); };
}

}  // namespace fingerpost::cli
