#pragma once

#include <vector>

#include "directory/place_memo.hpp"
#include "model/assemble.hpp"
#include "model/records.hpp"
#include "model/taxonomy_tree.hpp"
#include "search/document.hpp"

namespace fingerpost::directory {

/// What a record is seen with when it is turned into documents. References live as long as the call.
struct Surroundings {
  const model::Lookup& lookup;
  PlaceMemo& places;
  const model::TaxonomyTree& terms;
};

/// Where a location is, and how that is known: its coordinates, else its postcode in the gazetteer, else nowhere.
/// A withheld location is at the centre of its coarse cell.
struct Position {
  std::optional<geo::Point> point;
  search::PositionBasis basis = search::PositionBasis::none;
};
Position position_of(const model::Location& location, PlaceMemo& places);

/// Where a service's areas say that it is given: codes of areas, polygons, or everywhere. What the gazetteer does not
/// know is left out.
struct CoveredAreas {
  std::vector<std::string> codes;
  std::vector<geo::MultiPolygon> extents;
  bool everywhere = false;
};
CoveredAreas covered_areas(const model::Service& service, PlaceMemo& places);

/// One document per delivery point; a service without one gives a single document that covers, speaks for, or is
/// online, or whose place is not known. A service that is not searchable gives none.
std::vector<search::Document> documents_of(const model::Service& service, const Surroundings& around);

/// A community building gives one document, any other location none.
std::vector<search::Document> documents_of(const model::Location& location, const Surroundings& around);

/// One document per location of the organization, or one without a point. `others` are the records of other sources
/// that this one stands for: their words find it too.
std::vector<search::Document> documents_of(const model::Organization& organization,
                                           const std::vector<model::Organization>& others, const Surroundings& around);

/// First sentence or so of a description, for lists.
inline constexpr std::size_t kSummaryBytes = 220;
std::string summary_of(std::string_view description);

}  // namespace fingerpost::directory
