#pragma once

#include <optional>
#include <string>

#include "base/hash.hpp"
#include "base/seal.hpp"
#include "model/records.hpp"
#include "store/detail/links.hpp"

namespace fingerpost::store {

/// Longest record as JSON, in bytes; a longer one is refused and its row kept.
inline constexpr std::size_t kMaxRecordJson = 16u << 20;

/// A record as a source gives it, ready to be compared and stored.
struct Given {
  model::RecordKind kind{};
  Uuid id;
  std::string json;  ///< whole, stored shape
  Digest hash{};     ///< of json, with the store's secret
  bool confidential = false;
  Links links;
  std::string source_id;
};

/// Takes a record apart for storing. `secret` is the store's hash secret. Failure when its id is nil.
Given given_of(const model::Record& record, std::string source_id, const std::string& secret);

/// BLAKE2b of the secret, a word for the use, and `text`.
Digest secret_hash(const std::string& secret, std::string_view use, std::string_view text);

/// What a version holds: everything in the open, or the open part beside the sealed rest.
struct Content {
  std::string json;
  std::optional<std::string> sealed;
  std::string source_id;
  Links links;
};

/// All of it in the open.
Content open_content(const Given& given);
/// A location with what tells where it is sealed away, and no identities: a UPRN is an address. `whole` is the record's
/// JSON. Failure when it is not a location's: nothing is then stored in the clear.
Content withheld_content(const Uuid& id, const std::string& whole, const std::string& source_id, const SealingKey& key);

/// Reads stored JSON; Failure when it is damaged.
model::Record parse_stored(model::RecordKind kind, const std::string& json);

}  // namespace fingerpost::store
