#include "cli/workspace.hpp"

#include "base/failure.hpp"

namespace fingerpost::cli {
namespace {

directory::DataFolder made(const directory::DataFolder& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder.root, error);
  if (error) throw Failure("making the data folder " + folder.root.string(), error.message());
  return folder;
}

}  // namespace

Workspace::Workspace(const directory::DataFolder& folder)
    : folder_(made(folder)),
      key_(SealingKey::load_or_create(folder_.keys())),
      store_(store::open_sqlite(folder_.store(), key_, clock_)) {}

directory::Directory& Workspace::directory() {
  if (!directory_) directory_.emplace(*store_, folder_);
  return *directory_;
}

Result<std::shared_ptr<const directory::Snapshot>> Workspace::snapshot() {
  directory().publish();
  auto snapshot = directory().snapshot();
  if (!snapshot)
    return fail(ProblemCode::not_found, "data", folder_.root.string(),
                "Nothing is published in this data folder yet: import something first.");
  return snapshot;
}

}  // namespace fingerpost::cli
