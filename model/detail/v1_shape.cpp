#include "model/detail/v1_shape.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "base/text.hpp"
#include "model/detail/write_part.hpp"
#include "model/reading.hpp"

namespace fingerpost::model::detail {
namespace {

/// Member `from` becomes `to`, unless `to` says something already.
void rename(Json& object, std::string_view from, std::string_view to) {
  if (object.find(from) == nullptr) return;
  const Json& there = object[to];
  if (!there.is_null() && !(there.is_string() && there.string().empty())) return;
  Json value = object.take(from);
  if (!value.is_null()) object.set(std::string(to), std::move(value));
}

/// Takes the objects of array `name`; what is no object is left under it.
Json::Array take_array(Json& object, std::string_view name) {
  const Json* there = object.find(name);
  if (there == nullptr || !there->is_array()) return {};
  Json::Array objects;
  Json others;
  const Json taken = object.take(name);
  for (const Json& element : taken.elements()) {
    if (element.is_object())
      objects.push_back(element);
    else if (!element.is_null())
      others.push(element);
  }
  if (!others.is_null()) object.set(std::string(name), std::move(others));
  return objects;
}

/// A value that is no array where one belongs becomes the array's first element.
void append(Json& object, std::string_view name, Json element) {
  Json* there = object.find(name);
  if (there == nullptr || there->is_null()) {
    object.set(std::string(name), Json(Json::Array{std::move(element)}));
    return;
  }
  if (!there->is_array()) *there = Json(Json::Array{std::move(*there)});
  there->push(std::move(element));
}

/// Applies `change` to each object of array `name`.
template <typename Change>
void each(Json& object, std::string_view name, Change change) {
  const Json* there = object.find(name);
  if (there == nullptr || !there->is_array()) return;
  Json::Array elements = object.take(name).elements();
  for (Json& element : elements)
    if (element.is_object()) element = change(std::move(element));
  object.set(std::string(name), std::move(elements));
}

std::string text_of(const Json& json) {
  return json.is_string() ? std::string(json.string()) : json.is_null() ? "" : json.dump();
}

struct Curie {
  std::string_view prefix, address;
};
constexpr std::array kCuries{
    Curie{"esdservicetype:", "http://id.esd.org.uk/service/"}, Curie{"esdneed:", "http://id.esd.org.uk/need/"},
    Curie{"esdneeds:", "http://id.esd.org.uk/need/"}, Curie{"esdcircumstance:", "http://id.esd.org.uk/circumstance/"},
    Curie{"esdcircumstances:", "http://id.esd.org.uk/circumstance/"}};

/// {"id","name","vocabulary"} as a term: the id is also its code, a known CURIE its address.
Json term_from(Json taxonomy) {
  const std::string id = text_of(taxonomy["id"]);
  if (!id.empty() && !parse_uuid(id)) {
    if (taxonomy["code"].is_null()) taxonomy.set("code", id);
    const std::string lower = ascii_lower(id);
    for (const Curie& curie : kCuries)
      if (lower.starts_with(curie.prefix) && taxonomy["term_uri"].is_null())
        taxonomy.set("term_uri", std::string(curie.address) + id.substr(curie.prefix.size()));
  }
  rename(taxonomy, "vocabulary", "taxonomy");
  rename(taxonomy, "slug", "code");
  return taxonomy;
}

/// service_taxonomys and link_taxonomies of `object`, taken out of it, as attributes.
Json::Array attributes_from_links(Json& object, std::string_view link_type) {
  Json::Array attributes;
  for (const std::string_view name : {"service_taxonomys", "service_taxonomies", "link_taxonomies", "link_taxonomys"})
    for (Json& link : take_array(object, name)) {
      if (!link["taxonomy"].is_object()) continue;
      Json attribute = Json::object();
      if (!link["id"].is_null()) attribute.set("id", link["id"]);
      const std::string said = text_of(link["link_type"]);
      attribute.set("link_type", said.empty() ? std::string(link_type) : said);
      attribute.set("taxonomy_term", term_from(link.take("taxonomy")));
      attributes.push_back(std::move(attribute));
    }
  return attributes;
}

void links_to_attributes(Json& object, std::string_view link_type) {
  for (Json& attribute : attributes_from_links(object, link_type)) append(object, "attributes", std::move(attribute));
}

Json v3_schedule(Json schedule) {
  rename(schedule, "weekday", "byday");
  if (!schedule["byday"].is_null() && schedule["freq"].is_null()) schedule.set("freq", "WEEKLY");
  return schedule;
}

/// A closed holiday is a schedule of its days that says "closed"; opening_hours.cpp reads it so.
Json schedule_from_holiday(Json holiday) {
  rename(holiday, "start_date", "valid_from");
  rename(holiday, "end_date", "valid_to");
  if (holiday["valid_to"].is_null() && !holiday["valid_from"].is_null()) holiday.set("valid_to", holiday["valid_from"]);
  if (!holiday["valid_from"].is_null()) holiday.set("dtstart", holiday["valid_from"]);
  const bool closed = parse_tri(text_of(holiday.take("closed"))) == Tri::yes;
  if (closed) {
    holiday.take("opens_at");
    holiday.take("closes_at");
    holiday.set("description", "closed");
  }
  return holiday;
}

void schedules(Json& object) {
  for (Json& schedule : take_array(object, "regular_schedules"))
    append(object, "schedules", v3_schedule(std::move(schedule)));
  for (Json& holiday : take_array(object, "holiday_schedules"))
    append(object, "schedules", schedule_from_holiday(std::move(holiday)));
}

Json v3_phone(Json phone) {
  if (const std::string language = text_of(phone["language"]); !language.empty() && phone["languages"].is_null()) {
    phone.take("language");
    append(phone, "languages", Json::object().set("name", language));
  }
  return phone;
}

Json v3_contact(Json contact) {
  each(contact, "phones", v3_phone);
  return contact;
}

Json v3_language(Json language) {
  const std::string said = text_of(language["language"]);
  rename(language, "language", said.size() == 2 || said.size() == 3 ? "code" : "name");
  return language;
}

Json v3_address(Json address, std::string_view type) {
  if (address["address_type"].is_null()) address.set("address_type", type);
  std::string more = text_of(address["address_2"]);
  for (const std::string_view name : {"address_3", "address_4"})
    if (const std::string line = text_of(address.take(name)); !line.empty()) more += (more.empty() ? "" : ", ") + line;
  if (!more.empty()) address.set("address_2", more);
  return address;
}

/// Eligibility rows are alternatives: the widest span of ages, and the words for people to read.
void eligibilities(Json& service) {
  std::optional<double> least, greatest;
  bool no_least = false, no_greatest = false;
  std::string words;
  for (const std::string_view name : {"eligibilitys", "eligibilities"})
    for (Json& row : take_array(service, name)) {
      const auto number = [&](std::string_view key) {
        return row[key].is_string() ? parse_number(row[key].string()) : row[key].if_number();
      };
      const auto from = number("minimum_age"), to = number("maximum_age");
      if (from || to) {
        no_least |= !from;
        no_greatest |= !to;
        if (from) least = std::min(least.value_or(*from), *from);
        if (to) greatest = std::max(greatest.value_or(*to), *to);
      }
      for (const std::string_view key : {"eligibility", "gender"})
        if (const std::string word = text_of(row[key]); !word.empty()) words += (words.empty() ? "" : ", ") + word;
      for (Json& attribute : attributes_from_links(row, "eligibility"))
        append(service, "attributes", std::move(attribute));
    }
  if (least && !no_least && service["minimum_age"].is_null()) service.set("minimum_age", *least);
  if (greatest && !no_greatest && service["maximum_age"].is_null()) service.set("maximum_age", *greatest);
  if (!words.empty() && service["eligibility_description"].is_null()) service.set("eligibility_description", words);
}

/// How one gets in: v1's word as a sentence, and "online" as one of the five kinds of here.
void attending(Json& service) {
  const std::string access = ascii_lower(text_of(service["attending_access"]));
  if (service["application_process"].is_null() && !access.empty()) {
    std::string sentence;
    if (access.find("referral") != std::string::npos) sentence = "By referral.";
    if (access.find("appointment") != std::string::npos)
      sentence += (sentence.empty() ? "" : " ") + std::string("By appointment.");
    if (access.find("membership") != std::string::npos)
      sentence += (sentence.empty() ? "" : " ") + std::string("For members.");
    if (access.find("drop-in") != std::string::npos)
      sentence += (sentence.empty() ? "" : " ") + std::string("Drop in.");
    if (!sentence.empty()) service.set("application_process", sentence);
  }
  if (ascii_lower(text_of(service["attending_type"])).find("online") == std::string::npos) return;
  const Attribute online = own_attribute(taxonomy_name::here, "online");
  append(service, "attributes", write_part(online));
}

/// Outpost's own names.
void outpost(Json& service) {
  rename(service, "min_age", "minimum_age");
  rename(service, "max_age", "maximum_age");
  rename(service, "organisation", "organization");
  rename(service, "links", "additional_urls");
  for (Json& location : take_array(service, "locations"))
    append(service, "service_at_locations", Json::object().set("location", std::move(location)));
  for (const auto& [name, taxonomy] :
       {std::pair{"taxonomies", "categories"}, {"send_needs", "send-needs"}, {"suitabilities", "suitabilities"}})
    for (Json& term : take_array(service, name)) {
      if (!term.is_object()) continue;
      if (term["taxonomy"].is_null()) term.set("taxonomy", taxonomy);
      append(service, "attributes", Json::object().set("taxonomy_term", term_from(std::move(term))));
    }
  if (service["needs_referral"].if_bool() == true && service["application_process"].is_null())
    service.set("application_process", "By referral.");
  if (service["free"].if_bool() == true && service["cost_options"].elements().empty() && service["fees"].is_null())
    service.set("fees", "Free");
}

/// GeoJSON point and address lines on the location itself; a masked address is confidential.
void outpost_location(Json& location) {
  const Json::Array& position = location["geometry"]["coordinates"].elements();
  if (position.size() >= 2 && location["latitude"].is_null()) {
    const Json longitude = position[0], latitude = position[1];
    location.take("geometry");
    location.set("latitude", latitude);
    location.set("longitude", longitude);
  }
  if (!location["address_1"].is_null() || !location["postal_code"].is_null()) {
    Json address = Json::object();
    for (const std::string_view name :
         {"address_1", "address_2", "city", "region", "state_province", "postal_code", "country"})
      if (Json value = location.take(name); !value.is_null()) address.set(std::string(name), std::move(value));
    append(location, "addresses", v3_address(std::move(address), "physical"));
  }
  if (location["mask_exact_address"].if_bool() == true)
    append(location, "attributes", write_part(own_attribute(taxonomy_name::safety, "confidential")));
  for (Json& accessibility : take_array(location, "accessibilities")) {
    rename(accessibility, "name", "description");
    append(location, "accessibility", std::move(accessibility));
  }
}

}  // namespace

Json v3_location(Json location) {
  for (Json& address : take_array(location, "physical_addresses")) {
    if (location["external_identifier"].is_null() && !address["uprn"].is_null()) {
      location.set("external_identifier", address["uprn"]);
      location.set("external_identifier_type", "UPRN");
    }
    append(location, "addresses", v3_address(std::move(address), "physical"));
  }
  for (Json& address : take_array(location, "postal_addresses"))
    append(location, "addresses", v3_address(std::move(address), "postal"));
  for (Json& address : take_array(location, "partial_addresses")) append(location, "addresses", std::move(address));
  for (Json& row : take_array(location, "accessibility_for_disabilities")) {
    rename(row, "accessibility", "description");
    append(location, "accessibility", std::move(row));
  }
  outpost_location(location);
  each(location, "languages", v3_language);
  each(location, "phones", v3_phone);
  each(location, "contacts", v3_contact);
  schedules(location);
  links_to_attributes(location, "location");
  return location;
}

Json v3_service_at_location(Json at) {
  schedules(at);
  each(at, "phones", v3_phone);
  each(at, "contacts", v3_contact);
  if (at["location"].is_object()) at.set("location", v3_location(at.take("location")));
  return at;
}

Json v3_organization(Json organization) {
  rename(organization, "url", "website");
  rename(organization, "fundings", "funding");
  for (Json& row : take_array(organization, "identifiers")) {
    rename(row, "identification_body", "identifier_type");
    rename(row, "register", "identifier_scheme");
    append(organization, "organization_identifiers", std::move(row));
  }
  each(organization, "phones", v3_phone);
  each(organization, "contacts", v3_contact);
  each(organization, "locations", v3_location);
  links_to_attributes(organization, "organization");
  return organization;
}

Json v3_service(Json service) {
  outpost(service);
  rename(service, "fundings", "funding");
  eligibilities(service);
  attending(service);
  schedules(service);
  links_to_attributes(service, "service");
  each(service, "languages", v3_language);
  each(service, "phones", v3_phone);
  each(service, "contacts", v3_contact);
  each(service, "service_at_locations", v3_service_at_location);
  each(service, "cost_options", [](Json option) {
    links_to_attributes(option, "cost_option");
    return option;
  });
  each(service, "service_areas", [](Json area) {
    rename(area, "service_area", "name");
    links_to_attributes(area, "service_area");
    return area;
  });
  if (service["organization"].is_object()) service.set("organization", v3_organization(service.take("organization")));
  return service;
}

}  // namespace fingerpost::model::detail
