#include "base/file.hpp"

#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

#include "base/failure.hpp"

namespace fingerpost {
namespace {

/// A descriptor that closes itself.
class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return fd_; }

 private:
  int fd_;
};

std::string read_all(int fd, const std::filesystem::path& path) {
  std::string content;
  struct stat status {};
  if (::fstat(fd, &status) == 0 && status.st_size > 0) content.reserve(static_cast<std::size_t>(status.st_size));
  char block[65536];
  for (;;) {
    const ssize_t n = ::read(fd, block, sizeof block);
    if (n == 0) return content;
    if (n > 0)
      content.append(block, static_cast<std::size_t>(n));
    else if (errno != EINTR)
      fail_with_errno("reading " + path.string());
  }
}

void write_all(int fd, std::string_view content, const std::filesystem::path& path) {
  while (!content.empty()) {
    const ssize_t n = ::write(fd, content.data(), content.size());
    if (n >= 0)
      content.remove_prefix(static_cast<std::size_t>(n));
    else if (errno != EINTR)
      fail_with_errno("writing " + path.string());
  }
}

std::filesystem::path folder_of(const std::filesystem::path& path) {
  return path.has_parent_path() ? path.parent_path() : ".";
}

int open_lock(const std::filesystem::path& path) {
  const int fd = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (fd < 0) fail_with_errno("opening the lock " + path.string());
  return fd;
}

}  // namespace

std::optional<std::string> read_file_if_present(const std::filesystem::path& path) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.get() < 0 && errno == ENOENT) return std::nullopt;
  if (file.get() < 0) fail_with_errno("opening " + path.string());
  return read_all(file.get(), path);
}

std::string read_file(const std::filesystem::path& path) {
  auto content = read_file_if_present(path);
  if (!content) {
    errno = ENOENT;
    fail_with_errno("opening " + path.string());
  }
  return *std::move(content);
}

void write_file_atomically(const std::filesystem::path& path, std::string_view content, FileMode mode) {
  std::filesystem::path beside = path;
  beside += ".new" + std::to_string(::getpid());
  try {
    const Descriptor file(
        ::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode == FileMode::owner_only ? 0600 : 0644));
    if (file.get() < 0) fail_with_errno("creating " + beside.string());
    write_all(file.get(), content, beside);
    if (::fsync(file.get()) != 0) fail_with_errno("writing " + beside.string());
    if (::rename(beside.c_str(), path.c_str()) != 0) fail_with_errno("renaming to " + path.string());
  } catch (...) {
    ::unlink(beside.c_str());
    throw;
  }
  sync_to_disk(folder_of(path));
}

void make_private_folder(const std::filesystem::path& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) throw Failure("making " + folder.string(), error.message());
  std::filesystem::permissions(folder, std::filesystem::perms::owner_all, error);
  if (error) throw Failure("narrowing the rights of " + folder.string(), error.message());
}

void sync_to_disk(const std::filesystem::path& path) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.get() < 0 || ::fsync(file.get()) != 0) fail_with_errno("syncing " + path.string());
}

TemporaryFolder::TemporaryFolder() {
  std::string pattern = (std::filesystem::temp_directory_path() / "fingerpost-XXXXXX").string();
  if (::mkdtemp(pattern.data()) == nullptr) fail_with_errno("making a temporary folder");
  path_ = pattern;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

MappedFile::MappedFile(const std::filesystem::path& path) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  struct stat status {};
  if (file.get() < 0 || ::fstat(file.get(), &status) != 0) fail_with_errno("opening " + path.string());
  size_ = static_cast<std::size_t>(status.st_size);
  if (size_ == 0) return;
  void* mapped = ::mmap(nullptr, size_, PROT_READ, MAP_SHARED, file.get(), 0);
  if (mapped == MAP_FAILED) fail_with_errno("mapping " + path.string());
  data_ = static_cast<const char*>(mapped);
}

MappedFile::~MappedFile() {
  if (data_ != nullptr) ::munmap(const_cast<char*>(data_), size_);
}

void MappedFile::release() const {
  if (data_ != nullptr) ::madvise(const_cast<char*>(data_), size_, MADV_DONTNEED);  // advice: refused, nothing is lost
}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
  std::swap(data_, other.data_);
  std::swap(size_, other.size_);
  return *this;
}

std::optional<FileLock> FileLock::try_acquire(const std::filesystem::path& path) {
  FileLock lock(open_lock(path));
  if (::flock(lock.descriptor_, LOCK_EX | LOCK_NB) == 0) return lock;
  if (errno != EWOULDBLOCK && errno != EINTR) fail_with_errno("locking " + path.string());
  return std::nullopt;
}

FileLock FileLock::acquire(const std::filesystem::path& path) {
  FileLock lock(open_lock(path));
  while (::flock(lock.descriptor_, LOCK_EX) != 0)
    if (errno != EINTR) fail_with_errno("locking " + path.string());
  return lock;
}

FileLock::~FileLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

FileLock& FileLock::operator=(FileLock&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

}  // namespace fingerpost
