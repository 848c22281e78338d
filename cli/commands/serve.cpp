#include <CLI/CLI.hpp>
#include <csignal>
#include <fmt/format.h>
#include <thread>

#include "api/routes.hpp"
#include "base/log.hpp"
#include "base/program_pages.hpp"
#include "base/text.hpp"
#include "cli/command.hpp"
#include "cli/detail/subscriptions.hpp"
#include "cli/workspace.hpp"
#include "http/server.hpp"
#include "store/proposals.hpp"
#include "web/routes.hpp"

namespace fingerpost::cli {
namespace {

/// Signals are taken by one sigwait; block them before any thread starts.
sigset_t block_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  for (const int signal : {SIGTERM, SIGINT, SIGHUP}) sigaddset(&signals, signal);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signals;
}

void set_level(const Settings& settings) {
  const std::string& level = settings["log_level"];
  set_log_level(level == "debug"     ? LogLevel::debug
                : level == "warning" ? LogLevel::warning
                : level == "error"   ? LogLevel::error
                                     : LogLevel::info);
}

/// "127.0.0.1:8080", "[::1]:8080", ":0".
Result<void> read_listen(const std::string& text, http::ServerOptions& options) {
  const std::size_t colon = text.rfind(':');
  const auto port = colon == std::string::npos ? std::nullopt : parse_integer(std::string_view(text).substr(colon + 1));
  if (!port || *port < 0 || *port > 65535)
    return fail(ProblemCode::malformed_parameter, "listen", text,
                fmt::format("listen is ADDRESS:PORT such as 127.0.0.1:8080; \"{}\" is not.", text));
  std::string address = text.substr(0, colon);
  if (address.starts_with('[') && address.ends_with(']')) address = address.substr(1, address.size() - 2);
  if (!address.empty()) options.address = address;
  options.port = static_cast<std::uint16_t>(*port);
  return {};
}

Result<http::ServerOptions> server_options(const Settings& settings) {
  http::ServerOptions options;
  Problems problems;
  if (auto read = read_listen(settings["listen"], options); !read) append(problems, std::move(read.error()));
  const auto threads = settings.integer("threads", 0, 1'024);
  const auto connections = settings.integer("connections", 1, 1'000'000);
  for (const auto* number : {&threads, &connections})
    if (!*number) append(problems, number->error());
  if (!problems.empty()) return fail(std::move(problems));
  options.threads = static_cast<unsigned>(*threads);
  options.limits.connections = static_cast<std::size_t>(*connections);
  options.access_log = settings["access_log"] == "true";
  for (const std::string_view proxy : split_list(settings["trusted_proxies"]))
    options.trusted_proxies.emplace_back(proxy);
  return options;
}

web::SiteSettings site_settings(const Settings& settings) {
  return {.name = settings["site_name"],
          .map_tiles = settings["map_tiles"],
          .map_attribution = settings["map_attribution"],
          .exit_url = settings["exit_url"],
          .help_phone = settings["help_phone"],
          .help_name = settings["help_name"]};
}

std::string address_of(const http::ServerOptions& options, std::uint16_t port) {
  const bool v6 = options.address.find(':') != std::string::npos;
  return v6 ? fmt::format("http://[{}]:{}", options.address, port) : fmt::format("http://{}:{}", options.address, port);
}

/// Until SIGTERM or SIGINT; SIGHUP rereads what can change while serving.
void wait_for_end(const sigset_t& signals, const Globals& globals, directory::Directory& directory) {
  for (int signal = 0;;) {
    if (sigwait(&signals, &signal) != 0) continue;
    if (signal != SIGHUP) return;
    const auto settings = Settings::load(globals.flags);
    if (settings) set_level(*settings);
    directory.refresh_lexicon(lexicon::LexiconFolder::When::always);
    log(LogLevel::info, "configuration-reread", {{"problems", settings ? "" : to_text(settings.error())}});
  }
}

Outcome run_serve(const Globals& globals) {
  const auto settings = Settings::load(globals.flags);
  if (!settings) return fail(settings.error());
  auto options = server_options(*settings);
  const auto drain = settings->integer("drain_ms", 0, 600'000);
  if (!options) return fail(std::move(options.error()));
  if (!drain) return fail(drain.error());
  set_level(*settings);
  const sigset_t signals = block_signals();

  Workspace workspace(directory::DataFolder{(*settings)["data"], (*settings)["needs"]});
  const auto only = FileLock::try_acquire(workspace.folder().server_lock());
  if (!only)
    return fail(ProblemCode::refused, "data", workspace.folder().root.string(),
                "Another server serves this data folder; stop it, or serve another folder.");
  directory::Directory& directory = workspace.directory();
  directory.publish();

  http::Metrics metrics;
  http::Readiness readiness;
  http::Router router;
  std::string given_url = (*settings)["public_url"];
  while (given_url.ends_with('/')) given_url.pop_back();
  std::unique_ptr<http::Server> server;
  const auto public_url = [&] { return given_url.empty() ? address_of(*options, server->port()) : given_url; };
  const auto proposals = store::open_proposals(workspace.folder().store(), workspace.key(), workspace.clock());
  api::ProposalDesk desk(*proposals, workspace.clock());
  const api::Engine engine{directory, workspace.clock(), metrics, readiness, public_url, desk};
  api::add_routes(router, engine);
  web::add_routes(router, engine, site_settings(*settings));
  server = std::make_unique<http::Server>(router, metrics, readiness, workspace.clock(), *options);
  server->start();

  std::jthread follower([&](std::stop_token stop) { directory.follow(stop); });
  std::jthread feeds(
      [&](std::stop_token stop) { keep_fresh(workspace, {.authorities = (*settings)["feed_authorities"]}, stop); });
  readiness.open();
  fmt::print("listening on {}\n", address_of(*options, server->port()));
  std::fflush(stdout);
  release_program_pages();
  wait_for_end(signals, globals, directory);
  const bool clean = server->stop(std::chrono::milliseconds(*drain));
  log(LogLevel::info, "stopped", {{"cut_off", clean ? "no" : "yes"}});
  return 0;
}

}  // namespace

Runner declare_serve(CLI::App& app, Globals& globals) {
  add_data_option(app, globals);
  add_setting_option(app, globals, "listen", "ADDRESS:PORT; port 0 picks a free one");
  add_setting_option(app, globals, "threads", "Worker threads; 0: two for each core");
  add_setting_option(app, globals, "public_url", "Absolute addresses in answers begin with this");
  return run_serve;
}

}  // namespace fingerpost::cli
