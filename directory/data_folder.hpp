#pragma once

#include <filesystem>

namespace fingerpost::directory {

/// The names inside a data folder, in one place (the contract's "Files in the data folder").
struct DataFolder {
  std::filesystem::path root;
  std::filesystem::path needs_elsewhere = {};  ///< setting `needs`: another folder than needs() would be

  std::filesystem::path store() const { return root / "directory.db"; }
  std::filesystem::path index() const { return root / "index"; }
  std::filesystem::path places() const { return root / "places"; }
  std::filesystem::path keys() const { return root / "keys"; }
  /// What walks through live feeds keep, a folder a source.
  std::filesystem::path feeds() const { return root / "feeds"; }
  /// A steward's need files (data/needs/README.md).
  std::filesystem::path needs() const { return needs_elsewhere.empty() ? root / "needs" : needs_elsewhere; }
  std::filesystem::path configuration() const { return root / "fingerpost.toml"; }
  /// Held by whoever publishes.
  std::filesystem::path publisher_lock() const { return root / "publisher.lock"; }
  /// Held by the one server of this folder.
  std::filesystem::path server_lock() const { return root / "server.lock"; }
};

}  // namespace fingerpost::directory
