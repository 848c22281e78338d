#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace fingerpost::http {

/// Whether '+' stands for a space, as it does in queries and forms but not in paths.
enum class Plus : std::uint8_t { literal, space };

/// Decodes %XX. nullopt when a '%' is not followed by two hexadecimal digits. The result may hold any bytes.
std::optional<std::string> percent_decode(std::string_view text, Plus plus);

/// Encodes everything but RFC 3986's unreserved characters, so that the result can stand in a path segment, a
/// parameter's name or its value.
std::string percent_encode(std::string_view text);

}  // namespace fingerpost::http
