#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "geo/gazetteer.hpp"
#include "lexicon/lexicon.hpp"
#include "lexicon/speller.hpp"
#include "model/assemble.hpp"
#include "model/schedule.hpp"
#include "model/taxonomy_tree.hpp"
#include "search/index.hpp"
#include "store/store.hpp"

namespace fingerpost::directory {

class Feed;
class FeedBuilder;

/// A community building as the register holds it in memory: what capability queries look at.
struct Building {
  Uuid id;
  model::Location location;
  std::optional<geo::Point> point;
  search::PositionBasis basis = search::PositionBasis::none;
};
using BuildingRegister = std::map<Uuid, std::shared_ptr<const Building>>;

/// Reads records as of a snapshot's number, one thread at a time. Records read once stay for the life of the reader.
class RecordReader {
 public:
  explicit RecordReader(std::unique_ptr<store::ReadView> view) : view_(std::move(view)) {}

  /// The live record, or nullptr. Withdrawn ones are nullptr too; ask `stored` for those.
  const model::Record* record(model::RecordKind kind, const Uuid& id);
  template <typename T>
  const T* get(model::RecordKind kind, const Uuid& id) {
    const model::Record* found = record(kind, id);
    return found ? std::get_if<T>(found) : nullptr;
  }
  std::optional<store::StoredRecord> stored(model::RecordKind kind, const Uuid& id) const {
    return view_->record(kind, id);
  }
  /// For model/assemble.hpp. Valid while the reader lives.
  model::Lookup lookup();
  store::ReadView& view() { return *view_; }
  const store::ReadView& view() const { return *view_; }
  /// The live services of an organization by folded name, the first by id where several share one; at most
  /// kMaxNamedServices are read. Valid until `forget`.
  const std::map<std::string, Uuid>& services_by_name(const Uuid& organization_id);
  static constexpr std::size_t kMaxNamedServices = 5'000;
  /// Drops what was read, to bound memory in a long run. Pointers given out before are dead.
  void forget() {
    read_.clear();
    names_.clear();
  }

 private:
  std::unique_ptr<store::ReadView> view_;
  std::map<std::pair<model::RecordKind, Uuid>, std::optional<model::Record>> read_;
  std::map<Uuid, std::map<std::string, Uuid>> names_;
};

/// How many records a long run reads before it forgets them.
inline constexpr std::size_t kRecordsKept = 2'000;

/// One published state of everything searchable, immutable: index, gazetteer, taxonomy, calendar, buildings and the
/// store as of one number. Held by shared_ptr for the length of a request; any number of threads.
class Snapshot {
 public:
  /// The patience of whoever has nothing else to do.
  static constexpr std::chrono::milliseconds kHoweverLong = std::chrono::hours(24);

  struct Parts {
    std::shared_ptr<const search::Index> index;
    std::shared_ptr<const geo::Gazetteer> gazetteer;
    std::shared_ptr<const model::TaxonomyTree> terms;
    std::shared_ptr<const model::HolidayCalendar> holidays;
    std::shared_ptr<const BuildingRegister> buildings;
    std::shared_ptr<const std::vector<Uuid>> services;  ///< ids of live services, ascending
    std::shared_ptr<const lexicon::Lexicon> lexicon;
    std::shared_ptr<const lexicon::Speller> speller;  ///< of index and lexicon; may be a little behind the index
    std::shared_ptr<FeedBuilder> feeds;               ///< shared by all snapshots of a directory
  };
  Snapshot(const store::Store& store, Parts parts) : store_(store), parts_(std::move(parts)) {}

  const search::Index& index() const { return *parts_.index; }
  const geo::Gazetteer& gazetteer() const { return *parts_.gazetteer; }
  const model::TaxonomyTree& terms() const { return *parts_.terms; }
  const model::HolidayCalendar& holidays() const { return *parts_.holidays; }
  const lexicon::Lexicon& lexicon() const { return *parts_.lexicon; }
  const lexicon::Speller& speller() const { return *parts_.speller; }
  const BuildingRegister& buildings() const { return *parts_.buildings; }
  const std::vector<Uuid>& services() const { return *parts_.services; }

  store::Seq seq() const { return parts_.index->seq(); }
  /// A reader of the records as of seq(). Make one per request.
  RecordReader records() const { return RecordReader(store_.read_at(seq())); }
  /// What the open feeds list. Made when it is first asked for, then kept up to date beside each snapshot; it may be of
  /// a later number than this snapshot, so read its records through records_at(feed->seq()). Failure `unavailable` when
  /// another thread is still making the first after `patience`.
  std::shared_ptr<const Feed> feed(std::chrono::milliseconds patience = kHoweverLong) const;
  RecordReader records_at(store::Seq seq) const { return RecordReader(store_.read_at(seq)); }
  std::vector<store::Change> changes(store::Seq since, std::size_t limit) const;
  const Parts& parts() const { return parts_; }

 private:
  const store::Store& store_;
  Parts parts_;
};

}  // namespace fingerpost::directory
