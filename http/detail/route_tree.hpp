#pragma once

#include <array>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "http/method.hpp"

namespace fingerpost::http {

/// Finds the place of a path among patterns, segment by segment; a literal is tried before a parameter. Paths deeper
/// than kMaxSegments match nothing.
class RouteTree {
 public:
  static constexpr std::size_t kMaxSegments = 24;
  static constexpr int kNone = -1;

  /// The routes at one place, by method: an index the caller chose, or kNone.
  struct Place {
    std::array<int, kMethods> routes;
    Place() { routes.fill(kNone); }
    int route(Method method) const { return routes[static_cast<std::size_t>(method)]; }
  };

  struct Match {
    /// Null when nothing matched.
    const Place* place = nullptr;
    /// What stood in place of the parameters, in order; views into the path.
    std::vector<std::string_view> values;
    bool trailing_slash = false;
  };

  /// The place of `pattern`, made when new. A malformed pattern is a bug.
  Place& place_of(std::string_view pattern);

  Match find(std::string_view path) const;

 private:
  struct Node {
    std::map<std::string, std::unique_ptr<Node>, std::less<>> literals;
    std::unique_ptr<Node> parameter;
    std::unique_ptr<Place> place;
  };

  static const Place* descend(const Node& node, const std::vector<std::string_view>& segments, std::size_t depth,
                              std::vector<std::string_view>& values);

  Node root_;
};

/// True for "{name}".
bool is_parameter(std::string_view segment);

/// "/a/b" → a b; "/" → nothing. One '/' at the end is dropped.
std::vector<std::string_view> segments_of(std::string_view path);

}  // namespace fingerpost::http
