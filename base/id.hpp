#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <cstring>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace fingerpost {

/// A UUID: the identity of every record. 16 bytes in network order; written lower-case and hyphenated.
struct Uuid {
  std::array<std::uint8_t, 16> bytes{};

  auto operator<=>(const Uuid&) const = default;
  bool is_nil() const { return *this == Uuid{}; }
};

/// Reads the hyphenated form in either case; anything else (braces, URN, 32 digits) is nullopt.
std::optional<Uuid> parse_uuid(std::string_view text);

/// Lower-case hyphenated ("D") form, 36 characters.
std::string to_string(const Uuid& id);

/// RFC 9562 §5.5: the same namespace and name give the same id for ever.
Uuid uuid_v5(const Uuid& name_space, std::string_view name);

/// RFC 9562 §5.4 from the system's randomness.
Uuid random_uuid();

/// The namespace in which ids of imported records are derived from "source\nkind\nsource id".
extern const Uuid kImportNamespace;

}  // namespace fingerpost

template <>
struct std::hash<fingerpost::Uuid> {
  std::size_t operator()(const fingerpost::Uuid& id) const noexcept {
    std::uint64_t a = 0, b = 0;
    std::memcpy(&a, id.bytes.data(), 8);
    std::memcpy(&b, id.bytes.data() + 8, 8);
    return static_cast<std::size_t>(a ^ (b * 0x9e3779b97f4a7c15ULL));
  }
};
