#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.hpp"
#include "geo/spatial_index.hpp"
#include "search/detail/tables.hpp"
#include "search/document.hpp"

namespace fingerpost::search::detail {

/// A document's number within its segment, from 0, in Morton order of location where it has one.
using Doc = std::uint32_t;
inline constexpr Doc kNoDoc = std::numeric_limits<Doc>::max();

/// A half-open run of documents.
struct Interval {
  Doc begin, end;
  bool operator==(const Interval&) const = default;
};

/// What a document is: the two-valued attributes. Documents with the same share one number.
struct WhatHead {
  Kind kind;
  bool signatory;
};

/// Whom a document fits: the three-valued attributes that are no lists.
struct FitsHead {
  std::uint64_t open_hours[3];
  std::int16_t minimum_age, maximum_age;  ///< -1: none
  model::Tri free;
  bool ages_known, hours_known;
  std::uint8_t more;          ///< packed_tris: women, men, room
  std::int16_t wait_days;     ///< -1: unknown
  std::uint16_t unused[3]{};  // makes the padding explicit
};

/// Three Tri values in one byte, and the `at`th of them.
constexpr std::uint8_t packed_tris(model::Tri first, model::Tri second, model::Tri third) {
  return static_cast<std::uint8_t>(static_cast<unsigned>(first) | (static_cast<unsigned>(second) << 2) |
                                   (static_cast<unsigned>(third) << 4));
}
constexpr model::Tri tri_at(std::uint8_t packed, unsigned at) {
  return static_cast<model::Tri>((packed >> (2 * at)) & 3);
}

/// `presence` of a document: its Here bits, and these.
inline constexpr std::uint8_t kEverywhereBit = 32, kHasExtents = 64;
/// Flag in `record`: the record has other documents too.
inline constexpr std::uint32_t kSeveral = 0x8000'0000;

/// Everything about the documents of one segment but their text, by document: some 60 bytes each, read-only, views of
/// an Image (mapped file or memory) that must outlive it. Lists are numbers of distinct lists: a directory has far
/// fewer different sets of categories than services. Built by ColumnsBuilder.
class Columns {
 public:
  explicit Columns(std::string_view image);

  std::uint32_t size() const { return static_cast<std::uint32_t>(latitude.size()); }
  std::uint32_t records() const { return static_cast<std::uint32_t>(record_ids.size()); }
  bool has_point(Doc doc) const { return latitude[doc] == latitude[doc]; }
  geo::Point point(Doc doc) const { return {latitude[doc], longitude[doc]}; }
  std::uint32_t record_of(Doc doc) const { return record[doc] & ~kSeveral; }
  bool is_geographic(Doc doc) const { return doc < geographic_end; }
  bool is_one_of_several(Doc doc) const { return (record[doc] & kSeveral) != 0; }
  const Uuid& record_id(Doc doc) const { return record_ids[record_of(doc)]; }

  /// Number of a record by its id, the latest when it was replaced. O(log n).
  std::optional<std::uint32_t> find_record(const Uuid& id) const;

  /// Morton codes of every so manieth document of the geographic block.
  static constexpr Doc kMortonSample = 256;
  std::vector<std::uint64_t> morton_samples;
  /// Documents before this one have a point, are in Morton order and are not everywhere; the others come after.
  Doc geographic_end = 0;

  // By document.
  std::span<const double> latitude, longitude;      ///< NaN: no point
  std::span<const std::uint32_t> record;            ///< number of its record, and kSeveral
  std::span<const std::uint32_t> what, fits;        ///< rows of the tables below
  std::span<const std::uint32_t> covers, lies_in;   ///< rows of covers_sets, lies_in_sets
  std::span<const std::uint16_t> verified, edited;  ///< days since 1970, 0: unknown
  std::span<const std::uint16_t> length;            ///< of its text, weighted
  std::span<const std::uint8_t> completeness, presence, basis;
  std::span<const Uuid> keys;
  std::span<const std::uint64_t> entry_at;     ///< where its Entry begins in the segment's entries
  std::span<const std::uint32_t> entry_bytes;  ///< and its size

  // By record.
  std::span<const Uuid> record_ids;
  Lists record_docs;

  // By row of `what` and `fits`.
  std::span<const WhatHead> what_heads;
  Lists categories, themes;
  std::span<const FitsHead> fits_heads;
  Lists access;  ///< 4 × code + Tri
  Lists languages, referral;
  Lists covers_sets, lies_in_sets;

  Dictionary category_names, theme_names, access_names, language_names, referral_names, area_names;

  /// Rows of `what` that have a category, by category.
  Lists whats_with_category;
  /// Documents by their row of `what`; and of those only the documents of mixed records. A record is plain when all of
  /// its documents are in the geographic block and share one row, else it is mixed.
  Lists docs_with_what, mixed_docs_with_what;
  /// Plain records, and their documents, by row of `what`.
  std::span<const std::uint32_t> plain_records_with_what, plain_docs_with_what;

  /// Documents of the geographic block that cover or speak for an area, by area.
  Lists docs_covering;
  /// Documents with extents, one for each polygon in `extents`.
  std::span<const Doc> extent_docs;
  std::optional<geo::AreaIndex> extents;

 private:
  void read_by_document(const Image& image);
  void read_tables(const Image& image);
  void read_extents(std::string_view bytes);

  std::span<const std::uint32_t> records_by_id_;
};

/// Sections of the columns' image, in order; tables of strings and lists take two each.
namespace column {
enum Section : std::size_t {
  kMeta,
  kLatitude,
  kLongitude,
  kRecord,
  kWhat,
  kFits,
  kCovers,
  kLiesIn,
  kVerified,
  kEdited,
  kLength,
  kCompleteness,
  kPresence,
  kBasis,
  kKeys,
  kEntryAt,
  kEntryBytes,
  kRecordIds,
  kRecordsById,
  kRecordDocs,
  kWhatHeads = kRecordDocs + 2,
  kCategories,
  kThemes = kCategories + 2,
  kFitsHeads = kThemes + 2,
  kAccess,
  kLanguages = kAccess + 2,
  kReferral = kLanguages + 2,
  kCoversSets = kReferral + 2,
  kLiesInSets = kCoversSets + 2,
  kCategoryNames = kLiesInSets + 2,
  kThemeNames = kCategoryNames + 2,
  kAccessNames = kThemeNames + 2,
  kLanguageNames = kAccessNames + 2,
  kReferralNames = kLanguageNames + 2,
  kAreaNames = kReferralNames + 2,
  kWhatsWithCategory = kAreaNames + 2,
  kDocsWithWhat = kWhatsWithCategory + 2,
  kMixedDocsWithWhat = kDocsWithWhat + 2,
  kPlainRecordsWithWhat = kMixedDocsWithWhat + 2,
  kPlainDocsWithWhat,
  kDocsCovering,
  kExtentDocs = kDocsCovering + 2,
  kExtents,
  kSections
};
inline constexpr std::uint32_t kImageKind = 1;
}  // namespace column

}  // namespace fingerpost::search::detail
