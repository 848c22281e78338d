#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "base/json.hpp"
#include "base/problem.hpp"
#include "http/headers.hpp"

namespace fingerpost::http {

inline constexpr std::string_view kJsonType = "application/json";
inline constexpr std::string_view kProblemType = "application/problem+json";
inline constexpr std::string_view kHtmlType = "text/html; charset=utf-8";
inline constexpr std::string_view kTextType = "text/plain; charset=utf-8";

/// Pulled again and again until it answers false; each time it replaces `chunk` by the next piece (an empty one is
/// skipped). When it answers false the answer is complete (what `chunk` then holds is not sent). It runs on a worker's
/// thread between other requests: one pull should make about 64 KiB and take a few milliseconds at most. An exception
/// cuts the connection, so that the client sees a broken answer and not a short one.
using Producer = std::function<bool(std::string& chunk)>;

/// Bytes of an open file, never none.
struct FileSlice {
  int descriptor = -1;
  std::uint64_t offset = 0, bytes = 0;
};

/// A body that lies in files: the system sends it without a copy in our memory. `next` is called like a Producer and
/// owns what keeps the descriptors open; its slices sum to `bytes`. A file that is shorter cuts the connection. Without
/// `next` it is none.
struct FileBody {
  std::uint64_t bytes = 0;
  std::function<bool(FileSlice& slice)> next;

  explicit operator bool() const { return static_cast<bool>(next); }
};

/// The same bytes through our memory: for an answer that has to be compressed.
Producer reading(FileBody body);

/// One answer as endpoints make it. A text, a producer of chunks or a body in files; Content-Length, Date,
/// X-Request-Id, ETag, compression and the security headers are added by router and server.
struct HttpResponse {
  int status = 200;
  Headers headers;
  std::string body;
  /// When set, it makes the body and `body` is not used.
  Producer producer;
  /// When set, it is the body and `body` is not used.
  FileBody file = {};
  /// When what the answer shows last changed: becomes Last-Modified, and If-Modified-Since is honoured. Leave it out in
  /// the second of the change itself: another change in that second could not be told apart.
  std::optional<Instant> last_modified = {};
  /// The pattern of the route that answered ("/hsds/services/{id}"), for log and metrics; set by the router and alive
  /// as long as it. Empty when none matched.
  std::string_view route = {};

  /// 200 (or `status`) with ready JSON text.
  static HttpResponse json(std::string text, int status = 200);
  static HttpResponse json(std::string_view text, int status = 200) { return json(std::string(text), status); }
  static HttpResponse json(const char* text, int status = 200) { return json(std::string(text), status); }
  static HttpResponse json(const Json& value, int status = 200);
  /// text/plain in UTF-8.
  static HttpResponse plain(std::string text, int status = 200);
  static HttpResponse html(std::string text, int status = 200);
  /// Any text of any type.
  static HttpResponse of(std::string_view content_type, std::string text, int status = 200);
  /// Chunks from a producer.
  static HttpResponse stream(std::string_view content_type, Producer producer);
  /// A body in files, with its length.
  static HttpResponse of_file(std::string_view content_type, FileBody file);
  static HttpResponse no_content();
  static HttpResponse not_modified(std::string etag);
  /// 303 by default; `location` must be made by us, never taken from a request as it is.
  static HttpResponse redirect(std::string location, int status = 303);
  /// RFC 9457: type, title, status and detail of the gravest problem, and all of them under "problems". Requires at
  /// least one. `request_id` becomes "request_id" and "instance" when it is given.
  static HttpResponse problem(const Problems& problems, std::string_view request_id = {});
};

/// The status of an answer that has these problems: the one they share, else 400 when one of them is 400, else the
/// first's.
int status_of(const Problems& problems);

}  // namespace fingerpost::http
