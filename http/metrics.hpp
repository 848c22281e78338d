#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace fingerpost::http {

/// Counters of the server, for `/metrics`. Recording is a few relaxed atomic additions and takes no lock; `text` may
/// run at the same time and sees each counter at some recent value. Labels are route patterns and statuses, never
/// anything that a person typed.
class Metrics {
 public:
  Metrics();
  ~Metrics();

  /// Makes room for these route patterns; called by the server before it starts.
  void prepare(const std::vector<std::string>& patterns);

  /// One answer: its route's pattern (empty: none matched), status, bytes of body, and how long it took.
  void answered(std::string_view pattern, int status, std::uint64_t bytes, std::chrono::nanoseconds took);

  std::atomic<std::uint64_t> connections_opened{0};
  std::atomic<std::int64_t> connections_open{0};
  std::atomic<std::uint64_t> connections_refused{0};
  std::atomic<std::int64_t> in_flight{0};
  std::atomic<std::uint64_t> shed{0};
  std::atomic<std::uint64_t> timed_out{0};
  std::atomic<std::uint64_t> slow_answers{0};
  std::atomic<std::uint64_t> cut_answers{0};
  std::atomic<std::uint64_t> eager_requests{0};

  /// Prometheus text format 0.0.4.
  std::string text() const;

 private:
  struct RouteCounters;
  void append_latencies(std::string& text) const;

  std::vector<std::string> patterns_;
  std::vector<std::unique_ptr<RouteCounters>> routes_;
};

}  // namespace fingerpost::http
