#pragma once

#include "search/detail/collector.hpp"

namespace fingerpost::search::detail {

/// Answers a question without words over one part: finds the matches by the cheapest of three ways and hands them to
/// the collector.
/// - Nearest first with nothing but "what" asked: circles round the centre, wider and wider, until one fills the page;
///   totals from counts by row. Costs what it passes over: some eight times page ÷ share that passes.
/// - Few documents pass "what": those, by row.
/// - Else the runs of documents that the place allows.
void browse(const Part& part, const Query& query, const WherePlan& where, const Filter& filter, Collector& collector,
            Deadline& deadline);

}  // namespace fingerpost::search::detail
