#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/method.hpp"
#include "http/request.hpp"
#include "http/response.hpp"

namespace fingerpost::http {

/// An endpoint: called on a worker's thread, several at once, so it must be safe to call concurrently.
using Handler = std::function<HttpResponse(const HttpRequest&)>;

/// How a problem is shown to a client that reads another form (a browser: a page); nullopt leaves it as it is. Called
/// on a worker's thread, several at once; must not throw.
using ProblemView = std::function<std::optional<HttpResponse>(const HttpRequest& request, const HttpResponse& problem)>;

/// What a route allows beyond the rule.
struct RouteOptions {
  /// Open data: `Access-Control-Allow-Origin: *` on every answer, and preflights are answered.
  bool open_to_all_origins = false;
  /// Also answers with one '/' behind the pattern.
  bool trailing_slash = true;
  /// Health checks: answered also when others are shed.
  bool essential = false;
};

/// Our own table of routes, because the library's has a data race and knows neither HEAD nor OPTIONS. Works without
/// sockets: `answer` is a function from a request to a complete answer. Add every route before the first answer;
/// after that it is immutable and safe from many threads.
class Router {
 public:
  Router();
  ~Router();
  Router(Router&&) noexcept;
  Router& operator=(Router&&) noexcept;

  /// `pattern` is '/' or segments each literal or `{name}`: "/hsds/services/{id}". A literal beats a parameter. A GET
  /// route answers HEAD as well, every path answers OPTIONS. A malformed pattern or one given twice is a bug.
  void add(Method method, std::string_view pattern, Handler handler, RouteOptions options = {});

  /// Asked for every answer that is a problem document, routes that were not found included.
  void show_problems(ProblemView view);

  /// The complete answer: route found or 404, 405 with Allow, HEAD, OPTIONS; Failures and anything else thrown become
  /// 503 or 500 problems (logged with the request's id, never with its query); ETag, If-None-Match, gzip and the
  /// headers every answer has.
  HttpResponse answer(HttpRequest request) const;

  /// True when the request belongs to a route that is answered even when others are shed. O(segments).
  bool is_essential(Method method, std::string_view path) const;

  /// Every pattern, in the order they were added, each once.
  const std::vector<std::string>& patterns() const;

 private:
  struct Table;
  std::unique_ptr<Table> table_;
};

}  // namespace fingerpost::http
