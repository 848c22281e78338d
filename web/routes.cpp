#include "web/routes.hpp"

#include "web/endpoints/pages.hpp"

namespace fingerpost::web {
namespace {

using http::Method;
using PageFunction = http::HttpResponse (*)(const PageContext&);

struct Route {
  Method method;
  const char* path;
  PageFunction page;
};

constexpr Route kPages[] = {
    {Method::get, "/search", search_page},
    {Method::get, "/services/{id}", service},
    {Method::get, "/services/{id}/text", service_text},
    {Method::get, "/services/{id}/calendar.ics", service_calendar},
    {Method::get, "/organizations/{id}", organization},
    {Method::get, "/buildings/{id}", building},
    {Method::get, "/stops/{id}", stop},
    {Method::get, "/places/{code}", place},
    {Method::get, "/shortlist", shortlist},
    {Method::post, "/shortlist", change_shortlist},
    {Method::get, "/report", report},
    {Method::post, "/report", send_report},
    {Method::get, "/about", about},
    {Method::get, "/safety", safety},
    {Method::get, "/accessibility", accessibility},
    {Method::get, "/offline", offline},
    {Method::get, "/manifest.webmanifest", manifest},
};

void add_in_both(http::Router& router, const std::shared_ptr<const Site>& site, const Route& route) {
  for (const Lang lang : {Lang::en, Lang::cy}) {
    const std::string_view path = route.path;
    const std::string pattern = lang == Lang::en ? std::string(path) : "/cy" + std::string(path == "/" ? "" : path);
    router.add(route.method, pattern, [site, page = route.page, lang](const http::HttpRequest& request) {
      return page(PageContext(*site, lang, request));
    });
  }
}

/// A person looks at it with a browser, and not at data.
bool wants_page(const http::HttpRequest& request) {
  const auto accept = request.headers.first("Accept");
  if (!accept || accept->find("text/html") == std::string_view::npos) return false;
  const std::string_view path = request.path;
  return !path.starts_with("/api/") && !path.starts_with("/hsds") && path != "/metrics";
}

}  // namespace

void add_routes(http::Router& router, const api::Engine& engine, const SiteSettings& settings) {
  const auto site = std::make_shared<const Site>(Site{engine, Assets(), settings});
  add_in_both(router, site, {Method::get, "/", home});
  for (const Route& route : kPages) add_in_both(router, site, route);
  router.add(Method::get, "/assets/{name}", [site](const auto& request) { return asset(*site, request); });
  router.add(Method::get, "/service-worker.js", [site](const auto&) { return service_worker(*site); });
  router.add(Method::get, "/robots.txt", [site](const auto&) { return robots(*site); });
  router.show_problems([site](const http::HttpRequest& request, const http::HttpResponse& problem) {
    if (!wants_page(request)) return std::optional<http::HttpResponse>();
    const bool is_welsh = request.path == "/cy" || request.path.starts_with("/cy/");
    return std::optional(error_page(PageContext(*site, is_welsh ? Lang::cy : Lang::en, request), problem));
  });
}

}  // namespace fingerpost::web
