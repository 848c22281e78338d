#pragma once

#include <filesystem>

#include "store/detail/connection.hpp"

namespace fingerpost::store {

/// Copies what `source` sees now to `file`: beside it first, synced, then renamed over it.
void copy_store(Connection& source, const std::filesystem::path& file);

}  // namespace fingerpost::store
