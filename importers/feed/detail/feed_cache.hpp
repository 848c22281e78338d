#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "importers/feed.hpp"
#include "importers/feed/detail/walk_journal.hpp"

namespace fingerpost::importers {

/// The responses of a walk: those of this one (also from before an interruption), else fetched, on the condition that
/// an earlier walk's copy no longer holds. Counts into the report.
class FeedCache {
 public:
  FeedCache(const FeedOptions& options, const SealingKey& key, const Clock& clock, FeedReport& report);

  /// Makes the responses present: those that could not be had are told to `failed`, in no order.
  using Failed = std::function<void(std::size_t index, const Fetched& fetched)>;
  void obtain(std::span<const std::string> urls, const Failed& failed);
  /// A response of this walk; nullopt when it was not obtained.
  std::optional<KeptResponse> find(const std::string& url) { return fresh_->find(url); }
  /// What an earlier walk kept, however old: for a record that cannot be had now.
  std::optional<KeptResponse> earlier(const std::string& url);

  std::uint64_t bytes() const { return bytes_; }
  std::uint64_t sent() const { return fetcher_.sent(); }
  /// Ends the walk: whole, or as far as it came. A walk that was stopped is not ended, so that it can be resumed.
  void end(bool is_complete);

 private:
  void open_fresh(Instant now);
  void settle(const std::string& url, Fetched fetched);

  std::filesystem::path folder_;
  SealingKey key_;
  FeedReport& report_;
  WalkLimits limits_;
  Fetcher fetcher_;
  std::optional<WalkJournal> fresh_, partial_, last_;
  std::uint64_t bytes_ = 0;
};

}  // namespace fingerpost::importers
