#include "exchange/archive.hpp"

#include <fmt/format.h>
#include <fstream>
#include <memory>
#include <zip.h>

#include "base/failure.hpp"
#include "base/file.hpp"

namespace fingerpost::exchange {
namespace {

using Zip = std::unique_ptr<zip_t, decltype(&zip_discard)>;
using Member = std::unique_ptr<zip_file_t, decltype(&zip_fclose)>;

std::string error_text(int code) {
  zip_error_t error;
  zip_error_init_with_code(&error, code);
  std::string text = zip_error_strerror(&error);
  zip_error_fini(&error);
  return text;
}

bool is_safe(const std::filesystem::path& name) {
  if (name.empty() || name.is_absolute()) return false;
  for (const auto& part : name)
    if (part == ".." || part == ".") return false;
  return true;
}

void unpack(zip_t* zip, zip_uint64_t index, const std::filesystem::path& to) {
  const Member member(zip_fopen_index(zip, index, 0), &zip_fclose);
  if (!member) throw Failure("reading the archive", zip_strerror(zip));
  std::filesystem::create_directories(to.parent_path());
  std::ofstream file(to, std::ios::binary);
  std::string block(1 << 20, '\0');
  for (zip_int64_t n = 0; (n = zip_fread(member.get(), block.data(), block.size())) != 0;) {
    if (n < 0) throw Failure("reading the archive", "a member is damaged: " + to.filename().string());
    file.write(block.data(), n);
  }
  file.close();
  if (!file) fail_with_errno("writing " + to.string());
  sync_to_disk(to);
}

}  // namespace

void write_archive(const std::filesystem::path& archive, const std::vector<ArchiveEntry>& entries) {
  std::filesystem::path beside = archive;
  beside += ".new";
  int code = 0;
  Zip zip(zip_open(beside.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &code), &zip_discard);
  if (!zip) throw Failure("creating " + beside.string(), error_text(code));
  for (const ArchiveEntry& entry : entries) {
    zip_source_t* source = zip_source_file(zip.get(), entry.file.c_str(), 0, -1);
    if (source == nullptr || zip_file_add(zip.get(), entry.name.c_str(), source, ZIP_FL_ENC_UTF_8) < 0)
      throw Failure("packing " + entry.file.string(), zip_strerror(zip.get()));
  }
  if (zip_close(zip.get()) != 0) throw Failure("writing " + beside.string(), zip_strerror(zip.get()));
  static_cast<void>(zip.release());
  sync_to_disk(beside);
  std::error_code error;
  std::filesystem::rename(beside, archive, error);
  if (error) throw Failure("renaming to " + archive.string(), error.message());
}

Result<std::vector<std::string>> read_archive(const std::filesystem::path& archive,
                                              const std::filesystem::path& folder) {
  int code = 0;
  const Zip zip(zip_open(archive.c_str(), ZIP_RDONLY, &code), &zip_discard);
  if (!zip)
    return fail(ProblemCode::unrecognised_format, "from", archive.string(),
                fmt::format("{} cannot be read as a backup: {}.", archive.string(), error_text(code)));
  const zip_int64_t count = zip_get_num_entries(zip.get(), 0);
  if (count > static_cast<zip_int64_t>(kMaxArchiveFiles))
    return fail(ProblemCode::too_large, "from", archive.string(),
                fmt::format("The archive has {} files; at most {} are read.", count, kMaxArchiveFiles));
  std::vector<std::string> names;
  for (zip_int64_t i = 0; i < count; ++i) {
    const char* name = zip_get_name(zip.get(), static_cast<zip_uint64_t>(i), 0);
    if (name == nullptr || !is_safe(name))
      return fail(ProblemCode::refused, "from", name == nullptr ? "" : name,
                  "The archive has a name that would leave the data folder: it is no backup of ours.");
    names.emplace_back(name);
  }
  for (std::size_t i = 0; i < names.size(); ++i)
    if (!names[i].ends_with('/')) unpack(zip.get(), i, folder / names[i]);
  return names;
}

}  // namespace fingerpost::exchange
