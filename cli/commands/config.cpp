#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "base/json.hpp"
#include "cli/command.hpp"

namespace fingerpost::cli {

Runner declare_config(CLI::App& app, Globals& globals) {
  app.require_subcommand(1);
  CLI::App* show = app.add_subcommand("show", "Each setting, its value, and where it came from");
  add_data_option(*show, globals);
  add_json_option(*show, globals);
  return [](const Globals& given) -> Outcome {
    const auto settings = Settings::load(given.flags);
    if (!settings) return fail(settings.error());
    if (given.json) {
      Json all = Json::object();
      for (const Setting& setting : settings->all()) {
        Json entry = Json::object();
        entry.set("value", setting.value).set("origin", to_string(setting.origin));
        all.set(setting.name, std::move(entry));
      }
      fmt::print("{}\n", all.dump());
      return 0;
    }
    for (const Setting& setting : settings->all())
      fmt::print("{:16} {:24} ({})\n", setting.name, setting.value.empty() ? "-" : setting.value,
                 to_string(setting.origin));
    return 0;
  };
}

}  // namespace fingerpost::cli
