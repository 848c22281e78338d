#pragma once

#include <cstdint>
#include <span>

namespace fingerpost {

/// Fills `bytes` from the operating system's cryptographic generator.
void fill_random(std::span<std::uint8_t> bytes);

}  // namespace fingerpost
