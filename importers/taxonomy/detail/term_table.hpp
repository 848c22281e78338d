#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "importers/importer.hpp"
#include "model/records.hpp"

namespace fingerpost::importers {

/// Where a table of terms keeps what, by the names its columns have.
class TermColumns {
 public:
  /// `columns` as column_key makes them.
  explicit TermColumns(std::span<const std::string> columns);

  std::optional<std::size_t> code, id, name, parent, parent_name, description, taxonomy, taxonomy_id, uri, language,
      name_cy;
  std::vector<std::size_t>
      levels;  ///< Section, Group, Sub-group: the last filled one is the code, the one before the parent
  std::vector<std::size_t> path;  ///< Category, Subcategory: names of what stands above

  bool usable() const { return name && (id || code || !levels.empty()); }
  bool is_tree() const { return parent || parent_name || !levels.empty() || !path.empty(); }
};

struct TermRow {
  std::string key;  ///< what identifies it in the source: id, else code
  std::vector<std::string> fields;
  model::RawRow raw;
};

/// A table of terms, held in memory: a parent named by its name may stand anywhere in it.
class TermTable {
 public:
  static constexpr std::size_t kMaxTerms = 200'000;

  /// Reads the whole table; rows without key or name are refused.
  TermTable(const InputFile& file, ImportContext& context);

  const std::vector<TermRow>& rows() const { return rows_; }
  /// As HSDS would write it, parent by the source's id.
  Json json_of(const TermRow& row) const;
  model::Taxonomy taxonomy_of(const TermRow& row) const;

 private:
  std::string field(const TermRow& row, const std::optional<std::size_t>& column) const;
  std::string parent_of(const TermRow& row) const;

  const InputFile& file_;
  ImportContext& context_;
  TermColumns columns_;
  std::vector<TermRow> rows_;
  std::map<std::string, std::string> key_by_name_;
};

}  // namespace fingerpost::importers
