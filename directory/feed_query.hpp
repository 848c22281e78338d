#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/clock.hpp"
#include "base/id.hpp"
#include "geo/place.hpp"

namespace fingerpost::directory {

/// What a reader of the open feeds asks for. All conditions hold at once; an absent one excludes nothing.
struct FeedQuery {
  std::string search;                    ///< all of these words
  std::optional<Uuid> taxonomy_term_id;  ///< the term or one below it is stated
  std::optional<Uuid> taxonomy_id;       ///< some term of the taxonomy is stated
  std::optional<Uuid> organization_id;
  std::optional<Instant> modified_after;   ///< at or after
  std::optional<double> minimum_age;       ///< the service's minimum age is at least this
  std::optional<double> maximum_age;       ///< its maximum age is at most this
  std::optional<std::uint8_t> weekdays;    ///< bits, Monday first: one of its schedules has one of these days,
  std::optional<std::int16_t> opens_from;  ///< opens at this minute of the day or later
  std::optional<std::int16_t> closes_by;   ///< and closes at this minute or earlier; all three of one schedule
  std::optional<geo::Place> place;         ///< given there: within `proximity`, else where its service areas say so
  std::optional<geo::Metres> proximity;

  bool asks_hours() const { return weekdays || opens_from || closes_by; }
  bool is_everything() const {
    return search.empty() && !taxonomy_term_id && !taxonomy_id && !organization_id && !modified_after && !minimum_age &&
           !maximum_age && !asks_hours() && !place;
  }
};

}  // namespace fingerpost::directory
