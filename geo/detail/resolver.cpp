#include "geo/detail/resolver.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "geo/detail/kinds.hpp"
#include "geo/detail/name_key.hpp"
#include "geo/grid.hpp"

namespace fingerpost::geo::detail {
namespace {

bool has_digit(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

Place place_of(std::string name, std::string_view kind, std::string code, Precision precision, const Point& centre) {
  Place place;
  place.name = std::move(name);
  place.kind = kind;
  place.code = std::move(code);
  place.precision = precision;
  place.centre = centre;
  return place;
}

}  // namespace

std::optional<Place> Resolver::find(std::string_view text) const {
  text = trim(text);
  if (text.size() > kMaxPlaceText) return std::nullopt;
  if (auto place = position(text)) return place;
  if (auto place = postcode(text)) return place;
  if (auto place = grid_reference(text)) return place;
  if (auto place = code(text)) return place;
  if (auto place = postcode_at_end(text)) return place;
  return name(text);
}

Result<Place> Resolver::resolve(std::string_view text) const {
  if (auto place = find(text)) return *std::move(place);
  return unknown(trim(text));
}

Result<Place> Resolver::by_code(std::string_view text) const {
  if (text.size() <= kMaxPlaceText) {
    if (const auto key = parse_postcode_code(text))
      if (auto place = key->is_unit() ? unit_place(*key) : part_place(*key); place && place->code == text)
        return *std::move(place);
    if (const auto found = names_.by_code(text)) return candidate_place(*found);
    if (auto place = grid_reference(text); place && place->code == text) return *std::move(place);
    if (auto place = position(text); place && place->code == text) return *std::move(place);
  }
  return unknown(text);
}

std::optional<Place> Resolver::position(std::string_view text) const {
  const auto point = parse_point(text);
  if (!point) return std::nullopt;
  Place place = place_of(to_string(*point), "point", to_string(*point), Precision::point, *point);
  place.areas = atlas_.areas_of(*point, {});
  return place;
}

std::optional<Place> Resolver::grid_reference(std::string_view text) const {
  const auto square = parse_grid_reference(text);
  // "SO15" is an outcode that is not loaded, not a square of ten kilometres.
  constexpr Metres kLargestSquare = 1'000;
  if (!square || square->side > kLargestSquare) return std::nullopt;
  int digits = 10;
  for (double side = square->side; side > 1; side /= 10) digits -= 2;
  const std::string name = to_grid_reference(square->centre, digits).value_or(std::string(text));
  std::string code = name;
  std::erase(code, ' ');
  const Point centre = from_british_grid(square->centre);
  Place place = place_of(name, "grid_reference", code, Precision::point, centre);
  place.areas = atlas_.areas_of(centre, {});
  return place;
}

std::optional<Place> Resolver::unit_place(const PostcodeKey& key) const {
  auto facts = atlas_.unit(key);
  if (!facts) return std::nullopt;
  std::optional<Place> place;
  if (facts->point) {
    place = place_of(key.name(), "postcode", key.code(), Precision::unit, *facts->point);
    place->areas = atlas_.areas_of(*facts->point, std::move(facts->areas));
  } else {
    // Known, but nobody has said where it is: its status stays true.
    place = part_place(key.sector_part());
    if (!place) place = part_place(key.outcode_part());
    if (!place) return std::nullopt;
    place->fell_back_from = key.name();
  }
  place->status = facts->status;
  if (!facts->terminated_on.empty()) place->terminated_on = std::string(facts->terminated_on);
  return place;
}

std::optional<Place> Resolver::part_place(const PostcodeKey& part) const {
  const auto middle = atlas_.middle(part);
  if (!middle) return std::nullopt;
  const bool is_sector = part.sector >= 0;
  Place place = place_of(part.name(), is_sector ? kSectorKind : kOutcodeKind, part.code(),
                         is_sector ? Precision::sector : Precision::outcode, middle->point);
  place.areas = atlas_.areas_of(middle->point, atlas_.shared_areas(part));
  return place;
}

std::optional<Place> Resolver::postcode(std::string_view text) const {
  const auto readings = read_postcode(text);
  for (const PostcodeKey& key : readings)
    if (auto place = key.is_unit() ? unit_place(key) : part_place(key)) return place;
  // A unit that the data lacks is its sector, else its outcode. A word without any digit is then rather a name.
  if (!has_digit(text)) return std::nullopt;
  for (const PostcodeKey& key : readings) {
    if (!key.is_unit() && key.sector < 0) continue;
    auto place = key.is_unit() ? part_place(key.sector_part()) : std::nullopt;
    if (!place) place = part_place(key.outcode_part());
    if (!place) continue;
    place->fell_back_from = key.name();
    return place;
  }
  return std::nullopt;
}

/// "The Square, Clun, SY7 8JA": the postcode says it all.
std::optional<Place> Resolver::postcode_at_end(std::string_view text) const {
  std::size_t cut = text.size();
  for (int words = 1; words <= 2; ++words) {
    cut = text.find_last_of(" ,;\t", cut == 0 ? 0 : cut - 1);
    if (cut == std::string_view::npos || cut == 0) return std::nullopt;
    const std::string_view end = text.substr(cut + 1);
    if (parse_unit(end)) return postcode(end);
    while (cut > 0 && std::string_view(" ,;\t").find(text[cut - 1]) != std::string_view::npos) --cut;
  }
  return std::nullopt;
}

std::optional<Place> Resolver::code(std::string_view text) const {
  const bool may_be_code = has_digit(text) || text.find('-') != std::string_view::npos;
  if (text.find(' ') != std::string_view::npos || !may_be_code) return std::nullopt;
  for (const std::string& form : {std::string(text), ascii_upper(text), ascii_lower(text)})
    if (const auto found = names_.by_code(form)) return candidate_place(*found);
  return std::nullopt;
}

Place Resolver::candidate_place(const Candidate& c) const {
  Place place = place_of(std::string(c.name), c.kind, std::string(c.code),
                         c.place != nullptr ? Precision::place : Precision::area, c.centre);
  if (c.place != nullptr && (c.kind == kOutcodeKind || c.kind == kSectorKind))
    place.precision = c.kind == kSectorKind ? Precision::sector : Precision::outcode;
  place.areas = names_.areas_of(c);
  place.has_shape = c.area != nullptr && c.area->row->has_shape();
  return place;
}

std::optional<Place> Resolver::likeliest(const std::vector<Candidate>& found) const {
  if (found.empty()) return std::nullopt;
  Place place = candidate_place(found.front());
  for (std::size_t i = 1; i < found.size() && i <= kMaxAlternatives; ++i)
    place.alternatives.push_back(names_.choice(found[i]));
  return place;
}

std::optional<Place> Resolver::name(std::string_view text) const {
  for (const NameQuery& query : read_name(text)) {
    std::vector<Candidate> found = names_.find(query.key, near_);
    for (const std::string& qualifier : query.qualifiers) {
      if (found.empty()) break;
      found = names_.narrow(found, qualifier, query.link);
    }
    if (auto place = likeliest(found)) return place;
  }
  return std::nullopt;
}

}  // namespace fingerpost::geo::detail
