#include "importers/input.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "base/text.hpp"
#include "importers/detail/byte_streams.hpp"

namespace fingerpost::importers {
namespace {

namespace fs = std::filesystem;

bool has_extension(std::string_view name, std::string_view extension) {
  return name.size() > extension.size() && equals_ignoring_case(name.substr(name.size() - extension.size()), extension);
}

bool is_hidden(std::string_view name) {
  for (const auto part : split(name, '/'))
    if (part.starts_with('.') || part == "__MACOSX") return true;
  return false;
}

std::string_view innermost(std::string_view name) {
  const auto at = name.find_last_of("/!\\");
  return at == std::string_view::npos ? name : name.substr(at + 1);
}

std::unique_ptr<ByteStream> unpacked(std::unique_ptr<ByteStream> stream, const std::string& name) {
  return has_extension(name, ".gz") ? gunzip(std::move(stream), name) : std::move(stream);
}

/// Walks folders and archives and gathers what it finds, in a fixed order.
class Gatherer {
 public:
  Result<void> add_path(const fs::path& path, const std::string& name) {
    if (!fs::is_directory(path)) return add_file(path, name);
    std::vector<std::string> below;
    for (const auto& entry : fs::recursive_directory_iterator(path, fs::directory_options::skip_permission_denied)) {
      if (!entry.is_regular_file()) continue;
      std::string relative = entry.path().lexically_relative(path).generic_string();
      if (!is_hidden(relative)) below.push_back(std::move(relative));
      if (below.size() > kMaxInputFiles) return too_many(name);
    }
    std::sort(below.begin(), below.end());
    for (const auto& relative : below)
      if (auto added = add_file(path / relative, name + "/" + relative); !added) return added;
    return {};
  }

  std::vector<InputFile> take() { return std::move(files_); }

 private:
  static Result<void> too_many(const std::string& name) {
    return fail(ProblemCode::too_large, "path", name,
                fmt::format("\"{}\" holds more than {} files.", name, kMaxInputFiles));
  }

  Result<void> add_file(const fs::path& path, const std::string& name) {
    if (has_extension(name, ".zip")) return add_archive(path, name, nullptr);
    InputFile file{name, path, {}, fs::file_size(path), {}};
    file.open = [path, name] { return unpacked(open_file_stream(path), name); };
    return push(std::move(file));
  }

  /// `inside` keeps the spilled copy of an archive that itself lies in an archive; such a one is not opened further.
  Result<void> add_archive(const fs::path& path, const std::string& name, const std::shared_ptr<SpillFile>& inside) {
    auto archive = Archive::open(path, name);
    if (!archive) return fail(archive.error());
    auto members = (*archive)->members();
    std::sort(members.begin(), members.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
    for (const auto& member : members) {
      if (is_hidden(member.name)) continue;
      const std::string shown = name + "!" + member.name;
      if (has_extension(member.name, ".zip") && !inside) {
        const auto stream = (*archive)->open_member(member);
        const auto copy = std::make_shared<SpillFile>();  // libzip and GDAL need to seek in an inner archive
        spill(*stream, *copy);
        if (auto added = add_archive(copy->path(), shown, copy); !added) return added;
        continue;
      }
      InputFile file{shown, path, member.name, member.compressed, {}};
      file.open = [archive = *archive, member, shown, inside] { return unpacked(archive->open_member(member), shown); };
      if (auto added = push(std::move(file)); !added) return added;
    }
    return {};
  }

  Result<void> push(InputFile file) {
    if (files_.size() >= kMaxInputFiles) return too_many(file.name);
    files_.push_back(std::move(file));
    return {};
  }

  std::vector<InputFile> files_;
};

}  // namespace

std::string InputFile::extension() const {
  std::string_view last = innermost(name);
  if (has_extension(last, ".gz")) last.remove_suffix(3);
  const auto dot = last.rfind('.');
  return dot == std::string_view::npos ? std::string() : ascii_lower(last.substr(dot + 1));
}

std::string InputFile::stem() const {
  std::string_view last = innermost(name);
  if (has_extension(last, ".gz")) last.remove_suffix(3);
  return std::string(last.substr(0, last.rfind('.')));
}

Result<std::vector<InputFile>> open_inputs(const fs::path& path) {
  std::error_code error;
  if (!fs::exists(path, error))
    return fail(ProblemCode::not_found, "path", path.string(),
                fmt::format("There is no file or folder \"{}\".", path.string()));
  const fs::path whole = fs::absolute(path).lexically_normal();
  const std::string name = (whole.has_filename() ? whole : whole.parent_path()).filename().string();
  Gatherer gatherer;
  try {
    if (auto added = gatherer.add_path(path, name); !added) return fail(added.error());
  } catch (const fs::filesystem_error& why) {
    throw Failure("reading " + path.string(), why.code().message());
  } catch (const DamagedInput& why) {
    return fail(ProblemCode::unrecognised_format, "path", name, why.what());
  }
  auto files = gatherer.take();
  if (files.empty())
    return fail(ProblemCode::nothing_usable, "path", name, fmt::format("There is no file in \"{}\".", name));
  return files;
}

std::string head_of(const InputFile& file, std::size_t bytes) {
  std::string head(bytes, '\0');
  std::size_t filled = 0;
  try {
    const auto stream = file.open();
    while (filled < bytes) {
      const std::size_t got = stream->read({head.data() + filled, bytes - filled});
      if (got == 0) break;
      filled += got;
    }
  } catch (const DamagedInput&) {
    // What came before the damage is enough to recognise it by; reading it in earnest will tell.
  }
  head.resize(filled);
  return head;
}

Result<std::string> read_whole(const InputFile& file, std::size_t limit) {
  std::string whole;
  std::vector<char> buffer(1 << 16);
  const auto stream = file.open();
  while (const std::size_t got = stream->read(buffer)) {
    if (whole.size() + got > limit)
      return fail(ProblemCode::too_large, "path", file.name,
                  fmt::format("\"{}\" is larger than the {} MB that are read at once.", file.name, limit >> 20));
    whole.append(buffer.data(), got);
  }
  return whole;
}

}  // namespace fingerpost::importers
