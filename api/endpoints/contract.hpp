#pragma once

#include "api/engine.hpp"
#include "http/request.hpp"
#include "http/response.hpp"

namespace fingerpost::api {

/// GET /api/openapi.json: the contract.
struct OpenApi {
  http::HttpResponse operator()(const http::HttpRequest& request) const;
  Engine engine;
};

/// GET /problems/{slug}: what a problem's `type` address leads to.
struct ProblemPage {
  http::HttpResponse operator()(const http::HttpRequest& request) const;
};

}  // namespace fingerpost::api
