#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "store/detail/record_writer.hpp"
#include "store/store.hpp"

namespace fingerpost::store {

/// Which record: its kind and id.
using RecordKey = std::pair<model::RecordKind, Uuid>;

struct RecordKeyHash {
  std::size_t operator()(const RecordKey& key) const noexcept {
    return std::hash<Uuid>()(key.second) + static_cast<std::size_t>(key.first);
  }
};
using RecordKeys = std::unordered_set<RecordKey, RecordKeyHash>;

/// Writes what is known of a source and answers its row; within a write transaction.
SourceRow write_source(Connection& connection, const Source& source);
/// The source's row, made with nothing but its name when it is new.
SourceRow source_named(Connection& connection, const std::string& name);
void mark_imported(Connection& connection, SourceRow source, Instant at);

/// How many records a source has now. Walks all records: a tenth of a second for a million.
std::uint64_t count_live(Connection& connection, SourceRow source);
/// Rows of those it has that are not in `seen`.
std::vector<RecordRow> missing_of(Connection& connection, SourceRow source, const RecordKeys& seen);

/// A raw row on its way into the store; the records that were made of one row share it.
struct PendingRaw {
  model::RawRow row;
  Digest hash{};
  std::optional<std::int64_t> stored;  ///< its number, once it is in
};

/// Keeps `raw` as the row from which the source's record came, unless that is what is kept already. True when an older
/// one was replaced.
bool write_raw(Connection& connection, const SealingKey& key, SourceRow source, RecordRow record, PendingRaw& raw);
/// Keeps a refused row, once however often it is refused.
void write_refused(Connection& connection, const SealingKey& key, SourceRow source, const Digest& hash, Instant at,
                   const model::Finding& finding, const model::RawRow& raw);
/// Deletes the raw rows of a source that no record names any more.
void drop_unused_raw(Connection& connection, SourceRow source);

}  // namespace fingerpost::store
