#include "search/detail/base_writer.hpp"

#include <algorithm>
#include <exception>
#include <functional>
#include <thread>
#include <tuple>

#include "base/failure.hpp"
#include "base/file.hpp"
#include "geo/spatial_index.hpp"
#include "search/detail/names.hpp"
#include "search/detail/packed_text.hpp"
#include "search/detail/xapian_text.hpp"

namespace fingerpost::search::detail {
namespace {

constexpr std::size_t kMaxWaiting = 1u << 20;
/// Shards of text written at once; two cores is what we are built for.
constexpr std::size_t kShards = 2;
/// Below this a second shard costs more than it saves.
constexpr std::size_t kMinForShards = 5'000;

Generation next_generation(const std::filesystem::path& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  const auto numbers = generations_in(folder);
  Generation generation(folder, numbers.empty() ? 1 : numbers.back() + 1);
  std::filesystem::create_directories(generation.path(), error);
  if (error) throw Failure("making " + generation.path().string(), error.message());
  return generation;
}

/// Runs all of `work`, each on its own thread at full pace, and throws what the first of them threw.
void at_once(BaseWriter::Pace pace, const std::vector<std::function<void()>>& work) {
  if (pace == BaseWriter::Pace::background) {
    for (const auto& each : work) each();
    return;
  }
  std::vector<std::exception_ptr> failed(work.size());
  {
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < work.size(); ++i) {
      threads.emplace_back([&, i] {
        try {
          work[i]();
        } catch (...) {
          failed[i] = std::current_exception();
        }
      });
    }
  }
  for (const auto& each : failed)
    if (each) std::rethrow_exception(each);
}

}  // namespace

BaseWriter::BaseWriter(const std::filesystem::path& folder, Pace pace)
    : generation_(next_generation(folder)),
      pace_(pace),
      entries_(std::make_unique<EntryFile>(generation_.entries(), EntryFile::Access::append)) {}

BaseWriter::~BaseWriter() {
  if (is_kept_) return;
  entries_.reset();
  std::error_code ignored;
  std::filesystem::remove_all(generation_.path(), ignored);
}

void BaseWriter::add(const Entry& entry) { add(encoded(entry), entry); }

void BaseWriter::add(std::string_view bytes, const Entry& entry) {
  stop_if_cancelled();
  const Document& d = entry.document;
  const EntryPlace place{entries_->size() + waiting_.size(), static_cast<std::uint32_t>(bytes.size())};
  placed_.push_back({d.point ? geo::morton(*d.point) : 0, d.key, place, is_geographic(d)});
  waiting_ += bytes;
  if (waiting_.size() < kMaxWaiting) return;
  entries_->append(waiting_);
  waiting_.clear();
}

Manifest BaseWriter::write(std::uint64_t seq, std::uint64_t places_generation) {
  entries_->append(waiting_);
  waiting_ = {};
  std::sort(placed_.begin(), placed_.end(), [](const Placed& a, const Placed& b) {
    return std::tuple(!a.geographic, a.order, a.key, a.place.at) <
           std::tuple(!b.geographic, b.order, b.key, b.place.at);
  });
  Manifest manifest;
  manifest.seq = seq;
  manifest.places_generation = places_generation;
  manifest.documents = placed_.size();
  manifest.entries_bytes = entries_->size();
  at_once(pace_, {[&] { write_text(); }, [&] { write_columns(manifest); }});
  entries_->sync();
  EntryFile(generation_.tail(), EntryFile::Access::append).sync();  // an empty log
  for (const auto& file :
       {generation_.columns(), generation_.names(), generation_.text(), generation_.terms(), generation_.postings()})
    sync_to_disk(file);
  sync_to_disk(generation_.path());
  return manifest;
}

void BaseWriter::write_columns(Manifest& manifest) const {
  ColumnsBuilder columns(ColumnsBuilder::Order::morton);
  NamesBuilder names;
  for (const Placed& each : placed_) {
    stop_if_cancelled();
    const Entry entry = decoded_entry(entries_->read(each.place.at, each.place.bytes));
    const std::uint32_t record = columns.add(entry, each.place);
    names.add(record, entry.document);
    manifest.records = std::max<std::uint64_t>(manifest.records, std::uint64_t{record} + 1);
    manifest.length += entry.length;
  }
  write_file_atomically(generation_.columns(), columns.image());
  write_file_atomically(generation_.names(), names.image());
}

void BaseWriter::write_shard(const std::filesystem::path& folder, std::size_t begin, std::size_t end) const {
  TextShard shard(folder);
  for (std::size_t doc = begin; doc < end; ++doc) {
    stop_if_cancelled();
    shard.add(decoded_terms(entries_->read(placed_[doc].place.at, placed_[doc].place.bytes)));
  }
  shard.finish();
}

void BaseWriter::write_text() const {
  const std::size_t shards = pace_ == Pace::background || placed_.size() < kMinForShards ? 1 : kShards;
  std::vector<std::filesystem::path> folders;
  std::vector<std::function<void()>> work;
  for (std::size_t i = 0; i < shards; ++i) {
    folders.push_back(generation_.path() / ("shard-" + std::to_string(i)));
    work.emplace_back([this, i, shards, folder = folders.back()] {
      write_shard(folder, placed_.size() * i / shards, placed_.size() * (i + 1) / shards);
    });
  }
  at_once(pace_, work);
  join_shards(folders, generation_.text());
  write_packed(generation_.text(), generation_.terms(), generation_.postings());
}

void BaseWriter::stop_if_cancelled() const {
  if (cancelled_) throw Failure("writing the search index", "it was cancelled", Failure::Kind::unavailable);
}

}  // namespace fingerpost::search::detail
