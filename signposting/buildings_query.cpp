#include "signposting/buildings_query.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "base/text.hpp"
#include "directory/projection.hpp"
#include "model/reading.hpp"
#include "signposting/detail/steps.hpp"

namespace fingerpost::signposting {
namespace {

using model::Tri;

/// What is known of the members of the query's object.
constexpr std::string_view kMembers[] = {"area", "side", "near", "within", "facts", "unknown", "page", "per_page"};

template <typename T>
T choose(const Json& value, std::string_view pointer, std::initializer_list<std::pair<std::string_view, T>> choices,
         Problems& problems) {
  if (value.is_null()) return choices.begin()->second;
  std::vector<std::string> known;
  for (const auto& [name, meaning] : choices) {
    if (value.string() == name) return meaning;
    known.emplace_back(name);
  }
  append(problems, problem(ProblemCode::unknown_value, pointer, value.dump(),
                           fmt::format("{} must be \"{}\" or \"{}\".", pointer.substr(1), known[0], known[1]), known));
  return choices.begin()->second;
}

int read_integer(const Json& value, std::string_view pointer, int fallback, int maximum, Problems& problems) {
  if (value.is_null()) return fallback;
  const auto number = value.if_integer();
  if (number && *number >= 1 && *number <= maximum) return static_cast<int>(*number);
  append(problems, problem(ProblemCode::out_of_range, pointer, value.dump(),
                           fmt::format("{} must be a whole number from 1 to {}.", pointer.substr(1), maximum)));
  return fallback;
}

std::string read_text(const Json& value, std::string_view pointer, std::size_t most, Problems& problems) {
  if (value.is_null()) return {};
  if (value.is_string() && value.string().size() <= most) return std::string(value.string());
  append(problems, problem(ProblemCode::malformed_parameter, pointer, value.dump(),
                           fmt::format("{} must be a text of at most {} bytes.", pointer.substr(1), most)));
  return {};
}

/// A building with where it stands to the question.
struct Candidate {
  const directory::Building* building;
  std::optional<geo::Metres> distance;
};

struct Scope {
  std::optional<geo::AreaShape> area;
  std::optional<geo::Point> centre;
  std::optional<geo::Metres> within;
  bool places_matter() const { return area || within; }
};

Tri is_in_place(const directory::Building& building, const Scope& scope, const BuildingsQuery& query) {
  if (!scope.places_matter()) return Tri::yes;
  if (!building.point) return Tri::unknown;
  if (scope.area && scope.area->contains(*building.point) != (query.side == BuildingsQuery::Side::inside))
    return Tri::no;
  if (scope.within && geo::distance(*scope.centre, *building.point) > *scope.within) return Tri::no;
  return Tri::yes;
}

/// Nearest first, those of unknown position last; without a place by name. Ids settle ties.
void order(std::vector<Candidate>& candidates) {
  std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
    if (a.distance.has_value() != b.distance.has_value()) return a.distance.has_value();
    if (a.distance && *a.distance != *b.distance) return *a.distance < *b.distance;
    if (!a.distance && a.building->location.name != b.building->location.name)
      return a.building->location.name < b.building->location.name;
    return a.building->id < b.building->id;
  });
}

Signpost signpost_of(const Candidate& candidate, search::Fit fit, const directory::Snapshot& snapshot,
                     directory::RecordReader& records, Instant now) {
  const model::Lookup lookup = records.lookup();
  directory::PlaceMemo places(snapshot.gazetteer());
  const directory::Surroundings around{lookup, places, snapshot.terms()};
  Signpost signpost;
  auto documents = directory::documents_of(candidate.building->location, around);
  search::Hit& hit = signpost.hit;
  hit.record_id = hit.key = candidate.building->id;
  hit.kind = search::Kind::building;
  hit.distance = candidate.distance;
  hit.basis = candidate.building->basis;
  hit.here = search::delivers;
  hit.fit = fit;
  if (!documents.empty()) hit.stored = std::move(documents.front().stored);
  if (!candidate.building->location.schedules.empty())
    signpost.opening = std::make_shared<const std::string>(
        model::opening_json(model::OpeningHours(candidate.building->location.schedules), now, snapshot.holidays())
            .dump());
  return signpost;
}

std::vector<Signpost> page_of(std::vector<Candidate>& candidates, search::Fit fit, const BuildingsQuery& query,
                              const directory::Snapshot& snapshot, Instant now) {
  order(candidates);
  directory::RecordReader records = snapshot.records();
  std::vector<Signpost> page;
  const auto per_page = static_cast<std::size_t>(query.per_page);
  const std::size_t begin = static_cast<std::size_t>(query.page - 1) * per_page;
  for (std::size_t i = begin; i < std::min(candidates.size(), begin + per_page); ++i)
    page.push_back(signpost_of(candidates[i], fit, snapshot, records, now));
  return page;
}

}  // namespace

Result<BuildingsQuery> read_buildings_query(const Json& body) {
  if (!body.is_object())
    return fail(ProblemCode::malformed_parameter, "", "", "The query must be a JSON object with area, near or facts.");
  BuildingsQuery query;
  Problems problems;
  for (const Json::Member& member : body.members())
    if (std::find(std::begin(kMembers), std::end(kMembers), member.key) == std::end(kMembers))
      append(problems, problem(ProblemCode::unknown_value, "/" + member.key, "",
                               fmt::format("There is no \"{}\" in a buildings query.", shorten(member.key, 40)),
                               {std::begin(kMembers), std::end(kMembers)}));
  if (!body["area"].is_null()) {
    auto area = geo::polygon_from_geojson(body["area"]);
    if (area) {
      query.area = *std::move(area);
    } else {
      for (Problem& fault : area.error()) fault.field = "/area" + fault.field;
      append(problems, std::move(area.error()));
    }
  }
  query.side = choose<BuildingsQuery::Side>(
      body["side"], "/side", {{"inside", BuildingsQuery::Side::inside}, {"outside", BuildingsQuery::Side::outside}},
      problems);
  query.unknown = choose<BuildingsQuery::Unknown>(
      body["unknown"], "/unknown",
      {{"apart", BuildingsQuery::Unknown::apart}, {"include", BuildingsQuery::Unknown::include}}, problems);
  query.near = read_text(body["near"], "/near", kMaxPlaceBytes, problems);
  const std::string within =
      body["within"].is_number() ? body["within"].dump() : read_text(body["within"], "/within", 40, problems);
  if (!within.empty()) {
    if (auto metres = parse_distance(within))
      query.within = *metres;
    else
      append(problems, std::move(metres.error()));
  }
  if (query.within && query.near.empty())
    append(problems,
           problem(ProblemCode::missing_parameter, "/near", "", "within needs near: a place to measure from."));
  if (!body["facts"].is_null()) {
    if (auto facts = model::read_fact_queries(body["facts"], "/facts"); !facts)
      append(problems, std::move(facts.error()));
    else if (facts->size() > kMaxFacts)
      append(problems, problem(ProblemCode::out_of_range, "/facts", "",
                               fmt::format("At most {} facts can be asked for.", kMaxFacts)));
    else
      query.facts = *std::move(facts);
  }
  query.page = read_integer(body["page"], "/page", 1, kMaxPage, problems);
  query.per_page = read_integer(body["per_page"], "/per_page", kDefaultPerPage, kMaxPerPage, problems);
  if (!problems.empty()) return fail(std::move(problems));
  return query;
}

Result<Answer> answer(const BuildingsQuery& query, const directory::Snapshot& snapshot, Instant now) {
  Answer answer;
  Scope scope;
  if (query.area) scope.area.emplace(*query.area);
  if (!query.near.empty()) {
    auto place = snapshot.gazetteer().resolve(query.near);
    if (!place) return fail(std::move(place.error()));
    scope.centre = place->centre;
    scope.within = query.within;
    answer.understood.within = query.within;
    answer.place = *std::move(place);
  }
  std::vector<Candidate> fits, not_known;
  for (const auto& [id, building] : snapshot.buildings()) {
    const Tri place = is_in_place(*building, scope, query);
    const Tri facts = model::meets_all(model::facts_of(building->location), query.facts);
    if (place == Tri::no || facts == Tri::no) continue;
    Candidate candidate{building.get(), std::nullopt};
    if (scope.centre && building->point) candidate.distance = geo::distance(*scope.centre, *building->point);
    const bool unknown_fact = facts == Tri::unknown && query.unknown == BuildingsQuery::Unknown::apart;
    (place == Tri::unknown || unknown_fact ? not_known : fits).push_back(candidate);
  }
  answer.understood.sort = scope.centre ? search::Sort::nearest : search::Sort::name;
  answer.total = fits.size();
  answer.not_known_total = not_known.size();
  answer.results = page_of(fits, search::Fit::yes, query, snapshot, now);
  answer.not_known = page_of(not_known, search::Fit::not_known, query, snapshot, now);
  return answer;
}

}  // namespace fingerpost::signposting
