#include "store/detail/source_rows.hpp"

#include "base/failure.hpp"
#include "store/detail/sealed_parts.hpp"

namespace fingerpost::store {
namespace {

constexpr const char* kSourceRow = "SELECT source FROM source WHERE name = ?1";
constexpr const char* kWriteSource =
    "INSERT INTO source (name, format, licence, attribution, address) VALUES (?1, ?2, ?3, ?4, ?5)"
    " ON CONFLICT (name) DO UPDATE SET format = excluded.format, licence = excluded.licence,"
    " attribution = excluded.attribution, address = excluded.address";
constexpr const char* kNameSource =
    "INSERT INTO source (name, format, licence, attribution, address) VALUES (?1, '', '', '', '')";
constexpr const char* kImported = "UPDATE source SET imported_at = ?2 WHERE source = ?1";
constexpr const char* kCountLive = "SELECT count(*) FROM record_source WHERE source = ?1 AND live = 1";
constexpr const char* kLive =
    "SELECT r.kind, r.id, r.record FROM record_source s JOIN record r USING (record)"
    " WHERE s.source = ?1 AND s.live = 1 ORDER BY r.record";
constexpr const char* kRawOf = "SELECT raw_hash FROM record_source WHERE record = ?1 AND source = ?2";
constexpr const char* kWriteRaw = "INSERT INTO raw_row (source, sealed) VALUES (?1, ?2) RETURNING raw";
constexpr const char* kNameRaw = "UPDATE record_source SET raw = ?3, raw_hash = ?4 WHERE record = ?1 AND source = ?2";
constexpr const char* kRefusedBefore = "SELECT 1 FROM refused_row WHERE source = ?1 AND hash = ?2";
constexpr const char* kWriteRefused = "INSERT INTO refused_row (source, hash, at, sealed) VALUES (?1, ?2, ?3, ?4)";
constexpr const char* kDropRaw =
    "DELETE FROM raw_row WHERE source = ?1"
    " AND NOT EXISTS (SELECT 1 FROM record_source s WHERE s.raw = raw_row.raw)";

std::optional<SourceRow> find_source(Connection& connection, const std::string& name) {
  Query query(connection, kSourceRow, name);
  if (!query.next()) return std::nullopt;
  return query.integer(0);
}

void require_name(const std::string& name) {
  if (name.empty() || name.size() > kMaxSourceName)
    throw Failure("naming a source", "its name must have 1 to " + std::to_string(kMaxSourceName) + " bytes");
}

}  // namespace

SourceRow write_source(Connection& connection, const Source& source) {
  require_name(source.name);
  Query(connection, kWriteSource, source.name, source.format, source.licence, source.attribution, source.address).run();
  return *find_source(connection, source.name);
}

SourceRow source_named(Connection& connection, const std::string& name) {
  require_name(name);
  if (const auto found = find_source(connection, name)) return *found;
  Query(connection, kNameSource, name).run();
  return *find_source(connection, name);
}

void mark_imported(Connection& connection, SourceRow source, Instant at) {
  Query(connection, kImported, source, at).run();
}

std::uint64_t count_live(Connection& connection, SourceRow source) {
  Query query(connection, kCountLive, source);
  query.next();
  return static_cast<std::uint64_t>(query.integer(0));
}

std::vector<RecordRow> missing_of(Connection& connection, SourceRow source, const RecordKeys& seen) {
  Query query(connection, kLive, source);
  std::vector<RecordRow> missing;
  while (query.next())
    if (!seen.contains({query.kind(0), query.id(1)})) missing.push_back(query.integer(2));
  return missing;
}

bool write_raw(Connection& connection, const SealingKey& key, SourceRow source, RecordRow record, PendingRaw& raw) {
  bool replaces = false;
  {
    Query query(connection, kRawOf, record, source);
    if (!query.next()) throw Failure("keeping a raw row", "its record is missing: the store is damaged");
    replaces = !query.null(0);
    if (replaces && query.digest(0) == raw.hash) return false;
  }
  if (!raw.stored) {
    Query write(connection, kWriteRaw, source, seal_raw(raw.row, key));
    write.next();
    raw.stored = write.integer(0);
  }
  Query(connection, kNameRaw, record, source, *raw.stored, raw.hash).run();
  return replaces;
}

void write_refused(Connection& connection, const SealingKey& key, SourceRow source, const Digest& hash, Instant at,
                   const model::Finding& finding, const model::RawRow& raw) {
  if (Query query(connection, kRefusedBefore, source, hash); query.next()) return;
  Query(connection, kWriteRefused, source, hash, at, seal_refused(finding, raw, key)).run();
}

void drop_unused_raw(Connection& connection, SourceRow source) { Query(connection, kDropRaw, source).run(); }

}  // namespace fingerpost::store
