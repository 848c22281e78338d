#include "store/proposals.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "base/json.hpp"
#include "base/text.hpp"
#include "cli/command.hpp"
#include "cli/workspace.hpp"

namespace fingerpost::cli {
namespace {

struct Options {
  std::string settle;
  bool all = false;
};

Json json_of(const store::Proposal& proposal) {
  Json json = Json::object();
  json.set("number", to_string(proposal.number)).set("made_at", to_rfc3339(proposal.made_at));
  if (proposal.kind) json.set("kind", std::string(model::to_string(*proposal.kind))).set("id", to_string(proposal.id));
  json.set("reason", proposal.reason);
  if (!proposal.details.empty()) json.set("details", proposal.details);
  if (!proposal.contact.empty()) json.set("contact", proposal.contact);
  if (proposal.settled_at) json.set("settled_at", to_rfc3339(*proposal.settled_at));
  return json;
}

/// What strangers typed, fit for a terminal: control characters would move its cursor or colour it.
std::string harmless(std::string_view text) {
  std::string plain;
  for (const char c : text) plain += static_cast<unsigned char>(c) < ' ' || c == 127 ? ' ' : c;
  return collapse_spaces(plain);
}

void print(Workspace& workspace, const store::Proposal& proposal) {
  std::string about = "the directory";
  if (proposal.kind)
    if (const auto stored = workspace.store().read()->record(*proposal.kind, proposal.id))
      about = fmt::format("{} {} ({})", model::to_string(*proposal.kind), to_string(proposal.id),
                          harmless(model::name_of(stored->record())));
  fmt::print("{}  {}  {}\n  {}\n", to_string(proposal.number), to_rfc3339(proposal.made_at), proposal.reason, about);
  if (!proposal.details.empty()) fmt::print("  {}\n", harmless(proposal.details));
  if (!proposal.contact.empty()) fmt::print("  answer to: {}\n", harmless(proposal.contact));
  if (proposal.settled_at) fmt::print("  settled {}\n", to_rfc3339(*proposal.settled_at));
}

}  // namespace

Runner declare_proposals(CLI::App& app, Globals& globals) {
  auto options = std::make_shared<Options>();
  add_data_option(app, globals);
  add_json_option(app, globals);
  app.add_option("--settle", options->settle, "Number of the proposal that was dealt with");
  app.add_flag("--all", options->all, "Settled ones too");
  return [=](const Globals& given) -> Outcome {
    const auto settings = Settings::load(given.flags);
    if (!settings) return fail(settings.error());
    Workspace workspace(directory::DataFolder{(*settings)["data"]});
    workspace.store();
    const auto proposals = store::open_proposals(workspace.folder().store(), workspace.key(), workspace.clock());
    if (!options->settle.empty()) {
      const auto number = parse_uuid(options->settle);
      if (!number || !proposals->settle(*number))
        return fail(ProblemCode::not_found, "settle", options->settle,
                    "There is no open proposal of this number; see `fingerpost proposals`.");
      fmt::print("settled\n");
      return 0;
    }
    const auto all = proposals->list(store::kMaxProposalsRead, options->all);
    if (given.json) {
      Json array = Json::array();
      for (const store::Proposal& proposal : all) array.push(json_of(proposal));
      fmt::print("{}\n", array.dump());
      return 0;
    }
    if (all.empty()) fmt::print("no proposals\n");
    for (const store::Proposal& proposal : all) print(workspace, proposal);
    return 0;
  };
}

}  // namespace fingerpost::cli
