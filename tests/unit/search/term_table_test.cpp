#include "search/detail/term_table.hpp"

#include <gmock/gmock.h>
#include <string>

#include "base/failure.hpp"
#include "search/detail/entry.hpp"

namespace fingerpost::search::detail {
namespace {

std::string image_of_many() {
  TermTableBuilder builder;
  for (std::uint32_t i = 0; i < 5'000; ++i) builder.add("term" + std::to_string(i), i + 1, std::uint64_t{i + 1} * 3);
  return builder.image();
}

TEST(TermTable, KnowsEveryTermAndNoOther) {
  const std::string image = image_of_many();
  const TermTable table(image, 15'000);
  ASSERT_EQ(table.size(), 5'000u);
  for (std::uint32_t i = 0; i < 5'000; ++i) {
    const auto found = table.find("term" + std::to_string(i));
    ASSERT_TRUE(found) << i;
    ASSERT_EQ(found->frequency, i + 1);
    ASSERT_EQ(found->at, std::uint64_t{i} * 3);
    ASSERT_EQ(found->bytes, 3u);
    ASSERT_EQ(table.text(i), "term" + std::to_string(i));
  }
  for (const char* other : {"", "term", "term5000", "Term1", "erm1"}) EXPECT_FALSE(table.find(other)) << other;
}

TEST(TermTable, OneWithoutTermsHasNone) {
  const std::string image = TermTableBuilder().image();
  EXPECT_FALSE(TermTable(image, 0).find("anything"));
  EXPECT_FALSE(TermTable().find("anything"));
}

TEST(TermTable, RefusesListsThatAreNotItsOwnAndDamage) {
  std::string image = image_of_many();
  EXPECT_THROW(TermTable(image, 14'999), Failure);
  EXPECT_THROW(TermTable(std::string_view(image).substr(0, image.size() - 1), 15'000), Failure);
  image[image.size() / 2] ^= 1;
  EXPECT_THROW(TermTable(image, 15'000), Failure);
}

TEST(EntryWords, HeadsAreInTheOrderOfTerms) {
  const std::string words[] = {"", "a", "ab", "abcdefgh", "abcdefghi", "abd", "b", "tŷ", "ÿ"};
  for (const std::string& a : words)
    for (const std::string& b : words) {
      EXPECT_TRUE(a >= b || head_of(a) <= head_of(b)) << a << " " << b;
      EXPECT_TRUE(head_of(a) >= head_of(b) || a < b) << a << " " << b;
    }
}

}  // namespace
}  // namespace fingerpost::search::detail
