#include "geo/detail/name_key.hpp"

#include <gtest/gtest.h>

#include "geo/detail/resolver.hpp"

namespace fingerpost::geo::detail {
namespace {

using Keys = std::vector<std::string>;

TEST(NameKey, OneForAllSpellings) {
  for (const char* spelling :
       {"St Martin's", "St. Martins", "Saint Martin’s", "ST MARTINS", "st-martins", "  st  martin's "})
    EXPECT_EQ(name_key(spelling), "stmartins") << spelling;
  EXPECT_EQ(name_key("Telford & Wrekin"), "telfordandwrekin");
  EXPECT_EQ(name_key("Telford&Wrekin"), "telfordandwrekin");
  EXPECT_EQ(name_key("Tŷ Croes"), "tycroes");
  EXPECT_EQ(name_key("--- ,"), "");
  EXPECT_EQ(name_key(std::string(500, 'a')).size(), kMaxNameKey);
}

TEST(NameKey, RegistersAndBilingualNames) {
  EXPECT_EQ(name_keys("Herefordshire, County of"), (Keys{"herefordshirecountyof", "herefordshire"}));
  EXPECT_EQ(name_keys("Bristol, City of"), (Keys{"bristolcityof", "bristol"}));
  EXPECT_EQ(name_keys("Y Trallwng/Welshpool"), (Keys{"ytrallwngwelshpool", "ytrallwng", "welshpool"}));
  EXPECT_EQ(name_keys("Newport (Casnewydd)"), (Keys{"newportcasnewydd", "newport"}));
  EXPECT_EQ(name_keys(""), Keys{});
}

TEST(NameKey, Slug) {
  EXPECT_EQ(slug_of("St Martin's Moor"), "st-martins-moor");
  EXPECT_EQ(slug_of("東京"), "place");
  EXPECT_LE(slug_of("Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch and more and more").size(), 40u);
}

TEST(SpellingDistance, KnownPairs) {
  for (const auto& [a, b, edits] : {std::tuple{"ludlow", "ludlow", 0},
                                    {"ludlow", "ludlw", 1},
                                    {"ludlow", "lduolw", 2},
                                    {"ludlow", "lydlow", 1},
                                    {"ab", "ba", 1},
                                    {"", "abc", 3},
                                    {"abc", "", 3},
                                    {"ca", "abc", 3},
                                    {"shrewsbury", "shrewbsury", 1}})
    EXPECT_EQ(SpellingDistance(a).to(b), edits) << a << ' ' << b;
}

TEST(NameQuery, WaysToReadAName) {
  const auto queries = read_name("Aston near Wem, Shropshire");
  ASSERT_GE(queries.size(), 3u);
  EXPECT_EQ(queries[0].key, "astonnearwemshropshire");
  EXPECT_EQ(queries[1].key, "astonnearwem");
  EXPECT_EQ(queries[1].qualifiers, Keys{"Shropshire"});
  EXPECT_EQ(queries[2].key, "aston");
  EXPECT_EQ(queries[2].qualifiers, (Keys{"wem", "Shropshire"}));
  EXPECT_TRUE(read_name(" , ()").empty());
}

}  // namespace
}  // namespace fingerpost::geo::detail
