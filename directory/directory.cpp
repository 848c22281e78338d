#include "directory/directory.hpp"

#include <algorithm>
#include <chrono>
#include <fmt/format.h>
#include <set>
#include <sys/resource.h>
#include <thread>

#include "base/failure.hpp"
#include "base/log.hpp"
#include "directory/detail/affected.hpp"
#include "directory/detail/feed_builder.hpp"
#include "directory/detail/lists.hpp"
#include "directory/detail/vocabulary.hpp"
#include "directory/projection.hpp"

namespace fingerpost::directory {
namespace {

/// Beyond this share of the index an incremental publication costs more than building anew.
constexpr double kRebuildShare = 0.2;
/// Fewer documents than this are always published incrementally when there is an index.
constexpr std::uint64_t kSmall = 2'000;
constexpr std::size_t kChangesAtOnce = 50'000;

using Documents = std::vector<search::Document>;

bool stands_for_its_group(const std::vector<Uuid>& group, const Uuid& id) {
  return group.empty() || group.front() == id;
}

Documents documents_for(const model::Record& record, RecordReader& reader, const Surroundings& around) {
  if (const auto* service = std::get_if<model::Service>(&record)) return documents_of(*service, around);
  const model::RecordKind kind = model::kind_of(record);
  if (kind != model::RecordKind::location && kind != model::RecordKind::organization) return {};
  const Uuid& id = model::id_of(record);
  const auto group = reader.view().linked(kind, id);
  if (!stands_for_its_group(group, id)) return {};
  if (const auto* location = std::get_if<model::Location>(&record)) return documents_of(*location, around);
  std::vector<model::Organization> others;
  for (const Uuid& other : group)
    if (const auto* found = other == id ? nullptr : reader.get<model::Organization>(kind, other))
      others.push_back(*found);
  return documents_of(std::get<model::Organization>(record), others, around);
}

/// Makes the first feed while others work, so that its first reader need not wait: the whole directory is read for it,
/// and searches must not feel that where it is large. On Linux the priority is the thread's own.
void make_first_feed(const Snapshot& snapshot) {
  constexpr int kLast = 19;
  if (snapshot.services().size() > FeedBuilder::kSmall) ::setpriority(PRIO_PROCESS, 0, kLast);
  try {
    snapshot.feed();
  } catch (const Failure&) {
    // The builder has logged it, and the next who asks makes the feed.
  } catch (const std::exception& failure) {
    log(LogLevel::error, "feed-failed", {{"why", failure.what()}});
  }
}

}  // namespace

Directory::Directory(store::Store& store, DataFolder folder)
    : store_(store),
      folder_(std::move(folder)),
      lexicon_(folder_.needs()),
      feeds_(std::make_shared<FeedBuilder>(folder_.root)) {
  if (auto index = search::open_index(folder_.index())) adopt(std::move(index));
}

Directory::~Directory() = default;

bool Directory::take_lock() {
  if (!lock_) lock_ = FileLock::try_acquire(folder_.publisher_lock());
  return lock_.has_value();
}

std::shared_ptr<const geo::Gazetteer> Directory::gazetteer_now() {
  const std::uint64_t generation = store_.places_generation();
  if (!gazetteer_ || generation != gazetteer_generation_) {
    gazetteer_ = geo::Gazetteer::open(folder_.places());
    gazetteer_generation_ = generation;
  }
  return gazetteer_;
}

void Directory::adopt(std::shared_ptr<const search::Index> index) {
  const auto previous = current_.load();
  const auto view = store_.read_at(index->seq());
  auto gazetteer = gazetteer_now();
  Snapshot::Parts parts = previous && previous->parts().gazetteer == gazetteer
                              ? lists_after(previous->parts(), previous->seq(), *view, *gazetteer)
                              : lists_from(*view, *index, *gazetteer);
  parts.index = std::move(index);
  parts.gazetteer = std::move(gazetteer);
  parts.feeds = feeds_;
  add_language(parts);
  hand_out(std::move(parts));
}

void Directory::hand_out(Snapshot::Parts parts) {
  auto snapshot = std::make_shared<const Snapshot>(store_, std::move(parts));
  // Where feeds are read, the next is ready before anybody can ask for it.
  if (feeds_->is_made()) snapshot->feed();
  current_.store(std::move(snapshot));
}

/// The lexicon in force, and a speller of it and the index. Making one is spread out: no more than a twentieth of the
/// time goes into it, and until the next the former one serves.
void Directory::add_language(Snapshot::Parts& parts) {
  auto lexicon = lexicon_.lexicon();
  const auto now = std::chrono::steady_clock::now();
  const bool is_due = parts.speller == nullptr || parts.lexicon != lexicon || now - speller_made_ > 20 * speller_cost_;
  parts.lexicon = std::move(lexicon);
  if (!is_due) return;
  parts.speller = speller_of(*parts.index, *parts.lexicon);
  speller_made_ = std::chrono::steady_clock::now();
  speller_cost_ = speller_made_ - now;
}

void Directory::refresh_lexicon(lexicon::LexiconFolder::When when) {
  if (!lexicon_.refresh(when)) return;
  const std::lock_guard guard(publishing_);
  const auto now = current_.load();
  if (!now) return;
  Snapshot::Parts parts = now->parts();
  add_language(parts);
  hand_out(std::move(parts));
}

Directory::Outcome Directory::publish() {
  const std::lock_guard guard(publishing_);
  if (!take_lock()) {
    auto index = search::open_index(folder_.index());
    const auto now = current_.load();
    if (index && (!now || now->seq() != index->seq())) adopt(std::move(index));
    return Outcome::left_to_another;
  }
  const auto now = current_.load();
  if (!now || now->index().places_generation() != store_.places_generation()) return build_all();
  if (store_.last_seq() == now->seq()) return Outcome::up_to_date;
  return publish_from(now->seq());
}

Directory::Outcome Directory::rebuild() {
  const std::lock_guard guard(publishing_);
  return take_lock() ? build_all() : Outcome::left_to_another;
}

Directory::Outcome Directory::publish_from(store::Seq since) {
  RecordReader reader(store_.read());
  const store::Seq upto = reader.view().seq();
  const auto now = current_.load();
  const std::uint64_t room =
      std::max(kSmall, static_cast<std::uint64_t>(kRebuildShare * static_cast<double>(now->index().documents())));
  const auto targets = affected(reader.view(), since, std::min<std::size_t>(room, kChangesAtOnce));
  if (!writer_ && targets) writer_ = search::open_index_writer(folder_.index());
  if (!targets || !writer_) return build_all();
  const model::Lookup lookup = reader.lookup();
  const auto gazetteer = gazetteer_now();
  PlaceMemo places(*gazetteer);
  const Surroundings around{lookup, places, now->terms()};
  for (const Target& target : *targets) {
    const model::Record* record = reader.record(target.kind, target.id);
    writer_->replace(target.id, record ? documents_for(*record, reader, around) : Documents());
  }
  adopt(writer_->commit(upto, gazetteer_generation_));
  return Outcome::published;
}

Directory::Outcome Directory::build_all() {
  writer_.reset();
  auto gazetteer = gazetteer_now();
  const auto view = store_.read();
  RecordReader reader(store_.read_at(view->seq()));
  const auto terms = terms_from(*view);
  const model::Lookup lookup = reader.lookup();
  PlaceMemo places(*gazetteer);
  const Surroundings around{lookup, places, *terms};
  const auto produce = [&](const std::function<void(search::Document)>& emit) {
    for (const model::RecordKind kind :
         {model::RecordKind::organization, model::RecordKind::location, model::RecordKind::service}) {
      std::size_t since_cleared = 0;
      view->for_each(kind, [&](const store::StoredRecord& record) {
        if (record.state != store::RecordState::live) return true;
        for (search::Document& document : documents_for(record.record(), reader, around)) emit(std::move(document));
        if (++since_cleared % kRecordsKept == 0) reader.forget();
        return true;
      });
    }
  };
  auto index = search::build_index(folder_.index(), view->seq(), gazetteer_generation_, produce);
  log(LogLevel::info, "index-built",
      {{"documents", fmt::to_string(index->documents())}, {"seq", fmt::to_string(index->seq())}});
  current_.store(nullptr);  // adopt() reads the lists afresh: taxonomy or gazetteer may have changed
  adopt(std::move(index));
  return Outcome::published;
}

void Directory::follow(std::stop_token stop) {
  std::chrono::milliseconds pause = kCommitInterval;
  std::jthread first_feed;
  while (!stop.stop_requested()) {
    const auto began = std::chrono::steady_clock::now();
    try {
      if (const auto served = current_.load(); served && !first_feed.joinable())
        first_feed = std::jthread([served] { make_first_feed(*served); });
      publish();
      refresh_lexicon(lexicon::LexiconFolder::When::changed);
      pause = kCommitInterval;
    } catch (const std::exception& failure) {
      log(LogLevel::error, "publish-failed", {{"why", failure.what()}});
      writer_.reset();
      pause = std::min<std::chrono::milliseconds>(pause * 2, std::chrono::seconds(30));
    }
    const auto now = current_.load();
    if (now && store_.wait_for_change(now->seq(), std::chrono::milliseconds(200))) {
      // What arrives in quick succession is published together.
      std::this_thread::sleep_until(began + pause);
    } else if (!now) {
      std::this_thread::sleep_for(pause);
    }
  }
  feeds_->give_up();
}

}  // namespace fingerpost::directory
