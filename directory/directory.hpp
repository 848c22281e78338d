#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>

#include "base/file.hpp"
#include "directory/data_folder.hpp"
#include "directory/snapshot.hpp"
#include "lexicon/folder.hpp"

namespace fingerpost::directory {

/// The published directory of one data folder: hands out the newest Snapshot, and makes the next one from the store's
/// change sequence. Whoever holds the folder's publisher lock publishes; others read what is published.
class Directory {
 public:
  /// Opens what is published. Publishes nothing yet. The store outlives the directory.
  Directory(store::Store& store, DataFolder folder);
  ~Directory();

  /// The newest snapshot; nullptr until something was published. Wait-free for readers.
  std::shared_ptr<const Snapshot> snapshot() const { return current_.load(); }

  enum class Outcome { up_to_date, published, left_to_another };

  /// Brings the snapshot up to the store's last number: incrementally, or by a rebuild when there is no usable index,
  /// when most of it changed, or when the gazetteer did. `left_to_another` when another process holds the lock.
  Outcome publish();
  /// Builds a new generation from number zero.
  Outcome rebuild();

  /// Reads the steward's need files again; a snapshot with them is published when they changed and are sound.
  void refresh_lexicon(lexicon::LexiconFolder::When when);
  /// What is wrong with the need files: then a former lexicon, or none of a steward's, is in force.
  Problems lexicon_faults() const { return lexicon_.faults(); }

  /// Follows the store until stopped: publishes within kCommitInterval of a change. Keeps the lock. Failures are
  /// logged, and tried again with back-off; readers keep the snapshot they have.
  void follow(std::stop_token stop);

  /// At most one commit in this time: Xapian keeps two revisions.
  static constexpr std::chrono::milliseconds kCommitInterval{500};

 private:
  bool take_lock();
  void adopt(std::shared_ptr<const search::Index> index);
  Outcome publish_from(store::Seq since);
  Outcome build_all();
  std::shared_ptr<const geo::Gazetteer> gazetteer_now();
  void hand_out(Snapshot::Parts parts);
  void add_language(Snapshot::Parts& parts);

  store::Store& store_;
  DataFolder folder_;
  lexicon::LexiconFolder lexicon_;
  std::chrono::steady_clock::time_point speller_made_{};
  std::chrono::steady_clock::duration speller_cost_{};
  std::optional<FileLock> lock_;
  std::mutex publishing_;
  std::unique_ptr<search::IndexWriter> writer_;
  std::uint64_t gazetteer_generation_ = 0;
  std::shared_ptr<const geo::Gazetteer> gazetteer_;
  std::shared_ptr<FeedBuilder> feeds_;
  std::atomic<std::shared_ptr<const Snapshot>> current_;
};

}  // namespace fingerpost::directory
