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

/// A new key would not open what the old one sealed: a store without its key is not given another silently.
SealingKey key_of(const directory::DataFolder& folder) {
  if (std::filesystem::exists(folder.store()) && !SealingKey::is_in(folder.keys()))
    throw Failure("opening " + folder.root.string(),
                  "its sealing key is missing; bring it back with `fingerpost key restore`, or copy keys/");
  return SealingKey::load_or_create(folder.keys());
}

}  // namespace

Workspace::Workspace(const directory::DataFolder& folder)
    : folder_(made(folder)), key_(key_of(folder_)), store_(store::open_sqlite(folder_.store(), key_, clock_)) {}

directory::Directory& Workspace::directory() {
  if (!directory_) directory_.emplace(*store_, folder_);
  return *directory_;
}

Result<std::shared_ptr<const directory::Snapshot>> Workspace::snapshot() {
  const bool is_empty = store_->last_seq() == 0;
  if (!is_empty) directory().publish();
  auto snapshot = is_empty ? nullptr : directory().snapshot();
  if (!snapshot)
    return fail(ProblemCode::not_found, "data", folder_.root.string(),
                "Nothing is published in this data folder yet: import something first.");
  return snapshot;
}

}  // namespace fingerpost::cli
