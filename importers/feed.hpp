#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/result.hpp"
#include "base/seal.hpp"
#include "importers/fetch.hpp"
#include "importers/input.hpp"
#include "model/finding.hpp"

namespace fingerpost::importers {

/// Where a feed answers, taken apart.
struct FeedAddress {
  std::string base;   ///< without `/services`, slash at the end, query and fragment: "https://example.org/hsds"
  std::string query;  ///< what the address carried, sent with every request: "code=1"; empty: nothing

  /// "BASE/services/ID?code=1&page=2"; `path` with its slash, parameters already encoded.
  std::string at(std::string_view path, std::string_view parameters = {}) const;
  /// "example.org-hsds": a file name and the source's default name.
  std::string name() const;
};

/// True when `text` begins as the address of a live feed does.
bool is_feed_address(std::string_view text);

/// Problems: neither http nor https, no host, a password in it, spaces or control characters, longer than 2,000 bytes.
[[nodiscard]] Result<FeedAddress> parse_feed_address(std::string_view text);

/// Bounds of one walk beside those of its requests.
struct WalkLimits {
  std::size_t pages = 20'000;               ///< of one list
  std::size_t records = 500'000;            ///< of one list
  std::uint64_t bytes = 8ull << 30;         ///< of all bodies
  std::chrono::seconds time{6 * 3'600};     ///< of the whole walk
  std::size_t failures_in_a_row = 10;       ///< requests given up one after another: the feed is down
  std::size_t findings = 1'000;             ///< kept; the rest is counted
  std::chrono::seconds resume{24 * 3'600};  ///< a walk interrupted longer ago is begun anew
};
/// Items asked of one page.
inline constexpr int kFeedPageSize = 100;

struct FeedOptions {
  FeedAddress address;
  std::filesystem::path folder;  ///< ours alone: responses are kept here, sealed, for conditional requests and resuming
  FetchLimits fetch;
  WalkLimits limits;
  std::function<void(std::uint64_t done, std::uint64_t total)>
      on_progress;  ///< records of the list in hand; may be empty
  std::stop_token stop;
};

/// What a walk brought home.
struct FeedReport {
  std::string version;               ///< as the feed calls it, else `3.0` or `1.0` by its envelope
  std::string licence, attribution;  ///< as the feed states them; empty when it does not
  Instant fetched_at{};              ///< when the walk began, also when it was resumed
  bool complete = true;              ///< everything promised was read: what is missing may be withdrawn
  bool resumed = false;              ///< it goes on where an interrupted walk ended
  std::uint64_t pages = 0, records = 0;
  std::uint64_t fetched = 0;       ///< bodies that came over the network
  std::uint64_t unchanged = 0;     ///< answers of 304: the kept body is used
  std::uint64_t resumed_from = 0;  ///< responses taken from the interrupted walk
  std::uint64_t failed = 0;        ///< requests given up
  std::vector<model::Finding> findings;
  std::vector<InputFile> files;  ///< what run_import reads as `hsds-json`; lives as long as its copies
};

/// Walks a live feed of Open Referral UK 3.0 or 1.0, or of HSDS 3: its root, every page of services (asking for full
/// records, and fetching each thin one by its id), then taxonomies, terms and organizations, and the places of services
/// where services do not carry them. Stops when pages repeat. What was kept of an earlier walk is asked for
/// conditionally; an interrupted walk goes on. Problems: the feed cannot be reached, or its services are no list;
/// another process walks it. Anything less is a finding, and makes the report incomplete where something is missing.
/// Memory: a page, and the ids.
[[nodiscard]] Result<FeedReport> walk_feed(const FeedOptions& options, const SealingKey& key, const Clock& clock);

}  // namespace fingerpost::importers
