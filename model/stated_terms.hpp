#pragma once

#include <vector>

#include "model/taxonomy_tree.hpp"

namespace fingerpost::model {

/// What a record states by its attributes and those of its parts: ids of terms and of their taxonomies, ascending, each
/// once. A term is there under the id the record gives it and, where `tree` knows its taxonomy and code under another,
/// under that one too.
struct StatedTerms {
  std::vector<Uuid> terms, taxonomies;
  auto operator<=>(const StatedTerms&) const = default;
};
StatedTerms stated_terms(const Record& record, const TaxonomyTree& tree);
StatedTerms stated_terms(const Service& service, const TaxonomyTree& tree);
/// Both together.
StatedTerms joined(const StatedTerms& a, const StatedTerms& b);

/// The id of a taxonomy that is known by name alone: UUIDv5 of "taxonomy\nname" in kImportNamespace.
Uuid taxonomy_id_by_name(std::string_view name);
/// The id under which a term's taxonomy is served: its own, else one by its name; nil when it has neither.
Uuid taxonomy_id_of(const TaxonomyTerm& term);

}  // namespace fingerpost::model
