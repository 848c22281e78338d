#include "api/endpoints/hsds.hpp"
#include "api/responses/hsds_answer.hpp"
#include "directory/published.hpp"
#include "exchange/public_record.hpp"
#include "model/assemble.hpp"
#include "model/reading.hpp"

namespace fingerpost::api {
namespace {

/// What is listed was looked at when the list was made; a history can be concealed since. Then the item says only that
/// it is no more.
Json location_json(FeedReading& reading, const Uuid& id, const ListShape& shape) {
  reading.read_one();
  const auto stored = reading.records->stored(model::RecordKind::location, id);
  if (!stored) throw Failure("reading a location of the feed", "the store does not have it");
  const model::Record record = stored->record();
  const auto& location = std::get<model::Location>(record);
  const bool is_public = model::is_public_building(location);
  if (is_public && shape.full) return exchange::public_record(*stored, *reading.records);
  model::Location bare;
  bare.id = id;
  bare.location_type = location.location_type;
  Json item = model::location_list_item(is_public ? location : bare);
  if (is_public && stored->state != store::RecordState::withdrawn) return item;
  item.set("status", "defunct");
  item.set("successor",
           directory::successor_text(is_public ? directory::successor_of(*stored, *reading.records) : std::nullopt));
  return item;
}

}  // namespace

http::HttpResponse HsdsLocations::operator()(const http::HttpRequest& request) const {
  const FeedReading reading(engine);
  http::ParameterReader reader(request.query);
  const ListShape shape = read_list_shape(reader);
  if (!reader.ok()) return http::HttpResponse::problem(reader.problems(), request.request_id);
  Listing listing;
  listing.total = reading.feed->locations().size();
  listing.append = [reading = FeedReading(reading), shape](std::uint64_t at, std::string& out) mutable {
    location_json(reading, reading.feed->locations()[at].id, shape).append_to(out);
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
