#include "store/detail/schema.hpp"

#include <array>
#include <chrono>
#include <fmt/format.h>
#include <sqlite3.h>
#include <thread>

#include "base/failure.hpp"
#include "base/random.hpp"

namespace fingerpost::store {
namespace {

/// "FPst" in the file's header: how we know our own.
constexpr std::int64_t kApplicationId = 0x46507374;
constexpr std::chrono::milliseconds kBetweenTries{5};
constexpr const char* kSecretContext = "hash_secret";

/// Records have a row number beside their id: ids are random, and what hangs on a record by its number lies together on
/// the disk when it came together: an import
/// does not rewrite pages all over the file.
///
/// The schema, one step after the other; a step that was released is never edited. Times are milliseconds since 1970,
/// ids 16 bytes, kinds, states and actions the numbers of their enumerations.
constexpr std::array kSteps{
    // 1. What each table is for: docs/architecture/store.md.
    R"sql(
CREATE TABLE counter (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO counter VALUES ('seq', 0), ('places_generation', 0);

CREATE TABLE secret (name TEXT PRIMARY KEY, sealed TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE source (
  source INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, format TEXT NOT NULL, licence TEXT NOT NULL,
  attribution TEXT NOT NULL, address TEXT NOT NULL, imported_at INTEGER) STRICT;

CREATE TABLE record (
  record INTEGER PRIMARY KEY, kind INTEGER NOT NULL, id BLOB NOT NULL, seq INTEGER NOT NULL, first_seq INTEGER NOT NULL,
  state INTEGER NOT NULL, withheld INTEGER NOT NULL, hash BLOB NOT NULL, UNIQUE (kind, id)) STRICT;

CREATE TABLE change (
  seq INTEGER PRIMARY KEY, record INTEGER NOT NULL REFERENCES record, action INTEGER NOT NULL, state INTEGER NOT NULL,
  source INTEGER NOT NULL REFERENCES source, source_id TEXT NOT NULL, at INTEGER NOT NULL, json TEXT NOT NULL,
  sealed TEXT) STRICT;
CREATE UNIQUE INDEX change_of_record ON change (record, seq);

CREATE TABLE raw_row (raw INTEGER PRIMARY KEY, source INTEGER NOT NULL REFERENCES source, sealed TEXT NOT NULL) STRICT;

CREATE TABLE record_source (
  record INTEGER NOT NULL REFERENCES record, source INTEGER NOT NULL REFERENCES source, live INTEGER NOT NULL,
  vouches INTEGER NOT NULL, confidential INTEGER NOT NULL, seq INTEGER NOT NULL REFERENCES change, hash BLOB NOT NULL,
  raw INTEGER REFERENCES raw_row, raw_hash BLOB, PRIMARY KEY (record, source)) STRICT, WITHOUT ROWID;
CREATE INDEX record_source_raw ON record_source (raw);

CREATE TABLE refused_row (
  refused INTEGER PRIMARY KEY, source INTEGER NOT NULL REFERENCES source, hash BLOB NOT NULL, at INTEGER NOT NULL,
  sealed TEXT NOT NULL, UNIQUE (source, hash)) STRICT;

CREATE TABLE identity (
  scheme TEXT NOT NULL, value TEXT NOT NULL, record INTEGER NOT NULL REFERENCES record, since INTEGER NOT NULL,
  until INTEGER, PRIMARY KEY (scheme, value, record, since)) STRICT, WITHOUT ROWID;
CREATE INDEX identity_of_record ON identity (record);

CREATE TABLE service_link (
  role INTEGER NOT NULL, target BLOB NOT NULL, service INTEGER NOT NULL REFERENCES record, since INTEGER NOT NULL,
  until INTEGER, PRIMARY KEY (role, target, service, since)) STRICT, WITHOUT ROWID;
CREATE INDEX service_link_of_service ON service_link (service);

CREATE TABLE protection (
  location BLOB NOT NULL, service INTEGER NOT NULL REFERENCES record, PRIMARY KEY (location, service))
  STRICT, WITHOUT ROWID;
CREATE INDEX protection_of_service ON protection (service);

CREATE TABLE place_file (name TEXT PRIMARY KEY, digest TEXT NOT NULL, bytes INTEGER NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE api_key (
  id BLOB PRIMARY KEY, role TEXT NOT NULL, organization BLOB, key_hash TEXT NOT NULL UNIQUE, created_at INTEGER NOT NULL,
  revoked_at INTEGER) STRICT, WITHOUT ROWID;
)sql",
    // 2. Live feeds that a server keeps fresh; `every` in seconds, `rate` in thousandths of a request per second.
    R"sql(
CREATE TABLE subscription (
  source TEXT PRIMARY KEY, address TEXT NOT NULL, every INTEGER NOT NULL, licence TEXT NOT NULL, rate INTEGER NOT NULL,
  created_at INTEGER NOT NULL, tried_at INTEGER, succeeded_at INTEGER, failures INTEGER NOT NULL, message TEXT NOT NULL)
  STRICT, WITHOUT ROWID;
)sql",
    // 3. What people say is wrong; what they typed is sealed.
    R"sql(
CREATE TABLE proposal (
  id BLOB PRIMARY KEY, kind INTEGER, record BLOB, reason TEXT NOT NULL, made_at INTEGER NOT NULL, settled_at INTEGER,
  sealed TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX proposal_open ON proposal (made_at) WHERE settled_at IS NULL;
)sql",
};

std::int64_t pragma(Connection& connection, const char* sql) {
  return connection.database().execAndGet(sql).getInt64();
}

int version_of(Connection& connection) { return static_cast<int>(pragma(connection, "PRAGMA user_version")); }

/// Empty, or ours and not newer than we are.
void require_ours(Connection& connection) {
  SQLite::Transaction together(connection.database());  // another process may be making the tables right now
  const std::int64_t application = pragma(connection, "PRAGMA application_id");
  const int version = version_of(connection);
  const bool empty = pragma(connection, "SELECT count(*) FROM sqlite_schema") == 0;
  if (application != kApplicationId && !(empty && application == 0 && version == 0))
    throw Failure("opening the store", "the file is an SQLite database of another program. Name another data folder");
  if (version > schema_version())
    throw Failure("opening the store", fmt::format("it was made by a newer Fingerpost (schema {}, this program knows "
                                                   "{}). Use that version, or restore an older backup",
                                                   version, schema_version()));
}

void make_secret(Connection& connection, const SealingKey& key) {
  std::array<std::uint8_t, 32> bytes{};
  fill_random(bytes);
  const std::string secret(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  Query(connection, "INSERT INTO secret VALUES ('hash_secret', ?1)", key.seal(secret, kSecretContext)).run();
}

/// One step, unless another process has done it meanwhile.
void step_from(int version, Connection& connection, const SealingKey& key) {
  WriteTransaction transaction(connection);
  if (version_of(connection) != version) return;
  connection.database().exec(kSteps[static_cast<std::size_t>(version)]);
  if (version == 0) {
    make_secret(connection, key);
    connection.database().exec(fmt::format("PRAGMA application_id={}", kApplicationId));
  }
  connection.database().exec(fmt::format("PRAGMA user_version={}", version + 1));
  transaction.commit();
}

/// Where two processes turn a new file to its log at the same instant SQLite refuses one of them at once, however long
/// it was told to wait.
void write_ahead(Connection& connection) {
  const auto until = std::chrono::steady_clock::now() + connection.busy_wait();
  while (connection.database().execAndGet("PRAGMA journal_mode").getString() != "wal") {
    try {
      connection.database().exec("PRAGMA journal_mode=WAL");
    } catch (const SQLite::Exception& error) {
      if ((error.getErrorCode() & 0xff) != SQLITE_BUSY || std::chrono::steady_clock::now() >= until) throw;
      std::this_thread::sleep_for(kBetweenTries);
    }
  }
}

}  // namespace

int schema_version() { return static_cast<int>(kSteps.size()); }

void migrate(Connection& connection, const SealingKey& key) {
  require_ours(connection);
  write_ahead(connection);
  while (version_of(connection) < schema_version()) step_from(version_of(connection), connection, key);
}

std::optional<std::string> read_hash_secret(Connection& connection, const SealingKey& key) {
  Query query(connection, "SELECT sealed FROM secret WHERE name = 'hash_secret'");
  if (!query.next()) throw Failure("opening the store", "its secret is missing: the file is damaged. Restore a backup");
  auto secret = key.unseal(query.text(0), kSecretContext);
  if (!secret) return std::nullopt;
  return *std::move(secret);
}

}  // namespace fingerpost::store
