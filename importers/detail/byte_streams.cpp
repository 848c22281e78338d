#include "importers/detail/byte_streams.hpp"

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>
#include <zlib.h>

namespace fingerpost::importers {
namespace {

class FileStream final : public ByteStream {
 public:
  explicit FileStream(const std::filesystem::path& path)
      : path_(path), file_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {
    if (file_ < 0) fail_with_errno("opening " + path.string());
    ::posix_fadvise(file_, 0, 0, POSIX_FADV_SEQUENTIAL);
  }
  ~FileStream() override { ::close(file_); }
  FileStream(const FileStream&) = delete;
  FileStream& operator=(const FileStream&) = delete;

  std::size_t read(std::span<char> into) override {
    while (true) {
      const ssize_t got = ::read(file_, into.data(), into.size());
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) fail_with_errno("reading " + path_.string());
      consumed_ += static_cast<std::uint64_t>(got);
      return static_cast<std::size_t>(got);
    }
  }
  std::uint64_t consumed() const override { return consumed_; }

 private:
  std::filesystem::path path_;
  int file_;
  std::uint64_t consumed_ = 0;
};

constexpr std::uint64_t kRatioLookedAt = 16u << 20;

class GunzipStream final : public ByteStream {
 public:
  GunzipStream(std::unique_ptr<ByteStream> inner, std::string name) : inner_(std::move(inner)), name_(std::move(name)) {
    if (::inflateInit2(&zlib_, 15 + 16) != Z_OK) throw Failure("unpacking " + name_, "zlib did not start");
  }
  ~GunzipStream() override { ::inflateEnd(&zlib_); }
  GunzipStream(const GunzipStream&) = delete;
  GunzipStream& operator=(const GunzipStream&) = delete;

  std::size_t read(std::span<char> into) override {
    zlib_.next_out = reinterpret_cast<Bytef*>(into.data());
    zlib_.avail_out = static_cast<uInt>(into.size());
    while (zlib_.avail_out == into.size() && !done_) step();
    const std::size_t got = into.size() - zlib_.avail_out;
    produced_ += got;
    if (produced_ > kMaxDecompressed || (produced_ > kRatioLookedAt && produced_ / kMaxRatio > taken_))
      throw DamagedInput("unpacking " + name_, "it expands beyond what is believable");
    return got;
  }
  std::uint64_t consumed() const override { return inner_->consumed(); }

 private:
  void step() {
    if (zlib_.avail_in == 0) fill();
    if (zlib_.avail_in == 0) {
      if (!between_) throw DamagedInput("unpacking " + name_, "it breaks off before its end");
      done_ = true;
      return;
    }
    const int answer = ::inflate(&zlib_, Z_NO_FLUSH);
    if (answer == Z_STREAM_END) {
      ::inflateReset(&zlib_);
      between_ = true;
    } else if (answer == Z_OK || answer == Z_BUF_ERROR) {
      between_ = false;
    } else if (between_ && taken_ > 0 && produced_ + zlib_.total_out > 0) {
      done_ = true;  // padding after the last member, as gunzip ignores it
    } else {
      throw DamagedInput("unpacking " + name_, zlib_.msg != nullptr ? zlib_.msg : "it is not gzip");
    }
  }

  void fill() {
    const std::size_t got = inner_->read(in_);
    taken_ += got;
    zlib_.next_in = reinterpret_cast<Bytef*>(in_.data());
    zlib_.avail_in = static_cast<uInt>(got);
  }

  std::unique_ptr<ByteStream> inner_;
  std::string name_;
  z_stream zlib_{};
  std::array<char, 65536> in_{};
  std::uint64_t taken_ = 0, produced_ = 0;
  bool between_ = false;  ///< a member has ended and no other begun
  bool done_ = false;
};

}  // namespace

std::unique_ptr<ByteStream> open_file_stream(const std::filesystem::path& path) {
  return std::make_unique<FileStream>(path);
}

std::unique_ptr<ByteStream> gunzip(std::unique_ptr<ByteStream> inner, std::string name) {
  return std::make_unique<GunzipStream>(std::move(inner), std::move(name));
}

SpillFile::SpillFile(const std::string& suffix) {
  std::string name = (std::filesystem::temp_directory_path() / ("fingerpost-XXXXXX" + suffix)).string();
  const int file = ::mkstemps(name.data(), static_cast<int>(suffix.size()));
  if (file < 0) fail_with_errno("making a temporary file " + name);
  ::close(file);
  path_ = name;
}

SpillFile::~SpillFile() {
  std::error_code ignored;
  std::filesystem::remove(path_, ignored);
}

void spill(ByteStream& stream, const SpillFile& file) {
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> out(std::fopen(file.path().c_str(), "wb"), &std::fclose);
  if (!out) fail_with_errno("writing " + file.path().string());
  std::vector<char> buffer(1 << 16);
  while (const std::size_t got = stream.read(buffer))
    if (std::fwrite(buffer.data(), 1, got, out.get()) != got) fail_with_errno("writing " + file.path().string());
  if (std::fflush(out.get()) != 0) fail_with_errno("writing " + file.path().string());
}

}  // namespace fingerpost::importers
