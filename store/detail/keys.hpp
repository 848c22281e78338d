#pragma once

#include <optional>
#include <string>
#include <vector>

#include "store/detail/connection.hpp"

namespace fingerpost::store {

/// API keys by the hash of what their holders carry. Writing within a write transaction of the caller.
ApiKey write_key(Connection& connection, const ApiKey& key, const std::string& key_hash);
/// All of them, oldest first.
std::vector<ApiKey> read_keys(Connection& connection);
/// The one not revoked that hashes to this.
std::optional<ApiKey> key_in_force(Connection& connection, const std::string& key_hash);
/// False when there is no such key in force.
bool end_key(Connection& connection, const Uuid& id, Instant at);

}  // namespace fingerpost::store
