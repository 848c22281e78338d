#pragma once

#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <optional>
#include <string>

#include "base/clock.hpp"
#include "base/seal.hpp"
#include "store/store.hpp"

namespace fingerpost::store {

/// Wakes who waits for a change made in this process; changes of other processes are found by looking.
class ChangeSignal {
 public:
  void raise() { raised_.notify_all(); }
  /// Sleeps until raised or `at_most` is over; it may wake early.
  void sleep(std::chrono::milliseconds at_most) {
    std::unique_lock lock(mutex_);
    raised_.wait_for(lock, at_most);
  }

 private:
  std::mutex mutex_;
  std::condition_variable raised_;
};

/// What everything that works on one open store shares.
struct Context {
  std::filesystem::path file;
  SealingKey key;
  const Clock& clock;
  SqliteOptions options;
  std::optional<std::string> secret;  ///< of the content hashes; absent when the key is another one: then read-only
  ChangeSignal changed;

  /// The secret, or a Failure that says how to get the right key.
  const std::string& secret_for_writing() const;
};

}  // namespace fingerpost::store
