// kill -9 at random instants of an import: nothing acknowledged is lost, and running it again completes it.
#include <random>
#include <signal.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

#include "tests/component/store/store_fixture.hpp"

namespace fingerpost::store {
namespace {

constexpr int kRounds = 50;
constexpr int kRecords = 400;

model::Record record_of(int n, int round) {
  return organization(n, "Organisation " + std::to_string(n) + " of round " + std::to_string(round));
}

int round_in(const std::string& name) { return std::stoi(name.substr(name.rfind(' ') + 1)); }

/// Imports round after round until killed. After each acknowledged batch writes (round, records done) to `out`.
[[noreturn]] void import_for_ever(const std::filesystem::path& folder, int first_round, int out) {
  const SystemClock clock;
  SqliteOptions options;
  options.batch_records = 20;
  const auto store = open_sqlite(folder / "directory.db", SealingKey::load_or_create(folder / "keys"), clock, options);
  for (int round = first_round;; ++round) {
    const auto session = store->begin_import(source("county"));
    for (int n = 1; n <= kRecords; ++n) {
      session->accept(valid(record_of(n, round)), row(static_cast<std::uint64_t>(n), std::to_string(round)));
      if (n % 20 != 0) continue;
      session->flush();
      const int said[2] = {round, n};
      if (::write(out, said, sizeof said) != sizeof said) ::_exit(1);
    }
    session->finish(Completeness::complete, Withdrawal::cautious);
  }
}

/// What the child acknowledged last before it was killed after `life`.
std::pair<int, int> run_and_kill(const std::filesystem::path& folder, int first_round, std::chrono::microseconds life) {
  int ends[2];
  if (::pipe(ends) != 0) throw std::runtime_error("no pipe");
  const pid_t child = ::fork();
  if (child == 0) {
    ::close(ends[0]);
    import_for_ever(folder, first_round, ends[1]);
  }
  ::close(ends[1]);
  std::this_thread::sleep_for(life);
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
  std::pair<int, int> last{0, 0};
  for (int said[2]; ::read(ends[0], said, sizeof said) == sizeof said;) last = {said[0], said[1]};
  ::close(ends[0]);
  return last;
}

TEST(SqliteKill, NothingAcknowledgedIsLost) {
  const test::TempFolder folder;
  const SealingKey key = SealingKey::load_or_create(folder / "keys");
  const SystemClock clock;
  std::mt19937 random(20260301);  // NOLINT: a failure can be repeated
  int acknowledged_batches = 0;
  for (int kill = 1; kill <= kRounds; ++kill) {
    const int first_round = kill * 1'000;
    const auto [round, done] = run_and_kill(
        folder.path(), first_round, std::chrono::microseconds(std::uniform_int_distribution(500, 60'000)(random)));
    acknowledged_batches += done > 0 ? 1 : 0;
    const auto store = open_sqlite(folder / "directory.db", key, clock);
    ASSERT_EQ(store->verify(), std::vector<std::string>()) << "after kill " << kill;
    const auto view = store->read();
    for (int n = 1; n <= kRecords && round != 0; ++n) {
      const auto found = view->record(RecordKind::organization, id_of_number(n));
      const int must_hold = n <= done ? round : round - 1;
      if (must_hold < first_round) continue;  // of this child nothing was acknowledged yet
      ASSERT_TRUE(found) << n;
      ASSERT_GE(round_in(model::name_of(found->record())), must_hold);
      ASSERT_TRUE(store->raw_row(RecordKind::organization, id_of_number(n), "county"));
    }
  }
  EXPECT_GT(acknowledged_batches, kRounds / 4) << "the kills came too early to show anything";

  const auto store = open_sqlite(folder / "directory.db", key, clock);
  std::vector<model::Record> all;
  for (int n = 1; n <= kRecords; ++n) all.push_back(record_of(n, 999'999));
  import(*store, "county", all);
  EXPECT_EQ(import(*store, "county", all).unchanged, static_cast<std::uint64_t>(kRecords));
  EXPECT_EQ(store->read()->count(RecordKind::organization), static_cast<std::uint64_t>(kRecords));
}

}  // namespace
}  // namespace fingerpost::store
