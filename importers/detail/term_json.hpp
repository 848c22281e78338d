#pragma once

#include <vector>

#include "base/json.hpp"
#include "importers/importer.hpp"
#include "model/records.hpp"

namespace fingerpost::importers {

/// A taxonomy or a term as HSDS (3 and 1) writes it, as records: the source's own ids become ours, `taxonomy_detail`
/// and a nested `taxonomy` become a Taxonomy, ORUK's `taxonomy_terms` of a taxonomy and nested `children` become terms.
/// The object itself is the last record. Problem: it has neither id nor name.
[[nodiscard]] Result<std::vector<model::Record>> taxonomy_records(const Json& taxonomy, ImportContext& context);
[[nodiscard]] Result<std::vector<model::Record>> term_records(const Json& term, ImportContext& context);

/// Terms of a list that belong to one taxonomy, which stands elsewhere in the file.
[[nodiscard]] Result<std::vector<model::Record>> term_records(const Json& term, const model::Taxonomy& taxonomy,
                                                              ImportContext& context);

/// "Lunch clubs & cafés" → "lunch-clubs-cafes": a code for a term that has none.
std::string slug_of(std::string_view name);

}  // namespace fingerpost::importers
