#include "api/endpoints/hsds.hpp"
#include "api/responses/hsds_answer.hpp"
#include "exchange/public_record.hpp"
#include "model/assemble.hpp"
#include "model/reading.hpp"

namespace fingerpost::api {
namespace {

Json location_json(FeedReading& reading, const Uuid& id, const ListShape& shape) {
  reading.read_one();
  const auto stored = reading.records->stored(model::RecordKind::location, id);
  if (!stored) throw Failure("reading a location of the feed", "the store does not have it");
  Json json = exchange::public_record(*stored, *reading.records);
  if (shape.full) return json;
  Json item = model::location_list_item(std::get<model::Location>(stored->record()));
  for (const char* name : {"status", "successor"})
    if (Json value = json.take(name); !value.is_null()) item.set(name, std::move(value));
  return item;
}

}  // namespace

http::HttpResponse HsdsLocations::operator()(const http::HttpRequest& request) const {
  const FeedReading reading(engine);
  http::ParameterReader reader(request.query);
  const ListShape shape = read_list_shape(reader);
  if (!reader.ok()) return http::HttpResponse::problem(reader.problems(), request.request_id);
  Listing listing;
  listing.total = reading.feed->locations(*reading.records).size();
  listing.append = [reading = FeedReading(reading), shape](std::uint64_t at, std::string& out) mutable {
    location_json(reading, reading.feed->locations(*reading.records)[at].id, shape).append_to(out);
  };
  return list_answer(std::move(listing), shape, reader, reading, engine, request);
}

http::HttpResponse HsdsLocation::operator()(const http::HttpRequest& request) const {
  FeedReading reading(engine);
  const auto id = parse_uuid(request.path_parameters["id"]);
  const auto stored = id ? reading.records->stored(model::RecordKind::location, *id) : std::nullopt;
  if (!stored || !model::is_public_building(std::get<model::Location>(stored->record())))
    return no_such("location", request);
  ListShape shape;
  shape.full = true;
  return marked(http::HttpResponse::of(kHsdsJson, location_json(reading, *id, shape).dump()), reading, engine, request);
}

}  // namespace fingerpost::api
