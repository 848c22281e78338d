#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

#include "base/clock.hpp"
#include "http/metrics.hpp"
#include "http/router.hpp"
#include "http/server.hpp"

namespace fingerpost::http {

using Moment = std::chrono::steady_clock::time_point;

/// How far a stop has come.
enum class Stopping : std::uint8_t { no, draining, now };

/// What all workers of one server share. Constant but for the atomics.
struct Service {
  const Router& router;
  Metrics& metrics;
  const Clock& clock;
  ServerOptions options;

  Service(const Router& routes, Metrics& counters, const Clock& time, ServerOptions chosen)
      : router(routes), metrics(counters), clock(time), options(std::move(chosen)) {}

  std::atomic<Stopping> stopping{Stopping::no};
  std::atomic<std::size_t> connections{0};
  std::atomic<std::size_t> incomplete_bytes{0};
  std::atomic<std::size_t> slow_answers{0};
  std::atomic<std::size_t> slow_answer_bytes{0};

  const Limits& limits() const { return options.limits; }
  bool is_stopping() const { return stopping.load(std::memory_order_relaxed) != Stopping::no; }
};

}  // namespace fingerpost::http
