#include "geo/detail/name_table.hpp"

#include <algorithm>
#include <bit>
#include <cstdlib>

#include "geo/detail/name_key.hpp"

namespace fingerpost::geo::detail {
namespace {

constexpr Tag kRows = tag("NKEY"), kKeys = tag("NTXT");

}  // namespace

void NameTableBuilder::add(std::string_view name, std::uint32_t entry) {
  for (std::string& key : name_keys(name)) keys_.emplace_back(std::move(key), entry);
}

void NameTableBuilder::write(TableWriter& file) {
  std::sort(keys_.begin(), keys_.end());
  keys_.erase(std::unique(keys_.begin(), keys_.end()), keys_.end());
  std::string text;
  std::vector<NameRow> rows;
  rows.reserve(keys_.size());
  for (const auto& [key, entry] : keys_) {
    rows.push_back(
        {{static_cast<std::uint32_t>(text.size()), static_cast<std::uint32_t>(key.size())}, entry, letters_of(key)});
    text += key;
  }
  file.begin(kRows);
  file.write_all(rows);
  file.begin(kKeys);
  file.write(text.data(), text.size());
}

NameTable::NameTable(const TableFile& file)
    : file_(&file), rows_(file.rows<NameRow>(kRows)), keys_(file.section_bytes(kKeys)) {}

std::string_view NameTable::key(const NameRow& row) const {
  if (row.key.offset > keys_.size() || row.key.length > keys_.size() - row.key.offset)
    file_->fail_damaged("a name lies outside the file");
  return keys_.substr(row.key.offset, row.key.length);
}

std::span<const NameRow> NameTable::find(std::string_view wanted) const {
  const auto first = std::lower_bound(rows_.begin(), rows_.end(), wanted,
                                      [&](const NameRow& row, std::string_view k) { return key(row) < k; });
  auto last = first;
  while (last != rows_.end() && key(*last) == wanted) ++last;
  return {first, last};
}

std::span<const NameRow> NameTable::beginning_with(std::string_view prefix) const {
  const auto first = std::lower_bound(rows_.begin(), rows_.end(), prefix,
                                      [&](const NameRow& row, std::string_view k) { return key(row) < k; });
  const auto last = std::upper_bound(first, rows_.end(), prefix, [&](std::string_view p, const NameRow& row) {
    return p < key(row).substr(0, p.size());
  });
  return {first, last};
}

std::vector<NearName> near_names(const NameTable& table, std::string_view key, int edits, std::size_t limit) {
  const SpellingDistance distance(key);
  const std::uint32_t letters = letters_of(key);
  const int length = static_cast<int>(key.size());
  std::vector<NearName> near;
  for (const NameRow& row : table.all()) {
    if (std::abs(static_cast<int>(row.key.length) - length) > edits) continue;
    if (std::popcount(row.letters ^ letters) > 2 * edits) continue;
    if (const int found = distance.to(table.key(row)); found <= edits) near.push_back({found, row});
  }
  std::sort(near.begin(), near.end(), [](const NearName& a, const NearName& b) {
    return a.edits != b.edits ? a.edits < b.edits : a.row.entry < b.row.entry;
  });
  if (near.size() > limit) near.resize(limit);
  return near;
}

}  // namespace fingerpost::geo::detail
