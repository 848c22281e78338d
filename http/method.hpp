#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace fingerpost::http {

/// The methods this server knows. Any other well-formed token is answered with 501.
enum class Method : std::uint8_t { get, head, post, put, patch, del, options };

inline constexpr std::size_t kMethods = 7;

/// "GET", "HEAD", … as written on the wire.
std::string_view to_string(Method method);

/// Case-sensitive, as RFC 9110 §9.1 wants it; nullopt for a method we do not know.
std::optional<Method> parse_method(std::string_view token);

}  // namespace fingerpost::http
