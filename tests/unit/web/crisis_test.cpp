#include <gtest/gtest.h>

#include "web/pages/results.hpp"

namespace fingerpost::web {
namespace {

TEST(Crisis, WordsThatMeanDangerInBothLanguages) {
  for (const char* words : {"I want to die", "SUICIDE help", "my husband hits me", "domestic  abuse",
                            "cam-drin domestig", "self-harm", "somewhere safe, he beats me"})
    EXPECT_TRUE(means_danger(words)) << words;
}

TEST(Crisis, OtherWordsDoNot) {
  for (const char* words :
       {"", "debt advice", "grapes", "dietician", "lunch", "skate park", "hit music", "abuses of power"})
    EXPECT_FALSE(means_danger(words)) << words;
}

}  // namespace
}  // namespace fingerpost::web
