#include "api/endpoints/contract.hpp"

#include "api/openapi.hpp"
#include "base/json.hpp"
#include "base/problem.hpp"

namespace fingerpost::api {
namespace {

Json embedded(std::string_view text) {
  auto document = parse_json(text);
  if (!document) throw Failure("reading an embedded OpenAPI document", to_text(document.error()));
  return *std::move(document);
}

/// The open feeds have a document of their own; here their routes stand under the address they have.
void add_feeds(Json& document) {
  Json feeds = embedded(hsds_openapi_text());
  Json paths = document.take("paths");
  for (const Json::Member& path : feeds["paths"].members())
    paths.set(path.key == "/" ? "/hsds" : "/hsds" + path.key, path.value);
  document.set("paths", std::move(paths));
  for (const char* part : {"parameters", "schemas"}) {
    Json* all = document.find("components")->find(part);
    for (const Json::Member& component : feeds["components"][part].members()) all->set(component.key, component.value);
  }
}

}  // namespace

http::HttpResponse OpenApi::operator()(const http::HttpRequest&) const {
  Json document = embedded(openapi_text());
  add_feeds(document);
  Json server = Json::object();
  server.set("url", engine.public_url());
  document.set("servers", Json::Array{std::move(server)});
  return http::HttpResponse::json(document);
}

http::HttpResponse ProblemPage::operator()(const http::HttpRequest& request) const {
  const std::string_view slug = request.path_parameters["slug"];
  for (const ProblemKind& kind : problem_catalogue()) {
    if (kind.slug != slug) continue;
    std::string text;
    JsonWriter(text)
        .begin_object()
        .member("type", "/problems/" + std::string(slug))
        .member("title", kind.title)
        .member("status", kind.http_status)
        .end_object();
    return http::HttpResponse::json(std::move(text));
  }
  return http::HttpResponse::problem(problem(ProblemCode::not_found, "slug", slug, "There is no such kind of problem."),
                                     request.request_id);
}

}  // namespace fingerpost::api
