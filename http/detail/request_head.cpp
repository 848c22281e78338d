#include "http/detail/request_head.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "base/text.hpp"
#include "http/detail/target.hpp"

namespace fingerpost::http {
namespace {

auto refuse(ProblemCode code, std::string detail) { return fail(code, "", "", std::move(detail)); }
auto malformed(std::string detail) { return refuse(ProblemCode::malformed_request, std::move(detail)); }

bool is_token(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_token_character);
}

/// Spaces and control characters; bytes beyond ASCII pass (people type "tŷ" into command lines) and are checked as
/// UTF-8 once decoded.
bool is_target_character(char c) { return static_cast<unsigned char>(c) > 0x20 && c != 0x7f; }

bool is_value_character(char c) { return static_cast<unsigned char>(c) >= 0x20 ? c != 0x7f : c == '\t'; }

std::string_view trim_blanks(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// Takes the line up to CRLF off the front. The caller knows that there is one.
std::string_view take_line(std::string_view& text) {
  const std::size_t end = text.find("\r\n");
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(end + 2);
  return line;
}

Result<Version> parse_version(std::string_view text) {
  if (text == "HTTP/1.1") return Version::http_1_1;
  if (text == "HTTP/1.0") return Version::http_1_0;
  const bool shaped = text.size() == 8 && text.starts_with("HTTP/") && text[6] == '.';
  if (shaped && text[5] >= '0' && text[5] <= '9' && text[7] >= '0' && text[7] <= '9')
    return refuse(ProblemCode::version_not_supported, "HTTP/1.0 and HTTP/1.1 are spoken here.");
  return malformed("The request line does not end in an HTTP version.");
}

Result<void> parse_request_line(std::string_view line, RequestHead& head) {
  const std::size_t first = line.find(' ');
  const std::size_t last = line.rfind(' ');
  if (first == std::string_view::npos || first == last)
    return malformed("The request line is not METHOD TARGET VERSION.");
  const std::string_view token = line.substr(0, first);
  const std::string_view target = line.substr(first + 1, last - first - 1);
  if (!is_token(token)) return malformed("The method is not a token.");
  if (target.empty() || !std::all_of(target.begin(), target.end(), is_target_character))
    return malformed("The address holds a space or a control character.");
  const auto version = parse_version(line.substr(last + 1));
  if (!version) return fail(version.error());
  head.version = *version;
  const auto method = parse_method(token);
  if (!method) return refuse(ProblemCode::not_implemented, "This method is not known here.");
  head.method = *method;
  auto parsed = parse_target(target, head.method);
  if (parsed) {
    head.path = std::move(parsed->path);
    head.query = std::move(parsed->query);
  } else {
    head.bad_target = std::move(parsed.error().front());
  }
  return {};
}

Result<void> parse_field(std::string_view line, Headers& headers) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) return malformed("A header line has no colon.");
  const std::string_view name = line.substr(0, colon);
  const std::string_view value = trim_blanks(line.substr(colon + 1));
  if (!is_token(name)) return malformed("A header's name is not a token.");
  if (!std::all_of(value.begin(), value.end(), is_value_character))
    return malformed("A header's value holds a control character.");
  headers.add(std::string(name), std::string(value));
  return {};
}

/// A length of more digits than this is larger than any limit.
constexpr std::size_t kMaxLengthDigits = 15;

Result<void> read_content_length(RequestHead& head, const Limits& limits) {
  const auto values = head.headers.all("Content-Length");
  if (values.empty()) return {};
  const std::string_view text = values.front();
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (values.size() > 1 || text.empty() || !std::all_of(text.begin(), text.end(), is_digit))
    return malformed("Content-Length must be one number.");
  const auto length = parse_integer(text);
  if (text.size() > kMaxLengthDigits || !length || static_cast<std::size_t>(*length) > limits.body)
    return refuse(ProblemCode::too_large, fmt::format("A body may have at most {} bytes.", limits.body));
  head.content_length = static_cast<std::size_t>(*length);
  return {};
}

Result<void> read_transfer_encoding(RequestHead& head) {
  const auto values = head.headers.all("Transfer-Encoding");
  if (values.empty()) return {};
  if (head.version == Version::http_1_0) return malformed("HTTP/1.0 knows no Transfer-Encoding.");
  if (head.headers.has("Content-Length")) return malformed("Content-Length and Transfer-Encoding exclude each other.");
  if (values.size() > 1 || !equals_ignoring_case(values.front(), "chunked"))
    return refuse(ProblemCode::not_implemented, "Of the transfer encodings only chunked is known here.");
  head.chunked = true;
  return {};
}

bool may_have_body(Method method) { return method == Method::post || method == Method::put || method == Method::patch; }

Result<void> read_framing(RequestHead& head, const Limits& limits) {
  if (auto length = read_content_length(head, limits); !length) return length;
  if (auto encoding = read_transfer_encoding(head); !encoding) return encoding;
  if (head.version == Version::http_1_0 && may_have_body(head.method) && !head.headers.has("Content-Length"))
    return refuse(ProblemCode::length_required, "HTTP/1.0 needs a Content-Length here.");
  const auto expect = head.headers.first("Expect");
  if (expect && !equals_ignoring_case(*expect, "100-continue"))
    return refuse(ProblemCode::expectation_failed, "Only 100-continue can be expected.");
  head.expects_continue = expect.has_value() && head.version == Version::http_1_1;
  return {};
}

/// RFC 9112 §9.3: 1.1 persists unless it says close; 1.0 closes unless it asks to be kept.
void read_persistence(RequestHead& head) {
  head.keep_alive = head.version == Version::http_1_1 || head.headers.has_token("Connection", "keep-alive");
  if (head.headers.has_token("Connection", "close")) head.keep_alive = false;
}

}  // namespace

bool is_token_character(char c) {
  if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) return true;
  return std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

Result<RequestHead> parse_head(std::string_view text, const Limits& limits) {
  RequestHead head;
  if (const auto line = parse_request_line(take_line(text), head); !line) return fail(line.error());
  while (text != "\r\n") {
    if (head.headers.size() == limits.header_count)
      return refuse(ProblemCode::headers_too_large, fmt::format("At most {} headers are read.", limits.header_count));
    if (const auto field = parse_field(take_line(text), head.headers); !field) return fail(field.error());
  }
  const std::size_t hosts = head.headers.all("Host").size();
  if (hosts > 1 || (hosts == 0 && head.version == Version::http_1_1)) return malformed("One Host header is needed.");
  if (const auto framing = read_framing(head, limits); !framing) return fail(framing.error());
  read_persistence(head);
  return head;
}

}  // namespace fingerpost::http
