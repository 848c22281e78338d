#pragma once

#include <string>
#include <string_view>

namespace fingerpost::http {

inline constexpr std::size_t kMaxRequestId = 64;

/// 16 hexadecimal digits, unique in this process and not guessable across restarts. Not a secret.
std::string new_request_id();

/// True for a client's X-Request-Id that may be echoed and logged: 8 to kMaxRequestId of letters, digits, '.', '_',
/// '-'.
bool is_sane_request_id(std::string_view id);

}  // namespace fingerpost::http
