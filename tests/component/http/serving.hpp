#pragma once

#include <functional>
#include <memory>
#include <string>

#include "base/clock.hpp"
#include "http/server.hpp"
#include "tests/component/http/client.hpp"

namespace fingerpost::http::test {

/// A server on a free port of loopback with a few routes made for tests:
///
/// /echo/{text}   the text, so that an answer tells whose it is
/// /query         the query's pairs, one a line
/// /body (POST)   the body's length and the body
/// /big/{bytes}   that many letters
/// /chunks/{n}    n chunks of 10,000 letters from a producer
/// /file          10,000,000 letters from a file in two slices, the second before the first
/// /file/short    the same, said to be longer than it is
/// /broken        a producer that throws in its third chunk
/// /sleep/{ms}    answers after that time
/// /throw/{what}  throws an exception, a Failure, or 42
/// /health        an essential route
class Serving {
 public:
  static ServerOptions quiet();

  explicit Serving(ServerOptions options = quiet());
  ~Serving() { server->stop(std::chrono::milliseconds(500)); }

  Client connect(int receive_buffer = 0) const { return Client(server->port(), receive_buffer); }
  /// One GET on a connection of its own.
  Reply get(std::string_view target, std::string_view headers = "") const;

  Router router;
  Metrics metrics;
  Readiness readiness;
  SystemClock clock;
  std::unique_ptr<Server> server;
};

/// True as soon as `condition` is; false when it is not within Client::kPatience.
bool eventually(const std::function<bool()>& condition);

/// True in the long form of the tests (FINGERPOST_LONG=1).
bool is_long_run();

/// Processor time of this process so far, in seconds.
double processor_seconds();

}  // namespace fingerpost::http::test
