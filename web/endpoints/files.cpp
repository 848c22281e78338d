#include "base/json.hpp"
#include "web/detail/embedded.hpp"
#include "web/endpoints/pages.hpp"

namespace fingerpost::web {

http::HttpResponse asset(const Site& site, const http::HttpRequest& request) {
  const Assets::Asset* found = site.assets.find(request.path_parameters["name"]);
  if (found == nullptr)
    return http::HttpResponse::problem(problem(ProblemCode::not_found, "name", request.path_parameters["name"],
                                               "There is no such file; pages name the files of their own version."),
                                       request.request_id);
  http::HttpResponse response = http::HttpResponse::of(found->type, std::string(found->bytes));
  response.headers.set("Cache-Control", "public, max-age=31536000, immutable");
  return response;
}

http::HttpResponse manifest(const PageContext& context) {
  const Site& site = context.site;
  std::string text;
  JsonWriter json(text);
  json.begin_object().member("name", std::string_view(site.settings.name));
  json.member("short_name", std::string_view(site.settings.name)).member("lang", code_of(context.messages.lang()));
  json.member("start_url", context.base.empty() ? "/" : "/cy").member("scope", "/").member("display", "minimal-ui");
  json.member("background_color", "#ffffff").member("theme_color", "#174d3c").key("icons").begin_array();
  const auto icon = [&](std::string_view name, std::string_view sizes) {
    const Assets::Asset& file = site.assets[name];
    json.begin_object().member("src", std::string_view(file.address)).member("sizes", sizes);
    json.member("type", file.type).member("purpose", "any").end_object();
  };
  icon("icon.svg", "any");
  icon("icon-192.png", "192x192");
  icon("icon-512.png", "512x512");
  json.end_array().end_object();
  http::HttpResponse response = http::HttpResponse::of("application/manifest+json", std::move(text));
  response.headers.set("Cache-Control", "no-cache");
  return response;
}

http::HttpResponse service_worker(const Site& site) {
  // What it keeps from the start: the pages' own files, and the page shown when nothing is kept.
  Json files = Json::array();
  for (const char* name : {"pages.css", "pages.js", "icon.svg"}) files.push(site.assets[name].address);
  std::string text = "const VERSION=\"" + site.assets.version() + "\",FILES=" + files.dump() + ";\n";
  text += site.assets["service-worker.js"].bytes;
  http::HttpResponse response = http::HttpResponse::of("text/javascript; charset=utf-8", std::move(text));
  response.headers.set("Cache-Control", "no-cache");
  return response;
}

http::HttpResponse robots(const Site&) {
  // Lists of results are without end, and what people ask is nobody's business.
  return http::HttpResponse::plain(
      "User-agent: *\nDisallow: /search\nDisallow: /cy/search\nDisallow: /shortlist\nDisallow: /cy/shortlist\n"
      "Disallow: /report\nDisallow: /cy/report\nDisallow: /api/\n");
}

}  // namespace fingerpost::web
