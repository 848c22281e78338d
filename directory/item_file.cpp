#include "directory/detail/item_file.hpp"

#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <unistd.h>

#include "base/failure.hpp"

namespace fingerpost::directory {
namespace {

constexpr std::size_t kBufferBytes = 1u << 20;

/// Not every file system has nameless files; then one that loses its name at once.
int open_nameless(const std::filesystem::path& folder) {
  const int descriptor = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (descriptor >= 0 || (errno != EOPNOTSUPP && errno != EISDIR && errno != ENOENT)) return descriptor;
  std::string name = (folder / "items-XXXXXX").string();
  const int named = ::mkostemp(name.data(), O_CLOEXEC);
  if (named >= 0) ::unlink(name.c_str());
  return named;
}

}  // namespace

ItemFile::ItemFile(const std::filesystem::path& folder) : descriptor_(open_nameless(folder)) {
  if (descriptor_ < 0) fail_with_errno("making a file for list items in " + folder.string());
}

ItemFile::~ItemFile() { ::close(descriptor_); }

ItemPlace ItemFile::append(std::string_view text) {
  const ItemPlace place{end_, static_cast<std::uint32_t>(text.size())};
  unwritten_.append(text).push_back('\n');
  end_ += text.size() + 1;
  if (unwritten_.size() >= kBufferBytes) flush();
  return place;
}

void ItemFile::flush() {
  std::string_view rest = unwritten_;
  while (!rest.empty()) {
    const auto at = static_cast<off_t>(end_ - rest.size());
    const ssize_t written = ::pwrite(descriptor_, rest.data(), rest.size(), at);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) fail_with_errno("writing list items");
    rest.remove_prefix(static_cast<std::size_t>(written));
  }
  std::string().swap(unwritten_);  // its room as well: the file outlives the making of a feed
}

void ItemFile::read(ItemPlace place, std::string& out) const {
  const std::size_t before = out.size();
  out.resize(before + place.bytes);
  for (std::size_t done = 0; done < place.bytes;) {
    const ssize_t read =
        ::pread(descriptor_, out.data() + before + done, place.bytes - done, static_cast<off_t>(place.offset + done));
    if (read < 0 && errno == EINTR) continue;
    if (read <= 0) fail_with_errno("reading list items");
    done += static_cast<std::size_t>(read);
  }
}

}  // namespace fingerpost::directory
