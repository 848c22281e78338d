#include "api/endpoints/hsds.hpp"
#include "api/responses/hsds_answer.hpp"
#include "directory/published.hpp"
#include "exchange/public_record.hpp"
#include "model/assemble.hpp"

namespace fingerpost::api {
namespace {

using model::RecordKind;

/// Services nested in one organization; more than any real one has.
constexpr std::size_t kMaxNested = 5'000;

store::StoredRecord stored_record(const FeedReading& reading, RecordKind kind, const Uuid& id) {
  auto stored = reading.records->stored(kind, id);
  if (!stored) throw Failure("reading a record of the feed", "the store does not have it");
  return *std::move(stored);
}

Json organization_json(FeedReading& reading, const Uuid& id, const ListShape& shape) {
  reading.read_one();
  const store::StoredRecord stored = stored_record(reading, RecordKind::organization, id);
  if (!shape.full && !shape.full_service) {
    Json item = model::organization_list_item(std::get<model::Organization>(stored.record()));
    if (stored.state == store::RecordState::withdrawn) {
      item.set("status", "defunct");
      item.set("successor", directory::successor_text(directory::successor_of(stored, *reading.records)));
    }
    return item;
  }
  Json json = exchange::public_record(stored, *reading.records);
  if (!shape.full_service) return json;
  Json::Array services;
  for (const Uuid& service : reading.records->view().services_of(id)) {
    if (services.size() == kMaxNested) break;
    services.push_back(exchange::public_record(stored_record(reading, RecordKind::service, service), *reading.records));
    services.back().take("organization");
  }
  json.set("services", std::move(services));
  return json;
}

}  // namespace

http::HttpResponse HsdsOrganizations::operator()(const http::HttpRequest& request) const {
  const FeedReading reading(engine);
  http::ParameterReader reader(request.query);
  const directory::FeedQuery query = read_organization_query(reader, *reading.snapshot);
  const ListShape shape = read_list_shape(reader);
  if (!reader.ok()) return http::HttpResponse::problem(reader.problems(), request.request_id);
  Listing listing;
  std::shared_ptr<const std::vector<std::uint32_t>> fitting;
  if (!query.is_everything())
    fitting = std::make_shared<const std::vector<std::uint32_t>>(
        reading.feed->matching_organizations(query, *reading.snapshot));
  listing.total = fitting ? fitting->size() : reading.feed->organizations().size();
  listing.append = [reading = FeedReading(reading), fitting, shape](std::uint64_t at, std::string& out) mutable {
    const auto& organization = reading.feed->organizations()[fitting ? (*fitting)[at] : at];
    organization_json(reading, organization.id, shape).append_to(out);
  };
  return list_answer(std::move(listing), shape, reader, reading, engine, request);
}

http::HttpResponse HsdsOrganization::operator()(const http::HttpRequest& request) const {
  FeedReading reading(engine);
  http::ParameterReader reader(request.query);
  ListShape shape;
  shape.full = true;
  shape.full_service = reader.flag("full_service").value_or(false);
  if (!reader.ok()) return http::HttpResponse::problem(reader.problems(), request.request_id);
  const auto id = parse_uuid(request.path_parameters["id"]);
  if (!id || !reading.records->stored(RecordKind::organization, *id)) return no_such("organization", request);
  const Json json = organization_json(reading, *id, shape);
  return marked(http::HttpResponse::of(kHsdsJson, json.dump()), reading, engine, request);
}

}  // namespace fingerpost::api
