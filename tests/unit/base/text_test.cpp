#include "base/text.hpp"

#include <gtest/gtest.h>

namespace fingerpost {
namespace {

TEST(AsciiLower, ChangesCapitalsAloneWhereverTheyStand) {
  for (std::size_t before = 0; before < 17; ++before)
    for (int c = 0; c < 256; ++c) {
      const std::string around(before, '@');  // the byte below 'A'
      const char byte = static_cast<char>(c);
      const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : byte;
      EXPECT_EQ(ascii_lower(around + byte + "[Zz"), around + lower + "[zz") << before << " before " << c;
    }
}

TEST(Text, FoldsCaseDiacriticsAndQuotes) {
  EXPECT_EQ(fold("TŶ Gwyn Caffé Ŵy"), "ty gwyn caffe wy");
  EXPECT_EQ(fold("St Martin’s – Æther"), "st martin's - aether");
  EXPECT_EQ(fold("e\xCC\x81"), "e");
  EXPECT_EQ(fold("Ωλ"), "Ωλ");
}

TEST(Text, Utf8) {
  EXPECT_TRUE(is_valid_utf8("tŷ 🏠"));
  for (const char* bad : {"\xC0\x80", "\xED\xA0\x80", "\xF5\x80\x80\x80", "\xE2\x82", "\xFF"}) {
    EXPECT_FALSE(is_valid_utf8(bad));
    EXPECT_TRUE(is_valid_utf8(repair_utf8(bad)));
  }
  EXPECT_EQ(utf8_from_windows_1252("caf\xE9 \x80"), "café €");
}

TEST(Text, TrimsAndSplits) {
  EXPECT_EQ(trim(" \xC2\xA0 a b\t\n"), "a b");
  EXPECT_EQ(collapse_spaces("  a \n\xC2\xA0 b "), "a b");
  EXPECT_EQ(split_list("a, b,,c ").size(), 3u);
  EXPECT_EQ(split("", ',').size(), 1u);
  EXPECT_EQ(shorten("tŷ", 2), "t…");
  EXPECT_EQ(parse_number("1.5x"), std::nullopt);
  EXPECT_EQ(parse_integer("12"), 12);
}

TEST(Text, HtmlToPlain) {
  EXPECT_EQ(plain_text_from_html("<p>Food &amp; fuel</p><ul><li>one<li>two</ul>"), "Food & fuel\none\ntwo");
  EXPECT_EQ(escape_html("<a href=\"x\">it's a & b</a>"), "&lt;a href=&quot;x&quot;&gt;it&#39;s a &amp; b&lt;/a&gt;");
  EXPECT_EQ(escape_html("plain café"), "plain café");
  EXPECT_EQ(plain_text_from_html("a<script>alert(1)</script>b &#163;5 &bogus; 3 < 4"), "ab £5 &bogus; 3 < 4");
}

}  // namespace
}  // namespace fingerpost
