#include "http/detail/finish.hpp"

#include <utility>

#include "base/fingerprint.hpp"
#include "base/text.hpp"
#include "http/detail/gzip.hpp"
#include "http/detail/http_date.hpp"

namespace fingerpost::http {
namespace {

bool is_read(Method method) { return method == Method::get || method == Method::head; }

std::string etag_of(std::string_view body) { return '"' + fingerprint(body) + '"'; }

/// The ETag of the compressed form of what `etag` names. A weak one names both.
std::string compressed_etag(std::string_view etag) {
  if (etag.starts_with("W/") || !etag.ends_with('"')) return std::string(etag);
  return std::string(etag.substr(0, etag.size() - 1)) + "-gz\"";
}

/// Whether the body is not at hand as a text.
bool is_long(const HttpResponse& response) { return response.producer || response.file; }

bool may_compress(const HttpResponse& response) {
  if (!is_long(response) && response.body.size() < kGzipMinimum) return false;
  if (response.headers.has("Content-Encoding")) return false;
  const auto type = response.headers.first("Content-Type");
  return type && is_compressible(*type);
}

/// Sets or completes the ETag of what will be sent, compressed or not.
void set_etag(HttpResponse& response, bool compressed) {
  const auto given = response.headers.first("ETag");
  if (!given && is_long(response)) return;
  std::string etag = given ? std::string(*given) : etag_of(response.body);
  response.headers.set("ETag", compressed ? compressed_etag(etag) : std::move(etag));
}

/// RFC 9110 §13.1.3: a date counts only where the client names no ETag.
bool is_unmodified(const HttpResponse& response, const HttpRequest& request) {
  const auto since = request.headers.first("If-Modified-Since");
  if (!response.last_modified || !since || request.headers.has("If-None-Match")) return false;
  const auto date = parse_http_date(trim(*since));
  return date && std::chrono::floor<std::chrono::seconds>(*response.last_modified) <= *date;
}

bool client_has_it(const HttpResponse& response, const HttpRequest& request) {
  if (is_unmodified(response, request)) return true;
  const auto etag = response.headers.first("ETag");
  if (!etag) return false;
  for (const std::string_view value : request.headers.all("If-None-Match"))
    if (names_etag(value, *etag)) return true;
  return false;
}

void become_not_modified(HttpResponse& response) {
  response.status = 304;
  response.body.clear();
  response.producer = nullptr;
  response.file = {};
  response.headers.remove("Content-Type");
  response.headers.remove("Content-Disposition");
}

void compress(HttpResponse& response) {
  if (response.file) response.producer = reading(std::exchange(response.file, {}));
  if (response.producer)
    response.producer = gzipped(std::move(response.producer));
  else
    response.body = gzip(response.body);
  response.headers.set("Content-Encoding", "gzip");
}

/// Adds Accept-Encoding to Vary, beside what the endpoint put there.
void vary_by_encoding(HttpResponse& response) {
  const auto vary = response.headers.first("Vary");
  response.headers.set("Vary", vary ? std::string(*vary) + ", Accept-Encoding" : "Accept-Encoding");
}

}  // namespace

bool names_etag(std::string_view if_none_match, std::string_view etag) {
  if (trim(if_none_match) == "*") return true;
  const auto opaque = [](std::string_view tag) { return tag.starts_with("W/") ? tag.substr(2) : tag; };
  for (const std::string_view tag : split_list(if_none_match))
    if (opaque(tag) == opaque(etag)) return true;
  return false;
}

void finish(HttpResponse& response, const HttpRequest& request) {
  const bool compressible = may_compress(response);
  const auto accepted = request.headers.first("Accept-Encoding");
  const bool compressed = compressible && accepted && accepts_gzip(*accepted);
  if (compressible) vary_by_encoding(response);
  if (response.last_modified) response.headers.set("Last-Modified", http_date(*response.last_modified));
  if (response.status == 200 && is_read(request.method)) {
    set_etag(response, compressed);
    if (client_has_it(response, request)) become_not_modified(response);
  }
  if (compressed && response.status != 304) compress(response);
  if (!response.producer && response.status != 204 && response.status != 304)
    response.headers.set("Content-Length", std::to_string(response.file ? response.file.bytes : response.body.size()));
  response.headers.set("X-Request-Id", request.request_id);
  response.headers.set_default("X-Content-Type-Options", "nosniff");
  response.headers.set_default("Referrer-Policy", "no-referrer");
  if (request.method == Method::head) response.body.clear();
}

}  // namespace fingerpost::http
