#include "geo/detail/postcode_key.hpp"

#include <gtest/gtest.h>

namespace fingerpost::geo::detail {
namespace {

std::vector<std::string> read(std::string_view text) {
  std::vector<std::string> names;
  for (const PostcodeKey& key : read_postcode(text)) names.push_back(key.name());
  return names;
}

using Names = std::vector<std::string>;

TEST(PostcodeKey, EveryShapeOfOutwardCode) {
  for (const char* name : {"M1 1AA", "M60 1NW", "CR2 6XH", "DN55 1PT", "W1A 1HQ", "EC1A 1BB", "GIR 0AA", "NPT 0AB"}) {
    const auto key = parse_unit(name);
    ASSERT_TRUE(key) << name;
    EXPECT_EQ(key->name(), name);
    EXPECT_EQ(PostcodeKey::from_unit_key(key->unit_key()), *key);
    EXPECT_EQ(parse_postcode_code(key->code()), key);
    EXPECT_EQ(parse_postcode_code(key->sector_part().code()), key->sector_part());
    EXPECT_EQ(parse_postcode_code(key->outcode_part().code()), key->outcode_part());
  }
}

TEST(PostcodeKey, NumbersKeepTheOrderOfTheText) {
  const std::vector<const char*> sorted{"B1 1AA",  "B1 1AB",  "B1 2AA",   "B10 0AA", "B2 1AA",
                                        "SY1 1AA", "SY1 9ZZ", "SY10 0AA", "SY2 0AA", "W1A 0AA"};
  for (std::size_t i = 1; i < sorted.size(); ++i)
    EXPECT_LT(parse_unit(sorted[i - 1])->unit_key(), parse_unit(sorted[i])->unit_key());
}

TEST(PostcodeKey, RowsAreNotRepaired) {
  for (const char* text : {"", "SY1", "SY1 1", "SYI 1AA", "SY1 IAA", "SY1 1A1", "1SY 1AA", "ABC 1AA", "SY1 1AAA",
                           "SY123 1AA", "SY1/1AA", "SY1 1ÄA"})
    EXPECT_FALSE(parse_unit(text)) << text;
  EXPECT_TRUE(parse_unit("sy100aa"));
  EXPECT_TRUE(parse_unit("SY1  1AA"));
}

TEST(PostcodeKey, RepairsComeLast) {
  EXPECT_EQ(read("SY1O 0AA"), (Names{"SY1O 0AA", "SY10 0AA"}));
  EXPECT_EQ(read("SO1 OAA"), (Names{"SO1 0AA", "S01 0AA"}));
  EXPECT_EQ(read("0X1 IAA"), Names{"OX1 1AA"});
  EXPECT_EQ(read("S0"), (Names{"S0"}));
}

TEST(PostcodeKey, SpacingTellsSectorFromOutcode) {
  EXPECT_EQ(read("SY11"), Names{"SY11"});
  EXPECT_EQ(read("SY1 1"), Names{"SY1 1"});
  EXPECT_EQ(read("SY 11"), Names{"SY11"});
  EXPECT_EQ(read("SY 1"), Names{"SY1"});
  EXPECT_EQ(read("SY111"), Names{"SY11 1"});
  EXPECT_EQ(read("W1A1"), Names{"W1A 1"});
  EXPECT_EQ(read("sy1-1"), Names{"SY1 1"});
}

TEST(PostcodeKey, WordsAndNumbersAreNone) {
  for (const char* text :
       {"", "S", "Clun", "12345", "SJ4912", "SJ491124", "SY", "Shrewsbury", "52.7,-2.7", "!!", "\xff\xfe"})
    EXPECT_TRUE(read(text).empty()) << text;
}

}  // namespace
}  // namespace fingerpost::geo::detail
