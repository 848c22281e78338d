#include "http/detail/target.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "http/percent.hpp"

namespace fingerpost::http {
namespace {

auto refuse(std::string detail) { return fail(ProblemCode::malformed_request, "", "", std::move(detail)); }

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 || byte == 0x7f;
}

bool has_escaped_slash(std::string_view raw) {
  for (std::size_t at = raw.find('%'); at != std::string_view::npos; at = raw.find('%', at + 1)) {
    const std::string digits = ascii_lower(raw.substr(at + 1, 2));
    if (digits == "2f" || digits == "5c") return true;
  }
  return false;
}

bool has_dot_segment(std::string_view path) {
  const auto pieces = split(path, '/');
  return std::any_of(pieces.begin(), pieces.end(), [](std::string_view p) { return p == "." || p == ".."; });
}

/// "http://host/path?query" → "/path?query".
std::string_view without_authority(std::string_view raw) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!equals_ignoring_case(raw.substr(0, scheme.size()), scheme)) continue;
    const std::size_t end = raw.find_first_of("/?", scheme.size());
    return end == std::string_view::npos ? std::string_view("/") : raw.substr(end);
  }
  return raw;
}

}  // namespace

Result<Target> parse_target(std::string_view raw, Method method) {
  if (raw == "*" && method == Method::options) return Target{"*", {}};
  raw = without_authority(raw);
  if (raw.find('#') != std::string_view::npos) return refuse("The address holds a '#'; a fragment is never sent.");
  const std::size_t question = raw.find('?');
  const std::string_view raw_path = raw.substr(0, question);
  if (!raw_path.starts_with('/')) return refuse("The address must start with '/'.");
  if (has_escaped_slash(raw_path)) return refuse("The path holds an escaped slash.");
  auto path = percent_decode(raw_path, Plus::literal);
  if (!path) return refuse("The path holds a '%' that two hexadecimal digits do not follow.");
  if (!is_valid_utf8(*path)) return refuse("The path is not valid UTF-8.");
  if (std::any_of(path->begin(), path->end(), is_control)) return refuse("The path holds a control character.");
  if (has_dot_segment(*path)) return refuse("The path holds a '.' or '..' segment.");
  Target target{std::move(*path), {}};
  if (question != std::string_view::npos) target.query = parse_query(raw.substr(question + 1));
  return target;
}

}  // namespace fingerpost::http
