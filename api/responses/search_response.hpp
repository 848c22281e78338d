#pragma once

#include <string>

#include "signposting/answer.hpp"

namespace fingerpost::api {

/// The answer as the contract's JSON object.
std::string search_json(const signposting::Answer& answer, const signposting::Enquiry& enquiry);

/// The results that have a position as a GeoJSON FeatureCollection (withheld places have none).
std::string search_geojson(const signposting::Answer& answer);

/// The results as CSV with a header row; cells that a spreadsheet would take for a formula are quoted with an
/// apostrophe.
std::string search_csv(const signposting::Answer& answer);

}  // namespace fingerpost::api
