#include "cli/detail/temporary_folder.hpp"

#include <cstdlib>

#include "base/failure.hpp"

namespace fingerpost::cli {

TemporaryFolder::TemporaryFolder() {
  std::string pattern = (std::filesystem::temp_directory_path() / "fingerpost-XXXXXX").string();
  if (::mkdtemp(pattern.data()) == nullptr) fail_with_errno("making a temporary folder");
  path_ = pattern;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace fingerpost::cli
