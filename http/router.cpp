#include "http/router.hpp"

#include <algorithm>
#include <cassert>
#include <cstdlib>
#include <cxxabi.h>
#include <fmt/format.h>
#include <typeinfo>

#include "base/failure.hpp"
#include "base/log.hpp"
#include "http/detail/finish.hpp"
#include "http/detail/request_id.hpp"
#include "http/detail/route_tree.hpp"

namespace fingerpost::http {
namespace {

constexpr std::string_view kRetryAfterSeconds = "2";
constexpr std::string_view kPreflightSeconds = "86400";

struct Route {
  std::size_t pattern;
  std::vector<std::string> names;
  Handler handler;
  RouteOptions options;
};

std::vector<std::string> names_in(std::string_view pattern) {
  std::vector<std::string> names;
  for (const std::string_view segment : segments_of(pattern))
    if (is_parameter(segment)) names.emplace_back(segment.substr(1, segment.size() - 2));
  return names;
}

/// HEAD comes with GET, OPTIONS with everything.
std::string allowed_at(const RouteTree::Place& place) {
  std::string allowed;
  for (std::size_t i = 0; i < kMethods; ++i) {
    const auto method = static_cast<Method>(i);
    const bool by_get = method == Method::head && place.route(Method::get) != RouteTree::kNone;
    if (place.routes[i] == RouteTree::kNone && !by_get && method != Method::options) continue;
    if (!allowed.empty()) allowed += ", ";
    allowed += to_string(method);
  }
  return allowed;
}

/// What kind of exception it was. Not what it says: that may repeat what a person typed.
std::string type_of(const std::exception& thrown) {
  int status = 0;
  char* name = abi::__cxa_demangle(typeid(thrown).name(), nullptr, nullptr, &status);
  std::string text = name != nullptr ? name : "std::exception";
  std::free(name);
  return text;
}

void log_thrown(const HttpRequest& request, std::string_view pattern, std::string_view what) {
  log(LogLevel::error, "request_failed", {{"route", pattern}, {"request", request.request_id}, {"why", what}});
}

HttpResponse internal_error(const HttpRequest& request) {
  return HttpResponse::problem(
      problem(ProblemCode::internal_error, "", "",
              fmt::format("The request could not be answered. Please report the number {}.", request.request_id)),
      request.request_id);
}

HttpResponse unavailable(const HttpRequest& request) {
  auto response = HttpResponse::problem(
      problem(ProblemCode::overloaded, "", "", "A part of the service is not available; try again shortly."),
      request.request_id);
  response.headers.set("Retry-After", std::string(kRetryAfterSeconds));
  return response;
}

/// Runs the endpoint; nothing that it throws gets out.
HttpResponse run(const Route& route, std::string_view pattern, const HttpRequest& request) {
  try {
    return route.handler(request);
  } catch (const Failure& failure) {
    log_thrown(request, pattern, failure.what());
    return failure.kind() == Failure::Kind::unavailable ? unavailable(request) : internal_error(request);
  } catch (const std::exception& thrown) {
    log_thrown(request, pattern, type_of(thrown));
  } catch (...) {
    log_thrown(request, pattern, "not an exception");
  }
  return internal_error(request);
}

void open_to_all_origins(HttpResponse& response) {
  response.headers.set("Access-Control-Allow-Origin", "*");
  response.headers.set("Access-Control-Expose-Headers",
                       "ETag, Fingerpost-Ignored, Fingerpost-Seq, Retry-After, X-Request-Id");
}

HttpResponse answer_options(const HttpRequest& request, const std::string& allowed, bool open) {
  HttpResponse response = HttpResponse::no_content();
  response.headers.add("Allow", allowed);
  if (open && request.headers.has("Access-Control-Request-Method")) {
    response.headers.add("Access-Control-Allow-Methods", allowed);
    response.headers.add("Access-Control-Allow-Headers",
                         "Accept, Authorization, Content-Type, If-Modified-Since, If-None-Match");
    response.headers.add("Access-Control-Max-Age", std::string(kPreflightSeconds));
  }
  return response;
}

HttpResponse answer_not_found(const HttpRequest& request) {
  return HttpResponse::problem(problem(ProblemCode::not_found, "", "", "There is nothing at this address."),
                               request.request_id);
}

HttpResponse answer_not_allowed(const HttpRequest& request, const std::string& allowed) {
  auto response = HttpResponse::problem(
      problem(ProblemCode::method_not_allowed, "", to_string(request.method),
              fmt::format("{} is not allowed here; allowed are {}.", to_string(request.method), allowed)),
      request.request_id);
  response.headers.add("Allow", allowed);
  return response;
}

}  // namespace

struct Router::Table {
  RouteTree tree;
  std::vector<Route> routes;
  std::vector<std::string> patterns;
  ProblemView problem_view;

  const Route& at(int index) const { return routes[static_cast<std::size_t>(index)]; }

  /// The route that answers `method` there: its own, or GET's for HEAD; null when there is none.
  const Route* route(const RouteTree::Place& place, Method method) const {
    int index = place.route(method);
    if (index == RouteTree::kNone && method == Method::head) index = place.route(Method::get);
    return index == RouteTree::kNone ? nullptr : &at(index);
  }

  /// The first route of a place for which `holds`; null when there is none.
  template <typename Condition>
  const Route* any(const RouteTree::Place& place, Condition holds) const {
    for (const int index : place.routes)
      if (index != RouteTree::kNone && holds(at(index))) return &at(index);
    return nullptr;
  }

  RouteTree::Match find(std::string_view path) const {
    RouteTree::Match match = tree.find(path);
    const auto takes_slash = [](const Route& route) { return route.options.trailing_slash; };
    if (match.place != nullptr && match.trailing_slash && any(*match.place, takes_slash) == nullptr)
      match.place = nullptr;
    return match;
  }

  /// Whether this method (for OPTIONS and methods that are not allowed: any method) is open to all origins there.
  bool is_open(const RouteTree::Place& place, Method method) const {
    const auto open = [](const Route& route) { return route.options.open_to_all_origins; };
    const Route* found = route(place, method);
    return found != nullptr ? open(*found) : any(place, open) != nullptr;
  }

  HttpResponse dispatch(HttpRequest& request) const {
    if (request.path == "*" && request.method == Method::options)
      return answer_options(request, "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS", false);
    const RouteTree::Match match = find(request.path);
    if (match.place == nullptr) return answer_not_found(request);
    const bool open = is_open(*match.place, request.method);
    HttpResponse response = answer_at(match, request, open);
    const auto is_route = [](const Route&) { return true; };
    const Route* found = route(*match.place, request.method);
    response.route = patterns[(found != nullptr ? found : any(*match.place, is_route))->pattern];
    if (open) open_to_all_origins(response);
    return response;
  }

  HttpResponse answer_at(const RouteTree::Match& match, HttpRequest& request, bool open) const {
    const Route* found = route(*match.place, request.method);
    if (found == nullptr) {
      const std::string allowed = allowed_at(*match.place);
      if (request.method == Method::options) return answer_options(request, allowed, open);
      return answer_not_allowed(request, allowed);
    }
    for (std::size_t i = 0; i < match.values.size(); ++i)
      request.path_parameters.add(found->names[i], std::string(match.values[i]));
    return run(*found, patterns[found->pattern], request);
  }
};

Router::Router() : table_(std::make_unique<Table>()) {}
Router::~Router() = default;
Router::Router(Router&&) noexcept = default;
Router& Router::operator=(Router&&) noexcept = default;

void Router::add(Method method, std::string_view pattern, Handler handler, RouteOptions options) {
  int& slot = table_->tree.place_of(pattern).routes[static_cast<std::size_t>(method)];
  assert(slot == RouteTree::kNone && "a route is added once");
  slot = static_cast<int>(table_->routes.size());
  auto known = std::find(table_->patterns.begin(), table_->patterns.end(), pattern);
  if (known == table_->patterns.end()) known = table_->patterns.emplace(known, pattern);
  const auto index = static_cast<std::size_t>(known - table_->patterns.begin());
  table_->routes.push_back({index, names_in(pattern), std::move(handler), options});
}

void Router::show_problems(ProblemView view) { table_->problem_view = std::move(view); }

HttpResponse Router::answer(HttpRequest request) const {
  if (request.request_id.empty()) request.request_id = new_request_id();
  HttpResponse response = table_->dispatch(request);
  if (table_->problem_view && response.headers.first("Content-Type") == kProblemType)
    if (auto shown = table_->problem_view(request, response)) {
      shown->route = response.route;
      response = *std::move(shown);
    }
  finish(response, request);
  return response;
}

bool Router::is_essential(Method method, std::string_view path) const {
  const RouteTree::Match match = table_->find(path);
  if (match.place == nullptr) return false;
  const Route* route = table_->route(*match.place, method);
  return route != nullptr && route->options.essential;
}

const std::vector<std::string>& Router::patterns() const { return table_->patterns; }

}  // namespace fingerpost::http
