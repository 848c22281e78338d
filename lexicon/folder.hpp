#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lexicon/lexicon.hpp"

namespace fingerpost::lexicon {

/// The files of data/needs, as built into the program.
struct ShippedFile {
  std::string_view name, text;
};
std::span<const ShippedFile> shipped_files();

/// The lexicon in force: the shipped files with those of a steward's folder over them. Read again when a file there
/// changes; a faulty edit leaves the former lexicon in force. Safe from several threads.
class LexiconFolder {
 public:
  /// A folder that is not there is an empty one.
  explicit LexiconFolder(std::filesystem::path folder);

  /// Reads the folder again when a file in it was added, changed or removed since (some microseconds when none was),
  /// or when told to. True when another lexicon is in force now.
  enum class When { changed, always };
  bool refresh(When when = When::changed);

  std::shared_ptr<const Lexicon> lexicon() const;
  /// What is wrong with the files as they stand: empty, or why the former lexicon is still in force.
  Problems faults() const;
  const std::filesystem::path& folder() const { return folder_; }

 private:
  std::vector<NeedFile> files(Problems& faults) const;
  std::string state_of_files() const;

  std::filesystem::path folder_;
  mutable std::mutex mutex_;
  std::string state_;
  std::shared_ptr<const Lexicon> lexicon_;
  Problems faults_;
};

}  // namespace fingerpost::lexicon
