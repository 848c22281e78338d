#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fingerpost::importers {

/// Bounds and manners of fetching. The defaults are what the program uses.
struct FetchLimits {
  double rate = 5;                                  ///< requests begun per second, retries included
  std::size_t parallel = 4;                         ///< requests in hand at once
  std::size_t bytes = 32u << 20;                    ///< of one body, decompressed
  std::size_t header_bytes = 64u << 10;             ///< of one response's headers
  int redirects = 5;                                ///< followed for one request
  int attempts = 4;                                 ///< of one request, the first included
  std::chrono::milliseconds connect{10'000};        ///< for a connection
  std::chrono::milliseconds patience{30'000};       ///< without a byte; then the request is tried again
  std::chrono::milliseconds whole{300'000};         ///< for one response, however it drips
  std::chrono::milliseconds first_pause{500};       ///< before the second attempt; doubled for each further one
  std::chrono::milliseconds longest_pause{60'000};  ///< of the doubling
  std::chrono::milliseconds longest_asked{
      300'000};             ///< pause that a Retry-After is granted; a longer one ends the request
  std::string authorities;  ///< PEM file of the certificate authorities to trust; empty: the system's
};

/// What to GET, with what is already held of it.
struct FetchRequest {
  std::string url;
  std::string etag, last_modified;  ///< of the copy we hold; empty: none
};

/// What came of a request. Either `status` is the final response's, or `fault` says why there is none.
struct Fetched {
  long status = 0;
  std::string url;  ///< where the answer came from, after redirects
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers;  ///< names in lower case
  std::string fault;   ///< empty, or `unreachable`, `stalled`, `breaks-off`, `too-large`, `refused-redirect`,
                       ///< `certificate`, `asked-to-wait`, `bad-url`, `stopped`
  std::string detail;  ///< of a fault: one sentence
  int attempts = 0;
  std::chrono::milliseconds took{};  ///< of the last attempt

  bool ok() const { return fault.empty() && status >= 200 && status < 300; }
  /// The first header of this name (lower case), empty when there is none.
  std::string_view header(std::string_view name) const;
  /// The fault's sentence, or the status in words: for a finding.
  std::string why() const;
};

/// GETs over HTTP and HTTPS: bounded in bytes, time and redirects, polite in rate, patient with 429 and 5xx. Answers
/// are decompressed. Certificates are verified. A redirect never leads from HTTPS to HTTP, nor to an address inside
/// (loopback, private, link-local, reserved) unless the first address fetched was of the same kind; the connected
/// address counts, not the name. Proxies of the environment are not used. Not for several threads at once.
class Fetcher {
 public:
  explicit Fetcher(const FetchLimits& limits, std::stop_token stop = {});
  ~Fetcher();
  Fetcher(const Fetcher&) = delete;
  Fetcher& operator=(const Fetcher&) = delete;

  /// Called once for each request, in the order in which they finish.
  using Done = std::function<void(std::size_t index, Fetched fetched)>;
  /// Fetches all of them, at most `parallel` at a time. What a stop cuts off has the fault `stopped`.
  void fetch(std::span<const FetchRequest> requests, const Done& done);
  Fetched fetch(const FetchRequest& request);

  /// Requests sent so far, retries and redirects included.
  std::uint64_t sent() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// `text` with everything but RFC 3986's unreserved characters percent-encoded: for path segments and query values.
std::string percent_encoded(std::string_view text);

}  // namespace fingerpost::importers
