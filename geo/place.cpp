#include "geo/place.hpp"

namespace fingerpost::geo {
namespace {

Json to_json(const Point& point) {
  Json json;
  json.set("latitude", point.latitude);
  json.set("longitude", point.longitude);
  return json;
}

Json to_json(const AreaRef& area) {
  Json json;
  json.set("kind", area.kind);
  json.set("code", area.code);
  if (!area.name.empty()) json.set("name", area.name);
  return json;
}

Json to_json(const PlaceChoice& choice) {
  Json json;
  json.set("name", choice.name);
  json.set("kind", choice.kind);
  json.set("code", choice.code);
  json.set("centre", to_json(choice.centre));
  if (!choice.area.empty()) json.set("area", choice.area);
  return json;
}

template <typename T>
Json to_json(const std::vector<T>& all) {
  Json json = Json::array();
  for (const T& one : all) json.push(to_json(one));
  return json;
}

/// Only what is built of postcodes is live or terminated.
bool has_status(Precision precision) {
  return precision == Precision::unit || precision == Precision::sector || precision == Precision::outcode;
}

}  // namespace

std::string_view to_string(Precision precision) {
  switch (precision) {
    case Precision::unit:
      return "unit";
    case Precision::sector:
      return "sector";
    case Precision::outcode:
      return "outcode";
    case Precision::place:
      return "place";
    case Precision::area:
      return "area";
    case Precision::point:
      return "point";
  }
  return "point";
}

std::string_view to_string(PlaceStatus status) {
  switch (status) {
    case PlaceStatus::unknown:
      return "unknown";
    case PlaceStatus::live:
      return "live";
    case PlaceStatus::terminated:
      return "terminated";
  }
  return "unknown";
}

Json to_json(const Place& place) {
  Json json;
  json.set("name", place.name);
  json.set("kind", place.kind);
  json.set("code", place.code);
  json.set("precision", to_string(place.precision));
  json.set("centre", to_json(place.centre));
  if (has_status(place.precision)) json.set("status", to_string(place.status));
  if (place.terminated_on) json.set("terminated_on", *place.terminated_on);
  if (place.fell_back_from) json.set("fell_back_from", *place.fell_back_from);
  json.set("areas", to_json(place.areas));
  json.set("alternatives", to_json(place.alternatives));
  return json;
}

}  // namespace fingerpost::geo
