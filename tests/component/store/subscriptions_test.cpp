#include "store/subscriptions.hpp"

#include <gtest/gtest.h>

#include "store/store.hpp"
#include "tests/support/temp_folder.hpp"

namespace fingerpost::store {
namespace {

const Instant kNow = *parse_rfc3339("2026-11-21T09:00:00Z");

class SubscriptionsTest : public testing::Test {
 protected:
  Subscription county(std::chrono::seconds every = std::chrono::hours(6)) const {
    Subscription subscription;
    subscription.source = "county";
    subscription.address = "https://example.org/feed?code=1";
    subscription.every = every;
    subscription.licence = "OGL-3.0";
    subscription.rate = 2.5;
    subscription.created_at = kNow;
    return subscription;
  }

  test::TempFolder folder;
  FixedClock clock{kNow};
  SealingKey key = SealingKey::load_or_create(folder.path() / "keys");
  std::unique_ptr<Store> store = open_sqlite(folder.path() / "directory.db", key, clock);
  Subscriptions subscriptions{folder.path() / "directory.db"};
};

TEST_F(SubscriptionsTest, AreKeptChangedAndRemoved) {
  subscriptions.put(county());
  const auto kept = Subscriptions(folder.path() / "directory.db").all();
  ASSERT_EQ(kept.size(), 1u);
  EXPECT_EQ(kept[0].address, "https://example.org/feed?code=1");
  EXPECT_EQ(kept[0].every, std::chrono::hours(6));
  EXPECT_DOUBLE_EQ(kept[0].rate, 2.5);
  EXPECT_FALSE(kept[0].tried_at.has_value());
  subscriptions.put(county(std::chrono::hours(1)));
  ASSERT_EQ(subscriptions.all().size(), 1u);
  EXPECT_EQ(subscriptions.all()[0].every, std::chrono::hours(1));
  EXPECT_TRUE(subscriptions.remove("county"));
  EXPECT_FALSE(subscriptions.remove("county"));
  EXPECT_TRUE(subscriptions.all().empty());
}

TEST_F(SubscriptionsTest, CountFailuresInARow) {
  subscriptions.put(county());
  subscriptions.note("county", {kNow, true, "added 3"});
  subscriptions.note("county", {kNow + std::chrono::hours(1), false, "It is down."});
  subscriptions.note("county", {kNow + std::chrono::hours(2), false, "It is down."});
  const Subscription after = subscriptions.all().at(0);
  EXPECT_EQ(after.failures, 2u);
  EXPECT_EQ(after.succeeded_at, kNow);
  EXPECT_EQ(after.tried_at, kNow + std::chrono::hours(2));
  subscriptions.note("county", {kNow + std::chrono::hours(3), true, ""});
  EXPECT_EQ(subscriptions.all().at(0).failures, 0u);
  subscriptions.note("nobody", {kNow, false, "removed meanwhile"});
  EXPECT_EQ(subscriptions.all().size(), 1u);
}

}  // namespace
}  // namespace fingerpost::store
