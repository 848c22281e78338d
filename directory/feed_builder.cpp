#include "directory/detail/feed_builder.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <unordered_map>

#include "base/failure.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "directory/detail/item_file.hpp"
#include "directory/projection.hpp"
#include "directory/published.hpp"
#include "model/reading.hpp"
#include "search/analyser.hpp"

namespace fingerpost::directory {
namespace {

using model::RecordKind;

constexpr std::size_t kChangesAtOnce = 5'000;
/// How much of a closed service's text is kept for the feed's search.
constexpr std::size_t kClosedWordsBytes = 4'000;
/// List items that were replaced stay in the file until they are this many times what is shown.
constexpr std::uint64_t kMaxWaste = 3, kSmallFile = 64u << 20;

/// Who waits for the first feed: so many may, they hold workers that searches need.
constexpr int kMostWaiting = 1;

/// A seat among those who wait.
struct Waiting {
  explicit Waiting(std::atomic<int>& all) : seats(all), before(all.fetch_add(1)) {}
  ~Waiting() { seats.fetch_sub(1); }
  Waiting(const Waiting&) = delete;
  Waiting& operator=(const Waiting&) = delete;

  std::atomic<int>& seats;
  const int before;
};

const model::Location* location_at(const model::ServiceAtLocation& at, const model::Lookup& lookup) {
  const model::Record* record = at.location_id.is_nil() ? nullptr : lookup(RecordKind::location, at.location_id);
  return record == nullptr ? nullptr : std::get_if<model::Location>(record);
}

std::vector<std::string> words_of(const model::Service& service) {
  std::string text = service.name + ' ' + service.alternate_name + ' ' + plain_text_from_html(service.description);
  text = shorten(text, kClosedWordsBytes);
  std::vector<std::string> words;
  for (search::Token& token : search::analyse(text)) words.push_back(std::move(token.term));
  std::ranges::sort(words);
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

/// What decides the areas of a service, as a key.
std::string coverage_key(const model::Service& service) {
  std::string key;
  for (const model::ServiceArea& area : service.service_areas) {
    for (const std::string_view part : {std::string_view(area.name), std::string_view(area.extent_type),
                                        std::string_view(area.extent), area.extra["code"].string()})
      key.append(part).push_back('\x1f');
  }
  return key;
}

Coverage coverage_of(const model::Service& service, PlaceMemo& places) {
  CoveredAreas areas = covered_areas(service, places);
  Coverage coverage{std::move(areas.codes), {}, areas.everywhere};
  for (const geo::MultiPolygon& extent : areas.extents)
    coverage.shapes.push_back(std::make_shared<const geo::AreaShape>(extent));
  return coverage;
}

}  // namespace

/// What one run reads with.
struct FeedBuilder::Work {
  explicit Work(const Snapshot& snapshot)
      : reader(snapshot.records()), places(snapshot.gazetteer()), terms(snapshot.terms()) {}
  RecordReader reader;
  PlaceMemo places;
  const model::TaxonomyTree& terms;
  std::unordered_map<Uuid, std::size_t> organizations;  ///< those of the feed before, by id
};

std::uint32_t FeedBuilder::stated_row(Feed& feed, const model::StatedTerms& stated) {
  return stated_.row_of(stated, feed.stated_);
}

std::uint32_t FeedBuilder::hours_row(Feed& feed, const model::Service& service, const model::Lookup& lookup) {
  std::vector<model::Schedule> schedules = service.schedules;
  for (const model::ServiceAtLocation& at : service.service_at_locations)
    schedules.insert(schedules.end(), at.schedules.begin(), at.schedules.end());
  if (schedules.empty())
    for (const model::ServiceAtLocation& at : service.service_at_locations)
      if (const auto* location = location_at(at, lookup))
        schedules.insert(schedules.end(), location->schedules.begin(), location->schedules.end());
  return hours_.row_of(model::weekly_spans(schedules), feed.hours_);
}

std::uint32_t FeedBuilder::coverage_row(Feed& feed, const model::Service& service, PlaceMemo& places) {
  if (service.service_areas.empty()) return 0;
  const auto [known, is_new] =
      coverages_.try_emplace(coverage_key(service), static_cast<std::uint32_t>(feed.coverages_.size()));
  if (is_new) feed.coverages_.push_back(std::make_shared<const Coverage>(coverage_of(service, places)));
  const std::uint32_t row = known->second;
  const Coverage& coverage = *feed.coverages_[row];
  return coverage.codes.empty() && coverage.shapes.empty() && !coverage.everywhere ? 0 : row;
}

void FeedBuilder::put_service(Feed& feed, const store::StoredRecord& stored, Work& work) {
  const auto [service, modified] = published_service(stored);
  const bool withdrawn = stored.state == store::RecordState::withdrawn;
  const model::Lookup lookup = withdrawn ? lookup_in_any_state(work.reader) : work.reader.lookup();
  FeedRow row;
  constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
  row.organization_id = service.organization_id;
  row.modified = modified.time_since_epoch().count();
  row.minimum_age = service.minimum_age.value_or(kNone), row.maximum_age = service.maximum_age.value_or(kNone);
  row.withdrawn = withdrawn;
  row.in_index = !withdrawn && model::is_searchable(service);
  const model::StatedTerms stated = model::stated_terms(service, work.terms);
  row.stated = stated_row(feed, stated);
  row.hours = hours_row(feed, service, lookup);
  row.coverage = coverage_row(feed, service, work.places);

  const FeedDetail detail{stored.id, stored.first_seq, static_cast<std::uint32_t>(feed.points_.size()),
                          static_cast<std::uint32_t>(service.service_at_locations.size())};
  const bool confidential = model::is_confidential(service);
  for (const model::ServiceAtLocation& at : service.service_at_locations) {
    FeedPoint& point = feed.points_.emplace_back(FeedPoint{at.id, std::nullopt, row.stated});
    const auto* location = location_at(at, lookup);
    if (location == nullptr) continue;
    point.stated = stated_row(feed, joined(stated, model::stated_terms(*location, work.terms)));
    if (!confidential && !model::is_confidential(*location)) point.point = position_of(*location, work.places).point;
    row.has_points |= point.point.has_value();
  }
  feed.closed_words_.erase(stored.id);
  if (!row.in_index)
    feed.closed_words_.emplace(stored.id, std::make_shared<const std::vector<std::string>>(words_of(service)));
  Json item = model::service_list_item(service, lookup);
  if (withdrawn) item.set("successor", successor_text(successor_of(stored, work.reader)));
  const ItemPlace place = items_->append(item.dump());

  if (const auto number = feed.find_service(stored.id)) {
    feed.rows_[*number] = row, feed.details_[*number] = detail, feed.item_places_[*number] = place;
  } else {
    feed.rows_.push_back(row), feed.details_.push_back(detail), feed.item_places_.push_back(place);
  }
}

void FeedBuilder::put_location(Feed& feed, const store::StoredRecord& stored) {
  const model::Record record = stored.record();
  if (model::is_public_building(std::get<model::Location>(record)))
    feed.locations_.push_back({stored.id, stored.first_seq, stored.state == store::RecordState::withdrawn});
}

void FeedBuilder::put_organization(Feed& feed, const store::StoredRecord& stored, Work& work) {
  const model::Record record = stored.record();
  const auto& organization = std::get<model::Organization>(record);
  FeedOrganization made{stored.id,
                        stored.first_seq,
                        stored.id,
                        0,
                        stored.state == store::RecordState::withdrawn,
                        organization.location_ids};
  made.stated = stated_row(feed, model::stated_terms(record, work.terms));
  if (const auto group = work.reader.view().linked(RecordKind::organization, stored.id); !group.empty())
    made.stands_for_it = group.front();
  if (const auto known = work.organizations.find(stored.id); known != work.organizations.end())
    feed.organizations_[known->second] = std::move(made);
  else
    feed.organizations_.push_back(std::move(made));
}

/// Puts what is new behind the rest in the order in which it came, and makes what is derived from the rows.
void FeedBuilder::finish(Feed& feed, const Snapshot& snapshot) {
  const auto known = static_cast<std::ptrdiff_t>(feed.by_id_.size());
  std::vector<std::size_t> order(feed.rows_.size() - feed.by_id_.size());
  std::iota(order.begin(), order.end(), feed.by_id_.size());
  std::ranges::sort(order, {}, [&](std::size_t at) { return feed.details_[at].first_seq; });
  // These live as long as the feed: no more is taken than is filled.
  std::vector<FeedRow> rows;
  std::vector<FeedDetail> details;
  std::vector<ItemPlace> places;
  const std::size_t all = feed.rows_.size();
  rows.reserve(all), details.reserve(all), places.reserve(all), feed.by_id_.reserve(all);
  rows.assign(feed.rows_.begin(), feed.rows_.begin() + known);
  details.assign(feed.details_.begin(), feed.details_.begin() + known);
  places.assign(feed.item_places_.begin(), feed.item_places_.begin() + known);
  for (const std::size_t at : order) {
    feed.by_id_.push_back(static_cast<std::uint32_t>(rows.size()));
    rows.push_back(feed.rows_[at]), details.push_back(feed.details_[at]);
    places.push_back(feed.item_places_[at]);
  }
  feed.rows_ = std::move(rows), feed.details_ = std::move(details), feed.item_places_ = std::move(places);
  const auto by_id = [&](std::uint32_t a, std::uint32_t b) { return feed.details_[a].id < feed.details_[b].id; };
  std::sort(feed.by_id_.begin() + known, feed.by_id_.end(), by_id);
  std::inplace_merge(feed.by_id_.begin(), feed.by_id_.begin() + known, feed.by_id_.end(), by_id);
  lay_points_in_order(feed);
  std::ranges::stable_sort(feed.organizations_, {}, &FeedOrganization::first_seq);
  std::ranges::stable_sort(feed.locations_, {}, &FeedLocation::first_seq);
  feed.organizations_.shrink_to_fit(), feed.locations_.shrink_to_fit();
  feed.seq_ = snapshot.seq();
  if (const auto last = snapshot.changes(feed.seq_ == 0 ? 0 : feed.seq_ - 1, 1); !last.empty())
    feed.changed_at_ = last.front().at;
  items_->flush();
  if (known == 0) lay_in_order(feed);
  feed.line_bytes_ = 0;
  for (const ItemPlace& place : feed.item_places_) feed.line_bytes_ += place.bytes + 1;
  feed.items_ = items_;
}

/// Delivery points in the order of their services, without those that were replaced.
void FeedBuilder::lay_points_in_order(Feed& feed) {
  std::size_t all = 0;
  for (const FeedDetail& service : feed.details_) all += service.points;
  std::vector<FeedPoint> ordered;
  ordered.reserve(all);
  for (FeedDetail& service : feed.details_) {
    const auto points = feed.points_of(service);
    service.first_point = static_cast<std::uint32_t>(ordered.size());
    ordered.insert(ordered.end(), points.begin(), points.end());
  }
  feed.points_ = std::move(ordered);
}

/// Writes the items anew in the order of the list, so that the whole list is one piece of the file. What changes later
/// is written behind it.
void FeedBuilder::lay_in_order(Feed& feed) {
  auto ordered = std::make_shared<ItemFile>(folder_);
  std::string item;
  for (ItemPlace& place : feed.item_places_) {
    item.clear();
    items_->read(place, item);
    place = ordered->append(item);
  }
  ordered->flush();
  items_ = std::move(ordered);
}

std::shared_ptr<const Feed> FeedBuilder::made_anew(const Snapshot& snapshot) {
  auto feed = std::make_shared<Feed>();
  gazetteer_ = snapshot.parts().gazetteer, terms_ = snapshot.parts().terms;
  items_ = std::make_shared<ItemFile>(folder_);
  stated_.clear(), hours_.clear(), coverages_.clear();
  stated_row(*feed, {});
  hours_.row_of({}, feed->hours_);
  coverages_.emplace(std::string(), 0);
  feed->coverages_.push_back(std::make_shared<const Coverage>());
  Work work(snapshot);
  const auto read_all = [&](RecordKind kind, const std::function<void(const store::StoredRecord&)>& put) {
    std::size_t read = 0;
    work.reader.view().for_each(kind, [&](const store::StoredRecord& stored) {
      if (given_up_) throw Failure("making the open feed", "the server stops", Failure::Kind::unavailable);
      put(stored);
      if (++read % kRecordsKept == 0) work.reader.forget();
      return true;
    });
  };
  read_all(RecordKind::organization, [&](const auto& stored) { put_organization(*feed, stored, work); });
  read_all(RecordKind::location, [&](const auto& stored) { put_location(*feed, stored); });
  read_all(RecordKind::service, [&](const auto& stored) { put_service(*feed, stored, work); });
  finish(*feed, snapshot);
  return feed;
}

std::shared_ptr<const Feed> FeedBuilder::brought_forward(const Feed& before, const Snapshot& snapshot) {
  auto feed = std::make_shared<Feed>();
  feed->rows_ = before.rows_, feed->details_ = before.details_, feed->by_id_ = before.by_id_;
  feed->points_ = before.points_, feed->closed_words_ = before.closed_words_;
  feed->item_places_ = before.item_places_, feed->locations_ = before.locations_;
  feed->organizations_ = before.organizations_, feed->stated_ = before.stated_, feed->hours_ = before.hours_;
  feed->coverages_ = before.coverages_;
  Work work(snapshot);
  const store::ReadView& view = work.reader.view();
  std::set<Uuid> services, locations, organizations, of_organizations, with_successors;
  store::Seq since = before.seq();
  for (auto changes = view.changes(since, kChangesAtOnce); !changes.empty();
       changes = view.changes(since, kChangesAtOnce)) {
    for (const store::Change& change : changes) {
      if (change.kind == RecordKind::service) services.insert(change.id);
      if (change.kind == RecordKind::organization) of_organizations.insert(change.id);
      if (change.kind == RecordKind::organization)
        for (const Uuid& linked : view.linked(change.kind, change.id)) organizations.insert(linked);
      if (change.kind == RecordKind::location) locations.insert(change.id);
      if (change.kind == RecordKind::location)
        for (const Uuid& service : view.services_at(change.id)) services.insert(service);
    }
    since = changes.back().seq;
  }
  for (const Uuid& id : services)
    if (const auto stored = view.record(RecordKind::service, id))
      with_successors.insert(std::get<model::Service>(stored->record()).organization_id);
  for (std::size_t number = 0; number < before.rows_.size(); ++number) {
    const FeedRow& row = before.rows_[number];
    if (of_organizations.contains(row.organization_id) ||
        (row.withdrawn && with_successors.contains(row.organization_id)))
      services.insert(before.details_[number].id);
  }
  organizations.insert(of_organizations.begin(), of_organizations.end());
  if (!organizations.empty())
    for (std::size_t at = 0; at < feed->organizations_.size(); ++at)
      work.organizations.emplace(feed->organizations_[at].id, at);
  for (const Uuid& id : organizations)
    if (const auto stored = view.record(RecordKind::organization, id)) put_organization(*feed, *stored, work);
  // A building that has become confidential leaves the list: nothing of it may be told.
  std::erase_if(feed->locations_, [&](const FeedLocation& listed) { return locations.contains(listed.id); });
  for (const Uuid& id : locations)
    if (const auto stored = view.record(RecordKind::location, id)) put_location(*feed, *stored);
  std::size_t read = 0;
  for (const Uuid& id : services) {
    if (const auto stored = view.record(RecordKind::service, id)) put_service(*feed, *stored, work);
    if (++read % kRecordsKept == 0) work.reader.forget();
  }
  finish(*feed, snapshot);
  return feed;
}

std::shared_ptr<const Feed> FeedBuilder::at(const Snapshot& snapshot, std::chrono::milliseconds patience) {
  if (auto newest = newest_.load(); newest && newest->seq() >= snapshot.seq()) return newest;
  std::unique_lock guard(making_, std::defer_lock);
  if (snapshot.services().size() <= kSmall) guard.lock();
  if (!guard && !guard.try_lock()) {
    const Waiting others(waiting_);
    if (others.before >= kMostWaiting || !guard.try_lock_for(patience)) {
      if (auto older = newest_.load()) return older;
      throw Failure("reading the open feed", "it is being made since the start", Failure::Kind::unavailable);
    }
  }
  auto before = newest_.load();
  if (before && before->seq() >= snapshot.seq()) return before;
  const bool same_ground = before && gazetteer_ == snapshot.parts().gazetteer && terms_ == snapshot.parts().terms;
  const auto wasteful = [&] {
    return items_->size() > kSmallFile && items_->size() > kMaxWaste * before->line_bytes();
  };
  try {
    auto feed = same_ground && !wasteful() ? brought_forward(*before, snapshot) : made_anew(snapshot);
    newest_.store(feed);
    return feed;
  } catch (const Failure& failure) {
    if (!given_up_) log(LogLevel::error, "feed-failed", {{"why", failure.what()}});
    gazetteer_ = nullptr;  // whatever was half done is done anew
    if (!before) throw;
    return before;
  }
}

}  // namespace fingerpost::directory
