#include "base/shared_library.hpp"

#include <gtest/gtest.h>

#include "base/failure.hpp"

namespace fingerpost {
namespace {

std::string why_not(const auto& attempt) {
  try {
    attempt();
  } catch (const Failure& failure) {
    return failure.what();
  }
  return "";
}

TEST(SharedLibrary, FindsFunctionsByTheirName) {
  const SharedLibrary maths("libm.so.6", "libc6");
  EXPECT_EQ(maths.function<double (*)(double)>("trunc")(2.75), 2.0);
}

TEST(SharedLibrary, SaysWhichPackageIsMissing) {
  const std::string said = why_not([] { SharedLibrary("libfingerpost-no-such.so.1", "libnosuch1"); });
  EXPECT_NE(said.find("libfingerpost-no-such.so.1"), std::string::npos) << said;
  EXPECT_NE(said.find("libnosuch1"), std::string::npos) << said;
}

TEST(SharedLibrary, SaysWhichFunctionIsMissing) {
  const SharedLibrary maths("libm.so.6", "libc6");
  const std::string said = why_not([&] { maths.function<void (*)()>("no_such_function"); });
  EXPECT_NE(said.find("no_such_function"), std::string::npos) << said;
  EXPECT_NE(said.find("libc6"), std::string::npos) << said;
}

}  // namespace
}  // namespace fingerpost
