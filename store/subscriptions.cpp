#include "store/subscriptions.hpp"

#include "store/detail/connection.hpp"

namespace fingerpost::store {
namespace {

constexpr const char* kWrite =
    "INSERT INTO subscription (source, address, every, licence, rate, created_at, failures, message)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, 0, '') ON CONFLICT (source) DO UPDATE SET address = excluded.address,"
    " every = excluded.every, licence = excluded.licence, rate = excluded.rate, failures = 0, message = ''";
constexpr const char* kRead =
    "SELECT source, address, every, licence, rate, created_at, tried_at, succeeded_at, failures, message"
    " FROM subscription ORDER BY source";
constexpr const char* kDrop = "DELETE FROM subscription WHERE source = ?1";
constexpr const char* kFailed =
    "UPDATE subscription SET tried_at = ?2, failures = failures + 1, message = ?3 WHERE source = ?1";
constexpr const char* kSucceeded =
    "UPDATE subscription SET tried_at = ?2, succeeded_at = ?2, failures = 0, message = ?3 WHERE source = ?1";
/// The rate is kept in thousandths.
constexpr double kRateUnit = 1'000;

/// For another writer's transaction.
constexpr std::chrono::milliseconds kBusyWait{5'000};

Subscription subscription_from(const Query& row) {
  Subscription one;
  one.source = row.text(0);
  one.address = row.text(1);
  one.every = std::chrono::seconds(row.integer(2));
  one.licence = row.text(3);
  one.rate = static_cast<double>(row.integer(4)) / kRateUnit;
  one.created_at = row.instant(5);
  if (!row.null(6)) one.tried_at = row.instant(6);
  if (!row.null(7)) one.succeeded_at = row.instant(7);
  one.failures = static_cast<std::uint64_t>(row.integer(8));
  one.message = row.text(9);
  return one;
}

/// One statement is one transaction: true when it changed a row.
bool write(Connection& connection, const char* doing, const auto&... statement) {
  return guarded(doing, [&] {
    WriteTransaction transaction(connection);
    bool has_changed = false;
    {
      Query query(connection, statement...);
      query.run();
      has_changed = query.changed() > 0;
    }
    transaction.commit();
    return has_changed;
  });
}

}  // namespace

Subscriptions::Subscriptions(const std::filesystem::path& file)
    : connection_(guarded("opening the subscriptions",
                          [&] { return std::make_unique<Connection>(file, Access::write, kBusyWait); })) {}

Subscriptions::~Subscriptions() = default;

void Subscriptions::put(const Subscription& subscription) {
  const std::lock_guard lock(mutex_);
  write(*connection_, "subscribing to a feed", kWrite, subscription.source, subscription.address,
        static_cast<std::int64_t>(subscription.every.count()), subscription.licence,
        static_cast<std::int64_t>(subscription.rate * kRateUnit), subscription.created_at);
}

std::vector<Subscription> Subscriptions::all() const {
  const std::lock_guard lock(mutex_);
  return guarded("reading subscriptions", [&] {
    Query query(*connection_, kRead);
    std::vector<Subscription> all;
    while (query.next()) all.push_back(subscription_from(query));
    return all;
  });
}

bool Subscriptions::remove(const std::string& source) {
  const std::lock_guard lock(mutex_);
  return write(*connection_, "ending a subscription", kDrop, source);
}

void Subscriptions::note(const std::string& source, const SubscriptionTry& tried) {
  const std::lock_guard lock(mutex_);
  write(*connection_, "noting what came of a feed", tried.succeeded ? kSucceeded : kFailed, source, tried.at,
        tried.message);
}

}  // namespace fingerpost::store
