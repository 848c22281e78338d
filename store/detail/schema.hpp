#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "base/seal.hpp"
#include "store/detail/connection.hpp"

namespace fingerpost::store {

/// Number of the newest schema this program knows: PRAGMA user_version of the file.
int schema_version();

/// Makes the tables in an empty file, or brings an older store up to date, each step in its own transaction. Writes
/// nothing when there is nothing to do (so that a store on a full disk opens). Failure when the file is not a
/// Fingerpost store or was made by a newer program.
void migrate(Connection& connection, const SealingKey& key);

/// The secret of the content hashes: without it a hash of a confidential address could be guessed at. Kept sealed in
/// the store. nullopt when `key` is not the one the store was made with.
std::optional<std::string> read_hash_secret(Connection& connection, const SealingKey& key);

}  // namespace fingerpost::store
