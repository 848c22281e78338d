#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "http/headers.hpp"
#include "http/limits.hpp"
#include "http/method.hpp"
#include "http/query.hpp"

namespace fingerpost::http {

enum class Version : std::uint8_t { http_1_0, http_1_1 };

/// Request line and header fields, checked and decoded.
struct RequestHead {
  Method method = Method::get;
  Version version = Version::http_1_1;
  std::string path;
  Parameters query;
  Headers headers;
  /// Whether the client wants (and its version allows) another request on this connection.
  bool keep_alive = true;
  bool chunked = false;
  bool expects_continue = false;
  std::size_t content_length = 0;
  /// A target that cannot be served although the message is framed well: the connection may go on after the answer.
  std::optional<Problem> bad_target;
};

/// Parses a head up to and with its empty line, by RFC 9112 without its leniencies: CRLF only, no folding, no space
/// before a colon, one Content-Length, never both lengths, `chunked` alone. A Problem means that nothing behind this
/// head can be trusted: the connection must close.
Result<RequestHead> parse_head(std::string_view head, const Limits& limits);

/// RFC 9110's token characters.
bool is_token_character(char c);

}  // namespace fingerpost::http
