#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "geo/detail/atlas.hpp"
#include "geo/detail/name_search.hpp"
#include "geo/place.hpp"

namespace fingerpost::geo::detail {

/// Longest text that is taken for a place, in bytes.
inline constexpr std::size_t kMaxPlaceText = 120;
inline constexpr std::size_t kMaxAlternatives = 20;
inline constexpr std::size_t kMaxSuggestions = 5;

/// Reads what people type. Every step answers a place, or nothing and the next is tried. Borrows the atlas; cheap to
/// make.
class Resolver {
 public:
  explicit Resolver(const Atlas& atlas, std::optional<Point> near = {}) : atlas_(atlas), names_(atlas), near_(near) {}

  /// Total: any bytes give a place or `unknown_place`.
  Result<Place> resolve(std::string_view text) const;
  /// The same without suggestions.
  std::optional<Place> find(std::string_view text) const;
  Result<Place> by_code(std::string_view code) const;
  std::vector<PlaceChoice> complete(std::string_view prefix, std::size_t limit) const;

 private:
  std::optional<Place> position(std::string_view text) const;
  std::optional<Place> postcode(std::string_view text) const;
  std::optional<Place> postcode_at_end(std::string_view text) const;
  std::optional<Place> grid_reference(std::string_view text) const;
  std::optional<Place> code(std::string_view text) const;
  std::optional<Place> name(std::string_view text) const;

  std::optional<Place> unit_place(const PostcodeKey& key) const;
  std::optional<Place> part_place(const PostcodeKey& part) const;
  Place candidate_place(const Candidate& candidate) const;
  /// The likeliest of `found`, the others as alternatives; nullopt when there is none.
  std::optional<Place> likeliest(const std::vector<Candidate>& found) const;

  tl::unexpected<Problems> unknown(std::string_view text) const;
  std::vector<std::string> near_spellings(std::string_view text) const;
  void add_postcodes(std::string_view prefix, std::size_t limit, std::vector<PlaceChoice>& found) const;

  const Atlas& atlas_;
  NameSearch names_;
  std::optional<Point> near_;
};

/// A typed name taken apart: what is looked up, and what it must lie in or near.
struct NameQuery {
  std::string key;                      ///< of the name itself
  std::vector<std::string> qualifiers;  ///< "Shropshire"
  Link link = Link::written;            ///< how they are joined
};

/// The ways to read `text` as a name with qualifiers, likeliest first: whole; at commas and brackets; at "near", "nr"
/// or "in"; at each space from the right.
std::vector<NameQuery> read_name(std::string_view text);

}  // namespace fingerpost::geo::detail
