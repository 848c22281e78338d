#include "importers/detail/spool.hpp"

#include <fstream>
#include <string>
#include <system_error>
#include <vector>

#include "base/failure.hpp"
#include "base/text.hpp"

namespace fingerpost::importers {

namespace {

std::filesystem::path bare_name(const InputFile& file) {
  const std::string& whole = file.member.empty() ? file.path.string() : file.member;
  std::filesystem::path name = std::filesystem::path(whole.substr(whole.find_last_of("/!\\") + 1));
  if (ascii_lower(name.extension().string()) == ".gz") name = name.stem();
  return name.empty() ? "file" : name;
}

/// "folder/wards.shp" → "folder/wards": what side files share.
std::string stem_of(const InputFile& file) {
  return ascii_lower(std::filesystem::path(file.name).replace_extension().string());
}

}  // namespace

std::filesystem::path path_on_disk(const InputFile& file) {
  file.open();  // the run tells which files nobody opened
  return file.path;
}

bool is_packed(const InputFile& file) {
  return !file.member.empty() || ascii_lower(file.path.extension().string()) == ".gz";
}

std::filesystem::path Spool::new_folder() {
  if (!folder_) folder_ = std::make_unique<TemporaryFolder>();
  const std::filesystem::path made = folder_->path() / std::to_string(count_++);
  std::filesystem::create_directory(made);
  return made;
}

std::filesystem::path Spool::unpack(const InputFile& file, const std::filesystem::path& folder) {
  const std::filesystem::path path = folder / bare_name(file);
  std::ofstream out(path, std::ios::binary);
  const auto in = file.open();
  std::vector<char> buffer(1 << 16);
  std::uint64_t total = 0;
  while (const std::size_t got = in->read(buffer)) {
    total += got;
    if (total > kMaxSpooledBytes) throw Failure("unpacking " + file.name, "it is larger than 8 GB");
    out.write(buffer.data(), static_cast<std::streamsize>(got));
    if (!out) fail_with_errno("unpacking " + file.name);
  }
  out.close();
  if (!out) fail_with_errno("unpacking " + file.name);
  return path;
}

std::filesystem::path Spool::path_of(const InputFile& file, std::span<const InputFile> all) {
  if (!is_packed(file)) return path_on_disk(file);
  const std::filesystem::path folder = new_folder();
  const std::string stem = stem_of(file);
  for (const InputFile& other : all)
    if (other.name != file.name && stem_of(other) == stem) unpack(other, folder);
  return unpack(file, folder);
}

}  // namespace fingerpost::importers
