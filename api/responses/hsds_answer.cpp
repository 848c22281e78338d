#include "api/responses/hsds_answer.hpp"

#include <chrono>
#include <fmt/format.h>

#include "base/hash.hpp"
#include "exchange/public_record.hpp"

namespace fingerpost::api {
namespace {

/// A Last-Modified of this very second could hide a change that is still to come in it.
constexpr std::chrono::seconds kSettled{1};

std::string etag_of(store::Seq seq, const http::HttpRequest& request) {
  std::string question = fmt::format("{}\n{}", seq, request.path);
  for (const http::Parameter& parameter : request.query)
    question += fmt::format("\n{}={}", parameter.name, parameter.value);
  return '"' + to_hex(blake2b(question)).substr(0, 32) + '"';
}

}  // namespace

http::HttpResponse marked(http::HttpResponse response, const FeedReading& reading, const Engine& engine,
                          const http::HttpRequest& request) {
  const Instant changed = reading.feed->changed_at();
  if (engine.clock.now() - changed >= kSettled) response.last_modified = changed;
  response.headers.set("Fingerpost-Seq", fmt::to_string(reading.feed->seq()));
  if (response.producer || response.file) response.headers.set("ETag", etag_of(reading.feed->seq(), request));
  return response;
}

http::HttpResponse list_answer(Listing listing, const ListShape& shape, const http::ParameterReader& reader,
                               const FeedReading& reading, const Engine& engine, const http::HttpRequest& request,
                               Envelope envelope) {
  http::HttpResponse response = list_response(std::move(listing), shape, envelope);
  reader.mark_ignored(response);
  return marked(std::move(response), reading, engine, request);
}

http::HttpResponse no_such(std::string_view what, const http::HttpRequest& request) {
  return http::HttpResponse::problem(
      problem(ProblemCode::not_found, "id", request.path_parameters["id"],
              fmt::format("There is no {} with this id; ids come from the lists of /hsds.", what)),
      request.request_id);
}

http::HttpResponse record_answer(model::RecordKind kind, const FeedReading& reading, const Engine& engine,
                                 const http::HttpRequest& request) {
  const auto id = parse_uuid(request.path_parameters["id"]);
  const auto stored = id ? reading.records->stored(kind, *id) : std::nullopt;
  if (!stored) return no_such(model::to_string(kind), request);
  const Json record = exchange::public_record(*stored, *reading.records);
  return marked(http::HttpResponse::of(kHsdsJson, record.dump()), reading, engine, request);
}

}  // namespace fingerpost::api
