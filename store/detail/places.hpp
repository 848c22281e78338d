#pragma once

#include <cstdint>
#include <vector>

#include "store/detail/connection.hpp"

namespace fingerpost::store {

/// Replaces the list of the gazetteer's files and raises its generation, which is answered. Within a write transaction.
std::uint64_t write_place_files(Connection& connection, const std::vector<PlaceFile>& files);
/// In order of name.
std::vector<PlaceFile> read_place_files(Connection& connection);
std::uint64_t read_places_generation(Connection& connection);

}  // namespace fingerpost::store
