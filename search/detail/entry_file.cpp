#include "search/detail/entry_file.hpp"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/failure.hpp"
#include "search/detail/bytes.hpp"
#include "search/detail/entry.hpp"

namespace fingerpost::search::detail {
namespace {

/// Most stored texts are shorter: one read fetches them with their length.
constexpr std::size_t kFirstRead = 2'048;
/// No stored text is longer; a larger number is damage.
constexpr std::uint32_t kMaxStored = 16u << 20;

}  // namespace

EntryFile::EntryFile(const std::filesystem::path& path, Access access) : name_(path.string()) {
  descriptor_ =
      ::open(path.c_str(), access == Access::append ? O_RDWR | O_CREAT | O_CLOEXEC : O_RDONLY | O_CLOEXEC, 0644);
  if (descriptor_ < 0) fail_with_errno("opening " + name_);
  struct stat status {};
  if (::fstat(descriptor_, &status) != 0) {
    ::close(descriptor_);
    fail_with_errno("opening " + name_);
  }
  size_ = static_cast<std::uint64_t>(status.st_size);
}

EntryFile::~EntryFile() { ::close(descriptor_); }

std::size_t EntryFile::read_some(std::uint64_t at, char* into, std::size_t bytes) const {
  std::size_t done = 0;
  while (done < bytes) {
    const ssize_t n = ::pread(descriptor_, into + done, bytes - done, static_cast<off_t>(at + done));
    if (n == 0) break;
    if (n > 0)
      done += static_cast<std::size_t>(n);
    else if (errno != EINTR)
      fail_with_errno("reading " + name_);
  }
  return done;
}

std::string EntryFile::read(std::uint64_t at, std::size_t bytes) const {
  std::string read(bytes, '\0');
  read_into(at, read.data(), bytes);
  return read;
}

void EntryFile::read_into(std::uint64_t at, char* into, std::size_t bytes) const {
  if (read_some(at, into, bytes) != bytes) damaged("a file of it ends too early");
}

std::string EntryFile::stored_text(std::uint64_t at) const {
  char first[kFirstRead];
  const std::size_t got = read_some(at, first, sizeof first);
  std::uint32_t length = 0;
  if (got < kStoredPrefix) damaged("its entries end too early");
  std::memcpy(&length, first, sizeof length);
  if (length > kMaxStored) damaged("a stored text is too long");
  if (kStoredPrefix + length <= got) return std::string(first + kStoredPrefix, length);
  return read(at + kStoredPrefix, length);
}

void EntryFile::append(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t n = ::pwrite(descriptor_, bytes.data(), bytes.size(), static_cast<off_t>(size_));
    if (n >= 0) {
      size_ += static_cast<std::uint64_t>(n);
      bytes.remove_prefix(static_cast<std::size_t>(n));
    } else if (errno != EINTR) {
      fail_with_errno("writing " + name_);
    }
  }
}

void EntryFile::truncate(std::uint64_t size) {
  if (::ftruncate(descriptor_, static_cast<off_t>(size)) != 0) fail_with_errno("cutting " + name_);
  size_ = size;
}

void EntryFile::sync() {
  if (::fdatasync(descriptor_) != 0) fail_with_errno("syncing " + name_);
}

}  // namespace fingerpost::search::detail
