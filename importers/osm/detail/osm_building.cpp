#include "importers/osm/detail/osm_building.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <initializer_list>

#include "base/text.hpp"
#include "importers/detail/dates.hpp"
#include "model/reading.hpp"
#include "model/schedule.hpp"

namespace fingerpost::importers {

namespace {

struct Rule {
  std::string_view key, value;
  OsmKind kind;
};

/// The first that fits. Facilities before buildings: a library in a church is a library.
constexpr std::array<Rule, 17> kRules = {{
    {"amenity", "village_hall", {"village_hall", "Village hall"}},
    {"amenity", "community_centre", {"community_centre", "Community centre"}},
    {"amenity", "social_centre", {"community_centre", "Social centre"}},
    {"amenity", "townhall", {"other", "Town hall"}},
    {"amenity", "library", {"library", "Library"}},
    {"amenity", "school", {"school", "School"}},
    {"amenity", "food_bank", {"other", "Food bank"}},
    {"amenity", "social_facility", {"other", "Social facility"}},
    {"amenity", "place_of_worship", {"church", "Place of worship"}},
    {"amenity", "shelter", {"other", "Shelter"}},
    {"leisure", "sports_centre", {"sports_club", "Sports centre"}},
    {"leisure", "sports_hall", {"sports_club", "Sports hall"}},
    {"club", "scout", {"scout_hut", "Scout hut"}},
    {"building", "village_hall", {"village_hall", "Village hall"}},
    {"building", "community_centre", {"community_centre", "Community centre"}},
    {"building", "sports_hall", {"sports_club", "Sports hall"}},
    {"building", "scout_hut", {"scout_hut", "Scout hut"}},
}};

/// What the name or subtag of a community centre says it is.
struct Word {
  std::string_view text;
  OsmKind kind;
};
constexpr std::array<Word, 7> kHallWords = {{
    {"village hall", {"village_hall", "Village hall"}},
    {"village_hall", {"village_hall", "Village hall"}},
    {"neuadd bentref", {"village_hall", "Village hall"}},
    {"memorial hall", {"memorial_hall", "Memorial hall"}},
    {"church hall", {"church_hall", "Church hall"}},
    {"church_hall", {"church_hall", "Church hall"}},
    {"scout", {"scout_hut", "Scout hut"}},
}};

std::string_view first_of(const OsmTags& tags, std::initializer_list<std::string_view> keys) {
  for (const std::string_view key : keys)
    if (const auto value = trim(tag(tags, key)); !value.empty()) return value;
  return {};
}

bool is_any(std::string_view value, std::initializer_list<std::string_view> words) {
  return std::ranges::find(words, value) != words.end();
}

bool is_gone(const OsmTags& tags) {
  for (const std::string_view key : {"disused", "abandoned", "demolished", "ruins", "razed"})
    if (tag(tags, key) == "yes") return true;
  return false;
}

/// A bench under a roof at a bus stop is no building to open.
bool is_shelter_for_people(const OsmTags& tags) {
  return !tag(tags, "name").empty() && (tag(tags, "shelter_type").empty() ||
                                        is_any(tag(tags, "shelter_type"), {"building", "basic_hut", "emergency"}));
}

OsmKind refined(OsmKind kind, const OsmTags& tags) {
  if (kind.building_type == "community_centre") {
    const std::string words = fold(tag(tags, "name")) + " " + std::string(tag(tags, "community_centre"));
    for (const Word& word : kHallWords)
      if (words.find(word.text) != std::string::npos) return word.kind;
  }
  const std::string_view religion = tag(tags, "religion");
  if (kind.building_type == "church" && !religion.empty() && religion != "christian") kind.building_type = "other";
  if (tag(tags, "social_facility") == "food_bank") kind.label = "Food bank";
  return kind;
}

/// Phone numbers, web sites: OpenStreetMap separates several by ";".
std::string first_value(std::string_view values) {
  const auto all = split_list(values, ';');
  return all.empty() ? std::string() : std::string(all.front());
}

std::string joined(std::initializer_list<std::string_view> parts, std::string_view separator) {
  std::string text;
  for (const std::string_view part : parts)
    if (!part.empty()) text += (text.empty() ? "" : std::string(separator)) + std::string(part);
  return text;
}

void add_address(model::Location& location, const OsmTags& tags) {
  model::Address address;
  const std::string_view road = first_of(tags, {"addr:street", "addr:place", "addr:full"});
  address.address_1 = joined({tag(tags, "addr:housename"), joined({tag(tags, "addr:housenumber"), road}, " ")}, ", ");
  address.address_2 = first_of(tags, {"addr:suburb", "addr:hamlet", "addr:village"});
  address.city = first_of(tags, {"addr:city", "addr:town", "addr:village"});
  if (address.address_2 == address.city) address.address_2.clear();
  address.state_province = tag(tags, "addr:county");
  address.postal_code = tag(tags, "addr:postcode");
  if (address.address_1.empty() && address.city.empty() && address.postal_code.empty()) return;
  address.country = "GB";
  address.address_type = "physical";
  location.addresses.push_back(std::move(address));
}

void add_contact(model::Location& location, const OsmTags& tags) {
  location.url = first_value(first_of(tags, {"website", "contact:website", "url"}));
  for (const std::string_view number : split_list(first_of(tags, {"phone", "contact:phone", "contact:mobile"}), ';')) {
    model::Phone phone;
    phone.number = number;
    location.phones.push_back(std::move(phone));
  }
  if (const auto email = first_of(tags, {"email", "contact:email"}); !email.empty()) {
    model::Contact contact;
    contact.email = first_value(email);
    location.contacts.push_back(std::move(contact));
  }
}

void add_hours(model::Location& location, const OsmTags& tags) {
  const std::string_view text = trim(tag(tags, "opening_hours"));
  if (text.empty()) return;
  model::HoursText hours = model::schedules_from_osm(text);
  location.schedules = std::move(hours.schedules);
  if (hours.rest.empty()) return;
  model::Schedule kept_as_text;
  kept_as_text.description = std::move(hours.rest);
  location.schedules.push_back(std::move(kept_as_text));
}

/// A tag that says yes or no of a fact.
struct YesNo {
  std::string_view key, fact;
};
constexpr std::array<YesNo, 9> kYesNo = {{{"kitchen", "kitchen"},
                                          {"hearing_loop", "hearing_loop"},
                                          {"audio_loop", "hearing_loop"},
                                          {"lift", "lift"},
                                          {"changing_table", "baby_change"},
                                          {"defibrillator", "defibrillator"},
                                          {"toilets", "toilets"},
                                          {"toilets:wheelchair", "accessible_toilets"},
                                          {"shower", "showers"}}};
/// A tag that counts.
constexpr std::array<YesNo, 6> kNumbers = {{{"capacity:persons", "capacity_standing"},
                                            {"capacity", "capacity_standing"},
                                            {"capacity:seats", "capacity_seated"},
                                            {"seats", "capacity_seated"},
                                            {"capacity:beds", "capacity_sleeping"},
                                            {"beds", "capacity_sleeping"}}};

/// States facts of one location with the same source and day.
class Facts {
 public:
  Facts(model::Location& location, const OsmTags& tags) : location_(location), tags_(tags) {
    if (const auto day = parse_british_day(first_of(tags, {"check_date", "survey:date"})))
      verified_on_ = to_string(*day);
  }

  void set(std::string_view code, std::string_view value) {
    model::set_fact(location_, {std::string(code), std::string(value), "OpenStreetMap", verified_on_});
  }

  void set_yes_no() {
    for (const auto& [key, fact] : kYesNo)
      if (const auto value = tag(tags_, key); is_any(value, {"yes", "no"})) set(fact, value);
  }

  /// The first tag for a fact stands.
  void set_numbers() {
    std::string_view last;
    for (const auto& [key, fact] : kNumbers) {
      const auto number = parse_integer(trim(tag(tags_, key)));
      if (!number || *number < 0 || fact == last) continue;
      set(fact, std::to_string(*number));
      last = fact;
    }
  }

  void set_wifi() {
    const auto internet = tag(tags_, "internet_access");
    if (is_any(internet, {"wlan", "yes", "wifi"})) set("wifi", "yes");
    if (internet == "no") set("wifi", "no");
  }

 private:
  model::Location& location_;
  const OsmTags& tags_;
  std::string verified_on_;
};

void add_facts(model::Location& location, const OsmKind& kind, const OsmTags& tags) {
  Facts facts(location, tags);
  facts.set("building_type", kind.building_type);
  facts.set_numbers();
  facts.set_yes_no();
  facts.set_wifi();
  const auto wheelchair = tag(tags, "wheelchair");
  if (is_any(wheelchair, {"yes", "designated"})) facts.set("step_free", "yes");
  if (wheelchair == "no") facts.set("step_free", "no");
  const auto described = first_of(tags, {"wheelchair:description:en", "wheelchair:description"});
  if (wheelchair != "limited" && described.empty()) return;
  // "limited" is neither yes nor no: it is told in words.
  model::Accessibility accessibility;
  accessibility.description = wheelchair == "limited" ? "Limited wheelchair access" : "Wheelchair access";
  accessibility.details = described;
  location.accessibility.push_back(std::move(accessibility));
}

/// Where people hide from violence is never told: the tags say so in several ways.
bool is_refuge(const OsmTags& tags) {
  const std::string said = fold(joined(
      {tag(tags, "social_facility:for"), tag(tags, "social_facility"), tag(tags, "name"), tag(tags, "description")},
      " "));
  for (const std::string_view word :
       {"abuse", "refuge", "domestic violence", "domestic_violence", "victim", "battered"})
    if (said.find(word) != std::string::npos) return true;
  return tag(tags, "social_facility") == "shelter" &&
         tag(tags, "social_facility:for").find("wom") != std::string_view::npos;
}

}  // namespace

std::optional<OsmKind> osm_kind(const OsmTags& tags) {
  const auto rule = std::ranges::find_if(kRules, [&](const Rule& r) { return tag(tags, r.key) == r.value; });
  if (rule == kRules.end() || is_gone(tags)) return std::nullopt;
  if (rule->value == "shelter" && !is_shelter_for_people(tags)) return std::nullopt;
  return refined(rule->kind, tags);
}

model::Location osm_building(const OsmObject& object, const OsmKind& kind) {
  const OsmTags& tags = object.tags;
  model::Location location;
  location.location_type = "physical";
  location.name =
      collapse_spaces(first_of(tags, {"name", "name:en", "official_name", "loc_name", "alt_name", "addr:housename"}));
  if (location.name.empty()) location.name = kind.label;
  location.alternate_name = collapse_spaces(first_of(tags, {"name:cy", "alt_name", "loc_name"}));
  if (location.alternate_name == location.name) location.alternate_name.clear();
  location.description = first_of(tags, {"description:en", "description"});
  if (object.at) {
    location.latitude = object.at->latitude;
    location.longitude = object.at->longitude;
  }
  if (const std::string uprn = first_value(tag(tags, "ref:GB:uprn")); !uprn.empty()) {
    location.external_identifier = uprn;
    location.external_identifier_type = "UPRN";
  }
  add_address(location, tags);
  add_contact(location, tags);
  add_hours(location, tags);
  location.attributes.push_back(model::own_attribute(model::taxonomy_name::kinds, "building", "yes"));
  if (is_refuge(tags))
    location.attributes.push_back(model::own_attribute(model::taxonomy_name::safety, "confidential", "yes"));
  add_facts(location, kind, tags);
  location.extra.set("osm_id", object.id);
  return location;
}

std::optional<model::Organization> osm_charity(const OsmTags& tags, std::string_view building_name) {
  const std::string number = first_value(tag(tags, "ref:GB:charity"));
  if (number.empty()) return std::nullopt;
  model::Organization organization;
  organization.name = collapse_spaces(tag(tags, "operator"));
  if (organization.name.empty()) organization.name = building_name;
  organization.description = fmt::format("Registered charity {}, as OpenStreetMap names it.", number);
  model::OrganizationIdentifier identifier;
  identifier.identifier_scheme = "GB-CHC";
  identifier.identifier_type = "charity";
  identifier.identifier = number;
  organization.organization_identifiers.push_back(std::move(identifier));
  return organization;
}

}  // namespace fingerpost::importers
