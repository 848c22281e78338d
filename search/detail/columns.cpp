#include "search/detail/columns.hpp"

#include <algorithm>

#include "search/detail/entry.hpp"

namespace fingerpost::search::detail {
namespace {

/// Failure when a value is not below `limit`: what was mapped must not lead us out of bounds.
void check_below(std::span<const std::uint32_t> values, std::size_t limit) {
  for (const std::uint32_t value : values)
    if (value >= limit) damaged("a column's value is out of range");
}

}  // namespace

Columns::Columns(std::string_view bytes) {
  const Image image(bytes, column::kImageKind, column::kSections);
  geographic_end = image.array<Doc>(column::kMeta, 1)[0];
  read_by_document(image);
  read_tables(image);
  read_extents(image.section(column::kExtents));
}

void Columns::read_by_document(const Image& image) {
  latitude = image.array<double>(column::kLatitude);
  const std::size_t n = latitude.size();
  longitude = image.array<double>(column::kLongitude, n);
  record = image.array<std::uint32_t>(column::kRecord, n);
  what = image.array<std::uint32_t>(column::kWhat, n);
  fits = image.array<std::uint32_t>(column::kFits, n);
  covers = image.array<std::uint32_t>(column::kCovers, n);
  lies_in = image.array<std::uint32_t>(column::kLiesIn, n);
  verified = image.array<std::uint16_t>(column::kVerified, n);
  edited = image.array<std::uint16_t>(column::kEdited, n);
  length = image.array<std::uint16_t>(column::kLength, n);
  completeness = image.array<std::uint8_t>(column::kCompleteness, n);
  presence = image.array<std::uint8_t>(column::kPresence, n);
  basis = image.array<std::uint8_t>(column::kBasis, n);
  keys = image.array<Uuid>(column::kKeys, n);
  entry_at = image.array<std::uint64_t>(column::kEntryAt, n);
  entry_bytes = image.array<std::uint32_t>(column::kEntryBytes, n);
  record_ids = image.array<Uuid>(column::kRecordIds);
  records_by_id_ = image.array<std::uint32_t>(column::kRecordsById, record_ids.size());
  if (geographic_end > n) damaged("the geographic block is larger than the index");
  for (std::size_t doc = 0; doc < geographic_end; doc += kMortonSample)
    morton_samples.push_back(geo::morton(point(static_cast<Doc>(doc))));
  check_below(records_by_id_, record_ids.size());
  for (const std::uint32_t each : record)
    if ((each & ~kSeveral) >= record_ids.size()) damaged("a document's record is unknown");
}

void Columns::read_tables(const Image& image) {
  category_names = Dictionary(image, column::kCategoryNames);
  theme_names = Dictionary(image, column::kThemeNames);
  access_names = Dictionary(image, column::kAccessNames);
  language_names = Dictionary(image, column::kLanguageNames);
  referral_names = Dictionary(image, column::kReferralNames);
  area_names = Dictionary(image, column::kAreaNames);
  record_docs = Lists(image, column::kRecordDocs, size());
  what_heads = image.array<WhatHead>(column::kWhatHeads);
  categories = Lists(image, column::kCategories, category_names.size());
  themes = Lists(image, column::kThemes, theme_names.size());
  fits_heads = image.array<FitsHead>(column::kFitsHeads);
  access = Lists(image, column::kAccess, 4 * access_names.size());
  languages = Lists(image, column::kLanguages, language_names.size());
  referral = Lists(image, column::kReferral, referral_names.size());
  covers_sets = Lists(image, column::kCoversSets, area_names.size());
  lies_in_sets = Lists(image, column::kLiesInSets, area_names.size());
  whats_with_category = Lists(image, column::kWhatsWithCategory, what_heads.size());
  docs_with_what = Lists(image, column::kDocsWithWhat, size());
  mixed_docs_with_what = Lists(image, column::kMixedDocsWithWhat, size());
  plain_records_with_what = image.array<std::uint32_t>(column::kPlainRecordsWithWhat, what_heads.size());
  plain_docs_with_what = image.array<std::uint32_t>(column::kPlainDocsWithWhat, what_heads.size());
  docs_covering = Lists(image, column::kDocsCovering, size());
  extent_docs = image.array<Doc>(column::kExtentDocs);
  if (record_docs.size() != records() || categories.size() != what_heads.size() || themes.size() != what_heads.size() ||
      access.size() != fits_heads.size() || languages.size() != fits_heads.size() ||
      referral.size() != fits_heads.size() || docs_covering.size() != area_names.size())
    damaged("its tables differ in length");
  check_below(what, what_heads.size());
  check_below(fits, fits_heads.size());
  check_below(covers, covers_sets.size());
  check_below(lies_in, lies_in_sets.size());
  check_below(extent_docs, size());
}

void Columns::read_extents(std::string_view bytes) {
  if (extent_docs.empty()) return;
  ByteReader in(bytes);
  std::vector<geo::AreaIndex::Entry> entries;
  for (std::uint32_t i = 0; i < extent_docs.size(); ++i)
    entries.push_back({i, geo::AreaShape(decoded_area(in.text()))});
  extents.emplace(std::move(entries));
}

std::optional<std::uint32_t> Columns::find_record(const Uuid& id) const {
  // The last of that id: in a tail, the ones before it have been replaced.
  const auto behind =
      std::upper_bound(records_by_id_.begin(), records_by_id_.end(), id,
                       [&](const Uuid& wanted, std::uint32_t number) { return wanted < record_ids[number]; });
  if (behind == records_by_id_.begin() || record_ids[*std::prev(behind)] != id) return std::nullopt;
  return *std::prev(behind);
}

}  // namespace fingerpost::search::detail
