#include "api/endpoints/hsds.hpp"

#include "api/openapi.hpp"
#include "api/responses/hsds_answer.hpp"
#include "directory/published.hpp"
#include "exchange/public_record.hpp"
#include "model/v1_service.hpp"

namespace fingerpost::api {
namespace {

using directory::Feed;
using directory::FeedQuery;

/// The profile that every validator generation recognises; see docs/reference/open-referral.md.
constexpr std::string_view kVersion = "HSDS-UK-3.0";
constexpr std::string_view kProfile = "https://openreferraluk.org/specifications/3.0/openapi.json";

void append_minimal(const Feed& feed, std::uint32_t number, std::string& out) {
  const Instant modified{std::chrono::milliseconds(feed.row(number).modified)};
  const std::string text = to_rfc3339(modified);
  JsonWriter(out)
      .begin_object()
      .member("id", to_string(feed.service(number).id))
      .member("last_modified", text)
      .member("modified_date", text)
      .end_object();
}

/// The service in full as of the feed's number.
Json full_service(FeedReading& reading, std::uint32_t number) {
  reading.read_one();
  const auto stored = reading.records->stored(model::RecordKind::service, reading.feed->service(number).id);
  if (!stored) throw Failure("reading a service of the feed", "the store does not have it");
  return exchange::public_record(*stored, *reading.records);
}

/// Which services, by position: all of them, or those that fit.
std::function<std::uint32_t(std::uint64_t)> positions(const FeedReading& reading, const FeedQuery& query,
                                                      std::uint64_t& total) {
  total = reading.feed->services();
  if (query.is_everything()) return [](std::uint64_t at) { return static_cast<std::uint32_t>(at); };
  auto numbers =
      std::make_shared<const std::vector<std::uint32_t>>(reading.feed->matching_services(query, *reading.snapshot));
  total = numbers->size();
  return [numbers](std::uint64_t at) { return (*numbers)[at]; };
}

/// Every list item as it lies in the feed's file.
http::FileBody lines_of(std::shared_ptr<const Feed> feed) {
  return {feed->line_bytes(), [feed, number = std::uint32_t{0}](http::FileSlice& slice) mutable {
            if (number == feed->services()) return false;
            const directory::ItemLines lines = feed->lines_from(number);
            slice = {lines.descriptor, lines.offset, lines.bytes};
            number = lines.end;
            return true;
          }};
}

Listing services_listing(const FeedReading& reading, const FeedQuery& query, const ListShape& shape) {
  Listing listing;
  auto number_at = positions(reading, query, listing.total);
  if (query.is_everything() && !shape.minimal && !shape.full) listing.lines = lines_of(reading.feed);
  listing.append = [reading = FeedReading(reading), number_at, shape](std::uint64_t at, std::string& out) mutable {
    const std::uint32_t number = number_at(at);
    if (shape.minimal) return append_minimal(*reading.feed, number, out);
    if (shape.full) return full_service(reading, number).append_to(out);
    reading.feed->append_item(number, out);
  };
  return listing;
}

}  // namespace

http::HttpResponse HsdsRoot::operator()(const http::HttpRequest&) const {
  std::string text;
  JsonWriter(text)
      .begin_object()
      .member("version", kVersion)
      .member("profile", kProfile)
      .member("openapi_url", engine.public_url() + "/hsds/openapi.json")
      .end_object();
  return http::HttpResponse::of(kHsdsJson, std::move(text));
}

http::HttpResponse HsdsOpenApi::operator()(const http::HttpRequest&) const {
  auto document = parse_json(hsds_openapi_text());
  if (!document) throw Failure("reading the embedded OpenAPI document", to_text(document.error()));
  Json server = Json::object();
  server.set("url", engine.public_url() + "/hsds");
  document->set("servers", Json::Array{std::move(server)});
  return http::HttpResponse::of(kHsdsJson, document->dump());
}

http::HttpResponse HsdsServices::operator()(const http::HttpRequest& request) const {
  const FeedReading reading(engine);
  http::ParameterReader reader(request.query);
  const FeedQuery query = read_feed_query(reader, *reading.snapshot);
  const ListShape shape = read_list_shape(reader);
  if (!reader.ok()) return http::HttpResponse::problem(reader.problems(), request.request_id);
  return list_answer(services_listing(reading, query, shape), shape, reader, reading, engine, request);
}

http::HttpResponse HsdsService::operator()(const http::HttpRequest& request) const {
  return record_answer(model::RecordKind::service, FeedReading(engine), engine, request);
}

http::HttpResponse HsdsV1Services::operator()(const http::HttpRequest& request) const {
  const FeedReading reading(engine);
  http::ParameterReader reader(request.query);
  const FeedQuery query = read_v1_query(reader, *reading.snapshot);
  const ListShape shape = read_list_shape(reader);
  if (!reader.ok()) return http::HttpResponse::problem(reader.problems(), request.request_id);
  Listing listing;
  auto number_at = positions(reading, query, listing.total);
  listing.append = [reading = FeedReading(reading), number_at](std::uint64_t at, std::string& out) mutable {
    model::v1_service(full_service(reading, number_at(at))).append_to(out);
  };
  return list_answer(std::move(listing), shape, reader, reading, engine, request, Envelope::v1);
}

http::HttpResponse HsdsV1Service::operator()(const http::HttpRequest& request) const {
  FeedReading reading(engine);
  const auto id = parse_uuid(request.path_parameters["id"]);
  const auto number = id ? reading.feed->find_service(*id) : std::nullopt;
  if (!number) return no_such("service", request);
  const Json service = model::v1_service(full_service(reading, *number));
  return marked(http::HttpResponse::of(kHsdsJson, service.dump()), reading, engine, request);
}

}  // namespace fingerpost::api
