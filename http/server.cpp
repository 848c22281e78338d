#include "http/server.hpp"

#include <algorithm>
#include <pistache/listener.h>
#include <string_view>
#include <sys/resource.h>
#include <thread>
#include <utility>

#include "base/failure.hpp"
#include "base/log.hpp"
#include "http/detail/door.hpp"
#include "http/detail/pistache_version.hpp"
#include "http/detail/workers.hpp"

namespace fingerpost::http {
namespace {

using Pistache::Tcp::Options;
using std::chrono::milliseconds;

constexpr int kBacklog = 1024;
constexpr unsigned kFewestThreads = 4;
/// Files the rest of the process may open: store, index, log, the workers' own.
constexpr std::size_t kOtherFiles = 256;
constexpr milliseconds kStopPoll{2};
constexpr int kQuietPolls = 5;
constexpr milliseconds kCutPatience{500};

unsigned threads_for(unsigned wanted) {
  return wanted > 0 ? wanted : std::max(kFewestThreads, 2 * std::thread::hardware_concurrency());
}

/// Raises the soft limit of open files as far as needed and allowed, and gives the connections that fit below it. A
/// listener that runs out of descriptors would spin.
std::size_t connections_that_fit(std::size_t wanted) {
  rlimit files{};
  if (::getrlimit(RLIMIT_NOFILE, &files) != 0) fail_with_errno("reading the limit of open files");
  const rlim_t needed = wanted + kOtherFiles;
  if (files.rlim_cur < needed) {
    files.rlim_cur = std::min<rlim_t>(needed, files.rlim_max);
    if (::setrlimit(RLIMIT_NOFILE, &files) != 0) fail_with_errno("raising the limit of open files");
  }
  if (files.rlim_cur >= needed) return wanted;
  const std::size_t fit = files.rlim_cur > 2 * kOtherFiles ? files.rlim_cur - kOtherFiles : files.rlim_cur / 2;
  const std::string number = std::to_string(fit);
  log(LogLevel::warning, "few_connections", {{"why", "the limit of open files is low"}, {"connections", number}});
  return fit;
}

Pistache::Address address_of(const ServerOptions& options) {
  const bool is_v6 = options.address.find(':') != std::string::npos && !options.address.starts_with('[');
  return {is_v6 ? "[" + options.address + "]" : options.address, Pistache::Port(options.port)};
}

}  // namespace

struct Server::Running {
  Running(Readiness& ready, std::shared_ptr<Service> shared) : readiness(ready), service(std::move(shared)) {}

  Readiness& readiness;
  std::shared_ptr<Service> service;
  std::shared_ptr<Workers> workers = std::make_shared<Workers>();
  std::unique_ptr<Pistache::Tcp::Listener> listener;
  std::uint16_t port = 0;
  Door door;

  /// True once no connection is left for a moment: one that was being accepted when the door closed may still come.
  bool wait_for_connections(milliseconds patience) const {
    const auto end = std::chrono::steady_clock::now() + patience;
    for (int quiet = 0; quiet < kQuietPolls;) {
      quiet = service->connections.load() == 0 ? quiet + 1 : 0;
      if (std::chrono::steady_clock::now() >= end) return quiet > 0;
      std::this_thread::sleep_for(kStopPoll);
    }
    return true;
  }
};

Server::Server(const Router& router, Metrics& metrics, Readiness& readiness, const Clock& clock,
               ServerOptions options) {
  running_ =
      std::make_unique<Running>(readiness, std::make_shared<Service>(router, metrics, clock, std::move(options)));
}

Server::~Server() { stop(milliseconds::zero()); }

void Server::start() {
  Service& service = *running_->service;
  ServerOptions& options = service.options;
  options.limits.connections = connections_that_fit(options.limits.connections);
  service.metrics.prepare(service.router.patterns());
  auto listener = std::make_unique<Pistache::Tcp::Listener>();
  const auto flags = Options::ReuseAddr | Options::NoDelay | Options::CloseOnExec;
  listener->init(threads_for(options.threads), Pistache::Flags<Options>(flags), "http", kBacklog);
  listener->setTransportFactory(
      [shared = running_->service, workers = running_->workers] { return std::make_shared<Worker>(shared, workers); });
  try {
    listener->bind(address_of(options));
    running_->port = listener->getPort();
    running_->door = Door::find(running_->port);
    listener->runThreaded();
  } catch (const std::runtime_error& error) {
    throw Failure("listening on " + options.address + " port " + std::to_string(options.port), error.what());
  }
  running_->listener = std::move(listener);
}

std::uint16_t Server::port() const { return running_->port; }

bool Server::stop(milliseconds drain) {
  if (!running_->listener) return true;
  Service& service = *running_->service;
  running_->readiness.close();
  service.stopping = Stopping::draining;
  running_->door.close();
  running_->workers->wake();
  const bool whole = running_->wait_for_connections(drain);
  service.stopping = Stopping::now;
  running_->workers->wake();
  running_->wait_for_connections(kCutPatience);
  running_->listener->shutdown();
  // Joins the workers: an endpoint that is still busy is waited for.
  running_->listener.reset();
  return whole;
}

}  // namespace fingerpost::http
