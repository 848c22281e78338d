#pragma once

#include "base/json.hpp"
#include "model/facts.hpp"
#include "signposting/answer.hpp"

namespace fingerpost::signposting {

/// A capability question to the register of buildings.
struct BuildingsQuery {
  enum class Side { inside, outside };
  enum class Unknown { apart, include };

  std::optional<geo::MultiPolygon> area;
  Side side = Side::inside;
  std::string near;
  std::optional<geo::Metres> within;
  std::vector<model::FactQuery> facts;  ///< all of these
  Unknown unknown = Unknown::apart;
  int page = 1;
  int per_page = kDefaultPerPage;
};

inline constexpr std::size_t kMaxFacts = 40;

/// Reads the body of `POST /api/buildings/query`. Every fault at once, with JSON pointers.
[[nodiscard]] Result<BuildingsQuery> read_buildings_query(const Json& body);

/// Scans the register: exact, about 0.1 µs a building and fact. Nearest first when there is a place, else by name. A
/// building whose position is not known is in not_known when a place or an area is asked for; one with an unknown fact
/// too, unless `unknown` is include.
[[nodiscard]] Result<Answer> answer(const BuildingsQuery& query, const directory::Snapshot& snapshot, Instant now);

}  // namespace fingerpost::signposting
