#include "importers/feed/detail/record_file.hpp"

#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

#include "base/failure.hpp"

namespace fingerpost::importers {
namespace {

constexpr std::size_t kPending = 1u << 16;

}  // namespace

struct RecordFile::Descriptor {
  explicit Descriptor(const std::filesystem::path& folder) {
    std::string pattern = (folder / "records-XXXXXX").string();
    number = ::mkostemp(pattern.data(), O_CLOEXEC);
    if (number < 0) fail_with_errno("making a file in " + folder.string());
    ::unlink(pattern.c_str());
  }
  ~Descriptor() { ::close(number); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  int number = -1;
};

RecordFile::RecordFile(const std::filesystem::path& folder, std::string name)
    : name_(std::move(name)), descriptor_(std::make_shared<Descriptor>(folder)) {}

void RecordFile::add(std::string_view line) {
  pending_.append(line) += '\n';
  ++lines_;
  if (pending_.size() >= kPending) flush();
}

void RecordFile::flush() {
  std::string_view rest = pending_;
  while (!rest.empty()) {
    const ssize_t written = ::write(descriptor_->number, rest.data(), rest.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) fail_with_errno("writing what was fetched");
    rest.remove_prefix(static_cast<std::size_t>(written));
  }
  bytes_ += pending_.size();
  pending_.clear();
}

InputFile RecordFile::input() {
  flush();

  /// Reads the shared descriptor from the front, by position.
  class Stream final : public ByteStream {
   public:
    Stream(std::shared_ptr<Descriptor> descriptor, std::uint64_t bytes)
        : descriptor_(std::move(descriptor)), bytes_(bytes) {}
    std::size_t read(std::span<char> into) override {
      const std::size_t wanted = std::min<std::uint64_t>(into.size(), bytes_ - at_);
      ssize_t got = 0;
      do got = ::pread(descriptor_->number, into.data(), wanted, static_cast<off_t>(at_));
      while (got < 0 && errno == EINTR);
      if (got < 0) fail_with_errno("reading what was fetched");
      at_ += static_cast<std::uint64_t>(got);
      return static_cast<std::size_t>(got);
    }
    std::uint64_t consumed() const override { return at_; }

   private:
    std::shared_ptr<Descriptor> descriptor_;
    std::uint64_t bytes_, at_ = 0;
  };

  return {
      .name = name_, .path = name_, .member = {}, .bytes = bytes_, .open = [descriptor = descriptor_, bytes = bytes_] {
        return std::make_unique<Stream>(descriptor, bytes);
      }};
}

}  // namespace fingerpost::importers
