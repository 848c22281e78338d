#include "directory/feed.hpp"

#include <algorithm>

#include "directory/detail/feed_filter.hpp"
#include "directory/detail/item_file.hpp"
#include "directory/snapshot.hpp"
#include "model/reading.hpp"

namespace fingerpost::directory {

void Feed::append_item(std::uint32_t number, std::string& out) const { items_->read(item_places_[number], out); }

ItemLines Feed::lines_from(std::uint32_t number) const {
  ItemLines lines{items_->descriptor(), item_places_[number].offset, 0, number};
  while (lines.end < item_places_.size() && item_places_[lines.end].offset == lines.offset + lines.bytes)
    lines.bytes += item_places_[lines.end++].bytes + 1;
  return lines;
}

std::optional<std::uint32_t> Feed::find_service(const Uuid& id) const {
  const auto id_of = [this](std::uint32_t number) { return details_[number].id; };
  const auto at = std::ranges::lower_bound(by_id_, id, {}, id_of);
  if (at == by_id_.end() || id_of(*at) != id) return std::nullopt;
  return *at;
}

std::pair<std::uint32_t, std::uint32_t> Feed::point_at(std::uint64_t place) const {
  const auto after = std::ranges::upper_bound(details_, place, {}, &FeedDetail::first_point);
  const auto number = static_cast<std::uint32_t>(after - details_.begin() - 1);
  return {number, static_cast<std::uint32_t>(place - details_[number].first_point)};
}

std::optional<std::pair<std::uint32_t, std::uint32_t>> Feed::find_point(const Uuid& id) const {
  std::call_once(points_sorted_, [this] {
    points_by_id_.reserve(points_.size());
    for (std::uint32_t number = 0; number < details_.size(); ++number)
      for (std::uint32_t at = 0; at < details_[number].points; ++at)
        points_by_id_.push_back({points_[details_[number].first_point + at].id, {number, at}});
    std::ranges::sort(points_by_id_);
  });
  const auto found = std::ranges::lower_bound(points_by_id_, id, {}, [](const auto& entry) { return entry.first; });
  if (found == points_by_id_.end() || found->first != id) return std::nullopt;
  return found->second;
}

std::vector<Uuid> Feed::organizations_at(const Uuid& location_id) const {
  std::call_once(locations_sorted_, [this] {
    for (const FeedOrganization& organization : organizations_)
      for (const Uuid& location : organization.location_ids)
        organizations_by_location_.push_back({location, organization.id});
    std::ranges::sort(organizations_by_location_);
  });
  std::vector<Uuid> found;
  for (auto at = std::ranges::lower_bound(organizations_by_location_, std::pair{location_id, Uuid{}});
       at != organizations_by_location_.end() && at->first == location_id; ++at)
    found.push_back(at->second);
  return found;
}

std::vector<std::uint32_t> Feed::matching_services(const FeedQuery& query, const Snapshot& snapshot) const {
  FeedFilter filter(*this, query, snapshot);
  std::vector<std::uint32_t> numbers;
  for (std::uint32_t number = 0; number < rows_.size(); ++number)
    if (filter.fits(number) && filter.fits_terms(rows_[number].stated) && filter.fits_place(number))
      numbers.push_back(number);
  return numbers;
}

std::vector<std::pair<std::uint32_t, std::uint32_t>> Feed::matching_points(const FeedQuery& query,
                                                                           const Snapshot& snapshot) const {
  FeedFilter filter(*this, query, snapshot);
  std::vector<std::pair<std::uint32_t, std::uint32_t>> found;
  for (std::uint32_t number = 0; number < rows_.size(); ++number) {
    if (!filter.fits(number)) continue;
    const auto points = points_of(details_[number]);
    for (std::uint32_t at = 0; at < points.size(); ++at)
      if (filter.fits_terms(points[at].stated) && filter.fits_place(number, points[at])) found.push_back({number, at});
  }
  return found;
}

std::vector<std::uint32_t> Feed::matching_organizations(const FeedQuery& query, const Snapshot& snapshot) const {
  FeedFilter filter(*this, query, snapshot, search::Kind::organization);
  std::vector<std::uint32_t> found;
  for (std::uint32_t at = 0; at < organizations_.size(); ++at)
    if (filter.fits_words(organizations_[at].stands_for_it) && filter.fits_terms(organizations_[at].stated))
      found.push_back(at);
  return found;
}

}  // namespace fingerpost::directory
