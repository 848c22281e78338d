#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/clock.hpp"
#include "directory/feed_query.hpp"
#include "geo/point.hpp"
#include "model/stated_terms.hpp"
#include "model/weekly.hpp"
#include "store/store.hpp"

namespace fingerpost::geo {
class AreaShape;
}

namespace fingerpost::directory {

class ItemFile;
class Snapshot;

/// Where a service says that it is given, as far as the gazetteer knows the names.
struct Coverage {
  std::vector<std::string> codes;
  std::vector<std::shared_ptr<const geo::AreaShape>> shapes;
  bool everywhere = false;
};

/// One delivery point of a service.
struct FeedPoint {
  Uuid id;                          ///< of the service_at_location
  std::optional<geo::Point> point;  ///< absent when not known or withheld
  std::uint32_t stated = 0;         ///< row of stated(): the service's terms and the location's
};

/// Where the ready list item of a service lies.
struct ItemPlace {
  std::uint64_t offset = 0;
  std::uint32_t bytes = 0;
};

/// Ready list items that lie behind one another in a file, each with a line break.
struct ItemLines {
  int descriptor = -1;
  std::uint64_t offset = 0, bytes = 0;
  std::uint32_t end = 0;  ///< the number behind the last service in it
};

/// What of a service is looked at only when it is shown. Its delivery points stand one behind another in a table.
struct FeedDetail {
  Uuid id;
  store::Seq first_seq = 0;
  std::uint32_t first_point = 0, points = 0;
};

/// What the filters look at: one row a service, read from the first to the last.
struct FeedRow {
  Uuid organization_id;
  std::int64_t modified = 0;                          ///< milliseconds since 1970
  double minimum_age = 0, maximum_age = 0;            ///< NaN: not given
  std::uint32_t stated = 0, hours = 0, coverage = 0;  ///< rows of the tables below; coverage 0: not known
  bool withdrawn = false, has_points = false, in_index = false;
};

/// One organization of the feed.
struct FeedOrganization {
  Uuid id;
  store::Seq first_seq = 0;
  Uuid stands_for_it;  ///< the linked record that the index holds
  std::uint32_t stated = 0;
  bool withdrawn = false;
  std::vector<Uuid> location_ids;
};

/// A community building of the feed, or one that was.
struct FeedLocation {
  Uuid id;
  store::Seq first_seq = 0;
  bool withdrawn = false;
};

/// Everything that the open feeds list, as of one number: services and organizations in the order in which they first
/// came, withdrawn ones included, so that a page once read never loses a record and what is new comes at the end.
/// Immutable; any number of threads. Sets that services share are held once; list items lie in a file.
class Feed {
 public:
  store::Seq seq() const { return seq_; }
  /// When the newest change that it shows was made.
  Instant changed_at() const { return changed_at_; }

  std::size_t services() const { return rows_.size(); }
  const FeedDetail& service(std::uint32_t number) const { return details_[number]; }
  std::span<const FeedPoint> points_of(const FeedDetail& service) const {
    return std::span(points_).subspan(service.first_point, service.points);
  }
  const FeedRow& row(std::uint32_t number) const { return rows_[number]; }
  /// Appends the ready list item of a service: JSON without a line break.
  void append_item(std::uint32_t number, std::string& out) const;
  /// The longest run of items, from `number` on, that lies in one piece; the descriptor is good as long as the feed.
  ItemLines lines_from(std::uint32_t number) const;
  /// Bytes of all items with their line breaks.
  std::uint64_t line_bytes() const { return line_bytes_; }
  std::optional<std::uint32_t> find_service(const Uuid& id) const;

  const std::vector<FeedOrganization>& organizations() const { return organizations_; }

  /// The delivery points before those of service `number`: services() gives the count of all. O(1).
  std::uint64_t points_before(std::size_t number) const {
    return number < details_.size() ? details_[number].first_point : points_.size();
  }
  /// The service (its number) and position of the delivery point that stands at `place` among all. O(log n).
  std::pair<std::uint32_t, std::uint32_t> point_at(std::uint64_t place) const;
  /// The same of a delivery point by its id. The first call sorts them all.
  std::optional<std::pair<std::uint32_t, std::uint32_t>> find_point(const Uuid& id) const;
  /// Organizations that name a location as theirs. The first call sorts them all.
  std::vector<Uuid> organizations_at(const Uuid& location_id) const;

  /// Community buildings, in the order in which they first came.
  const std::vector<FeedLocation>& locations() const { return locations_; }

  /// Numbers of the services that fit, ascending. One pass over the rows; a search asks the snapshot's index first.
  std::vector<std::uint32_t> matching_services(const FeedQuery& query, const Snapshot& snapshot) const;
  /// Delivery points (service, position) that fit, in the same order: place and terms are those of the point.
  std::vector<std::pair<std::uint32_t, std::uint32_t>> matching_points(const FeedQuery& query,
                                                                       const Snapshot& snapshot) const;
  /// Places in organizations() that fit: search, terms and taxonomy are looked at.
  std::vector<std::uint32_t> matching_organizations(const FeedQuery& query, const Snapshot& snapshot) const;

 private:
  friend class FeedBuilder;
  friend class FeedFilter;

  store::Seq seq_ = 0;
  Instant changed_at_{};
  std::vector<FeedRow> rows_;
  std::vector<FeedDetail> details_;
  std::vector<FeedPoint> points_;  ///< in the order of the services
  /// Terms of the text, ascending, of services that the index does not hold (closed ones).
  std::unordered_map<Uuid, std::shared_ptr<const std::vector<std::string>>> closed_words_;
  std::vector<ItemPlace> item_places_;
  std::vector<std::uint32_t> by_id_;  ///< numbers of the services, ascending by id
  std::vector<FeedOrganization> organizations_;
  std::vector<FeedLocation> locations_;
  std::vector<std::shared_ptr<const model::StatedTerms>> stated_;
  std::vector<std::shared_ptr<const std::vector<model::WeeklySpan>>> hours_;
  std::vector<std::shared_ptr<const Coverage>> coverages_;
  std::shared_ptr<const ItemFile> items_;
  std::uint64_t line_bytes_ = 0;
  mutable std::once_flag points_sorted_, locations_sorted_;
  mutable std::vector<std::pair<Uuid, std::pair<std::uint32_t, std::uint32_t>>> points_by_id_;
  mutable std::vector<std::pair<Uuid, Uuid>> organizations_by_location_;
};

}  // namespace fingerpost::directory
