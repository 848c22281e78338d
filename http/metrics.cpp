#include "http/metrics.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <iterator>

namespace fingerpost::http {
namespace {

constexpr std::array kStatuses{200, 201, 202, 204, 206, 301, 302, 303, 304, 307, 308, 400, 401, 403, 404, 405, 406,
                               408, 409, 410, 411, 413, 414, 415, 417, 422, 429, 431, 500, 501, 503, 505, 0};

/// Upper bounds of the latency histogram, in seconds.
constexpr std::array kBounds{0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0};

/// Statuses beyond the table share its last place, "other".
std::size_t place_of(int status) {
  const auto found = std::find(kStatuses.begin(), kStatuses.end() - 1, status);
  return static_cast<std::size_t>(found - kStatuses.begin());
}

std::string label_value(std::string_view pattern) {
  std::string escaped;
  for (const char c : pattern) {
    if (c == '"' || c == '\\') escaped += '\\';
    escaped += c;
  }
  return escaped.empty() ? "none" : escaped;
}

void append_head(std::string& text, std::string_view name, std::string_view type, std::string_view help) {
  fmt::format_to(std::back_inserter(text), "# HELP {} {}\n# TYPE {} {}\n", name, help, name, type);
}

template <typename Number>
void append_single(std::string& text, std::string_view name, std::string_view type, std::string_view help,
                   Number value) {
  append_head(text, name, type, help);
  fmt::format_to(std::back_inserter(text), "{} {}\n", name, value);
}

}  // namespace

struct Metrics::RouteCounters {
  std::array<std::atomic<std::uint64_t>, kStatuses.size()> by_status{};
  std::array<std::atomic<std::uint64_t>, kBounds.size() + 1> by_latency{};
  std::atomic<std::uint64_t> nanoseconds{0};
  std::atomic<std::uint64_t> bytes{0};
};

Metrics::Metrics() { prepare({}); }
Metrics::~Metrics() = default;

void Metrics::prepare(const std::vector<std::string>& patterns) {
  patterns_ = {""};
  patterns_.insert(patterns_.end(), patterns.begin(), patterns.end());
  routes_.clear();
  for (std::size_t i = 0; i < patterns_.size(); ++i) routes_.push_back(std::make_unique<RouteCounters>());
}

void Metrics::answered(std::string_view pattern, int status, std::uint64_t bytes, std::chrono::nanoseconds took) {
  const auto found = std::find(patterns_.begin(), patterns_.end(), pattern);
  const std::size_t index = found == patterns_.end() ? 0 : static_cast<std::size_t>(found - patterns_.begin());
  RouteCounters& counters = *routes_[index];
  const double seconds = std::chrono::duration<double>(took).count();
  const auto bound = std::lower_bound(kBounds.begin(), kBounds.end(), seconds);
  const auto add = [](std::atomic<std::uint64_t>& counter, std::uint64_t n) {
    counter.fetch_add(n, std::memory_order_relaxed);
  };
  add(counters.by_status[place_of(status)], 1);
  add(counters.by_latency[static_cast<std::size_t>(bound - kBounds.begin())], 1);
  add(counters.nanoseconds, static_cast<std::uint64_t>(took.count()));
  add(counters.bytes, bytes);
}

std::string Metrics::text() const {
  std::string text;
  auto out = std::back_inserter(text);
  append_head(text, "fingerpost_http_requests_total", "counter", "Answers by route and status.");
  for (std::size_t i = 0; i < routes_.size(); ++i) {
    const std::string route = label_value(patterns_[i]);
    for (std::size_t s = 0; s < kStatuses.size(); ++s) {
      const std::uint64_t count = routes_[i]->by_status[s].load(std::memory_order_relaxed);
      if (count == 0) continue;
      const std::string status = kStatuses[s] == 0 ? "other" : std::to_string(kStatuses[s]);
      fmt::format_to(out, "fingerpost_http_requests_total{{route=\"{}\",status=\"{}\"}} {}\n", route, status, count);
    }
  }
  append_latencies(text);
  append_head(text, "fingerpost_http_response_bytes_total", "counter", "Bytes of bodies sent, by route.");
  for (std::size_t i = 0; i < routes_.size(); ++i) {
    const std::uint64_t bytes = routes_[i]->bytes.load(std::memory_order_relaxed);
    if (bytes != 0)
      fmt::format_to(out, "fingerpost_http_response_bytes_total{{route=\"{}\"}} {}\n", label_value(patterns_[i]),
                     bytes);
  }
  append_single(text, "fingerpost_http_connections", "gauge", "Connections open.", connections_open.load());
  append_single(text, "fingerpost_http_connections_total", "counter", "Connections accepted.",
                connections_opened.load());
  append_single(text, "fingerpost_http_connections_refused_total", "counter", "Connections closed because too many.",
                connections_refused.load());
  append_single(text, "fingerpost_http_in_flight", "gauge", "Requests being answered or written.", in_flight.load());
  append_single(text, "fingerpost_http_shed_total", "counter", "Requests answered 503 because of overload.",
                shed.load());
  append_single(text, "fingerpost_http_timed_out_total", "counter", "Connections closed because they were too slow.",
                timed_out.load());
  append_single(text, "fingerpost_http_slow_answers_total", "counter", "Answers that had to wait for their reader.",
                slow_answers.load());
  append_single(text, "fingerpost_http_cut_answers_total", "counter", "Answers that could not be written whole.",
                cut_answers.load());
  append_single(text, "fingerpost_http_eager_requests_total", "counter",
                "Requests that came in the moment a worker waits for who asked again at once before.",
                eager_requests.load());
  return text;
}

void Metrics::append_latencies(std::string& text) const {
  constexpr std::string_view kName = "fingerpost_http_request_duration_seconds";
  auto out = std::back_inserter(text);
  append_head(text, kName, "histogram", "Time from a whole request to its whole answer handed to the system.");
  for (std::size_t i = 0; i < routes_.size(); ++i) {
    const RouteCounters& counters = *routes_[i];
    const std::string route = label_value(patterns_[i]);
    std::uint64_t below = 0;
    for (const auto& bucket : counters.by_latency) below += bucket.load(std::memory_order_relaxed);
    if (below == 0) continue;
    below = 0;
    for (std::size_t b = 0; b < counters.by_latency.size(); ++b) {
      below += counters.by_latency[b].load(std::memory_order_relaxed);
      const std::string bound = b < kBounds.size() ? fmt::format("{}", kBounds[b]) : "+Inf";
      fmt::format_to(out, "{}_bucket{{route=\"{}\",le=\"{}\"}} {}\n", kName, route, bound, below);
    }
    const double seconds = static_cast<double>(counters.nanoseconds.load(std::memory_order_relaxed)) / 1e9;
    fmt::format_to(out, "{}_sum{{route=\"{}\"}} {}\n{}_count{{route=\"{}\"}} {}\n", kName, route, seconds, kName, route,
                   below);
  }
}

}  // namespace fingerpost::http
