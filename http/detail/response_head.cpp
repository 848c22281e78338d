#include "http/detail/response_head.hpp"

#include <array>
#include <utility>

namespace fingerpost::http {
namespace {

constexpr std::array kReasons =
    std::to_array<std::pair<int, std::string_view>>({{200, "OK"},
                                                     {201, "Created"},
                                                     {202, "Accepted"},
                                                     {204, "No Content"},
                                                     {206, "Partial Content"},
                                                     {301, "Moved Permanently"},
                                                     {302, "Found"},
                                                     {303, "See Other"},
                                                     {304, "Not Modified"},
                                                     {307, "Temporary Redirect"},
                                                     {308, "Permanent Redirect"},
                                                     {400, "Bad Request"},
                                                     {401, "Unauthorized"},
                                                     {403, "Forbidden"},
                                                     {404, "Not Found"},
                                                     {405, "Method Not Allowed"},
                                                     {406, "Not Acceptable"},
                                                     {408, "Request Timeout"},
                                                     {409, "Conflict"},
                                                     {410, "Gone"},
                                                     {411, "Length Required"},
                                                     {412, "Precondition Failed"},
                                                     {413, "Content Too Large"},
                                                     {414, "URI Too Long"},
                                                     {415, "Unsupported Media Type"},
                                                     {417, "Expectation Failed"},
                                                     {422, "Unprocessable Content"},
                                                     {429, "Too Many Requests"},
                                                     {431, "Request Header Fields Too Large"},
                                                     {500, "Internal Server Error"},
                                                     {501, "Not Implemented"},
                                                     {503, "Service Unavailable"},
                                                     {505, "HTTP Version Not Supported"}});

void append_field(std::string& head, std::string_view name, std::string_view value) {
  head.append(name).append(": ");
  for (const char c : value) head += c == '\r' || c == '\n' || c == '\0' ? ' ' : c;
  head += "\r\n";
}

}  // namespace

std::string_view reason_of(int status) {
  for (const auto& [code, reason] : kReasons)
    if (code == status) return reason;
  return "Unknown";
}

std::string response_head(const HttpResponse& response, const Framing& framing, std::string_view date) {
  std::string head;
  head.reserve(512);
  head.append("HTTP/1.1 ").append(std::to_string(response.status)).append(" ");
  head.append(reason_of(response.status)).append("\r\n");
  append_field(head, "Date", date);
  for (const Headers::Field& field : response.headers) append_field(head, field.name, field.value);
  if (framing.chunked) append_field(head, "Transfer-Encoding", "chunked");
  if (!framing.keep_alive)
    append_field(head, "Connection", "close");
  else if (framing.version == Version::http_1_0)
    append_field(head, "Connection", "keep-alive");
  head += "\r\n";
  return head;
}

}  // namespace fingerpost::http
