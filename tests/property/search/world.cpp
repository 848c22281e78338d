#include <array>
#include <cmath>

#include "tests/property/search/brute_force.hpp"

namespace fingerpost::search::test {
namespace {

constexpr std::array kWords = std::to_array<const char*>(
    {"food",    "bank", "debt",        "advice",   "housing", "carers", "youth",   "club",
     "library", "warm", "space",       "lunch",    "mental",  "health", "support", "group",
     "the",     "of",   "counselling", "dementia", "cafe",    "walks",  "women",   "centre"});
constexpr std::array kAreas = std::to_array<const char*>({"E1", "E2", "E3", "E4", "W1", "W2"});
constexpr std::array kAccess = std::to_array<const char*>({"step_free", "hearing_loop", "bsl"});
constexpr std::array kLanguages = std::to_array<const char*>({"en", "cy", "pl"});
constexpr std::array kCategories = std::to_array<const char*>({"c1", "c2", "c3", "c4", "c5"});
constexpr std::array kThemes = std::to_array<const char*>({"t1", "t2"});

template <typename List>
std::string pick(World& world, const List& list) {
  return list[static_cast<std::size_t>(world.below(static_cast<int>(list.size())))];
}

template <typename List>
std::vector<std::string> some(World& world, const List& list, int percent) {
  std::vector<std::string> chosen;
  for (const char* each : list)
    if (world.chance(percent)) chosen.emplace_back(each);
  return chosen;
}

model::Tri any_tri(World& world) { return static_cast<model::Tri>(world.below(3)); }

Day day(int days_since_2024) {
  return Day(std::chrono::sys_days(Day{std::chrono::year{2024}, std::chrono::January, std::chrono::day{1}}) +
             std::chrono::days(days_since_2024));
}

}  // namespace

Uuid World::any_id() {
  Uuid id;
  for (auto& byte : id.bytes) byte = static_cast<std::uint8_t>(random_());
  return id;
}

std::string World::any_word() {
  // Zipf-like: the first words are common.
  const double u = (random_() % 1'000'000) / 1e6;
  return kWords[static_cast<std::size_t>(static_cast<double>(kWords.size()) * u * u)];
}

std::string World::any_words(int most) {
  std::string words;
  for (int n = below(most + 1); n > 0; --n) words += any_word() + " ";
  return words;
}

std::string World::any_area() { return pick(*this, kAreas); }

geo::Point World::any_point() {
  const auto unit = [&] { return (random_() % 1'000'001) / 1e6; };
  if (chance(30)) return {52.0 + below(8) * 0.1, -3.0 + below(8) * 0.1};  // several on one spot
  if (chance(10)) return {49.9 + 11 * unit(), -8.2 + 10 * unit()};
  return {52.0 + 0.8 * unit(), -3.2 + 0.9 * unit()};
}

geo::MultiPolygon World::any_polygon(const geo::Point& around, bool with_hole) {
  const auto ring = [&](double size, bool wobbly) {
    geo::Ring points;
    for (int i = 0; i < 8; ++i) {
      const double angle = i * 0.785398, far = wobbly ? size * (60 + below(60)) / 100.0 : size;
      points.push_back({around.latitude + far * std::sin(angle), around.longitude + far * std::cos(angle)});
    }
    return points;
  };
  const double size = 0.02 + below(100) * 0.004;
  geo::Polygon polygon{ring(size, true), {}};
  if (with_hole) polygon.holes.push_back(ring(size * 0.3, false));
  return {polygon};
}

void World::place(Document& d) {
  if (chance(80)) {
    d.point = any_point();
    d.basis = chance(50) ? PositionBasis::coordinates : PositionBasis::postcode;
    d.areas_in = some(*this, kAreas, 25);
  }
  d.here = static_cast<std::uint8_t>(below(32));
  if (chance(30)) d.area_codes = some(*this, kAreas, 30);
  if (chance(10)) d.extents.push_back(any_polygon(any_point(), chance(50)));
  if (chance(3)) d.extents.push_back(any_polygon(any_point(), true));
  d.everywhere = chance(8);
}

void World::describe(Document& d) {
  d.name = any_words(4);
  d.alternate_name = chance(20) ? any_words(2) : "";
  d.organization_name = any_words(2);
  d.need_terms = any_words(2);
  d.summary = any_words(5);
  d.description = any_words(30);
  d.categories = some(*this, kCategories, 30);
  d.themes = some(*this, kThemes, 20);
  d.signatory = chance(15);
  d.languages = some(*this, kLanguages, 25);
  d.access.clear();
  if (chance(60))
    for (const char* code : kAccess)
      if (chance(60)) d.access.emplace_back(code, any_tri(*this));
  d.referral.clear();
  if (chance(50)) d.referral = {chance(50) ? "self" : "professional"};
  d.free = any_tri(*this);
  d.ages_known = chance(60);
  if (d.ages_known && chance(70)) d.minimum_age = static_cast<std::uint8_t>(below(60));
  if (d.ages_known && chance(70)) d.maximum_age = static_cast<std::uint8_t>(below(100));
  d.hours_known = chance(60);
  d.open_hours.reset();
  for (int n = below(60); d.hours_known && n > 0; --n) d.open_hours.set(static_cast<std::size_t>(below(168)));
  if (chance(60)) d.verified_on = day(below(700));
  if (chance(60)) d.edited_on = day(below(700));
  d.completeness = static_cast<std::uint8_t>(below(101));
  d.for_women = any_tri(*this);
  d.for_men = any_tri(*this);
  d.has_room = any_tri(*this);
  d.wait_days.reset();
  if (chance(50)) d.wait_days = static_cast<std::uint16_t>(below(100));
}

std::vector<Document> World::any_record(const Uuid& id) {
  Document base;
  base.record_id = id;
  base.kind = static_cast<Kind>(below(4));
  describe(base);
  std::vector<Document> documents;
  for (int n = chance(70) ? 1 : 1 + below(6); n > 0; --n) {
    Document d = base;
    if (chance(30)) {  // what differs from door to door
      const std::string name = d.name, alternate = d.alternate_name;
      const Kind kind = d.kind;
      describe(d);
      d.name = name;
      d.alternate_name = alternate;
      d.kind = kind;
    }
    d.key = any_id();
    place(d);
    d.stored = "\"id\":\"" + to_string(d.key) + "\"" + (chance(5) ? std::string(5'000, ' ') : "");
    documents.push_back(std::move(d));
  }
  return documents;
}

Where World::any_where(const std::vector<Document>& documents) {
  Where where;
  if (chance(25)) return where;
  where.points_only = chance(25);
  if (chance(60)) where.covering = some(*this, kAreas, 30);
  if (chance(85)) where.centre = any_point();
  if (where.centre && chance(70)) {
    where.within = 500.0 + below(60'000);
    if (!documents.empty() && chance(40)) {  // the edge runs through a door
      const Document& other = documents[static_cast<std::size_t>(below(static_cast<int>(documents.size())))];
      if (other.point) where.within = geo::distance(*where.centre, *other.point);
    }
  }
  if (chance(25)) where.area = std::make_shared<const geo::AreaShape>(any_polygon(any_point(), chance(50)));
  return where;
}

Conditions World::any_conditions() {
  Conditions conditions;
  if (chance(60)) return conditions;
  if (chance(30)) conditions.age = below(200) / 2.0;
  conditions.free = chance(30);
  if (chance(30)) conditions.access = some(*this, kAccess, 50);
  if (chance(5)) conditions.access.emplace_back("unheard_of");
  if (chance(30)) conditions.language = some(*this, kLanguages, 50);
  if (chance(20)) conditions.referral = chance(80) ? "self" : "unheard_of";
  if (chance(20))
    for (int n = 1 + below(30); n > 0; --n) conditions.open_during.set(static_cast<std::size_t>(below(168)));
  if (chance(20)) conditions.gender = chance(50) ? "female" : "male";
  conditions.has_room = chance(15);
  if (chance(15)) conditions.wait_days = static_cast<unsigned>(below(100));
  if (chance(30)) conditions.open_hour = static_cast<unsigned>(below(168));
  return conditions;
}

Query World::any_query(const std::vector<Document>& documents) {
  Query query;
  if (chance(70)) {
    for (int n = 1 + below(chance(75) ? 3 : 9); n > 0; --n) {
      Concept said{any_word(), {}, chance(80) ? 1 : 0.1 + below(20) / 10.0};
      said.terms.push_back({said.said, 1});
      if (chance(25)) said.terms.push_back({any_word(), 0.1 + below(20) / 10.0});
      query.all_words.push_back(std::move(said));
    }
    if (chance(10)) query.all_words.push_back({"zebra", {{"zebra", 1}}});
  }
  for (int n = chance(40) ? 1 + below(3) : 0; n > 0; --n)
    query.needs.push_back({chance(95) ? pick(*this, kCategories) : "unheard_of", 0.1 + below(10) / 10.0});
  query.needs_suffice = chance(60);
  query.seeks_role = chance(30);
  query.here = chance(15) ? static_cast<std::uint8_t>(below(32)) : std::uint8_t{0};
  query.enough = static_cast<std::size_t>(below(8));
  query.where = any_where(documents);
  for (int kind = 0; kind < 4; ++kind)
    if (chance(15)) query.kinds.push_back(static_cast<Kind>(kind));
  if (chance(25)) query.categories = some(*this, kCategories, 40);
  if (chance(3)) query.categories = {"unheard_of"};
  if (chance(10)) query.themes = some(*this, kThemes, 50);
  query.signatory = chance(5);
  query.conditions = any_conditions();
  query.sort = static_cast<Sort>(below(4));
  for (std::size_t facet = 0; facet < kFacets; ++facet)
    if (chance(30)) query.facets.push_back(static_cast<Facet>(facet));
  query.offset = chance(50) ? 0 : static_cast<std::size_t>(below(30));
  query.limit = static_cast<std::size_t>(below(25));
  query.tie_seed = random_();
  if (chance(80)) query.today = day(below(900));
  return query;
}

}  // namespace fingerpost::search::test
