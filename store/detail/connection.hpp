#pragma once

#include <SQLiteCpp/SQLiteCpp.h>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <type_traits>
#include <unordered_map>

#include "base/clock.hpp"
#include "base/hash.hpp"
#include "base/id.hpp"
#include "model/records.hpp"
#include "store/store.hpp"

namespace fingerpost::store {

enum class Access { read, write };

/// One SQLite connection with our settings and its prepared statements. One thread at a time.
class Connection {
 public:
  /// Opens `file`; with Access::write it is made when missing. SQLite::Exception on failure.
  Connection(const std::filesystem::path& file, Access access, std::chrono::milliseconds busy_wait);

  SQLite::Database& database() { return database_; }
  std::chrono::milliseconds busy_wait() const { return busy_wait_; }
  /// The statement for `sql`, prepared once. `sql` must be a constant: it is known by its address.
  SQLite::Statement& prepared(const char* sql);
  /// Moves the write-ahead log into the file and empties it, unless somebody reads an older state for longer than
  /// kLogWait; true when done. Never throws: the log is only larger for it.
  bool empty_log();
  static constexpr std::chrono::milliseconds kLogWait{200};

 private:
  SQLite::Database database_;
  const std::chrono::milliseconds busy_wait_;
  std::unordered_map<const char*, SQLite::Statement> statements_;
};

/// A prepared statement in use: bound in order, stepped, and reset when it goes out of scope.
class Query {
 public:
  template <typename... Values>
  Query(Connection& connection, const char* sql, const Values&... values) : statement_(connection.prepared(sql)) {
    (bind(values), ...);
  }
  ~Query();
  Query(const Query&) = delete;
  Query& operator=(const Query&) = delete;

  /// Goes to the next row; false when there is none.
  bool next() { return statement_.executeStep(); }
  /// Runs a statement that gives no rows.
  void run() { statement_.exec(); }
  /// Rows that run() changed.
  int changed() const { return statement_.getChanges(); }

  bool null(int column) const { return statement_.isColumnNull(column); }
  std::int64_t integer(int column) const { return statement_.getColumn(column).getInt64(); }
  Seq seq(int column) const { return static_cast<Seq>(integer(column)); }
  bool flag(int column) const { return integer(column) != 0; }
  std::string text(int column) const;
  Uuid id(int column) const;
  Digest digest(int column) const;
  Instant instant(int column) const { return Instant(std::chrono::milliseconds(integer(column))); }
  model::RecordKind kind(int column) const;

 private:
  void bind(const std::string& text);
  void bind(const Uuid& id);
  void bind(const Digest& digest);
  void bind(Instant instant) { bind(std::int64_t{instant.time_since_epoch().count()}); }
  void bind(std::nullptr_t) { statement_.bind(++bound_); }
  template <typename Number>
  requires std::is_integral_v<Number>
  void bind(Number number) { statement_.bind(++bound_, static_cast<std::int64_t>(number)); }
  /// Enumerations are stored by their number, which therefore never changes.
  template <typename Enum>
  requires std::is_enum_v<Enum>
  void bind(Enum value) { bind(static_cast<std::int64_t>(value)); }
  template <typename T>
  void bind(const std::optional<T>& value) {
    if (value)
      bind(*value);
    else
      bind(nullptr);
  }

  SQLite::Statement& statement_;
  int bound_ = 0;
};

/// A write transaction: takes the right to write at once (waiting as long as busy_wait), so that what it reads stays
/// true until it commits. Rolls back when it goes out of scope uncommitted.
class WriteTransaction {
 public:
  explicit WriteTransaction(Connection& connection);
  ~WriteTransaction();
  WriteTransaction(const WriteTransaction&) = delete;
  WriteTransaction& operator=(const WriteTransaction&) = delete;
  /// On return the change is on disk: it survives a power cut.
  void commit();

 private:
  Connection& connection_;
  bool open_ = true;
};

/// Throws what SQLite said as a Failure with a remedy: full disk, other writer, damaged file.
[[noreturn]] void throw_failure(const std::string& doing, const SQLite::Exception& error);

/// Runs `step`; SQLite's exceptions leave as Failures. `doing` completes "Failure while ...".
template <typename Step>
auto guarded(const char* doing, Step&& step) {
  try {
    return step();
  } catch (const SQLite::Exception& error) {
    throw_failure(doing, error);
  }
}

}  // namespace fingerpost::store
