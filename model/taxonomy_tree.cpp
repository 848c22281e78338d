#include "model/taxonomy_tree.hpp"

#include <algorithm>
#include <unordered_set>

#include "base/text.hpp"
#include "model/reading.hpp"

namespace fingerpost::model {

TaxonomyTree::TaxonomyTree(std::vector<TaxonomyTerm> terms) : terms_(std::move(terms)) {
  std::sort(terms_.begin(), terms_.end(), [](const TaxonomyTerm& a, const TaxonomyTerm& b) { return a.id < b.id; });
  for (std::size_t i = 0; i < terms_.size(); ++i) {
    by_id_.emplace(terms_[i].id, i);
    const TaxonomyTerm& term = terms_[i];
    if (!term.code.empty()) by_code_.emplace(Key{term.code, term.taxonomy}, i);
    for (const std::string_view name : {std::string_view(term.name), term.extra["name_cy"].string()})
      if (!name.empty()) by_name_.emplace(Key{fold(name), term.taxonomy}, i);
  }
  for (std::size_t i = 0; i < terms_.size(); ++i) {
    if (!terms_[i].parent_id.is_nil()) children_[terms_[i].parent_id].push_back(i);
  }
}

const TaxonomyTerm* TaxonomyTree::by_id(const Uuid& id) const {
  const auto found = by_id_.find(id);
  return found == by_id_.end() ? nullptr : &terms_[found->second];
}

const TaxonomyTerm* TaxonomyTree::by_code(std::string_view taxonomy, std::string_view code) const {
  const auto found = by_code_.find(KeyView{code, taxonomy});
  return found == by_code_.end() ? nullptr : &terms_[found->second];
}

const TaxonomyTerm* TaxonomyTree::by_name(std::string_view taxonomy, std::string_view name) const {
  const std::string folded = fold(trim(name));
  const auto found = by_name_.find(KeyView{folded, taxonomy});
  return found == by_name_.end() ? nullptr : &terms_[found->second];
}

const TaxonomyTerm* TaxonomyTree::find(std::string_view id_or_code) const {
  if (const auto id = parse_uuid(id_or_code)) return by_id(*id);
  if (const TaxonomyTerm* need = by_code(taxonomy_name::needs, id_or_code)) return need;
  const auto first = by_code_.lower_bound(KeyView{id_or_code, ""});
  return first != by_code_.end() && first->first.first == id_or_code ? &terms_[first->second] : nullptr;
}

std::vector<const TaxonomyTerm*> TaxonomyTree::path(const Uuid& id) const {
  std::vector<const TaxonomyTerm*> path;
  for (const TaxonomyTerm* term = by_id(id); term != nullptr; term = by_id(term->parent_id)) {
    if (std::find(path.begin(), path.end(), term) != path.end()) break;
    path.push_back(term);
  }
  return path;
}

std::vector<const TaxonomyTerm*> TaxonomyTree::children(const Uuid& id) const {
  std::vector<const TaxonomyTerm*> found;
  if (const auto below = children_.find(id); below != children_.end())
    for (const std::size_t index : below->second) found.push_back(&terms_[index]);
  return found;
}

std::vector<const TaxonomyTerm*> TaxonomyTree::descendants(const Uuid& id) const {
  std::vector<const TaxonomyTerm*> found;
  std::unordered_set<Uuid> met;
  if (const TaxonomyTerm* term = by_id(id)) found.push_back(term);
  met.insert(id);
  for (std::size_t next = 0; next < found.size(); ++next)
    for (const TaxonomyTerm* child : children(found[next]->id))
      if (met.insert(child->id).second) found.push_back(child);
  return found;
}

std::vector<const TaxonomyTerm*> TaxonomyTree::roots(std::string_view taxonomy) const {
  std::vector<const TaxonomyTerm*> found;
  for (const TaxonomyTerm& term : terms_)
    if (term.taxonomy == taxonomy && by_id(term.parent_id) == nullptr) found.push_back(&term);
  return found;
}

}  // namespace fingerpost::model
