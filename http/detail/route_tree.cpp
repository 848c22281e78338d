#include "http/detail/route_tree.hpp"

#include <cassert>

#include "base/text.hpp"

namespace fingerpost::http {
namespace {

bool ends_in_slash(std::string_view path) { return path.size() > 1 && path.ends_with('/'); }

}  // namespace

bool is_parameter(std::string_view segment) { return segment.starts_with('{') && segment.ends_with('}'); }

std::vector<std::string_view> segments_of(std::string_view path) {
  path.remove_prefix(1);
  if (path.empty()) return {};
  if (ends_in_slash(path)) path.remove_suffix(1);
  return split(path, '/');
}

RouteTree::Place& RouteTree::place_of(std::string_view pattern) {
  assert(pattern.starts_with('/') && !ends_in_slash(pattern) && "a pattern is '/' or /segments without a last '/'");
  Node* node = &root_;
  for (const std::string_view segment : segments_of(pattern)) {
    assert(!segment.empty() && "a pattern has no empty segment");
    std::unique_ptr<Node>& next =
        is_parameter(segment) ? node->parameter : node->literals.try_emplace(std::string(segment)).first->second;
    if (!next) next = std::make_unique<Node>();
    node = next.get();
  }
  if (!node->place) node->place = std::make_unique<Place>();
  return *node->place;
}

RouteTree::Match RouteTree::find(std::string_view path) const {
  Match match;
  if (!path.starts_with('/')) return match;
  match.trailing_slash = ends_in_slash(path);
  const auto segments = segments_of(path);
  if (segments.size() <= kMaxSegments) match.place = descend(root_, segments, 0, match.values);
  return match;
}

const RouteTree::Place* RouteTree::descend(const Node& node, const std::vector<std::string_view>& segments,
                                           std::size_t depth, std::vector<std::string_view>& values) {
  if (depth == segments.size()) return node.place.get();
  const std::string_view segment = segments[depth];
  if (const auto literal = node.literals.find(segment); literal != node.literals.end())
    if (const Place* place = descend(*literal->second, segments, depth + 1, values)) return place;
  if (!node.parameter || segment.empty()) return nullptr;
  values.push_back(segment);
  if (const Place* place = descend(*node.parameter, segments, depth + 1, values)) return place;
  values.pop_back();
  return nullptr;
}

}  // namespace fingerpost::http
