#include "api/endpoints/contract.hpp"

#include "api/openapi.hpp"
#include "base/json.hpp"
#include "base/problem.hpp"

namespace fingerpost::api {

http::HttpResponse OpenApi::operator()(const http::HttpRequest&) const {
  auto document = parse_json(openapi_text());
  if (!document) throw Failure("reading the embedded OpenAPI document", to_text(document.error()));
  Json server = Json::object();
  server.set("url", engine.public_url());
  document->set("servers", Json::Array{std::move(server)});
  return http::HttpResponse::json(*document);
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
