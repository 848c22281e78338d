#include "lexicon/folder.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "base/failure.hpp"
#include "base/file.hpp"
#include "base/log.hpp"

namespace fingerpost::lexicon {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> text_files(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    if (entry.path().extension() == ".txt" && entry.is_regular_file(error)) files.push_back(entry.path());
    if (files.size() > kMaxFiles) break;
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

LexiconFolder::LexiconFolder(std::filesystem::path folder)
    : folder_(std::move(folder)), lexicon_(std::make_shared<Lexicon>()) {
  refresh(When::always);
}

std::shared_ptr<const Lexicon> LexiconFolder::lexicon() const {
  const std::lock_guard guard(mutex_);
  return lexicon_;
}

Problems LexiconFolder::faults() const {
  const std::lock_guard guard(mutex_);
  return faults_;
}

/// Name, size and time of every file: what an edit changes.
std::string LexiconFolder::state_of_files() const {
  std::string state;
  for (const fs::path& file : text_files(folder_)) {
    std::error_code error;
    const auto size = fs::file_size(file, error);
    const auto time = fs::last_write_time(file, error).time_since_epoch().count();
    state += fmt::format("{}\t{}\t{}\n", file.filename().string(), size, time);
  }
  return state;
}

std::vector<NeedFile> LexiconFolder::files(Problems& faults) const {
  std::vector<NeedFile> files;
  for (const fs::path& path : text_files(folder_)) {
    const std::string name = path.filename().string();
    std::error_code error;
    if (const auto size = fs::file_size(path, error); !error && size > kMaxFileBytes) {
      append(faults, problem(ProblemCode::too_large, name, "",
                             fmt::format("{}: a file may have at most {} bytes; split it.", name, kMaxFileBytes)));
      continue;
    }
    try {
      files.push_back({name, read_file(path), NeedFile::Origin::steward});
    } catch (const Failure& failure) {
      append(faults, problem(ProblemCode::invalid_record, name, "", fmt::format("{}: {}", name, failure.what())));
    }
  }
  const auto stewards = files.size();
  for (const ShippedFile& shipped : shipped_files()) {
    const bool replaced = std::any_of(files.begin(), files.begin() + static_cast<std::ptrdiff_t>(stewards),
                                      [&](const NeedFile& file) { return file.name == shipped.name; });
    if (!replaced) files.push_back({std::string(shipped.name), std::string(shipped.text), NeedFile::Origin::shipped});
  }
  return files;
}

bool LexiconFolder::refresh(When when) {
  const std::lock_guard guard(mutex_);
  std::string state = state_of_files();
  if (when == When::changed && state == state_) return false;
  state_ = std::move(state);
  Problems faults;
  const auto all = files(faults);
  auto read = Lexicon::read(all);
  if (!read) append(faults, std::move(read.error()));
  faults_ = std::move(faults);
  if (!faults_.empty()) {
    for (const Problem& fault : faults_) log(LogLevel::error, "needs-not-read", {{"why", fault.detail}});
    return false;
  }
  lexicon_ = *std::move(read);
  log(LogLevel::debug, "needs-read",
      {{"needs", fmt::to_string(lexicon_->needs().size())}, {"phrases", fmt::to_string(lexicon_->phrases())}});
  return true;
}

}  // namespace fingerpost::lexicon
