#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/id.hpp"
#include "base/result.hpp"
#include "base/seal.hpp"
#include "model/records.hpp"
#include "model/sink.hpp"

namespace fingerpost::store {

/// A number in the change sequence. Every accepted change takes the next one in its own transaction; 0 is "before all".
/// Numbers become visible in order: who has read up to N will never see a change at or below N appear later (with
/// PostgreSQL too, where a sequence alone would not promise it).
using Seq = std::uint64_t;

enum class RecordState : std::uint8_t { live, withdrawn };
std::string_view to_string(RecordState state);

/// Where records come from, with what may be done with them. Not versioned: every reading sees the newest.
struct Source {
  std::string name;    ///< key: decides what a re-import withdraws; 1 to kMaxSourceName bytes
  std::string format;  ///< importer's name
  std::string licence, attribution;
  std::string address;                 ///< path or URL as given, without credentials
  std::optional<Instant> imported_at;  ///< when an import of it last finished
};
inline constexpr std::size_t kMaxSourceName = 500;

/// One version of a record, as it stood from `seq` on. A withdrawn one keeps its last content.
struct StoredRecord {
  model::RecordKind kind{};
  Uuid id;
  Seq seq = 0;
  Seq first_seq = 0;  ///< of the record's first version: the same for ever
  RecordState state = RecordState::live;
  std::string source;     ///< whose content this version shows; others may give the record too
  std::string source_id;  ///< the source's own id; empty when confidential (it is then sealed)
  Instant changed_at{};
  std::string json;  ///< stored shape (model/record_json.hpp); a confidential location's open part only
  bool has_sealed = false;

  /// The record itself. Failure when the stored JSON is damaged.
  model::Record record() const;
};

enum class Action : std::uint8_t { added, changed, withdrawn, restored };
std::string_view to_string(Action action);

struct Change {
  Seq seq = 0;
  Instant at{};
  Action action{};
  model::RecordKind kind{};
  Uuid id;
  std::string source;
};

/// What a finished import did to the store.
struct Applied {
  std::uint64_t added = 0, changed = 0, unchanged = 0, withdrawn = 0, restored = 0, refused = 0;
  std::uint64_t repeated = 0;  ///< given again in the same import: the first stands, so that importing twice agrees
  /// That many would have gone, more than a fifth of the source: nothing was withdrawn without force.
  std::uint64_t withdrawal_held_back = 0;
  Seq last_seq = 0;
};

/// Whether everything of the source was read; only then are its missing records withdrawn.
enum class Completeness { complete, partial };
enum class Withdrawal { cautious, forced };

/// A consistent reading of the store as of one Seq: later commits are invisible to it, however long it is held. Cheap
/// to make and to keep: it locks nothing, and borrows a connection from a pool only while it answers, so several
/// threads may ask one view. The one thing it does not keep is a confidential address that history once held in the
/// clear.
class ReadView {
 public:
  virtual ~ReadView() = default;

  virtual Seq seq() const = 0;
  /// The version in force, withdrawn ones too; nullopt when unknown.
  virtual std::optional<StoredRecord> record(model::RecordKind kind, const Uuid& id) const = 0;
  /// Every record of a kind in order of id, withdrawn ones too, streaming; stops when `visit` answers false. `visit`
  /// may ask the view.
  virtual void for_each(model::RecordKind kind, const std::function<bool(const StoredRecord&)>& visit) const = 0;
  /// Changes after `since`, oldest first, at most `limit` and never more than kMaxChanges.
  virtual std::vector<Change> changes(Seq since, std::size_t limit) const = 0;
  /// Live records of a kind. Walks the kind: milliseconds for every ten thousand.
  virtual std::uint64_t count(model::RecordKind kind) const = 0;
  /// Ids of the live records of a kind, ascending.
  virtual std::vector<Uuid> live_ids(model::RecordKind kind) const = 0;
  virtual std::vector<Source> sources() const = 0;

  /// Live records that share a registered number with this one, directly or through others (itself included), in the
  /// order they were first accepted: the first stands for them all. Empty when the record is unknown or withdrawn. A
  /// number claimed by more than kMaxSharers records is taken for a mistake and links nobody.
  virtual std::vector<Uuid> linked(model::RecordKind kind, const Uuid& id) const = 0;
  /// The live record, first accepted first, that has a registered number which this one has or had; nullopt when there
  /// is none: what stands in place of a withdrawn one.
  virtual std::optional<Uuid> successor(model::RecordKind kind, const Uuid& id) const = 0;
  /// Live services of an organization, live services delivered at a location: ids, ascending.
  virtual std::vector<Uuid> services_of(const Uuid& organization_id) const = 0;
  virtual std::vector<Uuid> services_at(const Uuid& location_id) const = 0;
  /// What was sealed of a confidential record, for an authorised reader; Problem when the key is another one.
  virtual Result<std::string> sealed_part(model::RecordKind kind, const Uuid& id, const SealingKey& key) const = 0;
};

/// Most changes one call gives; most records that may share a registered number, and be linked in all.
inline constexpr std::size_t kMaxChanges = 10'000;
inline constexpr std::size_t kMaxSharers = 50;
inline constexpr std::size_t kMaxLinked = 1'000;

/// An import under way: a Sink that commits in batches (a kill loses at most the batch in hand, which was never
/// acknowledged; running it again completes it). One at a time per store, over all processes; others wait or are
/// refused. After a Failure the session is over. Ended without finish(), what was not flushed is dropped.
class ImportSession : public model::Sink {
 public:
  /// Commits what is in hand, withdraws what the source no longer has, records the source. Ends the session.
  virtual Applied finish(Completeness completeness, Withdrawal withdrawal) = 0;
  /// Everything accepted so far is committed now: what a progress line may call done.
  virtual void flush() = 0;
};

/// An API key, as listed: the key itself is never kept.
struct ApiKey {
  Uuid id;
  std::string role;
  std::optional<Uuid> organization_id;
  Instant created_at{};
  std::optional<Instant> revoked_at;
};

/// A file of the gazetteer that readers should have: places/ is listed here so that backup and several nodes agree.
struct PlaceFile {
  std::string name, digest;
  std::uint64_t bytes = 0;
};

/// A row that gave no record, with the reason.
struct RefusedRow {
  model::Finding finding;
  model::RawRow raw;
  Instant first_seen_at{};
};

/// The system of record. Two implementations are foreseen behind it, SQLite (here) and PostgreSQL; one contract test
/// suite runs against both. Failure when the environment fails; nothing acknowledged is lost by a kill at any instant.
class Store {
 public:
  virtual ~Store() = default;

  virtual std::unique_ptr<ReadView> read() const = 0;
  /// As of an earlier number, as long as history is kept: what a Snapshot holds.
  virtual std::unique_ptr<ReadView> read_at(Seq seq) const = 0;
  /// Highest visible number; cheap enough to poll many times a second.
  virtual Seq last_seq() const = 0;
  /// Blocks until last_seq() > seq or the time is over; true when there is something new.
  virtual bool wait_for_change(Seq seq, std::chrono::milliseconds at_most) const = 0;

  /// Waits for an import under way (also of another process) as long as SqliteOptions::import_wait says, then Failure
  /// (unavailable).
  virtual std::unique_ptr<ImportSession> begin_import(const Source& source) = 0;
  /// One edit outside an import, its own transaction: the number of the version now in force. It says what a record
  /// holds, not that it exists: a record that came from elsewhere still goes when its sources withdraw it.
  virtual Seq put(const model::Validated<model::Record>& record, const std::string& source) = 0;

  /// The row a source last gave for a record; the rows of a source that were refused, oldest first, at most `limit`.
  /// They may hold anything: for stewards only. Failure when the sealing key is another one.
  virtual std::optional<model::RawRow> raw_row(model::RecordKind kind, const Uuid& id,
                                               const std::string& source) const = 0;
  virtual std::vector<RefusedRow> refused_rows(const std::string& source, std::size_t limit) const = 0;

  virtual void set_place_files(const std::vector<PlaceFile>& files) = 0;
  virtual std::vector<PlaceFile> place_files() const = 0;
  /// Raised by every set_place_files: positions by postcode may have changed.
  virtual std::uint64_t places_generation() const = 0;

  virtual ApiKey add_key(const std::string& role, std::optional<Uuid> organization_id, const std::string& key_hash) = 0;
  virtual std::vector<ApiKey> keys() const = 0;
  /// False when there is no such key in force.
  virtual bool revoke_key(const Uuid& id) = 0;
  /// The key in force that hashes to this; nullopt when unknown or revoked.
  virtual std::optional<ApiKey> key_by_hash(const std::string& key_hash) const = 0;

  /// A consistent copy while others read and write: written beside `file`, synced, renamed over it. Sealed parts stay
  /// sealed; the key is not in it. Failure leaves what was there.
  virtual void backup_to(const std::filesystem::path& file) const = 0;
  /// Empty when everything holds (integrity, foreign keys, every JSON readable, history without gaps); else sentences.
  virtual std::vector<std::string> verify() const = 0;
};

/// Waiting and batching; the defaults are what the program uses.
struct SqliteOptions {
  std::chrono::milliseconds busy_wait{5'000};     ///< for another writer's transaction
  std::chrono::milliseconds import_wait{30'000};  ///< for another import
  std::size_t batch_records = 2'000;              ///< records and refused rows per transaction of an import
  std::chrono::milliseconds batch_time{200};      ///< and no longer than this between two transactions
};

/// Opens (making and migrating as needed) `file`. `key` seals what is confidential; `clock` gives the times of changes
/// and outlives the store. Failure when the file is not ours, newer than this program, or unreadable. With another key
/// than the one it was made with, the store is read-only: what is not sealed can be read, and writing is a Failure.
std::unique_ptr<Store> open_sqlite(const std::filesystem::path& file, const SealingKey& key, const Clock& clock,
                                   const SqliteOptions& options = {});

}  // namespace fingerpost::store
