#pragma once

#include <atomic>
#include <chrono>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "directory/feed.hpp"
#include "directory/place_memo.hpp"
#include "directory/snapshot.hpp"

namespace fingerpost::directory {

/// Values that many services share, each once: value → row of the feed's table, which owns it.
template <typename Value>
class Interned {
 public:
  std::uint32_t row_of(const Value& value, std::vector<std::shared_ptr<const Value>>& table) {
    if (const auto known = rows_.find(value); known != rows_.end()) return known->second;
    const auto row = static_cast<std::uint32_t>(table.size());
    table.push_back(std::make_shared<const Value>(value));
    rows_.emplace(table.back(), row);
    return row;
  }
  void clear() { rows_.clear(); }

 private:
  struct ByValue {
    using is_transparent = void;
    using Shared = std::shared_ptr<const Value>;
    bool operator()(const Shared& a, const Shared& b) const { return *a < *b; }
    bool operator()(const Shared& a, const Value& b) const { return *a < b; }
    bool operator()(const Value& a, const Shared& b) const { return a < *b; }
  };
  std::map<std::shared_ptr<const Value>, std::uint32_t, ByValue> rows_;
};

/// Makes the feed of each snapshot from that of the one before: what changed is read, the rest is taken over. The first
/// one, and one after a change of taxonomy or gazetteer, reads everything.
class FeedBuilder {
 public:
  /// `folder` is where the nameless file of list items goes.
  explicit FeedBuilder(std::filesystem::path folder) : folder_(std::move(folder)) {}

  /// The feed of a directory with no more services is made in a second or two: whoever asks waits for it.
  static constexpr std::size_t kSmall = 10'000;

  /// The feed of this snapshot or, when there is one already, of a later one. Failure only when there is none at all
  /// (an older one goes on being served): on a full disk, or, of a directory that is not small, `unavailable` when
  /// another thread is still making it after `patience` or when somebody waits already, for who waits holds a worker.
  std::shared_ptr<const Feed> at(const Snapshot& snapshot, std::chrono::milliseconds patience);
  /// Whether there is a feed yet.
  bool is_made() const { return newest_.load() != nullptr; }
  /// No feed is made anew from now on; what is being made ends with a Failure.
  void give_up() { given_up_ = true; }

 private:
  struct Work;
  std::shared_ptr<const Feed> made_anew(const Snapshot& snapshot);
  std::shared_ptr<const Feed> brought_forward(const Feed& before, const Snapshot& snapshot);
  void put_service(Feed& feed, const store::StoredRecord& stored, Work& work);
  void put_location(Feed& feed, const store::StoredRecord& stored);
  void put_organization(Feed& feed, const store::StoredRecord& stored, Work& work);
  std::uint32_t hours_row(Feed& feed, const model::Service& service, const model::Lookup& lookup);
  std::uint32_t coverage_row(Feed& feed, const model::Service& service, PlaceMemo& places);
  std::uint32_t stated_row(Feed& feed, const model::StatedTerms& stated);
  void finish(Feed& feed, const Snapshot& snapshot);
  static void lay_points_in_order(Feed& feed);
  void lay_in_order(Feed& feed);

  const std::filesystem::path folder_;
  std::timed_mutex making_;
  std::atomic<std::shared_ptr<const Feed>> newest_;
  std::atomic<bool> given_up_{false};
  std::atomic<int> waiting_{0};
  // What the newest feed was made with; guarded by making_.
  std::shared_ptr<const geo::Gazetteer> gazetteer_;
  std::shared_ptr<const model::TaxonomyTree> terms_;
  std::shared_ptr<ItemFile> items_;
  Interned<model::StatedTerms> stated_;
  Interned<std::vector<model::WeeklySpan>> hours_;
  std::map<std::string, std::uint32_t> coverages_;  ///< by what decides the areas of a service
};

}  // namespace fingerpost::directory
