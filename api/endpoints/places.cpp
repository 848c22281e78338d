#include "api/endpoints/places.hpp"

#include "base/json.hpp"
#include "http/parameters.hpp"
#include "signposting/enquiry.hpp"

namespace fingerpost::api {

http::HttpResponse Places::operator()(const http::HttpRequest& request) const {
  http::ParameterReader reader(request.query);
  const std::string q = reader.required_text("q", signposting::kMaxPlaceBytes);
  if (!reader.ok()) return http::HttpResponse::problem(reader.problems(), request.request_id);
  const auto snapshot = engine.snapshot();
  auto place = snapshot->gazetteer().resolve(q);
  if (!place) {
    for (Problem& problem : place.error()) problem.field = "q";
    return http::HttpResponse::problem(place.error(), request.request_id);
  }
  Json answer = Json::object();
  Json results = Json::array();
  results.push(geo::to_json(*place));
  for (const geo::PlaceChoice& other : place->alternatives)
    if (const auto found = snapshot->gazetteer().by_code(other.code)) results.push(geo::to_json(*found));
  answer.set("results", std::move(results));
  http::HttpResponse response = http::HttpResponse::json(answer);
  reader.mark_ignored(response);
  return response;
}

http::HttpResponse PlaceByCode::operator()(const http::HttpRequest& request) const {
  const auto snapshot = engine.snapshot();
  const auto place = snapshot->gazetteer().by_code(request.path_parameters["code"]);
  if (!place) return http::HttpResponse::problem(place.error(), request.request_id);
  return http::HttpResponse::json(geo::to_json(*place));
}

}  // namespace fingerpost::api
