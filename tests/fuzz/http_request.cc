// Request framing: any bytes, in any pieces, give the same requests and never more than the limits allow. The first
// byte of the input says how large the pieces are.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/text.hpp"
#include "http/detail/request_parser.hpp"

namespace {

using fingerpost::http::Limits;
using fingerpost::http::ParsedRequest;
using fingerpost::http::RequestParser;

const Limits kLimits;

void require(bool condition) {
  if (!condition) std::abort();
}

void check(const ParsedRequest& request) {
  require(request.body.size() <= kLimits.body);
  require(request.head.headers.size() <= kLimits.header_count);
  if (request.head.bad_target) return;
  require(request.head.path.starts_with('/') || request.head.path == "*");
  require(fingerpost::is_valid_utf8(request.head.path));
  for (const auto& parameter : request.head.query)
    require(fingerpost::is_valid_utf8(parameter.name) && fingerpost::is_valid_utf8(parameter.value));
}

/// The complete requests in these bytes.
std::string reading_of(std::string_view bytes, std::size_t piece) {
  RequestParser parser(kLimits);
  std::string reading;
  while (!bytes.empty()) {
    parser.append(bytes.substr(0, piece));
    bytes.remove_prefix(std::min(piece, bytes.size()));
    for (auto state = parser.advance(); state != RequestParser::State::incomplete; state = parser.advance()) {
      if (state == RequestParser::State::refused) return reading;
      const ParsedRequest request = parser.take();
      check(request);
      reading += request.head.path + "|" + request.body + "\n";
    }
  }
  return reading;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  require(reading_of(bytes, bytes.size() + 1) == reading_of(bytes, data[0] % 64 + 1u));
  return 0;
}
