#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "search/detail/segment.hpp"

namespace fingerpost::search::detail {

/// Raised whenever what is on disk, or what the analyser makes of a text, changes: an index of another version is
/// built anew. History: docs/architecture/index-schema.md.
inline constexpr std::int64_t kSchemaVersion = 4;

/// What a generation says of itself; written last, so that a generation without one is not there.
struct Manifest {
  std::int64_t schema = kSchemaVersion;
  std::uint64_t seq = 0, places_generation = 0;  ///< of the base; the tail's commits have their own
  std::uint64_t documents = 0, records = 0, length = 0;
  std::uint64_t entries_bytes = 0;
};

/// `index/<number>/`: one base and its tail.
class Generation {
 public:
  explicit Generation(std::filesystem::path folder, std::uint64_t number);

  std::uint64_t number() const { return number_; }
  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path columns() const { return path_ / "columns"; }
  std::filesystem::path names() const { return path_ / "names"; }
  std::filesystem::path entries() const { return path_ / "entries"; }
  std::filesystem::path text() const { return path_ / "text"; }
  std::filesystem::path terms() const { return path_ / "terms"; }
  std::filesystem::path postings() const { return path_ / "postings"; }
  std::filesystem::path tail() const { return path_ / "tail"; }
  std::filesystem::path manifest() const { return path_ / "manifest"; }

  void write_manifest(const Manifest& manifest) const;
  /// nullopt when there is none, or when it is not one.
  std::optional<Manifest> read_manifest() const;

 private:
  std::uint64_t number_;
  std::filesystem::path path_;
};

/// Numbers of the generations that are there, complete or not, ascending.
std::vector<std::uint64_t> generations_in(const std::filesystem::path& folder);
/// The newest with a manifest.
std::optional<Generation> newest_complete(const std::filesystem::path& folder);

/// Keeps a generation's files from being removed, in this and every other process, until it is destroyed or the
/// process ends.
class GenerationHold {
 public:
  /// nullptr when the generation is gone already.
  static std::shared_ptr<const GenerationHold> take(const Generation& generation);
  ~GenerationHold();
  GenerationHold(const GenerationHold&) = delete;
  GenerationHold& operator=(const GenerationHold&) = delete;

 private:
  explicit GenerationHold(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

/// Removes every generation but `keep` that nobody holds, and what an interrupted writer left.
void remove_others(const std::filesystem::path& folder, std::uint64_t keep);

/// The base of a complete generation, mapped. Failure when a file is missing or damaged.
std::shared_ptr<const Segment> open_base(const Generation& generation, std::shared_ptr<const GenerationHold> hold);

}  // namespace fingerpost::search::detail
