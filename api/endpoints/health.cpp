#include "api/endpoints/health.hpp"

#include "base/json.hpp"

namespace fingerpost::api {

http::HttpResponse Healthz::operator()(const http::HttpRequest&) const {
  return http::HttpResponse::json(std::string(R"({"status":"alive"})"));
}

http::HttpResponse Readyz::operator()(const http::HttpRequest&) const {
  const auto snapshot = engine.directory.snapshot();
  const bool ready = snapshot != nullptr && engine.readiness.is_open();
  std::string text;
  JsonWriter json(text);
  json.begin_object().member("status", ready ? "ready" : "not_ready");
  if (snapshot) {
    json.member("seq", snapshot->seq()).member("documents", snapshot->index().documents());
    json.key("places").begin_array();
    for (const geo::Gazetteer::Content& content : snapshot->gazetteer().content())
      json.begin_object()
          .member("source", std::string_view(content.source))
          .member("kind", std::string_view(content.kind))
          .member("rows", std::uint64_t{content.rows})
          .member("vintage", std::string_view(content.vintage))
          .end_object();
    json.end_array();
  }
  json.end_object();
  http::HttpResponse response = http::HttpResponse::json(std::move(text), ready ? 200 : 503);
  response.headers.set("Cache-Control", "no-store");
  if (!ready) response.headers.set("Retry-After", "1");
  return response;
}

http::HttpResponse Metrics::operator()(const http::HttpRequest&) const {
  std::string text = engine.metrics.text();
  if (const auto snapshot = engine.directory.snapshot()) {
    text += "# TYPE fingerpost_documents gauge\nfingerpost_documents " + std::to_string(snapshot->index().documents());
    text += "\n# TYPE fingerpost_records gauge\nfingerpost_records " + std::to_string(snapshot->index().records());
    text += "\n# TYPE fingerpost_seq gauge\nfingerpost_seq " + std::to_string(snapshot->seq()) + "\n";
  }
  http::HttpResponse response = http::HttpResponse::of("text/plain; version=0.0.4; charset=utf-8", std::move(text));
  response.headers.set("Cache-Control", "no-store");
  return response;
}

}  // namespace fingerpost::api
