#include <CLI/CLI.hpp>
#include <array>
#include <fmt/format.h>
#include <iostream>

#include "base/file.hpp"
#include "base/hash.hpp"
#include "base/json.hpp"
#include "base/random.hpp"
#include "base/text.hpp"
#include "cli/command.hpp"
#include "cli/workspace.hpp"

namespace fingerpost::cli {
namespace {

constexpr std::array<std::string_view, 5> kRoles{"worker", "provider", "planner", "steward", "admin"};
constexpr std::string_view kKeyPrefix = "fpk_";

struct Options {
  std::string role, organization, id, file;
};

/// 256 random bits; only their hash is kept.
std::string new_key() {
  Digest bytes{};
  fill_random(bytes);
  return std::string(kKeyPrefix) + to_hex(bytes);
}

Outcome create(Workspace& workspace, const Options& options) {
  Problems problems;
  if (std::find(kRoles.begin(), kRoles.end(), options.role) == kRoles.end())
    append(problems, problem(ProblemCode::unknown_value, "role", options.role,
                             "--role is worker, provider, planner, steward or admin.", {kRoles.begin(), kRoles.end()}));
  std::optional<Uuid> organization;
  if (!options.organization.empty()) {
    organization = parse_uuid(options.organization);
    if (!organization)
      append(problems, problem(ProblemCode::malformed_parameter, "organization", options.organization,
                               "--organization is the id (a UUID) of an organization."));
    else if (!workspace.store().read()->record(model::RecordKind::organization, *organization))
      append(problems, problem(ProblemCode::not_found, "organization", options.organization,
                               "There is no organization with this id in the directory."));
    if (options.role == "admin")
      append(problems, problem(ProblemCode::unknown_value, "organization", options.organization,
                               "An admin key is not tied to an organization: leave --organization out."));
  }
  if (!problems.empty()) return fail(std::move(problems));
  const std::string key = new_key();
  const store::ApiKey kept = workspace.store().add_key(options.role, organization, to_hex(blake2b(key)));
  fmt::print("{}\n", key);
  fmt::print(stderr, "Shown once. Its id is {}.\n", to_string(kept.id));
  return 0;
}

Outcome list(Workspace& workspace, bool as_json) {
  Json all = Json::array();
  for (const store::ApiKey& key : workspace.store().keys()) {
    Json json = Json::object();
    json.set("id", to_string(key.id)).set("role", key.role);
    if (key.organization_id) json.set("organization_id", to_string(*key.organization_id));
    json.set("created_at", to_rfc3339(key.created_at));
    if (key.revoked_at) json.set("revoked_at", to_rfc3339(*key.revoked_at));
    all.push(std::move(json));
  }
  if (as_json) {
    fmt::print("{}\n", all.dump());
    return 0;
  }
  for (const Json& key : all.elements())
    fmt::print("{}  {:9} {}{}\n", key["id"].string(), key["role"].string(), key["created_at"].string(),
               key["revoked_at"].is_null() ? "" : "  revoked");
  return 0;
}

Outcome revoke(Workspace& workspace, const Options& options) {
  const auto id = parse_uuid(options.id);
  if (!id || !workspace.store().revoke_key(*id))
    return fail(ProblemCode::not_found, "id", options.id, "There is no key in force with this id; see `key list`.");
  fmt::print("revoked\n");
  return 0;
}

/// The passphrase: from the environment through settings is no option (it would be shown by `config show`), so stdin.
Result<std::string> read_passphrase() {
  std::string passphrase;
  std::getline(std::cin, passphrase);
  if (passphrase.size() < 12)
    return fail(ProblemCode::out_of_range, "passphrase", "",
                "Give a passphrase of at least 12 characters on standard input.");
  return passphrase;
}

Outcome back_up(Workspace& workspace, const Options& options) {
  const auto passphrase = read_passphrase();
  if (!passphrase) return fail(passphrase.error());
  write_file_atomically(options.file, workspace.key().wrap(*passphrase) + "\n", FileMode::owner_only);
  return 0;
}

Outcome bring_back(const directory::DataFolder& folder, const Options& options) {
  const auto passphrase = read_passphrase();
  if (!passphrase) return fail(passphrase.error());
  const auto key = SealingKey::unwrap(read_file(options.file), *passphrase);
  if (!key) return fail(key.error());
  if (auto saved = key->save(folder.keys()); !saved) return fail(std::move(saved.error()));
  return 0;
}

}  // namespace

Runner declare_key(CLI::App& app, Globals& globals) {
  auto options = std::make_shared<Options>();
  app.require_subcommand(1);
  CLI::App* creating = app.add_subcommand("create", "Make a key; prints it alone on standard output, once");
  creating->add_option("--role", options->role, "worker, provider, planner, steward or admin")->required();
  creating->add_option("--organization", options->organization, "Id of the organization it is tied to");
  CLI::App* listing = app.add_subcommand("list", "Keys, never their secrets");
  add_json_option(*listing, globals);
  CLI::App* revoking = app.add_subcommand("revoke", "End a key");
  revoking->add_option("id", options->id, "Id as listed")->required();
  CLI::App* backing = app.add_subcommand("backup", "Write the sealing key under a passphrase (on standard input)");
  backing->add_option("--to", options->file, "File to write")->required();
  CLI::App* restoring = app.add_subcommand("restore", "Bring the sealing key back");
  restoring->add_option("--from", options->file, "File written by key backup")->required();
  for (CLI::App* sub : {creating, listing, revoking, backing, restoring}) add_data_option(*sub, globals);
  return [=](const Globals& given) -> Outcome {
    const auto settings = Settings::load(given.flags);
    if (!settings) return fail(settings.error());
    const directory::DataFolder folder{(*settings)["data"]};
    if (restoring->parsed()) return bring_back(folder, *options);
    Workspace workspace(folder);
    if (creating->parsed()) return create(workspace, *options);
    if (listing->parsed()) return list(workspace, given.json);
    if (revoking->parsed()) return revoke(workspace, *options);
    return back_up(workspace, *options);
  };
}

}  // namespace fingerpost::cli
