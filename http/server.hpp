#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "http/limits.hpp"
#include "http/metrics.hpp"
#include "http/readiness.hpp"
#include "http/router.hpp"

namespace fingerpost::http {

/// Where and how to listen.
struct ServerOptions {
  /// A numeric address ("127.0.0.1", "0.0.0.0", "::1") or "localhost".
  std::string address = "127.0.0.1";
  /// 0 picks a free port: ask port().
  std::uint16_t port = 0;
  /// Workers; each serves its share of the connections one request at a time. 0: two for each core, at least four.
  unsigned threads = 0;
  Limits limits;
  /// One line per request (route, status, milliseconds, bytes).
  bool access_log = true;
  /// Peers whose X-Forwarded-For is believed.
  std::vector<std::string> trusted_proxies;
};

/// Serves a Router over HTTP/1.1. The only class of the project that opens a listening socket. Router, metrics,
/// readiness and clock must outlive it.
class Server {
 public:
  Server(const Router& router, Metrics& metrics, Readiness& readiness, const Clock& clock, ServerOptions options);
  /// Stops without waiting for requests in hand.
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  /// Binds, listens and returns; requests are answered from now on. Failure when the address cannot be had.
  void start();
  /// The port in use; 0 before start().
  std::uint16_t port() const;

  /// Closes readiness, refuses new connections, closes idle ones, lets requests in hand finish for at most `drain`,
  /// then returns: true when nothing was cut off. An endpoint that is still at work then is waited for: keep them
  /// bounded. A second call does nothing. The process should block SIGTERM before start(), since workers inherit the
  /// mask, and ignore SIGPIPE.
  bool stop(std::chrono::milliseconds drain);

 private:
  struct Running;
  std::unique_ptr<Running> running_;
};

}  // namespace fingerpost::http
