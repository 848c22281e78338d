#include "model/stated_terms.hpp"

#include <algorithm>

#include "model/detail/for_each.hpp"

namespace fingerpost::model {
namespace {

void tidy(std::vector<Uuid>& ids) {
  std::ranges::sort(ids);
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
}

void add(std::vector<Uuid>& ids, const Uuid& id) {
  if (!id.is_nil()) ids.push_back(id);
}

void add_attribute(StatedTerms& stated, const Attribute& attribute, const TaxonomyTree& tree) {
  const TermRef& term = attribute.taxonomy_term;
  const Uuid& id = attribute.taxonomy_term_id.is_nil() ? term.id : attribute.taxonomy_term_id;
  add(stated.terms, id);
  add(stated.terms, term.id);
  add(stated.taxonomies, term.taxonomy_id);
  const TaxonomyTerm* known = tree.by_id(id);
  if (known == nullptr && !term.code.empty()) known = tree.by_code(term.taxonomy, term.code);
  if (known != nullptr) {
    add(stated.terms, known->id);
    add(stated.taxonomies, taxonomy_id_of(*known));
  } else if (term.taxonomy_id.is_nil() && !term.taxonomy.empty()) {
    add(stated.taxonomies, taxonomy_id_by_name(term.taxonomy));
  }
}

template <typename Part>
StatedTerms stated_by(const Part& part, const TaxonomyTree& tree) {
  StatedTerms stated;
  detail::for_each_attribute(part, [&](const Attribute& attribute) { add_attribute(stated, attribute, tree); });
  tidy(stated.terms);
  tidy(stated.taxonomies);
  return stated;
}

}  // namespace

StatedTerms stated_terms(const Record& record, const TaxonomyTree& tree) {
  return std::visit([&](const auto& r) { return stated_by(r, tree); }, record);
}

StatedTerms stated_terms(const Service& service, const TaxonomyTree& tree) { return stated_by(service, tree); }

StatedTerms joined(const StatedTerms& a, const StatedTerms& b) {
  StatedTerms both = a;
  both.terms.insert(both.terms.end(), b.terms.begin(), b.terms.end());
  both.taxonomies.insert(both.taxonomies.end(), b.taxonomies.begin(), b.taxonomies.end());
  tidy(both.terms);
  tidy(both.taxonomies);
  return both;
}

Uuid taxonomy_id_by_name(std::string_view name) { return uuid_v5(kImportNamespace, "taxonomy\n" + std::string(name)); }

Uuid taxonomy_id_of(const TaxonomyTerm& term) {
  if (!term.taxonomy_id.is_nil()) return term.taxonomy_id;
  return term.taxonomy.empty() ? Uuid{} : taxonomy_id_by_name(term.taxonomy);
}

}  // namespace fingerpost::model
