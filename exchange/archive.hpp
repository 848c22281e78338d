#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/result.hpp"

namespace fingerpost::exchange {

/// A file that goes into an archive under a name.
struct ArchiveEntry {
  std::string name;
  std::filesystem::path file;
};

/// Packs files into one zip, written beside and renamed: half an archive is never seen. Failure on I/O.
void write_archive(const std::filesystem::path& archive, const std::vector<ArchiveEntry>& entries);

/// Unpacks into an empty or new folder. Names that leave the folder, more than kMaxArchiveFiles and anything that is
/// not a zip are Problems; nothing is then left behind.
[[nodiscard]] Result<std::vector<std::string>> read_archive(const std::filesystem::path& archive,
                                                            const std::filesystem::path& folder);
inline constexpr std::size_t kMaxArchiveFiles = 10'000;

}  // namespace fingerpost::exchange
