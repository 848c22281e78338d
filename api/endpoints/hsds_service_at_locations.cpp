#include <algorithm>

#include "api/endpoints/hsds.hpp"
#include "api/responses/hsds_answer.hpp"
#include "directory/published.hpp"
#include "model/assemble.hpp"

namespace fingerpost::api {
namespace {

using directory::Feed;
using directory::FeedQuery;
using Position = std::pair<std::uint32_t, std::uint32_t>;  // the service's number, and which of its points

/// Writes delivery points; keeps the service in hand, because the points of one come together.
class PointWriter {
 public:
  PointWriter(FeedReading reading, bool full) : reading_(std::move(reading)), full_(full) {}

  Json point(const Position& position) {
    if (position.first != number_) read(position.first);
    const model::ServiceAtLocation& at = service_.service_at_locations.at(position.second);
    Json json = full_ ? model::full_service_at_location(service_, at, lookup_)
                      : model::service_at_location_list_item(service_, at, lookup_);
    if (!successor_.empty()) json.find("service")->set("successor", successor_);
    return json;
  }

 private:
  void read(std::uint32_t number) {
    reading_.read_one();
    const auto stored = reading_.records->stored(model::RecordKind::service, reading_.feed->service(number).id);
    if (!stored) throw Failure("reading a service of the feed", "the store does not have it");
    service_ = directory::published_service(*stored).service;
    lookup_ = stored->state == store::RecordState::live ? reading_.records->lookup()
                                                        : directory::lookup_in_any_state(*reading_.records);
    successor_ = stored->state == store::RecordState::live
                     ? std::string()
                     : directory::successor_text(directory::successor_of(*stored, *reading_.records));
    number_ = number;
  }

  FeedReading reading_;
  bool full_;
  std::uint32_t number_ = static_cast<std::uint32_t>(-1);
  model::Service service_;
  std::string successor_;  ///< of a withdrawn service
  model::Lookup lookup_;
};

std::function<Position(std::uint64_t)> positions(const FeedReading& reading, const FeedQuery& query,
                                                 std::uint64_t& total) {
  if (!query.is_everything()) {
    auto found = std::make_shared<const std::vector<Position>>(reading.feed->matching_points(query, *reading.snapshot));
    total = found->size();
    return [found](std::uint64_t at) { return (*found)[at]; };
  }
  total = reading.feed->points_before(reading.feed->services());
  return [feed = reading.feed](std::uint64_t at) { return feed->point_at(at); };
}

}  // namespace

http::HttpResponse HsdsServiceAtLocations::operator()(const http::HttpRequest& request) const {
  const FeedReading reading(engine);
  http::ParameterReader reader(request.query);
  const FeedQuery query = read_feed_query(reader, *reading.snapshot);
  const ListShape shape = read_list_shape(reader);
  if (!reader.ok()) return http::HttpResponse::problem(reader.problems(), request.request_id);
  Listing listing;
  auto position_at = positions(reading, query, listing.total);
  listing.append = [writer = PointWriter(reading, shape.full), position_at](
                       std::uint64_t at, std::string& out) mutable { writer.point(position_at(at)).append_to(out); };
  return list_answer(std::move(listing), shape, reader, reading, engine, request);
}

http::HttpResponse HsdsServiceAtLocation::operator()(const http::HttpRequest& request) const {
  const FeedReading reading(engine);
  const auto id = parse_uuid(request.path_parameters["id"]);
  const auto position = id ? reading.feed->find_point(*id) : std::nullopt;
  if (!position) return no_such("service_at_location", request);
  const Json point = PointWriter(reading, true).point(*position);
  return marked(http::HttpResponse::of(kHsdsJson, point.dump()), reading, engine, request);
}

}  // namespace fingerpost::api
