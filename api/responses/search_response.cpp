#include "api/responses/search_response.hpp"

#include <array>

#include "base/json.hpp"
#include "directory/stored_result.hpp"
#include "exchange/csv_writer.hpp"

namespace fingerpost::api {
namespace {

using signposting::Answer;
using signposting::Enquiry;
using signposting::Signpost;

std::string_view to_string(search::Sort sort) {
  switch (sort) {
    case search::Sort::best:
      return "best";
    case search::Sort::nearest:
      return "nearest";
    case search::Sort::name:
      return "name";
    case search::Sort::freshest:
      return "freshest";
  }
  return "best";
}

void write_score(JsonWriter& json, const search::Score& score) {
  json.member("score", score.sum());
  json.key("parts").begin_object();
  json.member("text", score.text).member("together", score.together).member("related", score.related);
  json.member("need", score.need).member("place", score.place).member("fit", score.fit);
  json.member("freshness", score.freshness).member("completeness", score.completeness).end_object();
}

void write_signpost(JsonWriter& json, const Signpost& signpost, bool explain) {
  const search::Hit& hit = signpost.hit;
  json.begin_object().raw(directory::parts_of(hit.stored).members);
  if (!signpost.snippet.empty()) json.member("snippet", std::string_view(signpost.snippet));
  if (hit.distance) json.member("distance_m", static_cast<std::int64_t>(*hit.distance + 0.5));
  json.key("here").begin_array();
  for (const std::string_view name : search::here_names(hit.here)) json.value(name);
  json.end_array();
  json.member("fit", hit.fit == search::Fit::yes ? "yes" : "not_known");
  if (signpost.opening) json.key("opening").raw(*signpost.opening);
  if (explain) write_score(json, hit.score);
  json.end_object();
}

void write_signposts(JsonWriter& json, const std::vector<Signpost>& signposts, bool explain) {
  json.begin_array();
  for (const Signpost& signpost : signposts) write_signpost(json, signpost, explain);
  json.end_array();
}

void write_names(JsonWriter& json, const std::vector<signposting::FacetValue>& values) {
  json.begin_array();
  for (const signposting::FacetValue& value : values)
    json.begin_object()
        .member("value", std::string_view(value.value))
        .member("name", std::string_view(value.name))
        .end_object();
  json.end_array();
}

void write_meaning(JsonWriter& json, const signposting::Understood& understood) {
  json.key("parts").begin_array();
  for (const signposting::UnderstoodPart& part : understood.parts)
    json.begin_object()
        .member("name", std::string_view(part.name))
        .member("value", std::string_view(part.value))
        .member("said", std::string_view(part.said))
        .end_object();
  json.end_array();
  json.key("needs").begin_array();
  for (const signposting::UnderstoodNeed& need : understood.needs) {
    json.begin_object().member("code", std::string_view(need.code)).member("name", std::string_view(need.name));
    json.member("name_cy", std::string_view(need.name_cy)).member("weight", need.weight).key("terms");
    write_names(json, need.terms);
    json.end_object();
  }
  json.end_array();
  json.member("crisis", understood.crisis);
}

void write_understood(JsonWriter& json, const Answer& answer, const Enquiry& enquiry) {
  const signposting::Understood& understood = answer.understood;
  json.key("understood").begin_object();
  json.key("words").begin_array();
  for (const std::string& word : understood.words) json.value(std::string_view(word));
  json.end_array();
  if (understood.any_word) json.member("any_word", true);
  if (!understood.missing_words.empty()) {
    json.key("missing_words").begin_array();
    for (const std::string& word : understood.missing_words) json.value(std::string_view(word));
    json.end_array();
  }
  if (understood.within) {
    json.member("within_m", *understood.within);
    json.member("within_chosen", understood.within_chosen);
  }
  if (understood.inside_area) json.member("inside_area", true);
  if (!understood.category.empty()) {
    json.key("category");
    write_names(json, understood.category);
  }
  write_meaning(json, understood);
  if (enquiry.open_at) json.member("open_at", to_rfc3339(*enquiry.open_at));
  json.member("sort", to_string(understood.sort)).end_object();
}

void write_did_you_mean(JsonWriter& json, const std::optional<signposting::DidYouMean>& meant) {
  json.key("did_you_mean");
  if (!meant) {
    json.null();
    return;
  }
  json.begin_object().member("q", std::string_view(meant->q)).key("changes").begin_array();
  for (const auto& change : meant->changes)
    json.begin_object()
        .member("from", std::string_view(change.from))
        .member("to", std::string_view(change.to))
        .end_object();
  json.end_array().end_object();
}

void write_widened(JsonWriter& json, const std::optional<signposting::Widened>& widened) {
  json.key("widened");
  if (!widened) {
    json.null();
    return;
  }
  json.begin_object();
  if (widened->within) json.member("within_m", *widened->within);
  if (widened->area) {
    json.key("area");
    write_names(json, {*widened->area});
  }
  if (widened->anywhere) json.member("anywhere", true);
  if (!widened->parts.empty()) {
    json.key("parts").begin_array();
    for (const std::string& part : widened->parts) json.value(std::string_view(part));
    json.end_array();
  }
  if (!widened->needs.empty()) {
    json.key("needs");
    write_names(json, widened->needs);
  }
  json.end_object();
}

void write_facets(JsonWriter& json, const Answer& answer) {
  json.key("facets").begin_object();
  for (const signposting::FacetAnswer& facet : answer.facets) {
    json.key(search::to_string(facet.facet)).begin_array();
    for (const signposting::FacetValue& value : facet.values)
      json.begin_object()
          .member("value", std::string_view(value.value))
          .member("name", std::string_view(value.name))
          .member("count", value.count)
          .end_object();
    json.end_array();
  }
  json.end_object();
}

Json members_of(const Signpost& signpost) {
  std::string object = "{";
  object += directory::parts_of(signpost.hit.stored).members;
  object += '}';
  return parse_json(object).value_or(Json::object());
}

}  // namespace

std::string search_json(const Answer& answer, const Enquiry& enquiry) {
  std::string out;
  out.reserve(2048 + 1280 * (answer.results.size() + answer.not_known.size()));
  JsonWriter json(out);
  json.begin_object();
  write_understood(json, answer, enquiry);
  json.key("place");
  if (answer.place)
    json.value(geo::to_json(*answer.place));
  else
    json.null();
  json.member("total", answer.total).member("page", enquiry.page).member("per_page", enquiry.per_page);
  write_signposts(json.key("results"), answer.results, enquiry.explain);
  json.key("not_known").begin_object().member("total", answer.not_known_total);
  write_signposts(json.key("results"), answer.not_known, enquiry.explain);
  json.end_object();
  write_facets(json, answer);
  write_did_you_mean(json, answer.did_you_mean);
  write_widened(json, answer.widened);
  if (enquiry.explain) {
    json.key("trace").begin_array();
    for (const signposting::TraceLine& line : answer.trace)
      json.begin_object()
          .member("step", std::string_view(line.step))
          .member("text", std::string_view(line.text))
          .end_object();
    json.end_array();
  }
  json.end_object();
  return out;
}

std::string search_geojson(const Answer& answer) {
  Json features = Json::array();
  for (const Signpost& signpost : answer.results) {
    Json properties = members_of(signpost);
    const Json& location = properties["location"];
    const auto latitude = location["latitude"].if_number(), longitude = location["longitude"].if_number();
    if (!latitude || !longitude) continue;
    Json geometry = Json::object();
    geometry.set("type", "Point").set("coordinates", Json::Array{*longitude, *latitude});
    if (signpost.hit.distance) properties.set("distance_m", static_cast<std::int64_t>(*signpost.hit.distance + 0.5));
    Json feature = Json::object();
    feature.set("type", "Feature").set("id", properties["id"]).set("geometry", std::move(geometry));
    feature.set("properties", std::move(properties));
    features.push(std::move(feature));
  }
  Json collection = Json::object();
  collection.set("type", "FeatureCollection").set("features", std::move(features));
  return collection.dump();
}

std::string search_csv(const Answer& answer) {
  std::string out;
  exchange::CsvWriter csv(out);
  csv.row({"id", "kind", "name", "summary", "organization", "location", "address", "postal_code", "latitude",
           "longitude", "distance_m", "phone", "email", "url", "verified_on"});
  for (const Signpost& signpost : answer.results) {
    const Json members = members_of(signpost);
    const Json& location = members["location"];
    const auto number = [](const Json& value) { return value.is_number() ? value.dump() : std::string(); };
    const std::string distance =
        signpost.hit.distance ? std::to_string(static_cast<std::int64_t>(*signpost.hit.distance + 0.5)) : "";
    csv.row({members["id"].string(), members["kind"].string(), members["name"].string(), members["summary"].string(),
             members["organization"]["name"].string(), location["name"].string(), location["address"].string(),
             location["postal_code"].string(), number(location["latitude"]), number(location["longitude"]), distance,
             members["phone"].string(), members["email"].string(), members["url"].string(),
             members["verified_on"].string()});
  }
  return out;
}

}  // namespace fingerpost::api
