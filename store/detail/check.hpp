#pragma once

#include <string>
#include <vector>

#include "base/seal.hpp"
#include "store/detail/connection.hpp"

namespace fingerpost::store {

/// Most sentences a check gives; the last then says that there are more.
inline constexpr std::size_t kMaxSentences = 100;

/// What is wrong with the store, in sentences for a person; empty when everything holds. Reads everything: minutes for
/// a million records. `key` opens what is sealed.
std::vector<std::string> check_store(Connection& connection, const SealingKey& key);

}  // namespace fingerpost::store
