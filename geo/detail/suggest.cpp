#include <algorithm>
#include <array>
#include <set>

#include "base/text.hpp"
#include "geo/detail/kinds.hpp"
#include "geo/detail/name_key.hpp"
#include "geo/detail/resolver.hpp"

namespace fingerpost::geo::detail {
namespace {

/// How many edits still look like a slip of the finger.
int edits_for(std::size_t length) { return length <= 4 ? 1 : length <= 8 ? 2 : 3; }

void add_once(std::vector<std::string>& all, std::string text) {
  if (!text.empty() && all.size() < kMaxSuggestions && std::find(all.begin(), all.end(), text) == all.end())
    all.push_back(std::move(text));
}

std::string with_area(const PlaceChoice& choice) {
  return choice.area.empty() ? choice.name : choice.name + ", " + choice.area;
}

/// Letters and digits in upper case.
std::string upper_alphanumeric(std::string_view text) {
  std::string kept;
  for (const char c : ascii_upper(text))
    if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) kept += c;
  return kept;
}

/// Codes of the first `limit` postcodes of an outcode whose inward part begins with `inward`.
void collect_units(const Atlas::OutcodeEntry& outcode, std::string_view inward, std::size_t limit,
                   std::set<std::string>& codes) {
  std::size_t taken = 0;
  for (const SectorRow& sector : outcode.set->sectors(*outcode.row)) {
    const char digit = static_cast<char>('0' + sector.key % 10);
    if (!inward.empty() && inward.front() != digit) continue;
    for (const PackedUnit& packed : outcode.set->units(sector)) {
      if (taken == limit) return;
      const int unit = packed_unit(packed);
      const std::array<char, 3> text{digit, static_cast<char>('A' + unit / 26), static_cast<char>('A' + unit % 26)};
      if (!std::string_view(text.data(), text.size()).starts_with(inward)) continue;
      codes.insert(PostcodeKey{outcode.outcode, digit - '0', unit}.code());
      ++taken;
    }
  }
}

}  // namespace

/// Spellings near to `text`: outcodes when it looks like a postcode; the namesakes of a name whose qualifier did not
/// fit; names with few edits; names that begin so.
std::vector<std::string> Resolver::near_spellings(std::string_view text) const {
  std::vector<std::string> found;
  const auto readings = read_postcode(text);
  if (!readings.empty()) {
    const std::string typed = outcode_text(readings.front().outcode);
    const SpellingDistance distance(typed);
    for (const std::uint32_t number : atlas_.outcodes_between(0, ~std::uint32_t{0}))
      if (const std::string outcode = outcode_text(number); distance.to(outcode) <= 1) add_once(found, outcode);
  }
  const auto queries = read_name(text);
  if (queries.size() > 1)
    for (const Candidate& c : names_.find(queries[1].key, near_)) add_once(found, with_area(names_.choice(c)));
  for (std::size_t q = 0; q < queries.size() && q < 2 && found.size() < kMaxSuggestions; ++q) {
    const std::string& key = queries[q].key;
    for (const NameSearch::Near& near : names_.near(key, edits_for(key.size()), kMaxSuggestions))
      add_once(found, std::string(near.candidate.name));
    if (key.size() >= 3)
      for (const Candidate& c : names_.beginning_with(key, kMaxSuggestions)) add_once(found, std::string(c.name));
  }
  return found;
}

tl::unexpected<Problems> Resolver::unknown(std::string_view text) const {
  const std::string shown = repair_utf8(shorten(text, kMaxProblemValue));
  if (text.empty())
    return fail(ProblemCode::unknown_place, "near", shown,
                "no place was given; type a postcode, a town or village, or \"latitude,longitude\"");
  if (text.size() > kMaxPlaceText)
    return fail(ProblemCode::unknown_place, "near", shown,
                "this is too long for a place; type a postcode, a town or village, or \"latitude,longitude\"");
  if (atlas_.is_empty())
    return fail(ProblemCode::unknown_place, "near", shown,
                "no postcodes, places or boundaries are loaded, so only grid references and \"latitude,longitude\" are "
                "understood");
  std::vector<std::string> suggestions = near_spellings(text);
  std::string detail = "\"" + shown + "\" is not a postcode, place or area that is known here";
  if (!suggestions.empty()) {
    detail += "; did you mean ";
    for (std::size_t i = 0; i < suggestions.size(); ++i)
      detail += (i == 0 ? "" : i + 1 == suggestions.size() ? " or " : ", ") + suggestions[i];
    detail += "?";
  } else {
    detail += "; check the spelling, or type a postcode";
  }
  return fail(ProblemCode::unknown_place, "near", shown, std::move(detail), std::move(suggestions));
}

/// Outcodes that begin so; from three characters on also the postcodes of an outcode that is typed out.
void Resolver::add_postcodes(std::string_view prefix, std::size_t limit, std::vector<PlaceChoice>& found) const {
  const std::string typed = upper_alphanumeric(prefix);
  if (typed.empty() || typed.size() > 7) return;
  std::string last = typed;
  last.resize(std::max<std::size_t>(typed.size(), 4), 'Z');
  if (typed.size() <= 4)
    for (const std::uint32_t outcode : atlas_.outcodes_between(pack_outcode(typed), pack_outcode(last))) {
      const PostcodeKey key{outcode, -1, -1};
      if (found.size() >= limit) return;
      if (const auto middle = atlas_.middle(key))
        found.push_back({key.name(), std::string(kOutcodeKind), key.code(), middle->point, {}});
    }
  if (typed.size() < 3) return;
  std::set<std::string> units;
  for (std::size_t length = 2; length <= std::min<std::size_t>(typed.size(), 4); ++length)
    for (const Atlas::OutcodeEntry& entry : atlas_.outcode(pack_outcode(typed.substr(0, length))))
      collect_units(entry, typed.substr(length), 2 * limit, units);
  for (const std::string& code : units) {
    if (found.size() >= limit) return;
    const auto key = parse_postcode_code(code);
    const auto facts = atlas_.unit(*key, false);
    if (facts && facts->point && facts->status != PlaceStatus::terminated)
      found.push_back({key->name(), "postcode", code, *facts->point, {}});
  }
}

std::vector<PlaceChoice> Resolver::complete(std::string_view prefix, std::size_t limit) const {
  std::vector<PlaceChoice> found;
  prefix = trim(prefix);
  if (prefix.empty() || prefix.size() > kMaxPlaceText || limit == 0) return found;
  const bool is_postcode = std::any_of(prefix.begin(), prefix.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (is_postcode) add_postcodes(prefix, limit, found);
  const std::string key = name_key(prefix);
  if (!key.empty())
    for (const Candidate& c : names_.beginning_with(key, limit))
      if (found.size() < limit) found.push_back(names_.choice(c));
  if (!is_postcode) add_postcodes(prefix, limit, found);
  return found;
}

}  // namespace fingerpost::geo::detail
