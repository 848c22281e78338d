#include "directory/projection.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "base/text.hpp"
#include "directory/stored_result.hpp"
#include "geo/spatial_index.hpp"
#include "model/eligibility.hpp"
#include "model/reading.hpp"
#include "model/schedule.hpp"

namespace fingerpost::directory {
namespace {

using model::Location;
using model::RecordKind;
using search::Document;

/// Longest service-area name that is looked up as a place.
constexpr std::size_t kMaxAreaName = 120;

void append_words(std::string& text, std::string_view words) {
  if (words.empty()) return;
  if (!text.empty()) text += ' ';
  text += words;
}

/// Categories with their ancestors, their names in both languages, and the themes and signatures stated.
void read_attributes(Document& document, const std::vector<model::Attribute>& attributes,
                     const model::TaxonomyTree& terms) {
  for (const model::Attribute& attribute : attributes) {
    const model::TermRef& term = attribute.taxonomy_term;
    if (term.taxonomy == model::taxonomy_name::themes) document.themes.push_back(term.code);
    if (term.taxonomy == model::taxonomy_name::accord && term.code == "signatory") document.signatory = true;
    if (term.taxonomy.starts_with("fingerpost-") && term.taxonomy != model::taxonomy_name::needs) continue;
    if (term.taxonomy == model::taxonomy_name::themes || term.taxonomy == model::taxonomy_name::accord ||
        term.taxonomy == model::taxonomy_name::facts)
      continue;
    const auto path = terms.path(attribute.taxonomy_term_id.is_nil() ? term.id : attribute.taxonomy_term_id);
    append_words(document.need_terms, term.name);
    for (const model::TaxonomyTerm* step : path) {
      document.categories.push_back(to_string(step->id));
      append_words(document.need_terms, step->name);
      append_words(document.need_terms, step->extra["name_cy"].string());
    }
  }
  std::sort(document.categories.begin(), document.categories.end());
  document.categories.erase(std::unique(document.categories.begin(), document.categories.end()),
                            document.categories.end());
}

/// Adds the area that a name or code stands for; nothing when the gazetteer does not know it.
void cover(Document& document, std::string_view name, PlaceMemo& places) {
  if (name.empty() || name.size() > kMaxAreaName) return;
  const std::string folded = fold(name);
  if (folded == "england" || folded == "nationwide" || folded == "national" || folded == "uk" ||
      folded == "united kingdom" || folded == "great britain" || folded == "england and wales") {
    document.everywhere = true;
    return;
  }
  if (const auto* place = places.find(name)) document.area_codes.push_back(place->code);
}

void read_areas(Document& document, const std::vector<model::ServiceArea>& areas, PlaceMemo& places) {
  for (const model::ServiceArea& area : areas) {
    document.here |= search::covers;
    if (area.extent_type == "geojson") {
      const auto json = parse_json(area.extent);
      if (auto polygon =
              json ? geo::polygon_from_geojson(*json) : fail(ProblemCode::malformed_json, "extent", "", "")) {
        document.extents.push_back(*std::move(polygon));
        continue;
      }
    }
    const std::string code = area.extra["code"].is_string() ? std::string(area.extra["code"].string()) : "";
    const std::size_t before = document.area_codes.size();
    if (!code.empty()) cover(document, code, places);
    if (document.area_codes.size() > before || document.everywhere) continue;
    cover(document, area.name, places);
    if (area.extent_type == "text" || area.extent_type.empty()) cover(document, area.extent, places);
  }
}

void read_here(Document& document, const std::vector<model::Attribute>& attributes, PlaceMemo& places) {
  for (const model::Attribute& attribute : attributes) {
    if (model::states(attribute, model::taxonomy_name::here, "online")) {
      document.here |= search::online;
      document.everywhere = true;
    }
    if (model::states(attribute, model::taxonomy_name::here, "speaks_for")) {
      document.here |= search::speaks_for;
      for (const std::string_view name : split_list(attribute.value, ';')) cover(document, name, places);
    }
    if (model::states(attribute, model::taxonomy_name::here, "covers")) {
      document.here |= search::covers;
      for (const std::string_view name : split_list(attribute.value, ';')) cover(document, name, places);
    }
  }
}

void read_ages(Document& document, const model::Service& service) {
  const auto age = [](double years) { return static_cast<std::uint8_t>(std::clamp(years, 0.0, 255.0)); };
  const model::Ages ages = model::ages_of(service);
  if (ages.minimum) document.minimum_age = age(std::ceil(*ages.minimum));
  if (ages.maximum) document.maximum_age = age(std::floor(*ages.maximum));
  document.ages_known = ages.known;
}

void read_whom(Document& document, const model::Service& service) {
  read_ages(document, service);
  const model::Genders genders = model::genders_of(service);
  document.for_women = genders.women;
  document.for_men = genders.men;
  document.has_room = model::has_room(service);
  if (const auto days = model::wait_days_of(service)) document.wait_days = static_cast<std::uint16_t>(*days);
}

void read_hours(Document& document, const std::vector<model::Schedule>& schedules) {
  if (schedules.empty()) return;
  const std::vector<bool> week = model::OpeningHours(schedules).week_bitmap();
  for (std::size_t hour = 0; hour < week.size() && hour < document.open_hours.size(); ++hour)
    if (week[hour]) document.open_hours.set(hour);
  document.hours_known = document.open_hours.any();
}

/// Share of what a person needs to know that the record says, in hundredths.
std::uint8_t completeness_of(std::initializer_list<bool> known) {
  const auto yes = static_cast<std::size_t>(std::count(known.begin(), known.end(), true));
  return static_cast<std::uint8_t>(100 * yes / known.size());
}

std::string first_phone(const std::vector<model::Phone>& phones, const std::vector<model::Contact>& contacts) {
  if (!phones.empty()) return phones.front().number;
  for (const model::Contact& contact : contacts)
    if (!contact.phones.empty()) return contact.phones.front().number;
  return {};
}

/// Everything of a service's documents that is the same at each delivery point.
Document service_base(const model::Service& service, const model::Organization* organization,
                      const Surroundings& around) {
  Document base;
  base.record_id = service.id;
  base.kind = model::is_role(service) ? search::Kind::role : search::Kind::service;
  base.name = service.name;
  base.alternate_name = service.alternate_name;
  if (organization != nullptr) {
    base.organization_name = organization->name;
    append_words(base.organization_name, organization->alternate_name);
  }
  base.summary = summary_of(service.description);
  base.description = plain_text_from_html(service.description);
  append_words(base.description, service.eligibility_description);
  append_words(base.description, service.application_process);
  read_attributes(base, service.attributes, around.terms);
  if (organization != nullptr) {
    for (const model::Attribute& attribute : organization->attributes)
      if (model::states(attribute, model::taxonomy_name::accord, "signatory")) base.signatory = true;
  }
  read_areas(base, service.service_areas, around.places);
  read_here(base, service.attributes, around.places);
  base.languages = model::languages_of(service);
  base.referral = model::referral_routes(service);
  base.free = model::is_free(service);
  read_whom(base, service);
  base.access = model::access_of(service.attributes);
  base.verified_on = model::verified_on(service);
  base.edited_on = model::edited_on(service);
  base.completeness = completeness_of(
      {!service.description.empty(), !first_phone(service.phones, service.contacts).empty() || !service.email.empty(),
       !service.url.empty(), !service.schedules.empty(), !service.application_process.empty(), base.ages_known,
       base.free != model::Tri::unknown, !base.categories.empty(), base.verified_on.has_value()});
  return base;
}

void place(Document& document, const Location& location, const Surroundings& around) {
  const Position position = position_of(location, around.places);
  document.point = position.point;
  document.basis = position.basis;
  // What the place says goes before what the service says of itself.
  for (const auto& stated : model::access_of(location)) {
    std::erase_if(document.access, [&](const auto& other) { return other.first == stated.first; });
    document.access.push_back(stated);
  }
  if (position.point) {
    for (const geo::AreaRef& area : around.places.gazetteer().areas_at(*position.point))
      document.areas_in.push_back(area.code);
  }
}

Document at_location(Document document, const model::Service& service, const model::ServiceAtLocation& at,
                     const Location& location, const model::Organization* organization, const Surroundings& around) {
  document.key = at.id;
  if (location.location_type == "virtual") {
    document.here |= search::online;
    document.everywhere = true;
  } else {
    const bool visits = model::find_attribute(at.attributes, model::taxonomy_name::here, "visits") != nullptr;
    document.here |= visits ? search::visits : search::delivers;
    place(document, location, around);
  }
  read_areas(document, at.service_areas, around.places);
  const auto& schedules = !at.schedules.empty()                                      ? at.schedules
                          : !location.schedules.empty() && service.schedules.empty() ? location.schedules
                                                                                     : service.schedules;
  read_hours(document, schedules);
  document.stored =
      stored_result({.document = document,
                     .status = service.status,
                     .organization_id = organization ? organization->id : Uuid{},
                     .location = &location,
                     .phone = first_phone(at.phones.empty() ? service.phones : at.phones, service.contacts),
                     .email = service.email,
                     .url = service.url,
                     .schedules = schedules});
  return document;
}

/// A service that delivers at no point: it covers, is online, speaks for, or its place is not known.
Document nowhere(Document document, const model::Service& service, const model::Organization* organization) {
  document.key = service.id;
  read_hours(document, service.schedules);
  document.stored = stored_result({.document = document,
                                   .status = service.status,
                                   .organization_id = organization ? organization->id : Uuid{},
                                   .location = nullptr,
                                   .phone = first_phone(service.phones, service.contacts),
                                   .email = service.email,
                                   .url = service.url,
                                   .schedules = service.schedules});
  return document;
}

const model::Organization* organization_of(const Uuid& id, const Surroundings& around) {
  const model::Record* record = around.lookup(RecordKind::organization, id);
  return record ? std::get_if<model::Organization>(record) : nullptr;
}

const Location* location_of(const Uuid& id, const Surroundings& around) {
  const model::Record* record = around.lookup(RecordKind::location, id);
  return record ? std::get_if<Location>(record) : nullptr;
}

}  // namespace

Position position_of(const Location& location, PlaceMemo& places) {
  const bool withheld = model::is_withheld(location);
  if (const auto point = model::point_of(location)) {
    if (withheld) return {geo::coarse_cell_centre(*point), search::PositionBasis::coarse_cell};
    return {point, search::PositionBasis::coordinates};
  }
  const std::string postcode = model::postcode_of(location);
  if (postcode.empty()) return {};
  std::optional<geo::Point> centre;
  if (const auto unit = places.gazetteer().postcode(postcode))
    centre = unit->point;
  else if (const auto* place = places.find(postcode))
    centre = place->centre;
  if (!centre) return {};
  if (withheld) return {geo::coarse_cell_centre(*centre), search::PositionBasis::coarse_cell};
  return {centre, search::PositionBasis::postcode};
}

CoveredAreas covered_areas(const model::Service& service, PlaceMemo& places) {
  Document document;
  read_areas(document, service.service_areas, places);
  return {std::move(document.area_codes), std::move(document.extents), document.everywhere};
}

std::string summary_of(std::string_view description) {
  const std::string text = collapse_spaces(plain_text_from_html(description));
  for (std::size_t at = text.find(". "); at != std::string::npos && at < kSummaryBytes; at = text.find(". ", at + 1))
    if (at >= kSummaryBytes / 3) return text.substr(0, at + 1);
  return shorten(text, kSummaryBytes);
}

std::vector<Document> documents_of(const model::Service& service, const Surroundings& around) {
  std::vector<Document> documents;
  if (!model::is_searchable(service)) return documents;
  const model::Organization* organization = organization_of(service.organization_id, around);
  const Document base = service_base(service, organization, around);
  const bool confidential = model::is_confidential(service);
  for (const model::ServiceAtLocation& at : service.service_at_locations) {
    const Location* location = location_of(at.location_id, around);
    if (location == nullptr) continue;
    if (confidential && !model::is_withheld(*location)) {
      const Location open = model::withhold(*location).open;
      documents.push_back(at_location(base, service, at, open, organization, around));
    } else {
      documents.push_back(at_location(base, service, at, *location, organization, around));
    }
  }
  if (documents.empty()) documents.push_back(nowhere(base, service, organization));
  return documents;
}

std::vector<Document> documents_of(const Location& location, const Surroundings& around) {
  if (!model::is_public_building(location)) return {};
  Document document;
  document.key = location.id;
  document.record_id = location.id;
  document.kind = search::Kind::building;
  document.name = location.name;
  document.alternate_name = location.alternate_name;
  const model::Organization* organization = organization_of(location.organization_id, around);
  if (organization != nullptr) document.organization_name = organization->name;
  document.summary = summary_of(location.description);
  document.description = plain_text_from_html(location.description);
  append_words(document.description, model::address_line(location));
  read_attributes(document, location.attributes, around.terms);
  document.here = search::delivers;
  place(document, location, around);
  read_hours(document, location.schedules);
  document.verified_on = model::verified_on(location);
  document.edited_on = model::edited_on(location);
  document.completeness =
      completeness_of({!location.description.empty(), !location.phones.empty() || !location.contacts.empty(),
                       !location.addresses.empty(), document.point.has_value(), !model::facts_of(location).empty(),
                       document.verified_on.has_value()});
  document.stored = stored_result({.document = document,
                                   .status = {},
                                   .organization_id = organization ? organization->id : Uuid{},
                                   .location = &location,
                                   .phone = first_phone(location.phones, location.contacts),
                                   .email = {},
                                   .url = location.url,
                                   .schedules = location.schedules});
  return {document};
}

std::vector<Document> documents_of(const model::Organization& organization,
                                   const std::vector<model::Organization>& others, const Surroundings& around) {
  Document base;
  base.record_id = organization.id;
  base.key = organization.id;
  base.kind = search::Kind::organization;
  base.name = organization.name;
  base.alternate_name = organization.alternate_name;
  base.summary = summary_of(organization.description);
  base.description = plain_text_from_html(organization.description);
  read_attributes(base, organization.attributes, around.terms);
  read_here(base, organization.attributes, around.places);
  base.verified_on = model::verified_on(organization);
  base.edited_on = model::edited_on(organization);
  std::set<Uuid> places(organization.location_ids.begin(), organization.location_ids.end());
  for (const model::Organization& other : others) {
    append_words(base.alternate_name, other.name);
    append_words(base.description, plain_text_from_html(other.description));
    read_attributes(base, other.attributes, around.terms);
    places.insert(other.location_ids.begin(), other.location_ids.end());
  }
  base.completeness = completeness_of({!organization.description.empty(), !organization.website.empty(),
                                       !organization.email.empty() || !organization.phones.empty(), !places.empty(),
                                       base.verified_on.has_value()});
  const auto finish = [&](Document& document, const Location* location) {
    document.stored = stored_result({.document = document,
                                     .status = {},
                                     .organization_id = organization.id,
                                     .location = location,
                                     .phone = first_phone(organization.phones, organization.contacts),
                                     .email = organization.email,
                                     .url = organization.website,
                                     .schedules = {}});
  };
  std::vector<Document> documents;
  for (const Uuid& id : places) {
    const Location* location = location_of(id, around);
    if (location == nullptr) continue;
    Document document = base;
    document.key = uuid_v5(organization.id, to_string(id));
    document.here |= search::delivers;
    place(document, *location, around);
    finish(document, location);
    documents.push_back(std::move(document));
  }
  if (documents.empty()) {
    finish(base, nullptr);
    documents.push_back(std::move(base));
  }
  return documents;
}

}  // namespace fingerpost::directory
