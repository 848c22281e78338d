#pragma once

#include "api/engine.hpp"
#include "http/request.hpp"
#include "http/response.hpp"

namespace fingerpost::api {

/// GET /hsds: version, profile and openapi_url.
struct HsdsRoot {
  http::HttpResponse operator()(const http::HttpRequest& request) const;
  Engine engine;
};

/// GET /hsds/services: one page of the list, in order of id.
struct HsdsServices {
  http::HttpResponse operator()(const http::HttpRequest& request) const;
  Engine engine;
};

/// GET /hsds/services/{id}: the full nested service.
struct HsdsService {
  http::HttpResponse operator()(const http::HttpRequest& request) const;
  Engine engine;
};

}  // namespace fingerpost::api
