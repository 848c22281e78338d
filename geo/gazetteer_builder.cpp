#include "geo/gazetteer_builder.hpp"

#include <algorithm>

#include "base/failure.hpp"
#include "base/file.hpp"
#include "base/id.hpp"
#include "geo/detail/area_set.hpp"
#include "geo/detail/manifest.hpp"
#include "geo/detail/place_set.hpp"
#include "geo/detail/postcode_writer.hpp"

namespace fingerpost::geo {
namespace {

namespace fs = std::filesystem;
using detail::Manifest;
using detail::SourceEntry;

constexpr std::string_view kBuildingPrefix = "building-", kSuffix = ".fpg";

constexpr std::string_view kLockName = ".lock";

/// A folder for unfinished files, made for one builder and locked by it as long as it lives: whoever finds it unlocked
/// knows that its builder died. It is made under the lock of places/, under which leftovers are removed.
class BuildingFolder {
 public:
  explicit BuildingFolder(const fs::path& places) : BuildingFolder(places, lock_places(places)) {}
  ~BuildingFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  BuildingFolder(const BuildingFolder&) = delete;
  BuildingFolder& operator=(const BuildingFolder&) = delete;

  const fs::path& path() const { return path_; }

 private:
  BuildingFolder(const fs::path& places, const FileLock&)
      : path_(make(places / (std::string(kBuildingPrefix) + to_string(random_uuid())))),
        lock_(FileLock::acquire(path_ / "lock")) {}

  static FileLock lock_places(const fs::path& places) { return FileLock::acquire(make(places) / kLockName); }
  static fs::path make(const fs::path& path) {
    std::error_code error;
    fs::create_directories(path, error);
    if (error) throw Failure("making " + path.string(), error.message());
    return path;
  }
  fs::path path_;
  FileLock lock_;
};

/// Files that no manifest names, and folders whose builder died. Errors are left for the next time.
void remove_leftovers(const fs::path& places, const Manifest& manifest) {
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(places, ignored)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with(kBuildingPrefix) && entry.is_directory(ignored)) {
      if (fs::exists(entry.path() / "lock", ignored) && FileLock::try_acquire(entry.path() / "lock"))
        fs::remove_all(entry.path(), ignored);
    } else if (name.ends_with(kSuffix) && !manifest.names(name)) {
      fs::remove(entry.path(), ignored);
    }
  }
}

/// How many of `now` are also in `before`; both sorted.
std::size_t count_common(const std::vector<std::uint64_t>& now, const std::vector<std::uint64_t>& before) {
  std::vector<std::uint64_t> common;
  std::set_intersection(now.begin(), now.end(), before.begin(), before.end(), std::back_inserter(common));
  return common.size();
}

/// Rows that two files of one kind have in common. A damaged old file has none: it is about to be replaced.
std::size_t count_unchanged(std::string_view kind, const fs::path& now, const fs::path& before) {
  try {
    if (kind == detail::kPostcodesKind)
      return detail::PostcodeSet::count_equal(detail::PostcodeSet(now), detail::PostcodeSet(before));
    if (kind == detail::kPlacesKind)
      return count_common(detail::PlaceSet(now).fingerprints(), detail::PlaceSet(before).fingerprints());
    return count_common(detail::AreaSet(now).fingerprints(), detail::AreaSet(before).fingerprints());
  } catch (const Failure&) {
    return 0;
  }
}

}  // namespace

struct GazetteerBuilder::State {
  State(fs::path folder, std::string source, std::string vintage)
      : places(std::move(folder)), entry{std::move(source), std::move(vintage), 0, {}}, building(places) {}

  fs::path places;
  SourceEntry entry;
  BuildingFolder building;
  detail::PostcodeWriter postcodes{building.path()};
  detail::PlaceWriter named;
  detail::AreaWriter areas{building.path()};
  GazetteerCounts counts;
  bool published = false;

  Result<void> counted(Result<void> result) {
    ++(result ? counts.added : counts.refused);
    return result;
  }

  /// Writes what was added to finished files in the building folder.
  void write_files() {
    const auto keep = [&](std::string_view kind, const std::string& address, std::size_t rows) {
      const std::string name = std::string(kind) + "-" + address + std::string(kSuffix);
      fs::rename(building.path() / kind, building.path() / name);
      entry.files.push_back({std::string(kind), name, rows});
    };
    if (!postcodes.is_empty()) {
      const auto written = postcodes.write(building.path() / detail::kPostcodesKind);
      keep(detail::kPostcodesKind, written.address, written.postcodes);
    }
    if (!named.is_empty()) {
      const std::string address = named.write(building.path() / detail::kPlacesKind);
      keep(detail::kPlacesKind, address, named.size());
    }
    if (!areas.is_empty()) {
      const std::string address = areas.write(building.path() / detail::kBoundariesKind);
      keep(detail::kBoundariesKind, address, areas.size());
    }
  }

  void count_rows(const SourceEntry* before) {
    std::size_t rows = 0;
    for (const SourceEntry::File& file : entry.files) {
      rows += file.rows;
      if (before == nullptr) continue;
      for (const SourceEntry::File& old : before->files)
        if (old.name == file.name)
          counts.unchanged += file.rows;
        else if (old.kind == file.kind)
          counts.unchanged += count_unchanged(file.kind, building.path() / file.name, places / old.name);
    }
    counts.added = rows - counts.unchanged;
  }

  /// Moves finished files to their place. One that is there already has the same content, by its name.
  std::vector<std::string> move_files() {
    std::vector<std::string> moved;
    for (const SourceEntry::File& file : entry.files) {
      fs::rename(building.path() / file.name, places / file.name);
      moved.push_back(file.name);
    }
    sync_to_disk(places);
    return moved;
  }
};

GazetteerBuilder::GazetteerBuilder(fs::path folder, std::string source, std::string vintage)
    : state_(std::make_unique<State>(std::move(folder), std::move(source), std::move(vintage))) {}

GazetteerBuilder::~GazetteerBuilder() = default;

Result<void> GazetteerBuilder::add(const PostcodeRow& row) { return state_->counted(state_->postcodes.add(row)); }
Result<void> GazetteerBuilder::add(const PlaceRow& row) { return state_->counted(state_->named.add(row)); }
Result<void> GazetteerBuilder::add(const AreaRow& row) { return state_->counted(state_->areas.add(row)); }

GazetteerBuilder::Published GazetteerBuilder::publish() try {
  if (state_->published) throw Failure("publishing the gazetteer", "this builder has published already");
  state_->published = true;
  state_->write_files();
  if (state_->entry.files.empty()) return {{}, state_->counts, false};  // nothing usable came: what there is stays
  const FileLock lock = FileLock::acquire(state_->places / kLockName);
  Manifest manifest = Manifest::read(state_->places);
  const SourceEntry* before = manifest.find(state_->entry.source);
  state_->count_rows(before);
  Published published{{}, state_->counts, false};
  const bool same =
      before != nullptr && before->files == state_->entry.files && before->vintage == state_->entry.vintage;
  if (!same) {
    if (before == nullptr && manifest.sources.size() == detail::kMaxSources)
      throw Failure("publishing the gazetteer", "the folder holds a thousand sources already");
    published.files = state_->move_files();
    state_->entry.sequence = ++manifest.sequence;
    manifest.replace(state_->entry);
    manifest.write(state_->places);
    published.changed = true;
  }
  remove_leftovers(state_->places, manifest);
  return published;
} catch (const fs::filesystem_error& error) {
  throw Failure("publishing the gazetteer", error.what());
}

}  // namespace fingerpost::geo
