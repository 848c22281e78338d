#pragma once

#include <string_view>

#include "http/detail/request_head.hpp"

namespace fingerpost::http {

/// A request target split and decoded.
struct Target {
  std::string path;
  Parameters query;
};

/// Reads origin-form, absolute-form (its authority is dropped: addresses in answers never come from it) and, for
/// OPTIONS, "*". Refused: bad escapes, an escaped slash (it would change the segments), bytes that are not UTF-8,
/// control characters, "." and ".." segments, a fragment.
Result<Target> parse_target(std::string_view raw, Method method);

}  // namespace fingerpost::http
