#include <fmt/format.h>
#include <zip.h>

#include "importers/detail/byte_streams.hpp"

namespace fingerpost::importers {
namespace {

struct Close {
  void operator()(zip_t* archive) const { ::zip_discard(archive); }
  void operator()(zip_file_t* member) const { ::zip_fclose(member); }
};
using Handle = std::unique_ptr<zip_t, Close>;

constexpr std::uint64_t kRatioLookedAt = 16u << 20;

class MemberStream final : public ByteStream {
 public:
  MemberStream(std::shared_ptr<zip_t> archive, const Archive::Member& member, std::string name)
      : archive_(std::move(archive)),
        file_(::zip_fopen_index(archive_.get(), member.index, 0)),
        size_(member.size),
        compressed_(member.compressed),
        name_(std::move(name)) {
    if (file_ == nullptr) throw DamagedInput("opening " + name_, ::zip_strerror(archive_.get()));
  }

  std::size_t read(std::span<char> into) override {
    const zip_int64_t got = ::zip_fread(file_.get(), into.data(), into.size());
    if (got < 0) throw DamagedInput("unpacking " + name_, ::zip_file_strerror(file_.get()));
    produced_ += static_cast<std::uint64_t>(got);
    if (produced_ > kMaxDecompressed || (produced_ > kRatioLookedAt && produced_ / kMaxRatio > compressed_))
      throw DamagedInput("unpacking " + name_, "it expands beyond what is believable");
    return static_cast<std::size_t>(got);
  }

  std::uint64_t consumed() const override {
    return size_ == 0 ? compressed_
                      : static_cast<std::uint64_t>(static_cast<double>(compressed_) * static_cast<double>(produced_) /
                                                   static_cast<double>(size_));
  }

 private:
  std::shared_ptr<zip_t> archive_;
  std::unique_ptr<zip_file_t, Close> file_;
  std::uint64_t size_, compressed_, produced_ = 0;
  std::string name_;
};

class ZipArchive final : public Archive {
 public:
  ZipArchive(Handle handle, std::string name) : handle_(handle.release(), Close{}), name_(std::move(name)) {}

  std::vector<Member> members() const override {
    std::vector<Member> all;
    const zip_int64_t count = ::zip_get_num_entries(handle_.get(), 0);
    for (zip_int64_t i = 0; i < count; ++i) {
      zip_stat_t stat;
      ::zip_stat_init(&stat);
      if (::zip_stat_index(handle_.get(), static_cast<zip_uint64_t>(i), 0, &stat) != 0 || stat.name == nullptr)
        continue;
      const std::string name = stat.name;
      if (name.empty() || name.back() == '/') continue;
      all.push_back({name, static_cast<std::uint64_t>(i), stat.comp_size, stat.size});
    }
    return all;
  }

  std::unique_ptr<ByteStream> open_member(const Member& member) override {
    return std::make_unique<MemberStream>(handle_, member, name_ + "!" + member.name);
  }

 private:
  std::shared_ptr<zip_t> handle_;
  std::string name_;
};

}  // namespace

Result<std::shared_ptr<Archive>> Archive::open(const std::filesystem::path& path, const std::string& name) {
  int code = 0;
  Handle handle(::zip_open(path.c_str(), ZIP_RDONLY, &code));
  if (handle) return std::make_shared<ZipArchive>(std::move(handle), name);
  zip_error_t error;
  ::zip_error_init_with_code(&error, code);
  const std::string why = ::zip_error_strerror(&error);
  ::zip_error_fini(&error);
  return fail(ProblemCode::unrecognised_format, "path", name,
              fmt::format("\"{}\" is named like a zip archive but cannot be opened as one ({}).", name, why));
}

}  // namespace fingerpost::importers
