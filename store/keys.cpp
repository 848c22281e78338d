#include "store/detail/keys.hpp"

namespace fingerpost::store {
namespace {

constexpr const char* kWrite =
    "INSERT INTO api_key (id, role, organization, key_hash, created_at) VALUES (?1, ?2, ?3, ?4, ?5)";
constexpr const char* kAll =
    "SELECT id, role, organization, created_at, revoked_at FROM api_key ORDER BY created_at, id";
constexpr const char* kInForce =
    "SELECT id, role, organization, created_at, revoked_at FROM api_key WHERE key_hash = ?1 AND revoked_at IS NULL";
constexpr const char* kRevoke = "UPDATE api_key SET revoked_at = ?2 WHERE id = ?1 AND revoked_at IS NULL";

ApiKey key_from(const Query& row) {
  ApiKey key{row.id(0), row.text(1), std::nullopt, row.instant(3), std::nullopt};
  if (!row.null(2)) key.organization_id = row.id(2);
  if (!row.null(4)) key.revoked_at = row.instant(4);
  return key;
}

}  // namespace

ApiKey write_key(Connection& connection, const ApiKey& key, const std::string& key_hash) {
  Query(connection, kWrite, key.id, key.role, key.organization_id, key_hash, key.created_at).run();
  return key;
}

std::vector<ApiKey> read_keys(Connection& connection) {
  Query query(connection, kAll);
  std::vector<ApiKey> keys;
  while (query.next()) keys.push_back(key_from(query));
  return keys;
}

std::optional<ApiKey> key_in_force(Connection& connection, const std::string& key_hash) {
  Query query(connection, kInForce, key_hash);
  if (!query.next()) return std::nullopt;
  return key_from(query);
}

bool end_key(Connection& connection, const Uuid& id, Instant at) {
  Query query(connection, kRevoke, id, at);
  query.run();
  return query.changed() > 0;
}

}  // namespace fingerpost::store
