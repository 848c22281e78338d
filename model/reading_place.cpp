#include <algorithm>
#include <array>
#include <cmath>

#include "base/text.hpp"
#include "model/detail/postcode.hpp"
#include "model/eligibility.hpp"
#include "model/reading.hpp"

namespace fingerpost::model {
namespace {

/// The first physical address, else the first.
const Address* main_address(const Location& location) {
  for (const Address& address : location.addresses)
    if (address.address_type == "physical" || address.address_type.empty()) return &address;
  return location.addresses.empty() ? nullptr : &location.addresses.front();
}

void add_piece(std::vector<std::string>& pieces, std::string_view text) {
  std::string piece = collapse_spaces(text);
  while (piece.ends_with(',')) piece.pop_back();
  if (piece.empty()) return;
  const std::string folded = fold(piece);
  const bool said = std::ranges::any_of(pieces, [&](const std::string& before) { return fold(before) == folded; });
  if (!said) pieces.push_back(std::move(piece));
}

struct AccessWords {
  std::string_view code;
  std::string_view words;  ///< folded, the whole statement
};

// What people write in HSDS accessibility[] that says one thing plainly. Anything longer is text for people.
constexpr std::array kAccessWords{AccessWords{"step_free", "wheelchair access"},
                                  AccessWords{"step_free", "wheelchair accessible"},
                                  AccessWords{"step_free", "fully wheelchair accessible"},
                                  AccessWords{"step_free", "step free"},
                                  AccessWords{"step_free", "step free access"},
                                  AccessWords{"step_free", "step free entrance"},
                                  AccessWords{"step_free", "level access"},
                                  AccessWords{"hearing_loop", "hearing loop"},
                                  AccessWords{"hearing_loop", "induction loop"},
                                  AccessWords{"bsl", "bsl"},
                                  AccessWords{"bsl", "british sign language"},
                                  AccessWords{"bsl", "bsl interpreter"},
                                  AccessWords{"changing_place", "changing places"},
                                  AccessWords{"changing_place", "changing place"},
                                  AccessWords{"changing_place", "changing places toilet"},
                                  AccessWords{"accessible_toilet", "accessible toilet"},
                                  AccessWords{"accessible_toilet", "accessible toilets"},
                                  AccessWords{"accessible_toilet", "disabled toilet"},
                                  AccessWords{"accessible_toilet", "disabled toilets"},
                                  AccessWords{"accessible_parking", "accessible parking"},
                                  AccessWords{"accessible_parking", "disabled parking"},
                                  AccessWords{"lift", "lift"}};

struct FactAccess {
  std::string_view fact, code;
};
// Building facts that say the same as a term of fingerpost-access.
constexpr std::array kFactAccess{FactAccess{"step_free", "step_free"},
                                 FactAccess{"step_free_entrance", "step_free"},
                                 FactAccess{"hearing_loop", "hearing_loop"},
                                 FactAccess{"lift", "lift"},
                                 FactAccess{"changing_place", "changing_place"},
                                 FactAccess{"changing_places", "changing_place"},
                                 FactAccess{"accessible_toilet", "accessible_toilet"},
                                 FactAccess{"accessible_toilets", "accessible_toilet"}};

using Access = std::vector<std::pair<std::string, Tri>>;

/// The first statement stands: the taxonomy's own word goes before a fact, a fact before text.
void add_access(Access& access, std::string_view code, Tri value) {
  for (auto& [known, said] : access) {
    if (known != code) continue;
    if (said == Tri::unknown) said = value;
    return;
  }
  access.emplace_back(code, value);
}

/// A number of toilets is a yes too.
Tri tri_or_count(std::string_view text) {
  const auto number = parse_number(trim(text));
  return number ? (*number > 0 ? Tri::yes : Tri::no) : parse_tri(text);
}

}  // namespace

std::vector<std::pair<std::string, Tri>> access_of(const std::vector<Attribute>& attributes) {
  Access access;
  for (const Attribute& attribute : attributes) {
    if (!is_in(attribute, taxonomy_name::access)) continue;
    const TermRef& term = attribute.taxonomy_term;
    const std::string code = ascii_lower(term.code.empty() ? term.name : term.code);
    if (!code.empty()) add_access(access, code, trim(attribute.value).empty() ? Tri::yes : parse_tri(attribute.value));
  }
  return access;
}

std::vector<std::pair<std::string, Tri>> access_of(const Location& location) {
  Access access = access_of(location.attributes);
  for (const Fact& fact : facts_of(location))
    for (const FactAccess& same : kFactAccess)
      if (same.fact == fact.code) add_access(access, same.code, tri_or_count(fact.value));
  for (const Accessibility& accessibility : location.accessibility) {
    std::string words = fold(collapse_spaces(accessibility.description));
    std::ranges::replace(words, '-', ' ');
    while (words.ends_with('.')) words.pop_back();
    for (const AccessWords& known : kAccessWords)
      if (known.words == words) add_access(access, known.code, Tri::yes);
  }
  return access;
}

std::string address_line(const Location& location) {
  std::vector<std::string> pieces;
  const Address* address = main_address(location);
  add_piece(pieces, location.name);
  std::string postcode;
  if (address != nullptr) {
    for (const std::string* part : {&address->address_1, &address->address_2, &address->city, &address->region})
      for (const std::string_view piece : split_list(*part)) add_piece(pieces, piece);
    postcode = collapse_spaces(address->postal_code);
  }
  std::string line;
  for (const std::string& piece : pieces) line += (line.empty() ? "" : ", ") + piece;
  if (!postcode.empty()) line += (line.empty() ? "" : " ") + postcode;
  return line;
}

std::string postcode_of(const Location& location) {
  const Address* first = main_address(location);
  if (first == nullptr) return {};
  if (const auto postcode = detail::uk_postcode(first->postal_code)) return *postcode;
  for (const Address& address : location.addresses)
    if (const auto postcode = detail::uk_postcode(address.postal_code)) return *postcode;
  return {};
}

std::optional<geo::Point> point_of(const Location& location) {
  if (!location.latitude || !location.longitude) return std::nullopt;
  const double latitude = *location.latitude, longitude = *location.longitude;
  const bool valid = std::abs(latitude) <= 90 && std::abs(longitude) <= 180;  // NaN is neither
  if (!valid || (latitude == 0 && longitude == 0)) return std::nullopt;
  return geo::Point{latitude, longitude};
}

}  // namespace fingerpost::model
