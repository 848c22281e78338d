#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/records.hpp"

namespace fingerpost::model {

/// Every taxonomy term known, as trees. Immutable after building; safe from several threads. A term whose parent is
/// unknown is a root; a cycle is cut at the term met first (by id).
class TaxonomyTree {
 public:
  TaxonomyTree() = default;
  explicit TaxonomyTree(std::vector<TaxonomyTerm> terms);

  const TaxonomyTerm* by_id(const Uuid& id) const;
  /// By (taxonomy name, code).
  const TaxonomyTerm* by_code(std::string_view taxonomy, std::string_view code) const;
  /// By (taxonomy name, term name or Welsh name), whatever the case and accents; the first by id when several have it.
  const TaxonomyTerm* by_name(std::string_view taxonomy, std::string_view name) const;
  /// What a caller may write for a category: a term's id, or its code in any taxonomy (fingerpost-needs first, then
  /// in the order of the taxonomies' names). O(log n).
  const TaxonomyTerm* find(std::string_view id_or_code) const;

  /// The term and its ancestors, root last.
  std::vector<const TaxonomyTerm*> path(const Uuid& id) const;
  /// The term and all below it, parents before children.
  std::vector<const TaxonomyTerm*> descendants(const Uuid& id) const;
  std::vector<const TaxonomyTerm*> roots(std::string_view taxonomy) const;
  std::vector<const TaxonomyTerm*> children(const Uuid& id) const;
  const std::vector<TaxonomyTerm>& terms() const { return terms_; }

 private:
  std::vector<TaxonomyTerm> terms_;
  std::unordered_map<Uuid, std::size_t> by_id_;
  using Key = std::pair<std::string, std::string>;
  using KeyView = std::pair<std::string_view, std::string_view>;
  struct KeyOrder {
    using is_transparent = void;
    bool operator()(const KeyView& a, const KeyView& b) const { return a < b; }
  };
  std::map<Key, std::size_t, KeyOrder> by_code_;  ///< (code, taxonomy)
  std::map<Key, std::size_t, KeyOrder> by_name_;  ///< (folded name, taxonomy)
  std::unordered_map<Uuid, std::vector<std::size_t>> children_;
};

}  // namespace fingerpost::model
