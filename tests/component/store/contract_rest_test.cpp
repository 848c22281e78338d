// Keys, gazetteer files, waiting, exclusion, backup.
#include <thread>

#include "base/failure.hpp"
#include "tests/component/store/store_fixture.hpp"

namespace fingerpost::store {
namespace {

class RestContract : public StoreContract {};
INSTANTIATE_TEST_SUITE_P(Stores, RestContract, testing::ValuesIn(store_kinds()), kind_name);

TEST_P(RestContract, KeysAreFoundByHashUntilRevoked) {
  const ApiKey steward = store().add_key("steward", std::nullopt, "hash-1");
  clock_.set(clock_.now() + std::chrono::hours(1));
  const ApiKey provider = store().add_key("provider", id_of_number(1), "hash-2");
  reopen();
  const auto found = store().key_by_hash("hash-2");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->id, provider.id);
  EXPECT_EQ(found->role, "provider");
  EXPECT_EQ(found->organization_id, id_of_number(1));
  EXPECT_EQ(found->created_at, clock_.now());
  EXPECT_FALSE(store().key_by_hash("hash-3"));
  EXPECT_THROW(store().add_key("admin", std::nullopt, "hash-1"), Failure);

  EXPECT_TRUE(store().revoke_key(steward.id));
  EXPECT_FALSE(store().revoke_key(steward.id));
  EXPECT_FALSE(store().revoke_key(id_of_number(9)));
  EXPECT_FALSE(store().key_by_hash("hash-1"));
  const auto keys = store().keys();
  ASSERT_EQ(keys.size(), 2u);
  EXPECT_EQ(keys[0].id, steward.id);
  EXPECT_EQ(keys[0].revoked_at, clock_.now());
  EXPECT_FALSE(keys[1].revoked_at);
}

TEST_P(RestContract, ListsTheGazetteersFiles) {
  EXPECT_EQ(store().places_generation(), 0u);
  store().set_place_files({{"b.places", "d1", 10}, {"a.places", "d2", 5'000'000'000}});
  reopen();
  const auto files = store().place_files();
  ASSERT_EQ(files.size(), 2u);
  EXPECT_EQ(files[0].name, "a.places");
  EXPECT_EQ(files[0].digest, "d2");
  EXPECT_EQ(files[0].bytes, 5'000'000'000u);
  EXPECT_EQ(store().places_generation(), 1u);
  store().set_place_files({});
  EXPECT_TRUE(store().place_files().empty());
  EXPECT_EQ(store().places_generation(), 2u);
}

TEST_P(RestContract, WaitsForAChange) {
  EXPECT_FALSE(store().wait_for_change(0, std::chrono::milliseconds(30)));
  import(store(), "county", {organization(1, "One")});
  EXPECT_TRUE(store().wait_for_change(0, std::chrono::milliseconds(0)));
  EXPECT_FALSE(store().wait_for_change(1, std::chrono::milliseconds(0)));
  std::thread writer([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    store().put(valid(organization(2, "Two")), "steward");
  });
  EXPECT_TRUE(store().wait_for_change(1, std::chrono::seconds(60)));
  writer.join();
}

TEST_P(RestContract, SeesTheChangesOfAnotherOpening) {
  const auto other = GetParam().open(folder_.path(), clock_);
  std::thread writer([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    import(*other, "county", {organization(1, "One")});
  });
  EXPECT_TRUE(store().wait_for_change(0, std::chrono::seconds(60)));
  writer.join();
  EXPECT_EQ(name_in_force(RecordKind::organization, 1), "One");
}

TEST_P(RestContract, OneImportAtATimeWhileEditsGoOn) {
  const auto first = store().begin_import(source("county"));
  first->accept(valid(organization(1, "One")), row(2));
  const auto other = GetParam().open(folder_.path(), clock_);
  try {
    other->begin_import(source("county"));
    FAIL() << "a second import began";
  } catch (const Failure& refused) {
    EXPECT_EQ(refused.kind(), Failure::Kind::unavailable);
    EXPECT_NE(std::string(refused.what()).find("another import"), std::string::npos);
  }
  EXPECT_THROW(store().begin_import(source("county")), Failure);
  EXPECT_EQ(store().put(valid(organization(2, "Edit")), "steward"), 1u);
  EXPECT_EQ(other->put(valid(organization(3, "Edit elsewhere")), "steward"), 2u);
  EXPECT_EQ(first->finish(Completeness::complete, Withdrawal::cautious).last_seq, 3u);
  other->begin_import(source("county"))->finish(Completeness::partial, Withdrawal::cautious);
}

TEST_P(RestContract, ABackupIsTheStoreAsItWas) {
  import(store(), "county", {organization(1, "One"), confidential(location(2, "Haven"))});
  store().backup_to(folder_ / "copies.db");
  import(store(), "county", {organization(1, "Later"), confidential(location(2, "Haven"))});
  const SealingKey key = SealingKey::load_or_create(folder_ / "keys");
  {
    const auto copy = open_sqlite(folder_ / "copies.db", key, clock_);
    EXPECT_EQ(copy->last_seq(), 2u);
    EXPECT_EQ(copy->verify(), std::vector<std::string>());
    EXPECT_EQ(model::name_of(copy->read()->record(RecordKind::organization, id_of_number(1))->record()), "One");
    EXPECT_TRUE(copy->read()->sealed_part(RecordKind::location, id_of_number(2), key));
  }
  store().backup_to(folder_ / "copies.db");  // over an older one
  EXPECT_EQ(open_sqlite(folder_ / "copies.db", key, clock_)->last_seq(), 3u);
  EXPECT_THROW(store().backup_to(folder_ / "no such folder" / "copy.db"), Failure);
}

}  // namespace
}  // namespace fingerpost::store
