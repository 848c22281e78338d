// Random lives of a store against a plain model of its rules.
#include <array>
#include <gtest/gtest.h>
#include <map>
#include <rapidcheck/gtest.h>
#include <set>

#include "tests/component/store/store_fixture.hpp"

namespace fingerpost::store {
namespace {

constexpr int kRecords = 6;
constexpr int kSources = 3;

/// What a source gives in one import: record → its wording.
using Feed = std::map<int, int>;

std::string name_of(int wording) { return "Wording " + std::to_string(wording); }

/// The rules of docs/architecture/store.md (several sources of one record), written as plainly as can be.
class PlainStore {
 public:
  struct Said {
    int wording = 0;
    bool live = true;
    int when = 0;  ///< the change that shows it
  };
  struct Known {
    bool live = false;
    int wording = 0, source = 0;  ///< whose wording is shown
    int since = 0;                ///< the change that shows it
    std::map<int, Said> said;     ///< by source, in the order in which the sources were first known
  };

  void import(int name, const Feed& feed) {
    const int source = order_.try_emplace(name, static_cast<int>(order_.size())).first->second;
    for (const auto& [record, wording] : feed) give(source, records_[record], wording);
    for (auto& [record, known] : records_)
      if (known.said.contains(source) && known.said[source].live && !feed.contains(record)) withdraw(source, known);
  }

  const std::map<int, Known>& records() const { return records_; }
  int changes() const { return changes_; }

 private:
  void give(int source, Known& known, int wording) {
    const bool repeats = known.said.contains(source) && known.said[source].wording == wording;
    const bool stands = known.since != 0 && known.wording == wording;
    Said& said = known.said[source];
    if (!known.live || !(stands || repeats)) {
      known.live = true;
      known.wording = wording;
      known.source = source;
      known.since = ++changes_;
      said.when = known.since;
    } else if (!repeats) {
      said.when = known.since;
    }
    said.live = true;
    said.wording = wording;
  }

  void withdraw(int source, Known& known) {
    known.said[source].live = false;
    if (!known.live) return;
    const std::pair<const int, Said>* other = nullptr;
    for (const auto& entry : known.said)
      if (entry.second.live && (other == nullptr || entry.second.when > other->second.when)) other = &entry;
    if (other != nullptr && known.source != source) return;
    known.since = ++changes_;
    known.live = other != nullptr;
    if (other == nullptr) return;
    known.wording = other->second.wording;
    known.source = other->first;
  }

  std::map<int, int> order_;
  std::map<int, Known> records_;
  int changes_ = 0;
};

std::vector<model::Record> records_of(const Feed& feed) {
  std::vector<model::Record> records;
  for (const auto& [record, wording] : feed) records.push_back(organization(record, name_of(wording)));
  return records;
}

Feed any_feed() {
  Feed feed;
  for (int record = 1; record <= kRecords; ++record)
    if (const int wording = *rc::gen::inRange(0, 4); wording != 0) feed[record] = wording;
  return feed;
}

/// A folder in memory where there is one: these tests commit thousands of times, and what they show is not the disk.
class QuickFolder {
 public:
  QuickFolder() { std::filesystem::create_directories(path_); }
  ~QuickFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  QuickFolder(const QuickFolder&) = delete;
  QuickFolder& operator=(const QuickFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  const std::filesystem::path path_ =
      (std::filesystem::is_directory("/dev/shm") ? std::filesystem::path("/dev/shm")
                                                 : std::filesystem::temp_directory_path()) /
      ("fingerpost-property-" + to_string(random_uuid()));
};

/// What a view shows, for comparing it with itself later.
std::map<Uuid, std::string> shown_by(const ReadView& view) {
  std::map<Uuid, std::string> shown;
  view.for_each(RecordKind::organization, [&](const StoredRecord& record) {
    shown[record.id] = record.json + std::string(to_string(record.state)) + record.source + std::to_string(record.seq);
    return true;
  });
  return shown;
}

RC_GTEST_PROP(StoreProperty, FollowsTheRulesOfSeveralSources, ()) {
  const QuickFolder folder;
  const FixedClock clock{*parse_rfc3339("2026-03-01T09:00:00Z")};
  const auto store = store_kinds()[0].open(folder.path(), clock);
  PlainStore plain;
  std::map<Seq, std::map<Uuid, std::string>> seen;
  const auto steps = *rc::gen::inRange(1, 12);
  for (int step = 0; step < steps; ++step) {
    const int from = *rc::gen::inRange(0, kSources);
    const Feed feed = any_feed();
    import(*store, "source " + std::to_string(from), records_of(feed), Completeness::complete, Withdrawal::forced);
    plain.import(from, feed);
    RC_ASSERT(store->last_seq() == static_cast<Seq>(plain.changes()));
    const auto view = store->read();
    for (const auto& [record, known] : plain.records()) {
      const auto found = view->record(RecordKind::organization, id_of_number(record));
      RC_ASSERT(found.has_value());
      RC_ASSERT((found->state == RecordState::live) == known.live);
      RC_ASSERT(model::name_of(found->record()) == name_of(known.wording));
    }
    // Again: nothing changes.
    import(*store, "source " + std::to_string(from), records_of(feed), Completeness::complete, Withdrawal::forced);
    RC_ASSERT(store->last_seq() == view->seq());
    seen[view->seq()] = shown_by(*view);
  }
  for (const auto& [seq, shown] : seen) RC_ASSERT(shown_by(*store->read_at(seq)) == shown);
  RC_ASSERT(store->verify().empty());
}

/// One import of two locations and two services, each with what it says.
struct Household {
  std::array<int, 2> locations{};  ///< 0 not given, 1 open, 2 confidential
  std::array<int, 2> services{};   ///< 0 not given, 1 open, 2 confidential
  std::array<std::set<int>, 2> delivered_at;
};

Household any_household() {
  Household household;
  for (int& said : household.locations) said = *rc::gen::inRange(0, 3);
  for (int& said : household.services) said = *rc::gen::inRange(0, 3);
  for (auto& places : household.delivered_at)
    for (int n = 0; n < 2; ++n)
      if (*rc::gen::arbitrary<bool>()) places.insert(n);
  return household;
}

std::vector<model::Record> records_of(const Household& household, bool services_first) {
  std::vector<model::Record> locations, services;
  for (int n = 0; n < 2; ++n) {
    const auto at = static_cast<std::size_t>(n);
    if (household.locations[at] == 1) locations.push_back(location(n, "House"));
    if (household.locations[at] == 2) locations.push_back(confidential(location(n, "House")));
    const std::vector<int> places(household.delivered_at[at].begin(), household.delivered_at[at].end());
    if (household.services[at] == 1) services.push_back(service(n + 10, "Support", 5, places));
    if (household.services[at] == 2) services.push_back(confidential(service(n + 10, "Support", 5, places)));
  }
  auto& first = services_first ? services : locations;
  auto& second = services_first ? locations : services;
  first.insert(first.end(), second.begin(), second.end());
  return first;
}

RC_GTEST_PROP(StoreProperty, WithholdsExactlyWhatSomebodyCallsConfidential, ()) {
  const QuickFolder folder;
  const FixedClock clock{*parse_rfc3339("2026-03-01T09:00:00Z")};
  const auto store = store_kinds()[0].open(folder.path(), clock);
  std::map<std::pair<int, int>, bool> said_by_source;          // (source, location) → confidential
  std::map<std::pair<int, int>, bool> service_said_by_source;  // (source, service) → confidential
  std::map<int, std::set<int>> protected_by;                   // service → locations
  std::set<int> known;
  const auto steps = *rc::gen::inRange(1, 8);
  for (int step = 0; step < steps; ++step) {
    const int from = *rc::gen::inRange(0, 2);
    const Household household = any_household();
    import(*store, "source " + std::to_string(from), records_of(household, *rc::gen::arbitrary<bool>()),
           Completeness::complete, Withdrawal::forced);
    for (int n = 0; n < 2; ++n) {
      const auto at = static_cast<std::size_t>(n);
      if (household.locations[at] != 0) {
        known.insert(n);
        said_by_source[{from, n}] = household.locations[at] == 2;
      }
      if (household.services[at] == 0) continue;
      service_said_by_source[{from, n}] = household.services[at] == 2;
      const bool is = service_said_by_source[{0, n}] || service_said_by_source[{1, n}];
      if (is) protected_by[n].insert(household.delivered_at[at].begin(), household.delivered_at[at].end());
      if (!is) protected_by[n].clear();
    }
    for (const int n : known) {
      const bool must = said_by_source[{0, n}] || said_by_source[{1, n}] || protected_by[0].contains(n) ||
                        protected_by[1].contains(n);
      const auto found = store->read()->record(RecordKind::location, id_of_number(n));
      RC_ASSERT(found.has_value());
      if (must) RC_ASSERT(found->has_sealed);
      if (!must && found->state == RecordState::live) RC_ASSERT(!found->has_sealed);
      RC_ASSERT((found->json.find("Larkspur") == std::string::npos) == found->has_sealed);
    }
  }
  RC_ASSERT(store->verify().empty());
}

}  // namespace
}  // namespace fingerpost::store
