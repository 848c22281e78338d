#pragma once

#include <string>
#include <string_view>

#include "http/detail/request_head.hpp"
#include "http/response.hpp"

namespace fingerpost::http {

/// How an answer is framed on its connection.
struct Framing {
  Version version = Version::http_1_1;
  bool keep_alive = true;
  bool chunked = false;
};

/// The phrase of a status; "Unknown" for one that has none.
std::string_view reason_of(int status);

/// Status line and header fields up to and with the empty line. Line breaks in a value become spaces, so that no value
/// can add a field.
std::string response_head(const HttpResponse& response, const Framing& framing, std::string_view date);

}  // namespace fingerpost::http
