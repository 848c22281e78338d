#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>

#include "base/file.hpp"
#include "importers/input.hpp"

namespace fingerpost::importers {

/// Most bytes that one file may have once it is unpacked for a library that opens paths.
inline constexpr std::uint64_t kMaxSpooledBytes = 8ull << 30;

/// Real paths for libraries that open files by name (GDAL, libosmium) though the bytes may lie in an archive. What lies
/// plainly on disk is used where it lies; what is packed is unpacked into a temporary folder that goes with the Spool.
class Spool {
 public:
  /// A path that holds the bytes of `file`. With `all`, files that differ from it in nothing but the extension (.dbf,
  /// .shx, .prj of a .shp) lie beside it. Failure when a file cannot be unpacked or grows beyond kMaxSpooledBytes.
  std::filesystem::path path_of(const InputFile& file, std::span<const InputFile> all = {});

 private:
  std::filesystem::path unpack(const InputFile& file, const std::filesystem::path& folder);
  std::filesystem::path new_folder();

  std::unique_ptr<TemporaryFolder> folder_;
  int count_ = 0;
};

/// Where `file` lies on disk, for a library that decompresses by itself; the run counts it as read.
std::filesystem::path path_on_disk(const InputFile& file);

/// True when `file` is an archive's member or compressed, so that its bytes cannot be opened by path.
bool is_packed(const InputFile& file);

}  // namespace fingerpost::importers
