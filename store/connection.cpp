#include "store/detail/connection.hpp"

#include <algorithm>
#include <sqlite3.h>

#include "base/failure.hpp"

namespace fingerpost::store {
namespace {

// Kinds, states and actions are stored as these numbers.
static_assert(static_cast<int>(model::RecordKind::organization) == 0 &&
              static_cast<int>(model::RecordKind::service) == 1 && static_cast<int>(model::RecordKind::location) == 2 &&
              static_cast<int>(model::RecordKind::taxonomy) == 3 &&
              static_cast<int>(model::RecordKind::taxonomy_term) == 4);
static_assert(static_cast<int>(RecordState::live) == 0 && static_cast<int>(RecordState::withdrawn) == 1);
static_assert(static_cast<int>(Action::added) == 0 && static_cast<int>(Action::changed) == 1 &&
              static_cast<int>(Action::withdrawn) == 2 && static_cast<int>(Action::restored) == 3);

/// Rows are 1 to 10 kB of JSON: with 8 kB pages few of them spill over, and few pages are half empty.
/// secure_delete: what is overwritten or deleted is zeroed, because a confidential address may have stood there.
/// synchronous=FULL: a commit is on disk when it returns; batches make that cheap.
constexpr const char* kWriterSettings =
    "PRAGMA page_size=8192; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON; PRAGMA synchronous=FULL;"
    "PRAGMA wal_autocheckpoint=4000; PRAGMA journal_size_limit=67108864; PRAGMA cache_size=-65536;"
    "PRAGMA temp_store=MEMORY";
/// A reader keeps half a megabyte: the system has the file's pages, and reading everything once (a feed, an index)
/// would leave each reader holding its end.
constexpr const char* kReaderSettings = "PRAGMA query_only=ON; PRAGMA cache_size=-512; PRAGMA temp_store=MEMORY";

int flags_of(Access access) {
  return SQLite::OPEN_NOMUTEX |
         (access == Access::write ? SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE : SQLite::OPEN_READONLY);
}

int milliseconds_of(std::chrono::milliseconds wait) {
  return static_cast<int>(std::clamp<std::int64_t>(wait.count(), 0, 3'600'000));
}

}  // namespace

Connection::Connection(const std::filesystem::path& file, Access access, std::chrono::milliseconds busy_wait)
    : database_(file, flags_of(access), milliseconds_of(busy_wait)), busy_wait_(busy_wait) {
  sqlite3_extended_result_codes(database_.getHandle(), 1);
  database_.exec("PRAGMA trusted_schema=OFF");
  database_.exec(access == Access::write ? kWriterSettings : kReaderSettings);
  // The log stays when the last connection closes (emptied), so that the store can be opened again on a full disk.
  int keep = 1;
  if (access == Access::write) sqlite3_file_control(database_.getHandle(), "main", SQLITE_FCNTL_PERSIST_WAL, &keep);
}

SQLite::Statement& Connection::prepared(const char* sql) {
  const auto found = statements_.find(sql);
  if (found != statements_.end()) return found->second;
  return statements_.try_emplace(sql, database_, sql).first->second;
}

bool Connection::empty_log() {
  sqlite3* handle = database_.getHandle();
  sqlite3_busy_timeout(handle, milliseconds_of(std::min(kLogWait, busy_wait_)));
  const int result = sqlite3_wal_checkpoint_v2(handle, "main", SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
  sqlite3_busy_timeout(handle, milliseconds_of(busy_wait_));
  return result == SQLITE_OK;
}

Query::~Query() {
  statement_.tryReset();
  statement_.clearBindings();
}

std::string Query::text(int column) const { return statement_.getColumn(column).getString(); }

Uuid Query::id(int column) const {
  const SQLite::Column value = statement_.getColumn(column);
  Uuid id;
  if (value.getBytes() != static_cast<int>(id.bytes.size())) throw Failure("reading the store", "an id is damaged");
  std::memcpy(id.bytes.data(), value.getBlob(), id.bytes.size());
  return id;
}

Digest Query::digest(int column) const {
  const SQLite::Column value = statement_.getColumn(column);
  Digest digest{};
  if (value.getBytes() != static_cast<int>(digest.size())) throw Failure("reading the store", "a hash is damaged");
  std::memcpy(digest.data(), value.getBlob(), digest.size());
  return digest;
}

model::RecordKind Query::kind(int column) const {
  const std::int64_t number = integer(column);
  if (number < 0 || number > static_cast<int>(model::RecordKind::taxonomy_term))
    throw Failure("reading the store", "a kind of record is unknown");
  return static_cast<model::RecordKind>(number);
}

void Query::bind(const std::string& text) { statement_.bind(++bound_, text); }

void Query::bind(const Uuid& id) { statement_.bind(++bound_, id.bytes.data(), static_cast<int>(id.bytes.size())); }

void Query::bind(const Digest& digest) { statement_.bind(++bound_, digest.data(), static_cast<int>(digest.size())); }

WriteTransaction::WriteTransaction(Connection& connection) : connection_(connection) {
  connection_.database().exec("BEGIN IMMEDIATE");
}

WriteTransaction::~WriteTransaction() {
  // After a full disk SQLite may have rolled back by itself; then this says so, and that is all right.
  if (open_) connection_.database().tryExec("ROLLBACK");
}

void WriteTransaction::commit() {
  connection_.database().exec("COMMIT");
  open_ = false;
}

void throw_failure(const std::string& doing, const SQLite::Exception& error) {
  const std::string said = error.what();
  switch (error.getErrorCode() & 0xff) {
    case SQLITE_FULL:
      throw Failure(doing, "the disk is full; nothing was changed, and reading goes on. Free some space and try again",
                    Failure::Kind::unavailable);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      throw Failure(doing, "another program has been writing to the store for too long. Try again when it is done",
                    Failure::Kind::unavailable);
    case SQLITE_IOERR:
      throw Failure(doing, said + "; nothing was changed. Check the disk", Failure::Kind::unavailable);
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_CANTOPEN:
      throw Failure(doing, said + ". Check that the folder is there and that this account may write to it");
    case SQLITE_NOTADB:
      throw Failure(doing, "the file is not a Fingerpost store (not SQLite). Name another data folder");
    case SQLITE_CORRUPT:
      throw Failure(doing, "the file is damaged (" + said + "). Restore a backup, or move it away and import again");
    default:
      throw Failure(doing, said);
  }
}

}  // namespace fingerpost::store
