#include "search/detail/opened.hpp"

#include "base/failure.hpp"

namespace fingerpost::search::detail {
namespace {

/// A generation can be superseded and removed between our finding it and our holding it; so often it never happens.
constexpr int kAttempts = 10;

Opened open(const Generation& generation, const Manifest& manifest, std::shared_ptr<const GenerationHold> hold,
            EntryFile::Access access) {
  Opened opened{generation,
                open_base(generation, std::move(hold)),
                std::make_unique<TailLog>(generation.tail(), access),
                nullptr,
                {manifest.seq, manifest.places_generation}};
  if (opened.base->columns.size() != manifest.documents || opened.base->columns.records() != manifest.records ||
      opened.base->entries->size() < manifest.entries_bytes)
    throw Failure("opening the search index", "its files and its manifest contradict each other");
  Statistics statistics;
  statistics.documents = manifest.documents;
  statistics.records = manifest.records;
  statistics.length = manifest.length;
  opened.tail = std::make_unique<Tail>(opened.base, std::move(statistics), opened.log->file());
  const std::uint64_t end = opened.follow(0);
  if (access == EntryFile::Access::append) opened.log->cut(end);
  return opened;
}

}  // namespace

std::uint64_t Opened::follow(std::uint64_t from) {
  return log->read(
      from, [this](const Replacement& replacement) { tail->apply(replacement); },
      [this](const CommitMark& committed) { mark = committed; });
}

std::optional<Opened> open_newest(const std::filesystem::path& folder, EntryFile::Access access) {
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    const auto generation = newest_complete(folder);
    if (!generation) return std::nullopt;
    const auto manifest = generation->read_manifest();
    auto hold = GenerationHold::take(*generation);
    if (!manifest || !hold) continue;
    if (manifest->schema != kSchemaVersion) return std::nullopt;
    return open(*generation, *manifest, std::move(hold), access);
  }
  throw Failure("opening the search index", "it is being replaced all the time", Failure::Kind::unavailable);
}

}  // namespace fingerpost::search::detail
