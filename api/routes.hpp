#pragma once

#include "api/engine.hpp"
#include "http/router.hpp"

namespace fingerpost::api {

/// Adds every JSON route. All of them are open to other origins.
void add_routes(http::Router& router, const Engine& engine);

}  // namespace fingerpost::api
