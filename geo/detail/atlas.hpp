#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "geo/detail/area_set.hpp"
#include "geo/detail/manifest.hpp"
#include "geo/detail/place_set.hpp"
#include "geo/detail/postcode_set.hpp"
#include "geo/detail/rtree.hpp"
#include "geo/detail/shape_cache.hpp"
#include "geo/place.hpp"

namespace fingerpost::geo::detail {

/// One source's files, mapped; a kind that it does not have is null.
struct Source {
  SourceEntry entry;
  std::unique_ptr<PostcodeSet> postcodes;
  std::unique_ptr<PlaceSet> places;
  std::unique_ptr<AreaSet> areas;
};

/// An area in force: of several sources that have one of its code and kind, the newest's.
struct AreaEntry {
  const AreaSet* set;
  const AreaShapeRow* row;
  bool is_in_force;
};

/// What all sources together know of a postcode, each fact from the newest that has it.
struct UnitFacts {
  std::optional<Point> point;
  PlaceStatus status = PlaceStatus::unknown;
  std::string_view terminated_on;
  std::vector<AreaRef> areas;
};

/// The middle of a sector or outcode.
struct Middle {
  Point point;
  std::uint32_t positioned;  ///< postcodes that made it; 0 when a source named it outright
};

/// The files of a places/ folder as one: facts by postcode, by code and by position. What people type is read by
/// Resolver. Immutable but for the cache of shapes; safe from several threads.
class Atlas {
 public:
  explicit Atlas(const std::filesystem::path& folder);

  /// Newest first.
  const std::vector<Source>& sources() const { return sources_; }
  bool is_empty() const { return sources_.empty(); }

  /// nullopt when no source has the postcode. `with_areas` false leaves the areas out, which is most of the cost.
  std::optional<UnitFacts> unit(const PostcodeKey& key, bool with_areas = true) const;
  /// The middle of a sector or outcode (of the source with most postcodes in it), nullopt when none is known.
  std::optional<Middle> middle(const PostcodeKey& part) const;
  /// Areas that all postcodes of a sector or outcode share.
  std::vector<AreaRef> shared_areas(const PostcodeKey& part) const;

  struct OutcodeEntry {
    std::uint32_t outcode;
    const PostcodeSet* set;
    const OutcodeRow* row;
  };
  /// Those of every source that has the outcode, newest first.
  std::span<const OutcodeEntry> outcode(std::uint32_t outcode) const;
  /// The different outcodes from `first` to `last`, both included, ascending.
  std::vector<std::uint32_t> outcodes_between(std::uint32_t first, std::uint32_t last) const;

  const std::vector<AreaEntry>& areas() const { return areas_; }
  /// The area of this code, one with a polygon first; nullptr when no boundary source has it.
  const AreaEntry* area(std::string_view code) const;
  /// The entry of a set's row, nullptr when another source's is in force.
  const AreaEntry* entry_of(const AreaSet& set, std::uint32_t number) const;
  /// An area that postcodes name and no boundary source draws: its row in some source's dictionary.
  struct CodeArea {
    const AreaDictionary* dictionary = nullptr;
    const AreaRefRow* row = nullptr;
  };
  std::optional<CodeArea> code_area(std::string_view code) const;

  /// Areas whose polygons hold the point.
  std::vector<const AreaEntry*> at(const Point& point) const;
  std::shared_ptr<const AreaShape> shape(const AreaEntry& area) const;
  AreaRef ref(const AreaEntry& area) const;

  /// The areas of a position: by polygon where a kind is drawn there, else as the row says; small to large, named.
  std::vector<AreaRef> areas_of(const Point& point, std::vector<AreaRef> row_areas) const;

 private:
  void open_source(const std::filesystem::path& folder, const SourceEntry& entry);
  void index_outcodes();
  void index_areas();
  void add_missing_areas(std::vector<AreaRef>& areas, const PostcodeSet& set, std::uint32_t number) const;

  std::vector<Source> sources_;
  std::vector<OutcodeEntry> outcodes_;  // sorted by outcode; of one outcode, newest source first
  std::vector<AreaEntry> areas_;
  std::unordered_map<const AreaSet*, std::uint32_t> first_area_;
  std::unordered_map<std::string_view, std::uint32_t> area_by_code_;
  BoxTree boxes_{{}};
  mutable ShapeCache shapes_;
};

/// Small to large: by level of kind, then kind, then code.
void sort_areas(std::vector<AreaRef>& areas);

}  // namespace fingerpost::geo::detail
