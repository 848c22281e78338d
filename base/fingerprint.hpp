#pragma once

#include <string>
#include <string_view>

namespace fingerpost {

/// 128 bits that tell texts apart, as 32 hexadecimal digits: XXH3, some 20 times as fast as blake2b (hash.hpp). Not for
/// secrets: who wants to can make two texts share it.
std::string fingerprint(std::string_view text);

}  // namespace fingerpost
