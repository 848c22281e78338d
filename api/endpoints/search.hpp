#pragma once

#include "api/engine.hpp"
#include "http/request.hpp"
#include "http/response.hpp"

namespace fingerpost::api {

/// GET /api/search: the engine.
struct Search {
  http::HttpResponse operator()(const http::HttpRequest& request) const;
  Engine engine;
};

/// GET /api/suggest?q=: completions of needs, names and places in one call.
struct Suggest {
  http::HttpResponse operator()(const http::HttpRequest& request) const;
  Engine engine;
};

}  // namespace fingerpost::api
