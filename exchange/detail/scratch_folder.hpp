#pragma once

#include <filesystem>
#include <functional>
#include <string_view>

namespace fingerpost::exchange {

/// A folder of our own below the system's temporary one, removed with everything in it. For formats that must seek in
/// the file they write. Failure when it cannot be made.
class ScratchFolder {
 public:
  ScratchFolder();
  ~ScratchFolder();
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// Sends a file piece by piece.
void send_file(const std::filesystem::path& file, const std::function<void(std::string_view)>& output);

}  // namespace fingerpost::exchange
