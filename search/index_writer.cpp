#include <optional>

#include "base/failure.hpp"
#include "search/detail/base_writer.hpp"
#include "search/detail/generation.hpp"
#include "search/detail/tail.hpp"
#include "search/index.hpp"

namespace fingerpost::search {
namespace {

using namespace detail;

/// The tail is folded into Morton order when it is larger than both: a share of the base, and what is not worth it.
constexpr double kFoldShare = 0.02;
constexpr std::uint64_t kFoldAtLeast = 10'000;

/// The newest generation with its tail, as of its last commit.
struct Opened {
  Generation generation;
  std::shared_ptr<const Segment> base;
  std::unique_ptr<TailLog> log;
  std::unique_ptr<Tail> tail;
  CommitMark mark;
};

std::unique_ptr<Tail> tail_on(const std::shared_ptr<const Segment>& base, const Manifest& manifest,
                              const TailLog& log) {
  Statistics statistics;
  statistics.documents = manifest.documents;
  statistics.records = manifest.records;
  statistics.length = manifest.length;
  return std::make_unique<Tail>(base, std::move(statistics), log.file());
}

std::optional<Opened> open_newest(const std::filesystem::path& folder, EntryFile::Access access) {
  // A generation can be superseded and removed between our finding and our holding it.
  for (int attempt = 0; attempt < 5; ++attempt) {
    const auto generation = newest_complete(folder);
    if (!generation) return std::nullopt;
    const auto manifest = generation->read_manifest();
    auto hold = GenerationHold::take(*generation);
    if (!manifest || !hold) continue;
    if (manifest->schema != kSchemaVersion) return std::nullopt;
    Opened opened{*generation,
                  open_base(*generation, std::move(hold)),
                  nullptr,
                  nullptr,
                  {manifest->seq, manifest->places_generation}};
    if (opened.base->columns.size() != manifest->documents || opened.base->entries->size() < manifest->entries_bytes)
      throw Failure("opening the search index", "its files and its manifest contradict each other");
    opened.log = std::make_unique<TailLog>(generation->tail(), access);
    opened.tail = tail_on(opened.base, *manifest, *opened.log);
    const std::uint64_t end = opened.log->read(
        0, [&](const Replacement& replacement) { opened.tail->apply(replacement); },
        [&](const CommitMark& mark) { opened.mark = mark; });
    if (access == EntryFile::Access::append) opened.log->cut(end);
    return opened;
  }
  return std::nullopt;
}

class Writer final : public IndexWriter {
 public:
  Writer(std::filesystem::path folder, Opened opened) : folder_(std::move(folder)), now_(std::move(opened)) {
    remove_others(folder_, now_.generation.number());
  }

  void replace(const Uuid& record_id, std::vector<Document> documents) override {
    std::vector<Entry> entries;
    entries.reserve(documents.size());
    for (Document& document : documents) entries.push_back(analysed(std::move(document)));
    now_.log->replace(record_id, entries);
  }

  std::shared_ptr<const Index> commit(std::uint64_t seq, std::uint64_t places_generation) override {
    const std::uint64_t from = now_.log->end();
    try {
      now_.log->commit({seq, places_generation});
    } catch (...) {
      now_.log->cut(from);
      throw;
    }
    now_.log->read(
        from, [&](const Replacement& replacement) { now_.tail->apply(replacement); },
        [&](const CommitMark& mark) { now_.mark = mark; });
    if (is_due_to_fold()) fold();
    return now_.tail->publish(now_.mark);
  }

  std::uint64_t documents() const override { return now_.tail->documents(); }

 private:
  bool is_due_to_fold() const {
    const double share = kFoldShare * static_cast<double>(now_.base->columns.size());
    return now_.tail->size() > kFoldAtLeast && now_.tail->size() > share;
  }

  /// Writes base and tail as a new base and goes on there.
  void fold() {
    const auto index = now_.tail->publish(now_.mark);
    BaseWriter base(folder_);
    for (const Part& part : index->parts())
      for (Doc doc = 0; doc < part.columns().size(); ++doc) {
        if (!part.is_live(doc)) continue;
        const std::string bytes = part.segment->entry(doc);
        Entry entry = decoded_entry(bytes);
        base.add(bytes, entry);
      }
    base.generation().write_manifest(base.write(now_.mark.seq, now_.mark.places_generation));
    base.keep();
    now_ = *open_newest(folder_, EntryFile::Access::append);
    remove_others(folder_, now_.generation.number());
  }

  std::filesystem::path folder_;
  Opened now_;
};

}  // namespace

std::shared_ptr<const Index> open_index(const std::filesystem::path& folder) {
  const auto opened = open_newest(folder, EntryFile::Access::read);
  return opened ? opened->tail->publish(opened->mark) : nullptr;
}

std::unique_ptr<IndexWriter> open_index_writer(const std::filesystem::path& folder) {
  auto opened = open_newest(folder, EntryFile::Access::append);
  return opened ? std::make_unique<Writer>(folder, *std::move(opened)) : nullptr;
}

}  // namespace fingerpost::search
