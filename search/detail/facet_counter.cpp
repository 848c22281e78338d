#include "search/detail/facet_counter.hpp"

#include <algorithm>

namespace fingerpost::search::detail {
namespace {

bool is_of_what(Facet facet) { return facet == Facet::kind || facet == Facet::category || facet == Facet::theme; }

}  // namespace

FacetCounter::FacetCounter(const Columns& columns, const std::vector<Facet>& facets)
    : columns_(columns), facets_(facets) {
  for (const Facet facet : facets) {
    asks_what_ |= is_of_what(facet);
    asks_areas_ |= facet == Facet::area;
    asks_fits_ |= !is_of_what(facet) && facet != Facet::area;
  }
  if (asks_what_) what_rows_.resize(columns.what_heads.size());
  if (asks_fits_) fits_rows_.resize(columns.fits_heads.size());
  if (asks_areas_) area_rows_.resize(columns.lies_in_sets.size());
}

void FacetCounter::add(Doc doc) {
  if (asks_what_) ++what_rows_[columns_.what[doc]];
  if (asks_fits_) ++fits_rows_[columns_.fits[doc]];
  if (asks_areas_) ++area_rows_[columns_.lies_in[doc]];
}

void FacetCounter::add_record(std::span<const Doc> docs) {
  std::vector<std::uint32_t> values;
  for (const Facet facet : facets_) {
    values.clear();
    for (const Doc doc : docs) append_row_values(facet, row_of(facet, doc), values);
    std::sort(values.begin(), values.end());
    const auto end = std::unique(values.begin(), values.end());
    for (auto value = values.begin(); value != end; ++value) ++of_several_[static_cast<std::size_t>(facet)][*value];
  }
}

std::uint32_t FacetCounter::row_of(Facet facet, Doc doc) const {
  if (is_of_what(facet)) return columns_.what[doc];
  return facet == Facet::area ? columns_.lies_in[doc] : columns_.fits[doc];
}

const FacetCounter::Counts& FacetCounter::rows_of(Facet facet) const {
  if (is_of_what(facet)) return what_rows_;
  return facet == Facet::area ? area_rows_ : fits_rows_;
}

void FacetCounter::append_row_values(Facet facet, std::uint32_t row, std::vector<std::uint32_t>& values) const {
  const auto all = [&](std::span<const std::uint32_t> set) { values.insert(values.end(), set.begin(), set.end()); };
  switch (facet) {
    case Facet::kind:
      values.push_back(static_cast<std::uint32_t>(columns_.what_heads[row].kind));
      break;
    case Facet::category:
      all(columns_.categories[row]);
      break;
    case Facet::theme:
      all(columns_.themes[row]);
      break;
    case Facet::area:
      all(columns_.lies_in_sets[row]);
      break;
    case Facet::language:
      all(columns_.languages[row]);
      break;
    case Facet::free:
      if (columns_.fits_heads[row].free == model::Tri::yes) values.push_back(0);
      break;
    case Facet::access:
      for (const std::uint32_t stated : columns_.access[row])
        if (static_cast<model::Tri>(stated % 4) == model::Tri::yes) values.push_back(stated / 4);
      break;
  }
}

std::string FacetCounter::value_name(Facet facet, std::uint32_t value) const {
  switch (facet) {
    case Facet::kind:
      return std::string(to_string(static_cast<Kind>(value)));
    case Facet::category:
      return std::string(columns_.category_names[value]);
    case Facet::theme:
      return std::string(columns_.theme_names[value]);
    case Facet::area:
      return std::string(columns_.area_names[value]);
    case Facet::language:
      return std::string(columns_.language_names[value]);
    case Facet::access:
      return std::string(columns_.access_names[value]);
    case Facet::free:
      break;
  }
  return "yes";
}

void FacetCounter::add_to(FacetTotals& totals) const {
  std::vector<std::uint32_t> values;
  for (const Facet facet : facets_) {
    std::map<std::uint32_t, std::uint64_t> counts = of_several_[static_cast<std::size_t>(facet)];
    const Counts& rows = rows_of(facet);
    for (std::uint32_t row = 0; row < rows.size(); ++row) {
      if (rows[row] == 0) continue;
      values.clear();
      append_row_values(facet, row, values);
      for (const std::uint32_t value : values) counts[value] += rows[row];
    }
    auto& named = totals[facet];
    for (const auto& [value, count] : counts) named[value_name(facet, value)] += count;
  }
}

}  // namespace fingerpost::search::detail
