#include "lexicon/folder.hpp"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>

#include "tests/support/temp_folder.hpp"

namespace fingerpost::lexicon {
namespace {

void write(const std::filesystem::path& file, const std::string& text) {
  std::filesystem::create_directories(file.parent_path());
  std::ofstream(file) << text;
}

constexpr const char* kGood = "= own-need | Own need | Angen ei hun\nterms: food-banks\nen: something of ours\n";

TEST(LexiconFolder, ShippedFilesAreSound) {
  const fingerpost::test::TempFolder folder;
  const LexiconFolder needs(folder / "nowhere");
  EXPECT_TRUE(needs.faults().empty()) << to_text(needs.faults());
}

TEST(LexiconFolder, ReadsAStewardsFileAndFollowsItsEdits) {
  const fingerpost::test::TempFolder folder;
  LexiconFolder needs(folder / "needs");
  EXPECT_FALSE(needs.refresh());
  write(folder / "needs" / "own.txt", kGood);
  EXPECT_TRUE(needs.refresh());
  ASSERT_NE(needs.lexicon()->find("own-need"), nullptr);
  EXPECT_FALSE(needs.refresh());

  // A broken edit: the former lexicon stays, and the fault is named.
  write(folder / "needs" / "own.txt", "= own-need | Own need\n");
  EXPECT_FALSE(needs.refresh());
  EXPECT_NE(needs.lexicon()->find("own-need"), nullptr);
  ASSERT_FALSE(needs.faults().empty());
  EXPECT_EQ(needs.faults().front().field, "own.txt:1");

  std::filesystem::remove(folder / "needs" / "own.txt");
  EXPECT_TRUE(needs.refresh());
  EXPECT_EQ(needs.lexicon()->find("own-need"), nullptr);
  EXPECT_TRUE(needs.faults().empty());
}

}  // namespace
}  // namespace fingerpost::lexicon
