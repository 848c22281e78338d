#include "tests/support/temp_folder.hpp"

#include <cstdlib>

namespace fingerpost::test {

std::filesystem::path shared_data() {
  const char* named = std::getenv("FINGERPOST_SHARED");
  const std::filesystem::path folder =
      named ? std::filesystem::path(named) : std::filesystem::path(FINGERPOST_SOURCE_DIR) / ".." / "shared";
  return std::filesystem::is_directory(folder / "realdata") ? folder : std::filesystem::path();
}

}  // namespace fingerpost::test
