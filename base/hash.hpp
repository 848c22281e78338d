#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace fingerpost {

using Digest = std::array<std::uint8_t, 32>;

/// BLAKE2b-256 of `data`: content hashes of records, ETags, stored API keys.
Digest blake2b(std::string_view data);

/// Lower-case hexadecimal.
std::string to_hex(const Digest& digest);

/// A fast 64-bit mix for tables and tie rotation; not for secrets.
std::uint64_t mix64(std::uint64_t value);

/// True when both are equal; takes the same time whatever they hold.
bool equal_in_constant_time(const Digest& a, const Digest& b);

}  // namespace fingerpost
