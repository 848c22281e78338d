#include "search/detail/term_table.hpp"

#include <gmock/gmock.h>
#include <string>

#include "search/detail/entry.hpp"

namespace fingerpost::search::detail {
namespace {

TEST(TermTable, KnowsEveryTermAndNoOther) {
  TermTable table;
  for (std::uint32_t i = 0; i < 5'000; ++i) table.add("term" + std::to_string(i), i + 1);
  EXPECT_EQ(table.frequency("term7"), 0u) << "not findable before finish()";
  table.finish();
  for (std::uint32_t i = 0; i < 5'000; ++i) ASSERT_EQ(table.frequency("term" + std::to_string(i)), i + 1);
  for (const char* other : {"", "term", "term5000", "Term1", "erm1"}) EXPECT_EQ(table.frequency(other), 0u) << other;
  std::uint64_t sum = 0, visited = 0;
  table.for_each([&](std::string_view, std::uint64_t frequency) { sum += frequency, ++visited; });
  EXPECT_EQ(visited, 5'000u);
  EXPECT_EQ(sum, 5'000u * 5'001u / 2);
}

TEST(TermTable, OneWithoutTermsHasNone) {
  TermTable table;
  table.finish();
  EXPECT_EQ(table.frequency("anything"), 0u);
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
