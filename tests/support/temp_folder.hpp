#pragma once

#include <filesystem>

namespace fingerpost::test {

/// A new empty folder below the system's temporary one, removed with all it holds by the destructor.
class TempFolder {
 public:
  TempFolder();
  ~TempFolder();
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path operator/(const std::filesystem::path& name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

/// Where real data lies when it is present: FINGERPOST_SHARED, else ../shared beside the project. Empty when absent.
std::filesystem::path shared_data();

}  // namespace fingerpost::test
