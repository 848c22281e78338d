#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "geo/detail/atlas.hpp"

namespace fingerpost::geo::detail {

/// At most so many namesakes are compared (Great Britain has some 60 Newtons).
inline constexpr std::size_t kMaxNamesakes = 500;

/// A place or area that a name may mean.
struct Candidate {
  const Source* source = nullptr;
  const NamedPlaceRow* place = nullptr;      ///< a named place, or
  const AreaEntry* area = nullptr;           ///< an area with a polygon, or
  std::optional<Atlas::CodeArea> code_area;  ///< an area that only postcodes name
  std::string_view name, kind, code;
  Point centre;
  int rank = 0;
  int weight = 0;
};

/// Whether a qualifier was set apart ("Aston, Wem", "Aston near Wem") or only follows a space ("Newport Shropshire"):
/// then nothing but a whole area name or a postcode counts, lest "Aston Hall" become some Aston.
enum class Link { written, guessed };

/// Looks names up in every source of an atlas. Borrows it.
class NameSearch {
 public:
  explicit NameSearch(const Atlas& atlas) : atlas_(atlas) {}

  /// What has this key (name_key), likeliest first: rank of kind, weight, nearness to `near`, name, code. The same
  /// settlement from several sources is one.
  std::vector<Candidate> find(std::string_view key, const std::optional<Point>& near) const;

  /// Those of `candidates` that lie in what `qualifier` says: an area by name ("Shropshire", "Salop"), else near a
  /// postcode or (link written) a place of that name, nearest first.
  std::vector<Candidate> narrow(const std::vector<Candidate>& candidates, std::string_view qualifier, Link link) const;

  /// Keys that begin with `prefix`, or are near it in spelling: one candidate for each, unordered but for `edits`.
  struct Near {
    int edits;
    Candidate candidate;
  };
  std::vector<Candidate> beginning_with(std::string_view prefix, std::size_t limit) const;
  std::vector<Near> near(std::string_view key, int edits, std::size_t limit) const;

  /// By its stable code.
  std::optional<Candidate> by_code(std::string_view code) const;

  /// The areas it lies in, itself and smaller ones left out, small to large.
  std::vector<AreaRef> areas_of(const Candidate& candidate) const;

  PlaceChoice choice(const Candidate& candidate) const;

 private:
  template <typename Visit>
  void for_each_table(Visit&& visit) const;
  std::optional<Candidate> candidate(const Source* source, const PlaceSet& set, std::uint32_t number) const;
  std::optional<Candidate> candidate(const Source* source, const AreaSet& set, std::uint32_t number) const;
  std::optional<Candidate> candidate(const Source* source, const PostcodeSet& set, std::uint32_t number) const;
  Candidate from_area(const Source* source, const AreaEntry& area) const;
  bool lies_in(const Candidate& candidate, const std::vector<std::string>& keys, Link link) const;
  std::optional<Point> anchor_of(std::string_view qualifier, Link link) const;
  std::vector<AreaRef> place_areas(const Candidate& candidate) const;

  const Atlas& atlas_;
};

/// The order in which namesakes are meant.
bool likelier(const Candidate& a, const Candidate& b);

}  // namespace fingerpost::geo::detail
