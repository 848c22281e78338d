#pragma once

#include "api/engine.hpp"
#include "http/request.hpp"
#include "http/response.hpp"

namespace fingerpost::api {

/// GET /healthz: the process answers.
struct Healthz {
  http::HttpResponse operator()(const http::HttpRequest& request) const;
};

/// GET /readyz: 200 while a snapshot is served and no stop has begun, else 503.
struct Readyz {
  http::HttpResponse operator()(const http::HttpRequest& request) const;
  Engine engine;
};

/// GET /metrics: Prometheus text.
struct Metrics {
  http::HttpResponse operator()(const http::HttpRequest& request) const;
  Engine engine;
};

}  // namespace fingerpost::api
