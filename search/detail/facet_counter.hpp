#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "search/detail/columns.hpp"
#include "search/query.hpp"

namespace fingerpost::search::detail {

/// Values of facets with their counts, of one segment or added up over several.
using FacetTotals = std::map<Facet, std::map<std::string, std::uint64_t, std::less<>>>;

/// Counts the values of facets over the records of one segment. A record of one document costs an increment for each
/// column (its row of attributes is counted, and taken apart at the end); one of several is counted once for each
/// value that any of them has.
class FacetCounter {
 public:
  FacetCounter(const Columns& columns, const std::vector<Facet>& facets);

  bool asks() const { return asks_what_ || asks_fits_ || asks_areas_; }
  void add(Doc doc);
  void add_record(std::span<const Doc> docs);
  void add_to(FacetTotals& totals) const;

 private:
  using Counts = std::vector<std::uint32_t>;
  void append_row_values(Facet facet, std::uint32_t row, std::vector<std::uint32_t>& values) const;
  std::uint32_t row_of(Facet facet, Doc doc) const;
  const Counts& rows_of(Facet facet) const;
  std::string value_name(Facet facet, std::uint32_t value) const;

  const Columns& columns_;
  const std::vector<Facet>& facets_;
  bool asks_what_ = false, asks_fits_ = false, asks_areas_ = false;
  Counts what_rows_, fits_rows_, area_rows_;
  std::array<std::map<std::uint32_t, std::uint64_t>, kFacets> of_several_;  ///< by value number
};

}  // namespace fingerpost::search::detail
