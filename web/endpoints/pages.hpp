#pragma once

#include "http/response.hpp"
#include "web/pages/shell.hpp"

/// Endpoints: each makes one page from one request. Problems become pages in routes.cpp.
namespace fingerpost::web {

http::HttpResponse home(const PageContext& context);
/// GET /search: a question with faults is answered with its form, what was typed and the faults, and their status.
http::HttpResponse search_page(const PageContext& context);

http::HttpResponse service(const PageContext& context);
http::HttpResponse service_text(const PageContext& context);
http::HttpResponse service_calendar(const PageContext& context);
http::HttpResponse organization(const PageContext& context);
/// Buildings and stops are both locations; one asked for under the other's address is sent there.
http::HttpResponse building(const PageContext& context);
http::HttpResponse stop(const PageContext& context);
http::HttpResponse place(const PageContext& context);

/// GET: the list of the cookie, or of `items` when somebody shared it.
http::HttpResponse shortlist(const PageContext& context);
/// POST add, remove, up, down (an item), take (a shared list), clear, print (with notes); then back where it came from.
http::HttpResponse change_shortlist(const PageContext& context);

http::HttpResponse report(const PageContext& context);
http::HttpResponse send_report(const PageContext& context);

http::HttpResponse about(const PageContext& context);
http::HttpResponse safety(const PageContext& context);
http::HttpResponse accessibility(const PageContext& context);
http::HttpResponse offline(const PageContext& context);

/// What pages fetch.
http::HttpResponse asset(const Site& site, const http::HttpRequest& request);
http::HttpResponse manifest(const PageContext& context);
http::HttpResponse service_worker(const Site& site);
http::HttpResponse robots(const Site& site);

/// The page that a browser is shown for a problem of ours.
http::HttpResponse error_page(const PageContext& context, const http::HttpResponse& problem);

}  // namespace fingerpost::web
