#pragma once

#include "http/request.hpp"
#include "http/response.hpp"

namespace fingerpost::api {

/// GET /api/docs: a page to read and try the API, served without the internet.
struct DocsPage {
  http::HttpResponse operator()(const http::HttpRequest& request) const;
};

/// GET /api/docs/{file}: what that page loads.
struct DocsFile {
  http::HttpResponse operator()(const http::HttpRequest& request) const;
};

}  // namespace fingerpost::api
