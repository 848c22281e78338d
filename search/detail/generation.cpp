#include "search/detail/generation.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/failure.hpp"
#include "base/file.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "search/detail/packed_text.hpp"

namespace fingerpost::search::detail {
namespace {

std::string name_of(std::uint64_t number) {
  char name[24];
  std::snprintf(name, sizeof name, "%06llu", static_cast<unsigned long long>(number));
  return name;
}

std::uint64_t unsigned_member(const Json& json, std::string_view name) {
  return static_cast<std::uint64_t>(std::max<std::int64_t>(json[name].if_integer().value_or(0), 0));
}

/// The mapped files of a base.
class MappedBase final : public Segment::Storage {
 public:
  MappedBase(const Generation& generation, std::shared_ptr<const GenerationHold> hold)
      : columns_(generation.columns()), names_(generation.names()), hold_(std::move(hold)) {}
  std::string_view columns() const override { return columns_.bytes(); }
  std::string_view names() const override { return names_.bytes(); }
  void release() const {
    columns_.release();
    names_.release();
  }

 private:
  MappedFile columns_, names_;
  std::shared_ptr<const GenerationHold> hold_;
};

/// Removes a generation that nobody holds, its manifest first so that it is no longer complete.
void remove_if_free(const Generation& generation) {
  const int descriptor = ::open(generation.manifest().c_str(), O_RDONLY | O_CLOEXEC);
  const bool is_held = descriptor >= 0 && ::flock(descriptor, LOCK_EX | LOCK_NB) != 0;
  if (!is_held) {
    std::error_code ignored;  // what cannot be removed now will be next time
    std::filesystem::remove(generation.manifest(), ignored);
    std::filesystem::remove_all(generation.path(), ignored);
  }
  if (descriptor >= 0) ::close(descriptor);
}

}  // namespace

Generation::Generation(std::filesystem::path folder, std::uint64_t number)
    : number_(number), path_(std::move(folder) / name_of(number)) {}

void Generation::write_manifest(const Manifest& manifest) const {
  Json json = Json::object();
  json.set("schema", manifest.schema)
      .set("seq", manifest.seq)
      .set("places_generation", manifest.places_generation)
      .set("documents", manifest.documents)
      .set("records", manifest.records)
      .set("length", manifest.length)
      .set("entries_bytes", manifest.entries_bytes);
  write_file_atomically(this->manifest(), json.dump_pretty());
}

std::optional<Manifest> Generation::read_manifest() const {
  const auto text = read_file_if_present(manifest());
  if (!text) return std::nullopt;
  const auto json = parse_json(*text);
  if (!json || !(*json)["schema"].is_integer()) return std::nullopt;
  Manifest manifest;
  manifest.schema = *(*json)["schema"].if_integer();
  manifest.seq = unsigned_member(*json, "seq");
  manifest.places_generation = unsigned_member(*json, "places_generation");
  manifest.documents = unsigned_member(*json, "documents");
  manifest.records = unsigned_member(*json, "records");
  manifest.length = unsigned_member(*json, "length");
  manifest.entries_bytes = unsigned_member(*json, "entries_bytes");
  return manifest;
}

std::vector<std::uint64_t> generations_in(const std::filesystem::path& folder) {
  std::vector<std::uint64_t> numbers;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    const auto number = parse_integer(entry.path().filename().string());
    if (number && *number > 0) numbers.push_back(static_cast<std::uint64_t>(*number));
  }
  std::sort(numbers.begin(), numbers.end());
  return numbers;
}

std::optional<Generation> newest_complete(const std::filesystem::path& folder) {
  auto numbers = generations_in(folder);
  for (; !numbers.empty(); numbers.pop_back()) {
    Generation generation(folder, numbers.back());
    if (generation.read_manifest()) return generation;
  }
  return std::nullopt;
}

std::shared_ptr<const GenerationHold> GenerationHold::take(const Generation& generation) {
  const int descriptor = ::open(generation.manifest().c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return nullptr;
  std::shared_ptr<const GenerationHold> hold(new GenerationHold(descriptor));
  while (::flock(descriptor, LOCK_SH) != 0)
    if (errno != EINTR) fail_with_errno("holding " + generation.path().string());
  struct stat status {};
  // Removed between opening and holding: its last name is gone.
  if (::fstat(descriptor, &status) != 0 || status.st_nlink == 0) return nullptr;
  return hold;
}

GenerationHold::~GenerationHold() { ::close(descriptor_); }

void remove_others(const std::filesystem::path& folder, std::uint64_t keep) {
  for (const std::uint64_t number : generations_in(folder))
    if (number != keep) remove_if_free(Generation(folder, number));
}

std::shared_ptr<const Segment> open_base(const Generation& generation, std::shared_ptr<const GenerationHold> hold) {
  auto mapped = std::make_unique<const MappedBase>(generation, std::move(hold));
  const MappedBase& files = *mapped;
  auto segment =
      std::make_shared<const Segment>(std::move(mapped), open_packed(generation.terms(), generation.postings()),
                                      std::make_shared<const EntryFile>(generation.entries(), EntryFile::Access::read));
  files.release();  // they were read whole for their digests; questions need less
  return segment;
}

}  // namespace fingerpost::search::detail
