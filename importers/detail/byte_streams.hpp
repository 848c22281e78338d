#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "importers/input.hpp"

namespace fingerpost::importers {

/// A file on disk, read in order. Failure when it cannot be opened or read.
std::unique_ptr<ByteStream> open_file_stream(const std::filesystem::path& path);

/// `inner` gunzipped, concatenated members included. DamagedInput when it breaks off, is no gzip, or grows beyond
/// kMaxRatio or kMaxDecompressed.
std::unique_ptr<ByteStream> gunzip(std::unique_ptr<ByteStream> inner, std::string name);

/// A .zip held open; members are read through it. Not for several threads.
class Archive {
 public:
  struct Member {
    std::string name;
    std::uint64_t index = 0, compressed = 0, size = 0;
  };

  /// Problem when it is no archive we can read.
  static Result<std::shared_ptr<Archive>> open(const std::filesystem::path& path, const std::string& name);
  virtual ~Archive() = default;
  /// Files only, in the archive's order.
  virtual std::vector<Member> members() const = 0;
  virtual std::unique_ptr<ByteStream> open_member(const Member& member) = 0;
};

/// A file of ours in the system's temporary folder, removed by the destructor. `suffix` as ".xlsx".
class SpillFile {
 public:
  explicit SpillFile(const std::string& suffix = {});
  ~SpillFile();
  SpillFile(const SpillFile&) = delete;
  SpillFile& operator=(const SpillFile&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// Copies the rest of `stream` into `file`. Failure when the disk is full.
void spill(ByteStream& stream, const SpillFile& file);

}  // namespace fingerpost::importers
