#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace fingerpost {

enum class FileMode { everyone_reads, owner_only };

/// The whole file. Failure when it cannot be read.
std::string read_file(const std::filesystem::path& path);

/// The whole file, nullopt when there is none. Failure when it is there and cannot be read.
std::optional<std::string> read_file_if_present(const std::filesystem::path& path);

/// Writes beside `path`, fsyncs, renames over it, fsyncs the folder: readers see the old or the new, never half.
/// Failure (disk full, no right) leaves the old file as it was.
void write_file_atomically(const std::filesystem::path& path, std::string_view content,
                           FileMode mode = FileMode::everyone_reads);

/// Makes `folder` with mode 0700; an existing one is narrowed to it.
void make_private_folder(const std::filesystem::path& folder);

/// fsyncs a file or folder so that what was renamed into it survives a power cut.
void sync_to_disk(const std::filesystem::path& path);

/// A new folder, 0700, below the system's temporary one; it goes with this object, and everything in it. Failure when
/// it cannot be made.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// A file mapped for reading; pages are shared between processes and dropped by the system under pressure.
class MappedFile {
 public:
  explicit MappedFile(const std::filesystem::path& path);
  ~MappedFile();
  MappedFile(MappedFile&& other) noexcept;
  MappedFile& operator=(MappedFile&& other) noexcept;
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;

  std::string_view bytes() const { return {data_, size_}; }
  /// Lets go of the pages read so far; they stay in the system's cache and come back when they are read again.
  void release() const;

 private:
  const char* data_ = nullptr;
  std::size_t size_ = 0;
};

/// An exclusive lock on `path` (made when missing), released by the destructor or the end of the process.
class FileLock {
 public:
  /// nullopt when another process, or another FileLock of this one, holds it.
  static std::optional<FileLock> try_acquire(const std::filesystem::path& path);
  /// Waits for it.
  static FileLock acquire(const std::filesystem::path& path);
  ~FileLock();
  FileLock(FileLock&& other) noexcept : descriptor_(other.descriptor_) { other.descriptor_ = -1; }
  FileLock& operator=(FileLock&& other) noexcept;

 private:
  explicit FileLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

}  // namespace fingerpost
