#pragma once

#include "api/engine.hpp"
#include "http/router.hpp"
#include "web/site.hpp"

namespace fingerpost::web {

/// Adds every page, in English and under /cy in Welsh, what they fetch, and how problems look to a browser. Failure
/// when a template or a message is broken: a server must not start without its pages.
void add_routes(http::Router& router, const api::Engine& engine, const SiteSettings& settings);

}  // namespace fingerpost::web
