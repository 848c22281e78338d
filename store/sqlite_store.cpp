#include "store/detail/sqlite_store.hpp"

#include <algorithm>
#include <utility>

#include "base/failure.hpp"
#include "store/detail/backup.hpp"
#include "store/detail/check.hpp"
#include "store/detail/keys.hpp"
#include "store/detail/places.hpp"
#include "store/detail/schema.hpp"
#include "store/detail/sealed_parts.hpp"
#include "store/detail/sqlite_import.hpp"
#include "store/detail/sqlite_view.hpp"

namespace fingerpost::store {
namespace {

/// How often a wait looks for changes of other processes.
constexpr std::chrono::milliseconds kPoll{20};

constexpr const char* kRawRow =
    "SELECT w.sealed FROM record r JOIN record_source v USING (record) JOIN source s ON s.source = v.source"
    " JOIN raw_row w ON w.raw = v.raw WHERE r.kind = ?1 AND r.id = ?2 AND s.name = ?3";
constexpr const char* kRefusedRows =
    "SELECT r.sealed, r.at FROM refused_row r JOIN source s USING (source) WHERE s.name = ?1"
    " ORDER BY r.refused LIMIT ?2";

Failure wrong_key(const char* doing) {
  return Failure(doing, "it is sealed with another key. Put the folder keys/ of this store back");
}

}  // namespace

const std::string& Context::secret_for_writing() const {
  if (!secret) throw wrong_key("writing to the store");
  return *secret;
}

SqliteStore::SqliteStore(std::shared_ptr<Context> context, std::unique_ptr<Connection> writer)
    : context_(std::move(context)),
      pool_(std::make_shared<ReaderPool>(context_->file, context_->options.busy_wait)),
      writer_(std::move(writer)) {}

template <typename Work>
auto SqliteStore::write(const char* doing, Work&& work) {
  context_->secret_for_writing();
  const std::lock_guard lock(writing_);
  return guarded(doing, [&] {
    WriteTransaction transaction(*writer_);
    auto answer = work(*writer_);
    transaction.commit();
    return answer;
  });
}

template <typename Work>
auto SqliteStore::ask(const char* doing, Work&& work) const {
  return guarded(doing, [&] {
    const ReaderPool::Loan connection(*pool_);
    return work(*connection);
  });
}

std::unique_ptr<ReadView> SqliteStore::read() const { return std::make_unique<SqliteView>(pool_, last_seq()); }

std::unique_ptr<ReadView> SqliteStore::read_at(Seq seq) const {
  return std::make_unique<SqliteView>(pool_, std::min(seq, last_seq()));
}

Seq SqliteStore::last_seq() const {
  return ask("reading the change counter", [](Connection& connection) { return read_counter(connection); });
}

bool SqliteStore::wait_for_change(Seq seq, std::chrono::milliseconds at_most) const {
  const auto deadline = std::chrono::steady_clock::now() + at_most;
  for (;;) {
    if (last_seq() > seq) return true;
    const auto rest = std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
    if (rest <= std::chrono::milliseconds::zero()) return false;
    context_->changed.sleep(std::min(rest, kPoll));
  }
}

std::unique_ptr<ImportSession> SqliteStore::begin_import(const Source& source) {
  context_->secret_for_writing();
  return guarded("beginning an import",
                 [&] { return std::make_unique<SqliteImport>(context_, import_lock(*context_), source); });
}

Seq SqliteStore::put(const model::Validated<model::Record>& record, const std::string& source) {
  const Given given = given_of(*record, {}, context_->secret_for_writing());
  if (given.json.size() > kMaxRecordJson) throw Failure("storing a record", "it is larger than 16 MiB");
  bool purged = false;
  const Seq seq = write("storing a record", [&](Connection& connection) {
    RecordWriter writer(connection, context_->key, context_->clock.now());
    writer.accept(given, source_named(connection, source), Voice::edit);
    writer.finish();
    purged = writer.purged();
    return writer.version_of(given.kind, given.id);
  });
  if (purged) {
    const std::lock_guard lock(writing_);
    writer_->empty_log();
  }
  context_->changed.raise();
  return seq;
}

std::optional<model::RawRow> SqliteStore::raw_row(model::RecordKind kind, const Uuid& id,
                                                  const std::string& source) const {
  return ask("reading a raw row", [&](Connection& connection) -> std::optional<model::RawRow> {
    Query query(connection, kRawRow, kind, id, source);
    if (!query.next()) return std::nullopt;
    auto raw = open_raw(query.text(0), context_->key);
    if (!raw) throw wrong_key("opening a raw row");
    return *std::move(raw);
  });
}

std::vector<RefusedRow> SqliteStore::refused_rows(const std::string& source, std::size_t limit) const {
  return ask("reading refused rows", [&](Connection& connection) {
    Query query(connection, kRefusedRows, source, std::min(limit, kMaxChanges));
    std::vector<RefusedRow> rows;
    while (query.next()) {
      auto row = open_refused(query.text(0), context_->key);
      if (!row) throw wrong_key("opening a refused row");
      row->first_seen_at = query.instant(1);
      rows.push_back(*std::move(row));
    }
    return rows;
  });
}

void SqliteStore::set_place_files(const std::vector<PlaceFile>& files) {
  write("listing the gazetteer's files", [&](Connection& connection) { return write_place_files(connection, files); });
  context_->changed.raise();
}

std::vector<PlaceFile> SqliteStore::place_files() const {
  return ask("reading the gazetteer's files", read_place_files);
}

std::uint64_t SqliteStore::places_generation() const {
  return ask("reading the gazetteer's generation", read_places_generation);
}

ApiKey SqliteStore::add_key(const std::string& role, std::optional<Uuid> organization_id, const std::string& key_hash) {
  const ApiKey key{random_uuid(), role, organization_id, context_->clock.now(), std::nullopt};
  return write("adding a key", [&](Connection& connection) { return write_key(connection, key, key_hash); });
}

std::vector<ApiKey> SqliteStore::keys() const { return ask("reading keys", read_keys); }

bool SqliteStore::revoke_key(const Uuid& id) {
  return write("revoking a key",
               [&](Connection& connection) { return end_key(connection, id, context_->clock.now()); });
}

std::optional<ApiKey> SqliteStore::key_by_hash(const std::string& key_hash) const {
  return ask("reading a key", [&](Connection& connection) { return key_in_force(connection, key_hash); });
}

void SqliteStore::backup_to(const std::filesystem::path& file) const {
  ask("backing up the store", [&](Connection& connection) {
    copy_store(connection, file);
    return true;
  });
}

std::vector<std::string> SqliteStore::verify() const {
  return ask("checking the store", [&](Connection& connection) { return check_store(connection, context_->key); });
}

std::unique_ptr<Store> open_sqlite(const std::filesystem::path& file, const SealingKey& key, const Clock& clock,
                                   const SqliteOptions& options) {
  return guarded("opening the store", [&]() -> std::unique_ptr<Store> {
    auto writer = std::make_unique<Connection>(file, Access::write, options.busy_wait);
    migrate(*writer, key);
    std::shared_ptr<Context> context(new Context{file, key, clock, options, read_hash_secret(*writer, key), {}});
    return std::make_unique<SqliteStore>(std::move(context), std::move(writer));
  });
}

}  // namespace fingerpost::store
