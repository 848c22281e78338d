#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "search/detail/columns.hpp"
#include "search/detail/entry.hpp"

namespace fingerpost::search::detail {

/// Where an Entry lies among the entries of its segment.
struct EntryPlace {
  std::uint64_t at = 0;
  std::uint32_t bytes = 0;
};

/// Whether a document belongs to the geographic block: it has a point, and its point matters to where it is found.
inline bool is_geographic(const Document& document) { return document.point && !document.everywhere; }

/// Collects entries, in the order of their documents, into the image that Columns reads. The base adds geographic
/// documents first, in Morton order; the tail adds in order of arrival and has no geographic block.
class ColumnsBuilder {
 public:
  enum class Order { morton, arrival };
  explicit ColumnsBuilder(Order order) : order_(order) {}

  /// The number of its record.
  std::uint32_t add(const Entry& entry, EntryPlace place);
  /// Documents of this record that come later are a new record: those before have been removed.
  void forget_record(const Uuid& id) { record_numbers_.erase(id); }
  std::uint32_t size() const { return static_cast<std::uint32_t>(latitude_.size()); }
  /// The image of everything added so far; more may be added afterwards. O(n).
  std::string image() const;

 private:
  using Numbers = std::vector<std::uint32_t>;
  struct What {
    Kind kind;
    bool signatory;
    Numbers categories, themes;
    auto operator<=>(const What&) const = default;
  };
  struct Fits {
    std::array<std::uint64_t, 3> open_hours;
    std::int16_t minimum_age, maximum_age;
    model::Tri free;
    bool ages_known, hours_known;
    std::uint8_t more;
    std::int16_t wait_days;
    Numbers access, languages, referral;
    auto operator<=>(const Fits&) const = default;
  };

  std::uint32_t add_record(const Uuid& id);
  void add_area_docs(const Document& document, const Numbers& areas);
  What what_of(const Document& document);
  Fits fits_of(const Document& document);
  void add_tables(ImageWriter& image) const;
  void add_records(ImageWriter& image, const std::vector<Numbers>& record_docs) const;
  void add_whats(ImageWriter& image, const std::vector<Numbers>& record_docs) const;
  std::vector<Numbers> record_docs() const;

  Order order_;
  std::vector<double> latitude_, longitude_;
  Numbers record_, what_, fits_, covers_, lies_in_, entry_bytes_;
  std::vector<std::uint16_t> verified_, edited_, length_;
  std::vector<std::uint8_t> completeness_, presence_, basis_;
  std::vector<Uuid> keys_;
  std::vector<std::uint64_t> entry_at_;
  Doc geographic_end_ = 0;

  std::vector<Uuid> record_ids_;
  std::unordered_map<Uuid, std::uint32_t> record_numbers_;
  Interner category_, theme_, access_, language_, referral_, area_;
  DistinctValues<What> whats_;
  DistinctValues<Fits> fitses_;
  DistinctValues<Numbers> covers_sets_, lies_in_sets_;
  std::vector<std::vector<Doc>> docs_covering_;
  std::vector<Doc> extent_docs_;
  std::string extents_;
};

}  // namespace fingerpost::search::detail
