#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>

#include "base/result.hpp"
#include "cli/settings.hpp"

namespace CLI {
class App;
}

namespace fingerpost::cli {

/// What a command gives back: 0, or the caller's mistakes (exit 2). Failures are thrown (exit 1).
using Outcome = Result<int>;

/// What is common to all commands, filled by the parser before a command runs.
struct Globals {
  std::map<std::string, std::string> flags;  ///< settings given as flags
  bool json = false;
};

/// A command's declaration: adds its options to `app` and returns what runs it. Options live in the returned function.
using Runner = std::function<Outcome(const Globals&)>;
using Declare = Runner (*)(CLI::App& app, Globals& globals);

Runner declare_import(CLI::App& app, Globals& globals);
Runner declare_serve(CLI::App& app, Globals& globals);
Runner declare_search(CLI::App& app, Globals& globals);
Runner declare_place(CLI::App& app, Globals& globals);
Runner declare_reindex(CLI::App& app, Globals& globals);
Runner declare_check(CLI::App& app, Globals& globals);
Runner declare_export(CLI::App& app, Globals& globals);
Runner declare_backup(CLI::App& app, Globals& globals);
Runner declare_restore(CLI::App& app, Globals& globals);
Runner declare_eval(CLI::App& app, Globals& globals);
Runner declare_config(CLI::App& app, Globals& globals);
Runner declare_feeds(CLI::App& app, Globals& globals);
Runner declare_proposals(CLI::App& app, Globals& globals);
Runner declare_key(CLI::App& app, Globals& globals);

/// --data, which every command has. Adds the flag to `globals.flags` when given.
void add_data_option(CLI::App& app, Globals& globals);
/// --json.
void add_json_option(CLI::App& app, Globals& globals);
/// A setting as a flag: --name VALUE.
void add_setting_option(CLI::App& app, Globals& globals, const std::string& name, const std::string& help);

/// Parses and runs; returns the exit code. The only place besides `http` where Failures end.
int run(int argc, char** argv);

}  // namespace fingerpost::cli
