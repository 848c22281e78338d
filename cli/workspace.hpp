#pragma once

#include <memory>
#include <optional>

#include "base/clock.hpp"
#include "base/seal.hpp"
#include "cli/settings.hpp"
#include "directory/data_folder.hpp"
#include "directory/directory.hpp"
#include "store/store.hpp"

namespace fingerpost::cli {

/// One data folder, opened: what most commands work with. Wires store, keys and directory together.
class Workspace {
 public:
  /// Makes the folder and the store when there are none.
  explicit Workspace(const directory::DataFolder& folder);

  const directory::DataFolder& folder() const { return folder_; }
  store::Store& store() { return *store_; }
  const SealingKey& key() const { return key_; }
  const Clock& clock() const { return clock_; }
  /// Opened on first use (reads the published index).
  directory::Directory& directory();
  /// The newest snapshot, published first when it is behind and nobody else publishes. Problem when there is nothing.
  [[nodiscard]] Result<std::shared_ptr<const directory::Snapshot>> snapshot();

 private:
  directory::DataFolder folder_;
  SystemClock clock_;
  SealingKey key_;
  std::unique_ptr<store::Store> store_;
  std::optional<directory::Directory> directory_;
};

}  // namespace fingerpost::cli
