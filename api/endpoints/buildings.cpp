#include "api/endpoints/buildings.hpp"

#include "api/requests/enquiry.hpp"
#include "api/responses/search_response.hpp"
#include "base/json.hpp"
#include "model/reading.hpp"
#include "model/record_json.hpp"
#include "signposting/answer.hpp"
#include "signposting/buildings_query.hpp"

namespace fingerpost::api {
namespace {

constexpr JsonLimits kBodyLimits{.bytes = 1 << 20, .depth = 16};

Json facts_json(const model::Location& location) {
  Json facts = Json::object();
  for (const model::Fact& fact : model::facts_of(location)) {
    Json json = Json::object();
    json.set("value", fact.value);
    if (!fact.source.empty()) json.set("source", fact.source);
    if (!fact.verified_on.empty()) json.set("verified_on", fact.verified_on);
    facts.set(fact.code, std::move(json));
  }
  return facts;
}

bool is_json(const http::HttpRequest& request) {
  const std::string_view type = request.headers.first("Content-Type").value_or("application/json");
  return type.starts_with("application/json");
}

}  // namespace

http::HttpResponse Buildings::operator()(const http::HttpRequest& request) const {
  const Instant now = engine.clock.now();
  http::ParameterReader reader(request.query);
  signposting::Enquiry enquiry = read_enquiry(reader, now);
  enquiry.kind = {search::Kind::building};
  const Format format = read_format(reader);
  if (!reader.ok()) return http::HttpResponse::problem(reader.problems(), request.request_id);
  const auto snapshot = engine.snapshot();
  const auto answer = signposting::answer(enquiry, *snapshot, now);
  if (!answer) return http::HttpResponse::problem(answer.error(), request.request_id);
  http::HttpResponse response =
      format == Format::geojson ? http::HttpResponse::of("application/geo+json", search_geojson(*answer))
      : format == Format::csv   ? http::HttpResponse::of("text/csv; charset=utf-8", search_csv(*answer))
                                : http::HttpResponse::json(search_json(*answer, enquiry));
  reader.mark_ignored(response);
  return response;
}

http::HttpResponse BuildingById::operator()(const http::HttpRequest& request) const {
  const std::string_view text = request.path_parameters["id"];
  const auto snapshot = engine.snapshot();
  const auto id = parse_uuid(text);
  const auto found = id ? snapshot->buildings().find(*id) : snapshot->buildings().end();
  if (found == snapshot->buildings().end())
    return http::HttpResponse::problem(
        problem(ProblemCode::not_found, "id", text, "There is no building with this id; ids come from /api/buildings."),
        request.request_id);
  Json json = model::to_json(model::Record(found->second->location));
  json.set("facts", facts_json(found->second->location));
  return http::HttpResponse::json(json);
}

http::HttpResponse BuildingsQuery::operator()(const http::HttpRequest& request) const {
  if (!is_json(request))
    return http::HttpResponse::problem(
        problem(ProblemCode::unsupported_media_type, "Content-Type", request.headers.first("Content-Type").value_or(""),
                "Send the query as application/json."),
        request.request_id);
  const auto body = parse_json(request.body, kBodyLimits);
  if (!body) return http::HttpResponse::problem(body.error(), request.request_id);
  const auto query = signposting::read_buildings_query(*body);
  if (!query) return http::HttpResponse::problem(query.error(), request.request_id);
  const auto snapshot = engine.snapshot();
  const auto answer = signposting::answer(*query, *snapshot, engine.clock.now());
  if (!answer) return http::HttpResponse::problem(answer.error(), request.request_id);
  signposting::Enquiry shown;
  shown.page = query->page;
  shown.per_page = query->per_page;
  return http::HttpResponse::json(search_json(*answer, shown));
}

}  // namespace fingerpost::api
