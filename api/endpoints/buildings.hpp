#pragma once

#include "api/engine.hpp"
#include "http/request.hpp"
#include "http/response.hpp"

namespace fingerpost::api {

/// GET /api/buildings: the register as a list; the parameters of /api/search, kind fixed.
struct Buildings {
  http::HttpResponse operator()(const http::HttpRequest& request) const;
  Engine engine;
};

/// GET /api/buildings/{id}: the location with its facts.
struct BuildingById {
  http::HttpResponse operator()(const http::HttpRequest& request) const;
  Engine engine;
};

/// POST /api/buildings/query: by polygon, distance and facts.
struct BuildingsQuery {
  http::HttpResponse operator()(const http::HttpRequest& request) const;
  Engine engine;
};

}  // namespace fingerpost::api
