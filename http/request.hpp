#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "http/headers.hpp"
#include "http/method.hpp"
#include "http/query.hpp"

namespace fingerpost::http {

/// What stood in place of the `{names}` of a route's pattern, decoded, in order.
class PathParameters {
 public:
  void add(std::string name, std::string value) { all_.emplace_back(std::move(name), std::move(value)); }
  /// The value of `{name}`; empty when the route has no such part.
  std::string_view operator[](std::string_view name) const {
    for (const auto& [key, value] : all_)
      if (key == name) return value;
    return {};
  }
  std::size_t size() const { return all_.size(); }

 private:
  std::vector<std::pair<std::string, std::string>> all_;
};

/// One request as endpoints see it: plain values, decoded and bounded by Limits. Endpoints read the query through a
/// ParameterReader (http/parameters.hpp). Nothing of it may be logged but the route that answered.
struct HttpRequest {
  Method method = Method::get;
  /// Percent-decoded, valid UTF-8, starts with '/', no control characters, no "." or ".." segments.
  std::string path = "/";
  Parameters query;
  Headers headers;
  std::string body;
  /// The client's address without a port; behind a trusted proxy the one it names in X-Forwarded-For.
  std::string peer;
  /// Sane one of the client, else ours. Router::answer makes one when it is empty.
  std::string request_id;
  /// Filled by the router.
  PathParameters path_parameters;
};

}  // namespace fingerpost::http
