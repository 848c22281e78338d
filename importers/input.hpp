#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/failure.hpp"
#include "base/result.hpp"

namespace fingerpost::importers {

/// A file that breaks off or contradicts itself in the middle: a truncated .gz, a damaged archive member, an archive
/// that expands beyond the limits. What was read before it is kept; the import is then not complete.
class DamagedInput : public Failure {
 public:
  using Failure::Failure;
};

/// A stream of bytes read front to back, decompressed on the way. Failure on I/O; DamagedInput in the middle of a
/// damaged file.
class ByteStream {
 public:
  virtual ~ByteStream() = default;
  /// Up to `into.size()` bytes; 0 at the end.
  virtual std::size_t read(std::span<char> into) = 0;
  /// Bytes taken from the disk so far (compressed), for progress.
  virtual std::uint64_t consumed() const { return 0; }
};

/// One file to be read: on disk, or a member of an archive. Opening is cheap and may be repeated (detection reads the
/// head).
struct InputFile {
  std::string name;  ///< as shown in findings: "folder/a.csv", "outer.zip!inner.csv"; begins with the base name
  std::filesystem::path path;  ///< the file on disk (the archive itself for a member); GDAL opens this
  std::string member;          ///< name inside the archive, empty otherwise
  std::uint64_t bytes = 0;     ///< on disk (compressed), for progress
  std::function<std::unique_ptr<ByteStream>()> open;

  /// Extension without dot, lower case, of the innermost name with .gz removed: "csv", "json", "pbf".
  std::string extension() const;
  /// The innermost name without folders, extension and .gz: "services" of "feed.zip!data/services.csv.gz".
  std::string stem() const;
};

inline constexpr std::size_t kMaxInputFiles = 100'000;
inline constexpr std::uint64_t kMaxDecompressed = 64ull << 30;  ///< of one file or member
inline constexpr std::uint64_t kMaxRatio = 1'000;               ///< decompressed to compressed, looked at beyond 16 MB

/// Files below what was named: a file, a folder (whole, sorted by name, hidden files left out), a .zip's members, a .gz
/// decompressed. Archives in archives one level deep. Problems: nothing there, not an archive, too many files.
[[nodiscard]] Result<std::vector<InputFile>> open_inputs(const std::filesystem::path& path);

/// The first `bytes` decompressed bytes; what could be read when the file is damaged.
std::string head_of(const InputFile& file, std::size_t bytes = 65536);

/// Everything, refused beyond `limit`. For small files only (maps, calendars, boundaries JSON).
[[nodiscard]] Result<std::string> read_whole(const InputFile& file, std::size_t limit = 512u << 20);

}  // namespace fingerpost::importers
