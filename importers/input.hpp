#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace fingerpost::importers {

/// A stream of bytes read front to back, decompressed on the way. Failure on I/O; a damaged archive is a Problem at
/// open or a Failure in the middle (what was read before is kept).
class ByteStream {
 public:
  virtual ~ByteStream() = default;
  /// Up to `into.size()` bytes; 0 at the end.
  virtual std::size_t read(std::span<char> into) = 0;
};

/// One file to be read: on disk, or a member of an archive. Opening is cheap and may be repeated (detection reads the head).
struct InputFile {
  std::string name;             ///< as shown in findings: "folder/a.csv", "outer.zip!inner.csv"; never absolute unless given so
  std::filesystem::path path;   ///< the file on disk (the archive itself for a member); GDAL opens this
  std::string member;           ///< name inside the archive, empty otherwise
  std::uint64_t bytes = 0;      ///< on disk (compressed), for progress
  std::function<std::unique_ptr<ByteStream>()> open;

  /// Extension without dot, lower case, of the innermost name with .gz removed: "csv", "json", "pbf".
  std::string extension() const;
};

/// Files below what was named: a file, a folder (whole, sorted by name, hidden files left out), a .zip's members, a .gz
/// decompressed. Archives in archives one level deep. Limits: 100,000 files, 64 GB decompressed, ratio 1:1,000 a member.
[[nodiscard]] Result<std::vector<InputFile>> open_inputs(const std::filesystem::path& path);

/// The first `bytes` decompressed bytes.
std::string head_of(const InputFile& file, std::size_t bytes = 65536);

/// Everything, refused beyond `limit`. For small files only (maps, calendars, boundaries JSON).
[[nodiscard]] Result<std::string> read_whole(const InputFile& file, std::size_t limit = 512u << 20);

}  // namespace fingerpost::importers
