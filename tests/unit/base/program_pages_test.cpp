#include "base/program_pages.hpp"

#include <gtest/gtest.h>
#include <string>

namespace fingerpost {
namespace {

/// Constants of the program, several pages of them.
constexpr std::size_t kPages = 16, kPage = 4096;
__attribute__((used)) const char kConstants[kPages * kPage] = {'a', 'b', 'c'};
char changed[kPage] = {'x'};

TEST(ProgramPages, LeaveTheProgramWholeAndItsChangesKept) {
  changed[0] = 'y';
  const std::string before(kConstants, sizeof kConstants);
  for (int i = 0; i < 3; ++i) release_program_pages();
  EXPECT_EQ(std::string(kConstants, sizeof kConstants), before);
  EXPECT_EQ(changed[0], 'y');
  EXPECT_EQ(std::to_string(42), "42");  // code comes back as well
}

}  // namespace
}  // namespace fingerpost
