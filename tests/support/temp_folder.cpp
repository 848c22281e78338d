#include "tests/support/temp_folder.hpp"

#include <cstdlib>
#include <stdexcept>
#include <string>

namespace fingerpost::test {

TempFolder::TempFolder() {
  std::string pattern = (std::filesystem::temp_directory_path() / "fingerpost-test-XXXXXX").string();
  if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("cannot make a temporary folder");
  path_ = pattern;
}

TempFolder::~TempFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::filesystem::path shared_data() {
  const char* named = std::getenv("FINGERPOST_SHARED");
  const std::filesystem::path folder =
      named ? std::filesystem::path(named) : std::filesystem::path(FINGERPOST_SOURCE_DIR) / ".." / "shared";
  return std::filesystem::is_directory(folder / "realdata") ? folder : std::filesystem::path();
}

}  // namespace fingerpost::test
