#include "directory/stored_result.hpp"

#include "base/json.hpp"
#include "base/text.hpp"
#include "directory/projection.hpp"
#include "model/reading.hpp"
#include "model/record_json.hpp"

namespace fingerpost::directory {
namespace {

std::string_view placed_by(search::PositionBasis basis) {
  switch (basis) {
    case search::PositionBasis::coordinates:
      return "coordinates";
    case search::PositionBasis::postcode:
      return "postcode";
    case search::PositionBasis::coarse_cell:
      return "coarse_cell";
    case search::PositionBasis::none:
      break;
  }
  return "not_known";
}

void write_location(JsonWriter& json, const model::Location& location, const search::Document& document) {
  json.key("location").begin_object();
  json.member("id", to_string(location.id));
  if (model::is_withheld(location) || document.basis == search::PositionBasis::coarse_cell) {
    // Neither name nor address nor a position: only that there is one, and that it is not told.
    json.member("withheld", true).end_object();
    return;
  }
  if (!location.name.empty()) json.member("name", std::string_view(location.name));
  if (const std::string address = model::address_line(location); !address.empty())
    json.member("address", std::string_view(address));
  if (const std::string postcode = model::postcode_of(location); !postcode.empty())
    json.member("postal_code", std::string_view(postcode));
  if (document.point) {
    json.member("latitude", document.point->latitude).member("longitude", document.point->longitude);
    json.member("placed_by", placed_by(document.basis));
  }
  json.end_object();
}

/// Schedules as one compact array of stored-shape objects: what they say of hours alone, so that services open at the
/// same hours share the text, and with it what is worked out of it.
std::string schedules_json(const std::vector<model::Schedule>& schedules) {
  if (schedules.empty()) return {};
  model::Location carrier;
  for (model::Schedule schedule : schedules) {
    schedule.schedule_link.clear(), schedule.attending_type.clear();
    schedule.attributes.clear(), schedule.metadata.clear(), schedule.extra = {};
    carrier.schedules.push_back(std::move(schedule));
  }
  Json told = Json::array();
  const Json record = model::to_json(model::Record(carrier));
  for (Json schedule : record["schedules"].elements()) {
    schedule.take("id");
    told.push(std::move(schedule));
  }
  return told.dump();
}

}  // namespace

std::string stored_result(const ResultCard& card) {
  const search::Document& document = card.document;
  std::string text;
  JsonWriter json(text);
  json.begin_object();
  json.member("id", to_string(document.record_id));
  json.member("kind", search::to_string(document.kind));
  json.member("name", std::string_view(document.name));
  if (!document.summary.empty()) json.member("summary", std::string_view(document.summary));
  if (!card.status.empty()) json.member("status", std::string_view(card.status));
  if (!card.organization_id.is_nil() && document.kind != search::Kind::organization)
    json.key("organization")
        .begin_object()
        .member("id", to_string(card.organization_id))
        .member("name", std::string_view(document.organization_name))
        .end_object();
  if (card.location != nullptr) write_location(json, *card.location, document);
  if (!card.phone.empty()) json.member("phone", std::string_view(card.phone));
  if (!card.email.empty()) json.member("email", std::string_view(card.email));
  if (!card.url.empty()) json.member("url", std::string_view(card.url));
  if (document.verified_on) json.member("verified_on", to_string(*document.verified_on));
  if (document.edited_on) json.member("edited_on", to_string(*document.edited_on));
  json.end_object();
  text = text.substr(1, text.size() - 2);
  text += kStoredSeparator;
  text += schedules_json(card.schedules);
  text += kStoredSeparator;
  text += shorten(collapse_spaces(document.description), kStoredTextBytes);
  return text;
}

StoredParts parts_of(std::string_view stored) {
  const std::size_t at = stored.find(kStoredSeparator);
  if (at == std::string_view::npos) return {stored, {}, {}};
  const std::string_view rest = stored.substr(at + 1);
  const std::size_t end = rest.find(kStoredSeparator);
  if (end == std::string_view::npos) return {stored.substr(0, at), rest, {}};
  return {stored.substr(0, at), rest.substr(0, end), rest.substr(end + 1)};
}

}  // namespace fingerpost::directory
