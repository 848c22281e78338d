#include "search/detail/where_plan.hpp"

#include <algorithm>

namespace fingerpost::search::detail {
namespace {

/// A box becomes at most so many runs: each costs a search in the posting lists, each one fewer a wider margin. Few are
/// enough where they hold no more than so many documents.
constexpr std::size_t kFewRuns = 4, kMaxRuns = 16, kFewDocuments = 2'000;
/// Runs nearer to each other than this are one: reading on is cheaper than jumping.
constexpr Doc kJoinGap = 32;

geo::Box common(const geo::Box& a, const geo::Box& b) {
  return {std::max(a.south, b.south), std::max(a.west, b.west), std::min(a.north, b.north), std::min(a.east, b.east)};
}

void join(std::vector<Interval>& runs) {
  std::sort(runs.begin(), runs.end(), [](const Interval& a, const Interval& b) { return a.begin < b.begin; });
  std::vector<Interval> joined;
  for (const Interval& run : runs) {
    if (run.begin >= run.end) continue;
    if (!joined.empty() && run.begin <= joined.back().end + kJoinGap)
      joined.back().end = std::max(joined.back().end, run.end);
    else
      joined.push_back(run);
  }
  runs = std::move(joined);
}

std::optional<geo::Box> box_of(const Where& where) {
  std::optional<geo::Box> box;
  if (where.area) box = where.area->box();
  if (where.centre && where.within) {
    const geo::Box around = geo::box_around(*where.centre, *where.within);
    box = box ? common(*box, around) : around;
  }
  return box;
}

std::vector<Interval> runs_in(const Columns& columns, const geo::Box& box, std::size_t most) {
  std::vector<Interval> runs;
  for (const auto& [first, last] : geo::morton_ranges(box, most)) {
    const bool is_last = last == std::numeric_limits<std::uint64_t>::max();
    runs.push_back({position_of(columns, first), is_last ? columns.geographic_end : position_of(columns, last + 1)});
  }
  join(runs);
  return runs;
}

}  // namespace

Doc position_of(const Columns& columns, std::uint64_t code) {
  // Between two samples, which are next to each other in memory.
  const auto& samples = columns.morton_samples;
  const auto behind = static_cast<Doc>(std::lower_bound(samples.begin(), samples.end(), code) - samples.begin());
  Doc low = behind == 0 ? 0 : (behind - 1) * Columns::kMortonSample;
  Doc high = std::min(columns.geographic_end, behind * Columns::kMortonSample);
  while (low < high) {
    const Doc middle = low + (high - low) / 2;
    if (geo::morton(columns.point(middle)) < code)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

std::size_t documents_in(std::span<const Interval> intervals) {
  std::size_t documents = 0;
  for (const Interval& interval : intervals) documents += interval.end - interval.begin;
  return documents;
}

std::vector<Interval> runs_in(const Columns& columns, const geo::Box& box) {
  std::vector<Interval> runs = runs_in(columns, box, kFewRuns);
  return documents_in(runs) <= kFewDocuments ? runs : runs_in(columns, box, kMaxRuns);
}

WherePlan::WherePlan(const Columns& columns, const Where& where)
    : columns_(columns), where_(where), asks_for_place_(where.centre || where.area || !where.covering.empty()) {
  if (!asks_for_place_) {
    if (columns.size() > 0) intervals_.push_back({0, columns.size()});
    return;
  }
  box_ = box_of(where);
  if (where.centre && where.within && !where.area) bounds_.emplace(*where.centre);
  if (!where.points_only) find_covering();
  plan_intervals();
}

void WherePlan::find_covering() {
  for (const std::string& code : where_.covering)
    if (const auto area = columns_.area_names.find(code)) covering_areas_.push_back(*area);
  std::sort(covering_areas_.begin(), covering_areas_.end());
  if (!covering_areas_.empty()) {
    covering_set_.resize(columns_.covers_sets.size());
    for (std::size_t row = 0; row < covering_set_.size(); ++row) {
      const auto set = columns_.covers_sets[row];
      covering_set_[row] = std::any_of(set.begin(), set.end(), [&](std::uint32_t area) {
        return std::binary_search(covering_areas_.begin(), covering_areas_.end(), area);
      });
    }
  }
  if (where_.centre && columns_.extents) {
    for (const std::uint32_t extent : columns_.extents->containing(*where_.centre))
      extent_docs_.push_back(columns_.extent_docs[extent]);
    std::sort(extent_docs_.begin(), extent_docs_.end());
  }
}

void WherePlan::plan_intervals() {
  const Doc block = columns_.geographic_end;
  const bool any_point = where_.centre && !box_;
  if (any_point)
    intervals_.push_back({0, block});
  else {
    if (box_) intervals_ = runs_in(columns_, *box_);
    add_covering_runs();
  }
  if (block < columns_.size()) intervals_.push_back({block, columns_.size()});
  join(intervals_);
}

void WherePlan::add_covering_runs() {
  for (const std::uint32_t area : covering_areas_)
    for (const Doc doc : columns_.docs_covering[area]) intervals_.push_back({doc, doc + 1});
  for (const Doc doc : extent_docs_)
    if (doc < columns_.geographic_end) intervals_.push_back({doc, doc + 1});
}

double WherePlan::distance_to(Doc doc) const {
  return where_.centre && columns_.has_point(doc) ? geo::distance(*where_.centre, columns_.point(doc))
                                                  : Presence::kNowhere;
}

bool WherePlan::holds_point(Doc doc, double distance) const {
  if (where_.area && !where_.area->contains(columns_.point(doc))) return false;
  if (where_.centre) return !where_.within || distance <= *where_.within;
  return where_.area != nullptr;
}

std::uint8_t WherePlan::covering_bits(Doc doc) const {
  const std::uint8_t offered = columns_.presence[doc];
  std::uint8_t here = 0;
  if (offered & kEverywhereBit) here |= offered & Here::online ? Here::online : Here::covers;
  const bool covered = (!covering_set_.empty() && covering_set_[columns_.covers[doc]]) ||
                       ((offered & kHasExtents) && std::binary_search(extent_docs_.begin(), extent_docs_.end(), doc));
  if (covered) {
    const auto stated = static_cast<std::uint8_t>(offered & (Here::covers | Here::speaks_for));
    here |= stated ? stated : static_cast<std::uint8_t>(Here::covers);
  }
  return here;
}

Presence WherePlan::at(Doc doc) const {
  Presence presence;
  if (!asks_for_place_) {
    presence.here = columns_.presence[doc] & 31;
    presence.is_candidate = true;
    return presence;
  }
  if (!where_.points_only) presence.here = covering_bits(doc);
  if (columns_.has_point(doc) && (!box_ || box_->contains(columns_.point(doc)))) {
    presence.distance = distance_to(doc);
    if (holds_point(doc, presence.distance)) {
      const auto stated = static_cast<std::uint8_t>(columns_.presence[doc] & (Here::delivers | Here::visits));
      presence.here |= stated ? stated : static_cast<std::uint8_t>(Here::delivers);
    }
  } else if (presence.here != 0) {
    presence.distance = distance_to(doc);
  }
  presence.is_candidate = presence.here != 0;
  return presence;
}

Glance WherePlan::glance(Doc doc) const {
  if (bounds_ && columns_.has_point(doc)) {
    const geo::DistanceBounds::Bounds bounds = bounds_->of(columns_.point(doc));
    if (bounds.most <= *where_.within) return {true, bounds.least};
    if (bounds.least > *where_.within) return {!where_.points_only && covering_bits(doc) != 0, 0};
  }
  const Presence presence = at(doc);
  return {presence.is_candidate, std::max(0.0, presence.distance)};
}

}  // namespace fingerpost::search::detail
