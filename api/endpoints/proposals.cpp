#include "api/endpoints/proposals.hpp"

#include "api/requests/proposal.hpp"

namespace fingerpost::api {
namespace {

constexpr JsonLimits kBodyLimits{.bytes = 16 << 10, .depth = 4};

}  // namespace

http::HttpResponse Proposals::operator()(const http::HttpRequest& request) const {
  if (!request.headers.first("Content-Type").value_or("application/json").starts_with("application/json"))
    return http::HttpResponse::problem(
        problem(ProblemCode::unsupported_media_type, "Content-Type", request.headers.first("Content-Type").value_or(""),
                "Send the proposal as application/json."),
        request.request_id);
  const auto body = parse_json(request.body, kBodyLimits);
  if (!body) return http::HttpResponse::problem(body.error(), request.request_id);
  const auto proposal = read_proposal(*body);
  if (!proposal) return http::HttpResponse::problem(proposal.error(), request.request_id);
  const auto kept = engine.proposals.keep(*proposal, request.peer);
  if (!kept) return http::HttpResponse::problem(kept.error(), request.request_id);
  std::string text;
  JsonWriter(text)
      .begin_object()
      .member("number", to_string(kept->number))
      .member("made_at", to_rfc3339(kept->made_at))
      .end_object();
  http::HttpResponse response = http::HttpResponse::json(std::move(text), 201);
  response.headers.set("Cache-Control", "no-store");
  return response;
}

}  // namespace fingerpost::api
