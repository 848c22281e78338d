#include "base/random.hpp"

#include <sodium.h>

#include "base/failure.hpp"

namespace fingerpost {

void fill_random(std::span<std::uint8_t> bytes) {
  static const bool ready = sodium_init() >= 0;
  if (!ready) throw Failure("starting libsodium", "no source of randomness");
  randombytes_buf(bytes.data(), bytes.size());
}

}  // namespace fingerpost
