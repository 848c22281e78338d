#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"

namespace fingerpost::store {

class Connection;

/// A live feed that a running server reads again and again, by the name of its source.
struct Subscription {
  std::string source;   ///< key, as Source::name
  std::string address;  ///< with its query: what is sent to the feed
  std::chrono::seconds every{};
  std::string licence;  ///< as given by who subscribed; empty: what the feed states
  double rate = 0;      ///< requests per second, kept to the thousandth
  Instant created_at{};
  std::optional<Instant> tried_at, succeeded_at;
  std::uint64_t failures = 0;  ///< in a row
  std::string message;         ///< of the last try: one sentence
};

/// What came of reading a subscribed feed once.
struct SubscriptionTry {
  Instant at{};
  bool succeeded = false;
  std::string message;
};

/// The subscriptions in a store's file, which open_sqlite has made or brought up to date before. Safe from several
/// threads and processes. Failure when the environment fails.
class Subscriptions {
 public:
  explicit Subscriptions(const std::filesystem::path& file);
  ~Subscriptions();

  /// Adds it, or changes address, interval, licence and rate of the one there is.
  void put(const Subscription& subscription);
  /// In order of name.
  std::vector<Subscription> all() const;
  /// Its source and records stay as they are. False when there is none of this name.
  bool remove(const std::string& source);
  /// Keeps what came of a try; nothing when it was removed meanwhile.
  void note(const std::string& source, const SubscriptionTry& tried);

 private:
  mutable std::mutex mutex_;
  std::unique_ptr<Connection> connection_;
};

}  // namespace fingerpost::store
