#include "base/seal.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <sodium.h>
#include <span>
#include <vector>

#include "base/failure.hpp"
#include "base/file.hpp"
#include "base/random.hpp"
#include "base/text.hpp"

namespace fingerpost {
namespace {

constexpr std::size_t kNonce = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTag = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::size_t kSalt = crypto_pwhash_SALTBYTES;
constexpr std::string_view kWrapContext = "fingerpost sealing key";

using Bytes = std::vector<std::uint8_t>;
using Key = std::array<std::uint8_t, 32>;
static_assert(std::tuple_size_v<Key> == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);

/// Never null, as libsodium wants it: an empty view may have no address.
const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.empty() ? "" : text.data());
}

std::string to_base64(const Bytes& bytes) {
  std::string text(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), sodium_base64_VARIANT_ORIGINAL);
  text.pop_back();
  return text;
}

std::optional<Bytes> from_base64(std::string_view text) {
  if (text.empty()) return std::nullopt;
  Bytes bytes(text.size());
  std::size_t size = 0;
  const char* end = nullptr;
  if (sodium_base642bin(bytes.data(), bytes.size(), text.data(), text.size(), "\n\r ", &size, &end,
                        sodium_base64_VARIANT_ORIGINAL) != 0 ||
      end != text.data() + text.size())
    return std::nullopt;
  bytes.resize(size);
  return bytes;
}

/// Appends nonce and ciphertext to `out`.
void encrypt(Bytes& out, const Key& key, std::string_view plain, std::string_view context) {
  std::array<std::uint8_t, kNonce> nonce{};
  fill_random(nonce);
  out.insert(out.end(), nonce.begin(), nonce.end());
  const std::size_t at = out.size();
  out.resize(at + plain.size() + kTag);
  crypto_aead_xchacha20poly1305_ietf_encrypt(out.data() + at, nullptr, bytes_of(plain), plain.size(), bytes_of(context),
                                             context.size(), nullptr, nonce.data(), key.data());
}

std::optional<std::string> decrypt(std::span<const std::uint8_t> sealed, const Key& key, std::string_view context) {
  if (sealed.size() < kNonce + kTag) return std::nullopt;
  const auto cipher = sealed.subspan(kNonce);
  std::string plain(cipher.size() - kTag, '\0');
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(reinterpret_cast<unsigned char*>(plain.data()), nullptr, nullptr,
                                                 cipher.data(), cipher.size(), bytes_of(context), context.size(),
                                                 sealed.data(), key.data()) != 0)
    return std::nullopt;
  return plain;
}

Key key_from_passphrase(std::string_view passphrase, std::span<const std::uint8_t> salt) {
  Key key{};
  if (crypto_pwhash(key.data(), key.size(), passphrase.data(), passphrase.size(), salt.data(),
                    crypto_pwhash_OPSLIMIT_MODERATE, crypto_pwhash_MEMLIMIT_MODERATE,
                    crypto_pwhash_ALG_ARGON2ID13) != 0)
    throw Failure("deriving a key from the passphrase", "not enough memory");
  return key;
}

std::filesystem::path key_file(const std::filesystem::path& folder) { return folder / "sealing.key"; }

}  // namespace

bool SealingKey::is_in(const std::filesystem::path& folder) { return std::filesystem::exists(key_file(folder)); }

SealingKey SealingKey::load_or_create(const std::filesystem::path& folder) {
  SealingKey key;
  if (const auto text = read_file_if_present(key_file(folder))) {
    const auto bytes = from_base64(trim(*text));
    if (!bytes || bytes->size() != key.key_.size()) throw Failure("reading the sealing key", "it is damaged");
    std::copy(bytes->begin(), bytes->end(), key.key_.begin());
    return key;
  }
  fill_random(key.key_);
  if (const auto saved = key.save(folder); !saved) throw Failure("writing the sealing key", to_text(saved.error()));
  return key;
}

std::string SealingKey::seal(std::string_view plain, std::string_view context) const {
  Bytes sealed;
  encrypt(sealed, key_, plain, context);
  return to_base64(sealed);
}

Result<std::string> SealingKey::unseal(std::string_view sealed, std::string_view context) const {
  const auto bytes = from_base64(sealed);
  auto plain = bytes ? decrypt(*bytes, key_, context) : std::nullopt;
  if (!plain) return fail(ProblemCode::refused, "sealed", "", "The sealed text does not open with this key.");
  return *std::move(plain);
}

std::string SealingKey::wrap(std::string_view passphrase) const {
  Bytes wrapped(kSalt);
  fill_random(wrapped);
  const Key outer = key_from_passphrase(passphrase, wrapped);
  encrypt(wrapped, outer, {reinterpret_cast<const char*>(key_.data()), key_.size()}, kWrapContext);
  return to_base64(wrapped);
}

Result<SealingKey> SealingKey::unwrap(std::string_view wrapped, std::string_view passphrase) {
  const auto bytes = from_base64(trim(wrapped));
  if (bytes && bytes->size() > kSalt) {
    const std::span<const std::uint8_t> all(*bytes);
    const Key outer = key_from_passphrase(passphrase, all.first(kSalt));
    if (const auto plain = decrypt(all.subspan(kSalt), outer, kWrapContext); plain && plain->size() == 32) {
      SealingKey key;
      std::copy(plain->begin(), plain->end(), key.key_.begin());
      return key;
    }
  }
  return fail(ProblemCode::refused, "passphrase", "", "The passphrase does not open this key backup.");
}

Result<void> SealingKey::save(const std::filesystem::path& folder) const {
  make_private_folder(folder);
  const std::string text = to_base64(Bytes(key_.begin(), key_.end())) + "\n";
  if (const auto present = read_file_if_present(key_file(folder)); present && *present != text)
    return fail(ProblemCode::refused, "key", key_file(folder).string(),
                "Another sealing key is already there: move it away first, or what it sealed is lost.");
  write_file_atomically(key_file(folder), text, FileMode::owner_only);
  return {};
}

}  // namespace fingerpost
