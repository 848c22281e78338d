#pragma once

#include <string>

#include "base/result.hpp"
#include "base/seal.hpp"
#include "model/records.hpp"
#include "model/sink.hpp"
#include "store/store.hpp"

namespace fingerpost::store {

/// What is kept sealed of a confidential record, bound to its kind and id.
struct SealedParts {
  std::string rest;       ///< JSON: what was taken out of the open part (model::Withheld::sealed)
  std::string whole;      ///< JSON: the record as it came, so that it can be shown again once it is not confidential
  std::string source_id;  ///< a source's own id may be an address
};

std::string seal_parts(const SealedParts& parts, model::RecordKind kind, const Uuid& id, const SealingKey& key);
/// Problem when the key is another one.
[[nodiscard]] Result<SealedParts> open_sealed(const std::string& sealed, model::RecordKind kind, const Uuid& id,
                                              const SealingKey& key);

/// Longest raw text kept, in bytes; what is longer is cut and says how long it was.
inline constexpr std::size_t kMaxRawText = 8u << 20;

/// Every raw row is sealed whole: any column of it may hold an address or a person.
std::string seal_raw(const model::RawRow& raw, const SealingKey& key);
[[nodiscard]] Result<model::RawRow> open_raw(const std::string& sealed, const SealingKey& key);
/// A refused row with its finding, whose value is a piece of the row.
std::string seal_refused(const model::Finding& finding, const model::RawRow& raw, const SealingKey& key);
[[nodiscard]] Result<RefusedRow> open_refused(const std::string& sealed, const SealingKey& key);

}  // namespace fingerpost::store
