#include "store/detail/sqlite_view.hpp"

#include <algorithm>

#include "base/failure.hpp"
#include "base/json.hpp"
#include "store/detail/links.hpp"
#include "store/detail/sealed_parts.hpp"

namespace fingerpost::store {
namespace {

using model::RecordKind;

// A record's newest version is named in `record`; only one that is younger than the view asks its history.
constexpr const char* kRecordAt =
    "SELECT r.kind, r.id, c.seq, c.state, s.name, c.source_id, c.at, c.json, c.sealed IS NOT NULL, r.first_seq"
    " FROM record r CROSS JOIN change c CROSS JOIN source s"
    " WHERE r.kind = ?1 AND r.id = ?2 AND s.source = c.source AND c.seq = CASE WHEN r.seq <= ?3 THEN r.seq"
    " ELSE (SELECT max(h.seq) FROM change h WHERE h.record = r.record AND h.seq <= ?3) END";
constexpr const char* kRecordsAfter =
    "SELECT r.kind, r.id, c.seq, c.state, s.name, c.source_id, c.at, c.json, c.sealed IS NOT NULL, r.first_seq"
    " FROM record r CROSS JOIN change c CROSS JOIN source s"
    " WHERE r.kind = ?1 AND r.id > ?2 AND s.source = c.source AND c.seq = CASE WHEN r.seq <= ?3 THEN r.seq"
    " ELSE (SELECT max(h.seq) FROM change h WHERE h.record = r.record AND h.seq <= ?3) END"
    " ORDER BY r.id LIMIT ?4";
constexpr const char* kLiveIds =
    "SELECT r.id FROM record r WHERE r.kind = ?1 AND r.first_seq <= ?2 AND 0 ="
    " CASE WHEN r.seq <= ?2 THEN r.state ELSE (SELECT h.state FROM change h"
    " WHERE h.record = r.record AND h.seq <= ?2 ORDER BY h.seq DESC LIMIT 1) END ORDER BY r.id";
constexpr const char* kCount =
    "SELECT count(*) FROM record r WHERE r.kind = ?1 AND r.first_seq <= ?2 AND 0 ="
    " CASE WHEN r.seq <= ?2 THEN r.state ELSE (SELECT h.state FROM change h"
    " WHERE h.record = r.record AND h.seq <= ?2 ORDER BY h.seq DESC LIMIT 1) END";
constexpr const char* kChanges =
    "SELECT c.seq, c.at, c.action, r.kind, r.id, s.name FROM change c JOIN record r USING (record)"
    " JOIN source s USING (source) WHERE c.seq > ?1 AND c.seq <= ?2 ORDER BY c.seq LIMIT ?3";
constexpr const char* kSources =
    "SELECT name, format, licence, attribution, address, imported_at FROM source ORDER BY name";
constexpr const char* kSuccessor =
    "SELECT r.id FROM record me JOIN identity mine ON mine.record = me.record"
    " JOIN identity theirs ON theirs.scheme = mine.scheme AND theirs.value = mine.value"
    " JOIN record r ON r.record = theirs.record WHERE me.kind = ?1 AND me.id = ?2 AND r.kind = ?1"
    " AND r.record <> me.record AND theirs.since <= ?3 AND (theirs.until IS NULL OR theirs.until > ?3)"
    " ORDER BY r.first_seq LIMIT 1";
constexpr const char* kSealedAt =
    "SELECT c.sealed FROM record r JOIN change c USING (record) WHERE r.kind = ?1 AND r.id = ?2 AND c.seq <= ?3"
    " ORDER BY c.seq DESC LIMIT 1";

/// Bounds of what for_each holds in memory at once.
constexpr std::size_t kPageRecords = 256;
constexpr std::size_t kPageBytes = 1u << 20;

StoredRecord stored_record(const Query& row) {
  StoredRecord record;
  record.kind = row.kind(0);
  record.id = row.id(1);
  record.seq = row.seq(2);
  record.state = row.integer(3) == 0 ? RecordState::live : RecordState::withdrawn;
  record.source = row.text(4);
  record.source_id = row.text(5);
  record.changed_at = row.instant(6);
  record.json = row.text(7);
  record.has_sealed = row.flag(8);
  record.first_seq = row.seq(9);
  return record;
}

/// The next records in order of id; empty at the end. No record has the nil id: it stands before them all.
std::vector<StoredRecord> page_after(ReaderPool& pool, RecordKind kind, const Uuid& after, Seq seq) {
  const ReaderPool::Loan connection(pool);
  Query query(*connection, kRecordsAfter, kind, after, seq, kPageRecords);
  std::vector<StoredRecord> page;
  for (std::size_t bytes = 0; bytes < kPageBytes && query.next();) {
    page.push_back(stored_record(query));
    bytes += page.back().json.size();
  }
  return page;
}

}  // namespace

std::optional<StoredRecord> SqliteView::record(RecordKind kind, const Uuid& id) const {
  return guarded("reading a record", [&]() -> std::optional<StoredRecord> {
    const ReaderPool::Loan connection(*pool_);
    Query query(*connection, kRecordAt, kind, id, seq_);
    if (!query.next()) return std::nullopt;
    return stored_record(query);
  });
}

void SqliteView::for_each(RecordKind kind, const std::function<bool(const StoredRecord&)>& visit) const {
  for (Uuid after;;) {
    const auto page = guarded("reading records", [&] { return page_after(*pool_, kind, after, seq_); });
    for (const StoredRecord& record : page)
      if (!visit(record)) return;
    if (page.empty()) return;
    after = page.back().id;
  }
}

std::vector<Change> SqliteView::changes(Seq since, std::size_t limit) const {
  return guarded("reading changes", [&] {
    const ReaderPool::Loan connection(*pool_);
    Query query(*connection, kChanges, std::min(since, seq_), seq_, std::min(limit, kMaxChanges));
    std::vector<Change> changes;
    while (query.next())
      changes.push_back({query.seq(0), query.instant(1), static_cast<Action>(query.integer(2)), query.kind(3),
                         query.id(4), query.text(5)});
    return changes;
  });
}

std::uint64_t SqliteView::count(RecordKind kind) const {
  return guarded("counting records", [&] {
    const ReaderPool::Loan connection(*pool_);
    Query query(*connection, kCount, kind, seq_);
    query.next();
    return static_cast<std::uint64_t>(query.integer(0));
  });
}

std::vector<Uuid> SqliteView::live_ids(RecordKind kind) const {
  return guarded("reading ids", [&] {
    const ReaderPool::Loan connection(*pool_);
    Query query(*connection, kLiveIds, kind, seq_);
    std::vector<Uuid> ids;
    while (query.next()) ids.push_back(query.id(0));
    return ids;
  });
}

std::vector<Source> SqliteView::sources() const {
  return guarded("reading sources", [&] {
    const ReaderPool::Loan connection(*pool_);
    Query query(*connection, kSources);
    std::vector<Source> sources;
    while (query.next()) {
      sources.push_back({query.text(0), query.text(1), query.text(2), query.text(3), query.text(4), std::nullopt});
      if (!query.null(5)) sources.back().imported_at = query.instant(5);
    }
    return sources;
  });
}

std::vector<Uuid> SqliteView::linked(RecordKind kind, const Uuid& id) const {
  return guarded("reading linked records", [&] {
    const ReaderPool::Loan connection(*pool_);
    return linked_records(*connection, kind, id, seq_);
  });
}

std::optional<Uuid> SqliteView::successor(RecordKind kind, const Uuid& id) const {
  return guarded("reading a successor", [&]() -> std::optional<Uuid> {
    const ReaderPool::Loan connection(*pool_);
    Query query(*connection, kSuccessor, kind, id, seq_);
    if (!query.next()) return std::nullopt;
    return query.id(0);
  });
}

std::vector<Uuid> SqliteView::services_of(const Uuid& organization_id) const {
  return guarded("reading services", [&] {
    const ReaderPool::Loan connection(*pool_);
    return linked_services(*connection, LinkRole::organization, organization_id, seq_);
  });
}

std::vector<Uuid> SqliteView::services_at(const Uuid& location_id) const {
  return guarded("reading services", [&] {
    const ReaderPool::Loan connection(*pool_);
    return linked_services(*connection, LinkRole::location, location_id, seq_);
  });
}

Result<std::string> SqliteView::sealed_part(RecordKind kind, const Uuid& id, const SealingKey& key) const {
  const auto sealed = guarded("reading a sealed part", [&]() -> std::optional<std::string> {
    const ReaderPool::Loan connection(*pool_);
    Query query(*connection, kSealedAt, kind, id, seq_);
    if (!query.next() || query.null(0)) return std::nullopt;
    return query.text(0);
  });
  if (!sealed)
    return fail(ProblemCode::not_found, "id", to_string(id), "This record is unknown or holds nothing that is sealed.");
  return open_sealed(*sealed, kind, id, key).transform([](SealedParts parts) { return std::move(parts.rest); });
}

}  // namespace fingerpost::store
