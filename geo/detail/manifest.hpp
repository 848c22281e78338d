#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace fingerpost::geo::detail {

/// What a source consists of and when it was last changed.
struct SourceEntry {
  struct File {
    std::string kind;  ///< `postcodes`, `places`, `boundaries`
    std::string name;  ///< file name in the folder
    std::size_t rows = 0;
    bool operator==(const File&) const = default;
  };
  std::string source, vintage;
  std::uint64_t sequence = 0;  ///< of the publish that brought these files
  std::vector<File> files;
};

/// The list of a places/ folder's files: `manifest.json`, written last and atomically, so that it always names a whole
/// set. Newest source first: by vintage, then by sequence.
struct Manifest {
  std::uint64_t sequence = 0;
  std::vector<SourceEntry> sources;

  /// An absent file is an empty manifest; Failure when it is damaged or of another format.
  static Manifest read(const std::filesystem::path& folder);
  void write(const std::filesystem::path& folder) const;

  const SourceEntry* find(std::string_view source) const;
  /// Replaces the entry of that source (or removes it when it has no files) and keeps the order.
  void replace(SourceEntry entry);
  bool names(std::string_view file) const;
};

/// At most so many sources in one folder.
inline constexpr std::size_t kMaxSources = 1'000;

inline constexpr std::string_view kManifestName = "manifest.json";
inline constexpr std::string_view kPostcodesKind = "postcodes", kPlacesKind = "places", kBoundariesKind = "boundaries";

}  // namespace fingerpost::geo::detail
