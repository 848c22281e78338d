#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace fingerpost {

/// The key that seals what is confidential (a refuge's address) in the store: 256 bits, XChaCha20-Poly1305.
class SealingKey {
 public:
  /// Reads `folder`/sealing.key, or makes folder (0700) and key (0600) when there is none. Failure on I/O.
  static SealingKey load_or_create(const std::filesystem::path& folder);

  /// True when a key lies in `folder`.
  static bool is_in(const std::filesystem::path& folder);

  /// Sealed text: nonce and ciphertext, base64. `context` (a record id) is bound in: unsealing with another one fails.
  std::string seal(std::string_view plain, std::string_view context) const;

  /// The plain text, or a Problem when the key or the context is another one or the text was changed.
  Result<std::string> unseal(std::string_view sealed, std::string_view context) const;

  /// The key itself under a passphrase (Argon2id, moderate cost), and back: `key backup`.
  std::string wrap(std::string_view passphrase) const;
  static Result<SealingKey> unwrap(std::string_view wrapped, std::string_view passphrase);

  /// Writes the key where load_or_create reads it. Refuses (Problem) to replace another key.
  Result<void> save(const std::filesystem::path& folder) const;

 private:
  std::array<std::uint8_t, 32> key_{};
};

}  // namespace fingerpost
