#pragma once

#include <filesystem>

#include "base/file.hpp"

namespace fingerpost::test {

/// A new empty folder, removed with all it holds by the destructor; `folder / "name"` is a path in it.
class TempFolder : public TemporaryFolder {
 public:
  std::filesystem::path operator/(const std::filesystem::path& name) const { return path() / name; }
};

/// Where real data lies when it is present: FINGERPOST_SHARED, else ../shared beside the project. Empty when absent.
std::filesystem::path shared_data();

}  // namespace fingerpost::test
