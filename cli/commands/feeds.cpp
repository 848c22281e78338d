#include <CLI/CLI.hpp>
#include <algorithm>
#include <fmt/format.h>

#include "base/json.hpp"
#include "cli/command.hpp"
#include "cli/detail/duration.hpp"
#include "cli/detail/subscriptions.hpp"

namespace fingerpost::cli {
namespace {

Json json_of(const store::Subscription& subscription) {
  Json json = Json::object();
  json.set("source", subscription.source).set("address", subscription.address);
  json.set("every", to_text(subscription.every)).set("rate", subscription.rate).set("licence", subscription.licence);
  json.set("created_at", to_rfc3339(subscription.created_at));
  if (subscription.tried_at) json.set("tried_at", to_rfc3339(*subscription.tried_at));
  if (subscription.succeeded_at) json.set("succeeded_at", to_rfc3339(*subscription.succeeded_at));
  if (subscription.tried_at) json.set("due_at", to_rfc3339(due_at(subscription)));
  json.set("failures", subscription.failures).set("message", subscription.message);
  return json;
}

/// With the licence in force, which the feed may have stated.
Outcome list(Workspace& workspace, bool as_json) {
  const auto sources = workspace.store().read()->sources();
  Json all = Json::array();
  for (const store::Subscription& subscription : store::Subscriptions(workspace.folder().store()).all()) {
    Json json = json_of(subscription);
    const auto source = std::find_if(sources.begin(), sources.end(),
                                     [&](const store::Source& s) { return s.name == subscription.source; });
    if (source != sources.end()) json.set("licence", source->licence).set("attribution", source->attribution);
    all.push(std::move(json));
  }
  if (as_json) {
    fmt::print("{}\n", all.dump());
    return 0;
  }
  for (const Json& one : all.elements()) {
    fmt::print("{}  every {}, {}\n  {}\n", one["source"].string(), one["every"].string(),
               one["succeeded_at"].is_null() ? "never read whole"
                                             : fmt::format("last read whole {}", one["succeeded_at"].string()),
               one["address"].string());
    if (!one["licence"].string().empty()) fmt::print("  licence {}\n", one["licence"].string());
    if (!one["message"].string().empty()) fmt::print("  {}\n", one["message"].string());
    if (const auto failures = one["failures"].if_integer().value_or(0); failures > 0)
      fmt::print("  failed {} times in a row; next try {}\n", failures, one["due_at"].string());
  }
  return 0;
}

Outcome remove(Workspace& workspace, const std::string& source) {
  if (!store::Subscriptions(workspace.folder().store()).remove(source))
    return fail(ProblemCode::not_found, "source", source, "There is no subscription of this name; see `feeds list`.");
  fmt::print("removed; its records stay\n");
  return 0;
}

}  // namespace

Runner declare_feeds(CLI::App& app, Globals& globals) {
  auto source = std::make_shared<std::string>();
  app.require_subcommand(1);
  CLI::App* listing = app.add_subcommand("list", "Live feeds that a running server keeps fresh");
  add_json_option(*listing, globals);
  CLI::App* removing = app.add_subcommand("remove", "End a subscription; its records stay");
  removing->add_option("source", *source, "Name as listed")->required();
  for (CLI::App* sub : {listing, removing}) add_data_option(*sub, globals);
  return [=](const Globals& given) -> Outcome {
    const auto settings = Settings::load(given.flags);
    if (!settings) return fail(settings.error());
    Workspace workspace(directory::DataFolder{(*settings)["data"]});
    return listing->parsed() ? list(workspace, given.json) : remove(workspace, *source);
  };
}

}  // namespace fingerpost::cli
