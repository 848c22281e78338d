// One writer and several readers at once; several processes writing.
#include <atomic>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

#include "tests/component/store/store_fixture.hpp"

namespace fingerpost::store {
namespace {

constexpr int kRecords = 40;

std::vector<model::Record> round_of(int round) {
  std::vector<model::Record> records;
  for (int n = 1; n <= kRecords; ++n) records.push_back(organization(n, "Round " + std::to_string(round)));
  return records;
}

/// Within one view: every version is at or below its number, and the history up to it has no gap.
void expect_consistent(const ReadView& view) {
  std::uint64_t live = 0;
  view.for_each(RecordKind::organization, [&](const StoredRecord& record) {
    EXPECT_LE(record.seq, view.seq());
    live += record.state == RecordState::live ? 1 : 0;
    return true;
  });
  EXPECT_EQ(view.count(RecordKind::organization), live);
  const auto changes = view.changes(0, kMaxChanges);
  EXPECT_EQ(changes.size(), view.seq());
  for (std::size_t i = 0; i < changes.size(); ++i) EXPECT_EQ(changes[i].seq, i + 1);
}

TEST(SqliteConcurrency, ReadersSeeOneConsistentStateEach) {
  const test::TempFolder folder;
  const SystemClock clock;
  SqliteOptions options;
  options.batch_records = 16;
  const auto store = open_sqlite(folder / "directory.db", SealingKey::load_or_create(folder / "keys"), clock, options);
  std::atomic<bool> done = false;
  std::atomic<int> readings = 0;
  std::vector<std::thread> readers;
  for (int i = 0; i < 4; ++i)
    readers.emplace_back([&] {
      Seq last = 0;
      while (!done) {
        const auto view = store->read();
        EXPECT_GE(view->seq(), last);
        last = view->seq();
        expect_consistent(*view);
        ++readings;
      }
    });
  for (int round = 0; round < 12; ++round) import(*store, "county", round_of(round));
  done = true;
  for (std::thread& reader : readers) reader.join();
  EXPECT_GT(readings, 8);
  EXPECT_EQ(store->last_seq(), 12u * kRecords);
  EXPECT_EQ(store->verify(), std::vector<std::string>());
}

TEST(SqliteConcurrency, OneViewMayBeAskedBySeveralThreads) {
  const test::TempFolder folder;
  const SystemClock clock;
  const auto store = open_sqlite(folder / "directory.db", SealingKey::load_or_create(folder / "keys"), clock);
  import(*store, "county", round_of(1));
  const auto view = store->read();
  std::vector<std::thread> readers;
  for (int i = 0; i < 4; ++i)
    readers.emplace_back([&] {
      for (int n = 1; n <= kRecords; ++n) EXPECT_TRUE(view->record(RecordKind::organization, id_of_number(n)));
    });
  for (std::thread& reader : readers) reader.join();
}

TEST(SqliteConcurrency, ProcessesTakeTurnsWriting) {
  const test::TempFolder folder;
  const SystemClock clock;
  const SealingKey key = SealingKey::load_or_create(folder / "keys");
  constexpr int kEach = 60;
  std::vector<pid_t> children;
  for (int child = 0; child < 3; ++child) {
    const pid_t pid = ::fork();
    if (pid == 0) {
      int status = 1;
      try {
        const auto store = open_sqlite(folder / "directory.db", key, clock);
        for (int n = 1; n <= kEach; ++n)
          store->put(valid(organization(child * 1'000 + n, "Child " + std::to_string(child))), "steward");
        status = 0;
      } catch (const std::exception& error) {
        std::fprintf(stderr, "in the child: %s\n", error.what());
      }
      ::_exit(status);
    }
    children.push_back(pid);
  }
  const auto store = open_sqlite(folder / "directory.db", key, clock);
  for (int round = 0; round < 10; ++round) {  // an import among them: everybody gets a turn
    std::vector<model::Record> records;
    for (int n = 1; n <= kRecords; ++n) records.push_back(organization(50'000 + n, "Round " + std::to_string(round)));
    import(*store, "county", records);
  }
  for (const pid_t pid : children) {
    int status = 1;
    ::waitpid(pid, &status, 0);
    EXPECT_EQ(status, 0);
  }
  EXPECT_EQ(store->last_seq(), 3u * kEach + 10u * kRecords);
  EXPECT_EQ(store->verify(), std::vector<std::string>());
}

}  // namespace
}  // namespace fingerpost::store
