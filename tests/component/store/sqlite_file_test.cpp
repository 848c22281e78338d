// The file itself: whose it is, its version, its settings, damage, the key.
#include <SQLiteCpp/SQLiteCpp.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/failure.hpp"
#include "base/file.hpp"
#include "tests/component/store/store_fixture.hpp"

namespace fingerpost::store {
namespace {

class SqliteFile : public testing::Test {
 protected:
  std::unique_ptr<Store> open() { return open_sqlite(file_, key_, clock_); }
  std::string refusal() {
    try {
      open();
    } catch (const Failure& refused) {
      return refused.what();
    }
    return "";
  }
  void change(const std::string& sql) { SQLite::Database(file_, SQLite::OPEN_READWRITE).exec(sql); }
  std::string verify() {
    std::string all;
    for (const std::string& sentence : open()->verify()) all += sentence + "\n";
    return all;
  }

  const test::TempFolder folder_;
  const std::filesystem::path file_ = folder_ / "directory.db";
  const SealingKey key_ = SealingKey::load_or_create(folder_ / "keys");
  FixedClock clock_{*parse_rfc3339("2026-03-01T09:00:00Z")};
};

TEST_F(SqliteFile, IsOursVersionedStrictAndInWal) {
  open();
  const SQLite::Database database(file_, SQLite::OPEN_READWRITE);
  SQLite::Database& db = const_cast<SQLite::Database&>(database);
  EXPECT_EQ(db.execAndGet("PRAGMA application_id").getInt(), 0x46507374);
  EXPECT_EQ(db.execAndGet("PRAGMA user_version").getInt(), 3);
  EXPECT_EQ(db.execAndGet("PRAGMA journal_mode").getString(), "wal");
  EXPECT_EQ(db.execAndGet("SELECT count(*) FROM pragma_table_list WHERE type = 'table' AND schema = 'main'"
                          " AND strict = 0 AND name NOT LIKE 'sqlite%'")
                .getInt(),
            0);
}

TEST_F(SqliteFile, RefusesWhatIsNotAStore) {
  write_file_atomically(file_, std::string(20'000, 'x'));
  EXPECT_NE(refusal().find("not a Fingerpost store"), std::string::npos) << refusal();
  std::filesystem::remove(file_);
  SQLite::Database(file_, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE).exec("CREATE TABLE theirs (x)");
  EXPECT_NE(refusal().find("another program"), std::string::npos) << refusal();
}

TEST_F(SqliteFile, RefusesANewerFileWithARemedy) {
  open();
  change("PRAGMA user_version=99");
  EXPECT_NE(refusal().find("newer Fingerpost (schema 99"), std::string::npos) << refusal();
}

TEST_F(SqliteFile, RefusesAFolderThatIsNotThere) {
  EXPECT_THROW(open_sqlite(folder_ / "nowhere" / "directory.db", key_, clock_), Failure);
}

TEST_F(SqliteFile, OpeningChangesNothing) {
  open();
  const std::string before = read_file(file_);
  open();
  EXPECT_EQ(read_file(file_), before);
}

TEST_F(SqliteFile, ManyProcessesMayMakeItAtOnce) {
  std::vector<pid_t> children;
  for (int i = 0; i < 6; ++i) {
    const pid_t child = ::fork();
    if (child == 0) {
      int status = 1;
      try {
        open()->put(valid(organization(i + 1, "From child")), "steward");
        status = 0;
      } catch (const std::exception& error) {
        std::fprintf(stderr, "in the child: %s\n", error.what());
      }
      ::_exit(status);
    }
    children.push_back(child);
  }
  for (const pid_t child : children) {
    int status = 1;
    ::waitpid(child, &status, 0);
    EXPECT_EQ(status, 0);
  }
  EXPECT_EQ(open()->last_seq(), 6u);
  EXPECT_EQ(verify(), "");
}

TEST_F(SqliteFile, AnotherKeyReadsButDoesNotWrite) {
  import(*open(), "county", {organization(1, "One"), confidential(location(2, "Haven"))});
  const SealingKey other = SealingKey::load_or_create(folder_ / "other keys");
  const auto store = open_sqlite(file_, other, clock_);
  EXPECT_EQ(model::name_of(store->read()->record(RecordKind::organization, id_of_number(1))->record()), "One");
  EXPECT_FALSE(store->read()->sealed_part(RecordKind::location, id_of_number(2), other));
  EXPECT_THROW(store->raw_row(RecordKind::organization, id_of_number(1), "county"), Failure);
  EXPECT_THROW(store->put(valid(organization(1, "Two")), "steward"), Failure);
  EXPECT_THROW(store->begin_import(source("county")), Failure);
  EXPECT_THROW(store->add_key("admin", std::nullopt, "hash"), Failure);
  ASSERT_EQ(store->verify().size(), 1u);
  EXPECT_NE(store->verify()[0].find("keys/"), std::string::npos);
}

TEST_F(SqliteFile, TheCheckFindsWhatIsWrong) {
  import(*open(), "county", {organization(1, "One", "1098765"), confidential(location(2, "Haven"))});
  ASSERT_EQ(verify(), "");
  open()->backup_to(folder_ / "good.db");
  const std::pair<const char*, const char*> damages[] = {
      {"PRAGMA foreign_keys=OFF; DELETE FROM change WHERE seq = 1", "missing"},
      {"UPDATE change SET json = '{\"id\":' WHERE seq = 1", "cannot be read"},
      {"UPDATE record SET id = zeroblob(16) WHERE kind = 0", "cannot be read"},
      {"PRAGMA foreign_keys=OFF; UPDATE change SET record = 77 WHERE seq = 1", "names a row"},
      {"UPDATE counter SET value = 7 WHERE name = 'seq'", "counter says 7"},
      {"UPDATE change SET sealed = NULL WHERE seq = 2", "in the clear"},
      {"UPDATE change SET sealed = 'AAAA' WHERE seq = 2", "cannot be opened"},
      {"UPDATE record SET state = 1 WHERE kind = 0", "do not agree"},
      {"PRAGMA foreign_keys=OFF; DELETE FROM source", "names a row"},
      {"UPDATE record_source SET confidential = 1", ""},
  };
  for (const auto& [sql, expected] : damages) {
    std::filesystem::copy_file(folder_ / "good.db", file_, std::filesystem::copy_options::overwrite_existing);
    std::filesystem::remove(file_.string() + "-wal");
    std::filesystem::remove(file_.string() + "-shm");
    change(sql);
    if (*expected == '\0')
      EXPECT_EQ(verify(), "") << sql;
    else
      EXPECT_NE(verify().find(expected), std::string::npos) << sql << " gave: " << verify();
  }
}

TEST_F(SqliteFile, TheCheckFindsADamagedFile) {
  std::vector<model::Record> records;
  for (int n = 1; n <= 200; ++n) records.push_back(organization(n, "Organisation " + std::to_string(n)));
  import(*open(), "county", records);
  std::string bytes = read_file(file_);
  for (std::size_t at = 40'000; at < 60'000; ++at) bytes[at] = 'x';
  std::filesystem::remove(file_.string() + "-wal");
  std::filesystem::remove(file_.string() + "-shm");
  write_file_atomically(file_, bytes);
  std::string said = refusal();
  try {
    if (said.empty()) said = verify();
  } catch (const Failure& failure) {
    said = failure.what();
  }
  EXPECT_NE(said.find("damaged"), std::string::npos) << said;
}

}  // namespace
}  // namespace fingerpost::store
