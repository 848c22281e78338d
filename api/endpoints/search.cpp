#include "api/endpoints/search.hpp"

#include "api/requests/enquiry.hpp"
#include "api/responses/search_response.hpp"
#include "signposting/answer.hpp"
#include "signposting/suggest.hpp"

namespace fingerpost::api {
namespace {

constexpr std::size_t kMaxPrefixBytes = 100;
constexpr int kDefaultSuggestions = 10, kMaxSuggestions = 50;

http::HttpResponse in_format(const signposting::Answer& answer, const signposting::Enquiry& enquiry, Format format) {
  switch (format) {
    case Format::geojson:
      return http::HttpResponse::of("application/geo+json", search_geojson(answer));
    case Format::csv:
      return http::HttpResponse::of("text/csv; charset=utf-8", search_csv(answer));
    case Format::json:
      break;
  }
  return http::HttpResponse::json(search_json(answer, enquiry));
}

}  // namespace

http::HttpResponse Search::operator()(const http::HttpRequest& request) const {
  const Instant now = engine.clock.now();
  http::ParameterReader reader(request.query);
  const signposting::Enquiry enquiry = read_enquiry(reader, now);
  const Format format = read_format(reader);
  if (!reader.ok()) return http::HttpResponse::problem(reader.problems(), request.request_id);
  const auto snapshot = engine.snapshot();
  const auto answer = signposting::answer(enquiry, *snapshot, now);
  if (!answer) return http::HttpResponse::problem(answer.error(), request.request_id);
  http::HttpResponse response = in_format(*answer, enquiry, format);
  reader.mark_ignored(response);
  return response;
}

http::HttpResponse Suggest::operator()(const http::HttpRequest& request) const {
  http::ParameterReader reader(request.query);
  const std::string q = reader.text("q", kMaxPrefixBytes).value_or("");
  const auto limit = static_cast<std::size_t>(reader.integer("limit", kDefaultSuggestions, 1, kMaxSuggestions));
  if (!reader.ok()) return http::HttpResponse::problem(reader.problems(), request.request_id);
  const auto snapshot = engine.snapshot();
  std::string text;
  JsonWriter json(text);
  json.begin_object().key("results").begin_array();
  for (const signposting::Suggestion& suggestion : signposting::suggest(q, *snapshot, limit)) {
    json.begin_object().member("text", std::string_view(suggestion.text));
    json.member("kind", std::string_view(suggestion.kind));
    json.member(suggestion.is_record ? "id" : "code", std::string_view(suggestion.key)).end_object();
  }
  json.end_array().end_object();
  http::HttpResponse response = http::HttpResponse::json(std::move(text));
  reader.mark_ignored(response);
  return response;
}

}  // namespace fingerpost::api
