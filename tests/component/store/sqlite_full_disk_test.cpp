// A full disk refuses the write with a clear error and leaves everything readable, also after a restart.
#include <csignal>
#include <fcntl.h>
#include <fstream>
#include <sched.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/failure.hpp"
#include "base/file.hpp"
#include "tests/component/store/store_fixture.hpp"

namespace fingerpost::store {
namespace {

constexpr int kSkipped = 77;

model::Record big(int n) {
  model::Organization organization = store::organization(n, "Big " + std::to_string(n));
  organization.description = std::string(4'000, 'x') + std::to_string(n);
  return organization;
}

/// Throws a sentence when `holds` is false: a child has no test framework.
void require(bool holds, const std::string& sentence) {
  if (!holds) throw std::runtime_error(sentence);
}

/// Imports until the environment refuses; how many were acknowledged.
int import_until_refused(Store& store, const char* expected_words) {
  int acknowledged = 0;
  try {
    const auto session = store.begin_import(source("county"));
    for (int n = 1; n < 100'000; ++n) {
      session->accept(valid(big(n)), row(static_cast<std::uint64_t>(n), std::string(3'000, 'r')));
      if (n % 50 != 0) continue;
      session->flush();
      acknowledged = n;
    }
  } catch (const Failure& refused) {
    require(std::string(refused.what()).find(expected_words) != std::string::npos, refused.what());
    require(refused.kind() == Failure::Kind::unavailable, "the kind of failure");
    return acknowledged;
  }
  throw std::runtime_error("nothing was refused");
}

void require_readable(const Store& store, int acknowledged) {
  require(acknowledged > 0, "nothing was written before the disk was full");
  require(store.verify().empty(), "the store is damaged");
  const auto view = store.read();
  require(view->count(RecordKind::organization) >= static_cast<std::uint64_t>(acknowledged), "records are lost");
  for (int n = 1; n <= acknowledged; ++n)
    require(view->record(RecordKind::organization, id_of_number(n)).has_value(), "a record is lost");
}

void on_a_full_disk(const std::filesystem::path& folder) {
  const SystemClock clock;
  const SealingKey key = SealingKey::load_or_create(folder / "keys");
  int acknowledged = 0;
  {
    const auto store = open_sqlite(folder / "directory.db", key, clock);
    acknowledged = import_until_refused(*store, "disk is full");
    require_readable(*store, acknowledged);
    bool refused = false;
    for (int n = 200'000; n < 200'100 && !refused; ++n) try {
        store->put(valid(big(n)), "steward");
      } catch (const Failure&) {
        refused = true;
      }
    require(refused, "an edit was accepted on a full disk");
    require_readable(*store, acknowledged);
  }
  {
    std::ofstream filler(folder / "filler");  // not a byte is left for the next start
    while (filler.put('f') && filler.flush()) continue;
  }
  {
    const auto again = open_sqlite(folder / "directory.db", key, clock);
    require_readable(*again, acknowledged);
  }
  std::filesystem::remove(folder / "filler");
}

/// Runs `work` in a child process; its exit status, its sentence on stderr.
template <typename Work>
int in_a_child(Work&& work) {
  const pid_t child = ::fork();
  if (child == 0) {
    int status = 0;
    try {
      status = work();
    } catch (const std::exception& error) {
      std::fprintf(stderr, "in the child: %s\n", error.what());
      status = 1;
    }
    ::_exit(status);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

TEST(SqliteFullDisk, RefusesWritesAndStaysReadable) {
  const test::TempFolder folder;
  const int status = in_a_child([&] {
    // A disk of its own: 6 MB in memory, in a mount namespace that ends with the child.
    if (::unshare(CLONE_NEWNS) != 0 && ::unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0) return kSkipped;
    ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr);
    if (::mount("tmpfs", folder.path().c_str(), "tmpfs", 0, "size=6m") != 0) return kSkipped;
    on_a_full_disk(folder.path());
    return 0;
  });
  if (status == kSkipped) GTEST_SKIP() << "this account may not mount a small disk";
  EXPECT_EQ(status, 0);
}

TEST(SqliteFullDisk, AFileThatMayNotGrowRefusesWritesToo) {
  const test::TempFolder folder;
  const int status = in_a_child([&] {
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{4u << 20, 4u << 20};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    const SystemClock clock;
    const SealingKey key = SealingKey::load_or_create(folder / "keys");
    const auto store = open_sqlite(folder / "directory.db", key, clock);
    require_readable(*store, import_until_refused(*store, "nothing was changed"));
    return 0;
  });
  EXPECT_EQ(status, 0);
}

TEST(SqliteFullDisk, ABackupThatDoesNotFitLeavesTheOldOne) {
  const test::TempFolder folder;
  const SystemClock clock;
  const SealingKey key = SealingKey::load_or_create(folder / "keys");
  {
    const auto store = open_sqlite(folder / "directory.db", key, clock);
    std::vector<model::Record> records;
    for (int n = 1; n <= 500; ++n) records.push_back(big(n));
    import(*store, "county", records);
  }
  write_file_atomically(folder / "copy.db", "an older copy");
  const int status = in_a_child([&] {
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{1u << 20, 1u << 20};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    try {
      open_sqlite(folder / "directory.db", key, clock)->backup_to(folder / "copy.db");
    } catch (const Failure&) {
      return 0;
    }
    return 1;
  });
  EXPECT_EQ(status, 0);
  EXPECT_EQ(read_file(folder / "copy.db"), "an older copy");
  int files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder.path()))
    files += entry.path().filename().string().starts_with("copy.db") ? 1 : 0;
  EXPECT_EQ(files, 1);
}

}  // namespace
}  // namespace fingerpost::store
