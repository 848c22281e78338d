#include <CLI/CLI.hpp>
#include <array>
#include <cstdio>
#include <iostream>

#include "base/failure.hpp"
#include "base/log.hpp"
#include "cli/command.hpp"

namespace fingerpost::cli {
namespace {

struct Command {
  const char* name;
  const char* summary;
  Declare declare;
};

constexpr std::array kCommands{
    Command{"import", "read organizations, services, buildings, places or boundaries", declare_import},
    Command{"serve", "answer over HTTP", declare_serve},
    Command{"search", "ask the engine without a server", declare_search},
    Command{"place", "what a postcode, village, ward or grid reference resolves to", declare_place},
    Command{"reindex", "rebuild the index from the store", declare_reindex},
    Command{"check", "verify store, index and gazetteer, or a feed", declare_check},
    Command{"export", "write public data out", declare_export},
    Command{"backup", "write a consistent copy of the directory", declare_backup},
    Command{"restore", "bring a backup back", declare_restore},
    Command{"eval", "measure relevance on a judged collection", declare_eval},
    Command{"config", "show settings and where they came from", declare_config},
    Command{"feeds", "subscriptions to live feeds", declare_feeds},
    Command{"proposals", "what people report as wrong", declare_proposals},
    Command{"key", "credentials for the API, and the sealing key", declare_key},
};

constexpr int kDone = 0, kEnvironmentFailed = 1, kCallersMistake = 2;

int report(const Outcome& outcome) {
  if (outcome) return *outcome;
  for (const Problem& problem : outcome.error()) {
    std::cerr << "fingerpost: " << (problem.detail.empty() ? kind_of(problem.code).title : problem.detail) << '\n';
    if (problem.suggestions.empty()) continue;
    std::cerr << "  did you mean:";
    for (std::size_t i = 0; i < problem.suggestions.size(); ++i)
      std::cerr << (i == 0 ? " " : ", ") << problem.suggestions[i];
    std::cerr << '\n';
  }
  return kCallersMistake;
}

}  // namespace

void add_data_option(CLI::App& app, Globals& globals) {
  add_setting_option(app, globals, "data", "The data folder (FINGERPOST_DATA; default ./fingerpost-data)");
}

void add_json_option(CLI::App& app, Globals& globals) { app.add_flag("--json", globals.json, "Answer as JSON"); }

void add_setting_option(CLI::App& app, Globals& globals, const std::string& name, const std::string& help) {
  std::string flag = "--" + name;
  for (char& c : flag)
    if (c == '_') c = '-';
  app.add_option_function<std::string>(
      flag, [&globals, name](const std::string& value) { globals.flags[name] = value; }, help);
}

int run(int argc, char** argv) {
  CLI::App app{"Fingerpost: who can help, where, for whom, and is there room?", "fingerpost"};
  app.set_version_flag("--version", "fingerpost " FINGERPOST_VERSION);
  app.require_subcommand(1);
  app.failure_message(CLI::FailureMessage::simple);
  Globals globals;
  std::vector<std::pair<CLI::App*, Runner>> commands;
  for (const Command& command : kCommands) {
    CLI::App* sub = app.add_subcommand(command.name, command.summary);
    Runner runner = command.declare(*sub, globals);
    commands.emplace_back(sub, std::move(runner));
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const int code = app.exit(error, std::cout, std::cerr);
    return code == 0 ? kDone : kCallersMistake;
  }
  try {
    for (const auto& [sub, runner] : commands)
      if (sub->parsed()) return report(runner(globals));
  } catch (const std::exception& failure) {
    std::cerr << "fingerpost: " << failure.what() << '\n';
    return kEnvironmentFailed;
  }
  return kCallersMistake;
}

}  // namespace fingerpost::cli
