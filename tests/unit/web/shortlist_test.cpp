#include "web/shortlist.hpp"

#include <gtest/gtest.h>

#include "web/detail/respond.hpp"
#include "web/pages/address.hpp"

namespace fingerpost::web {
namespace {

TEST(Shortlist, TextAndBack) {
  for (int i = 0; i < 50; ++i) {
    const ShortlistItem item{"sob"[i % 3], random_uuid()};
    const std::string text = to_text(item);
    EXPECT_EQ(text.size(), 23u);
    EXPECT_EQ(parse_shortlist_item(text), item);
  }
}

TEST(Shortlist, WhatIsNoItemIsLeftOut) {
  const std::string one = to_text(ShortlistItem{'s', random_uuid()});
  for (const char* text : {"", "s", "x234567890123456789012", "s!!!!!!!!!!!!!!!!!!!!!!", "s12345678901234567890123"})
    EXPECT_FALSE(parse_shortlist_item(text)) << text;
  EXPECT_EQ(parse_shortlist("nonsense." + one + ".." + one).size(), 1u);
}

TEST(Shortlist, IsBounded) {
  std::string text;
  for (int i = 0; i < 200; ++i) text += to_text(ShortlistItem{'s', random_uuid()}) + ".";
  EXPECT_EQ(parse_shortlist(text).size(), kMaxShortlist);
}

TEST(Shortlist, LivesInACookieOfIdsOnly) {
  const Shortlist list{{'s', random_uuid()}, {'b', random_uuid()}};
  const std::string cookie = shortlist_cookie(list, true);
  EXPECT_NE(cookie.find("; HttpOnly; SameSite=Lax; Secure"), std::string::npos);
  http::Headers headers;
  headers.add("Cookie", "other=1; " + cookie.substr(0, cookie.find(';')));
  EXPECT_EQ(read_shortlist(headers), list);
  EXPECT_NE(shortlist_cookie({}, false).find("Max-Age=0"), std::string::npos);
}

TEST(Address, EachChangeIsAnAddressOfItsOwn) {
  const Address address("/search", {{"q", "lunch & tea"}, {"access", "step_free,lift"}, {"page", "3"}, {"x", "y"}},
                        {"q", "access", "page"});
  EXPECT_EQ(address.href(), "/search?q=lunch%20%26%20tea&access=step_free%2Clift&page=3");
  EXPECT_EQ(address.without("access", "lift").href(), "/search?q=lunch%20%26%20tea&access=step_free");
  EXPECT_EQ(address.without("q").href(), "/search?access=step_free%2Clift");
  EXPECT_EQ(address.adding("access", "bsl").first("access"), "step_free,lift,bsl");
  EXPECT_EQ(address.with("page", "4").first("page"), "4");
  EXPECT_TRUE(address.has("access", "lift"));
  EXPECT_FALSE(address.has("access", "lif"));
}

TEST(WayBack, LeadsToOurOwnPagesOnly) {
  EXPECT_EQ(way_back("/search?q=a%26b&near=Clun#x"), "/search?q=a%26b&near=Clun");
  EXPECT_EQ(way_back("/cy/services/1"), "/cy/services/1");
  for (const char* text : {"", "/", "//x.example", "https://x.example", "/\\x.example", "/api/search", "/search/..",
                           "/cy", "/%2e%2e/search", "search", "/search%", "/%zz"})
    EXPECT_EQ(way_back(text).find("//"), std::string::npos) << text;
  EXPECT_EQ(way_back("//x.example"), "");
  EXPECT_EQ(way_back("/search/.."), "");
  EXPECT_EQ(way_back("/search\r\nSet-Cookie: a"), "");
}

TEST(Policy, AllowsNothingInlineAndOneTileHost) {
  SiteSettings settings;
  EXPECT_EQ(content_security_policy(settings).find("unsafe"), std::string::npos);
  EXPECT_EQ(content_security_policy(settings).find("http"), std::string::npos);
  settings.map_tiles = "https://tiles.example.org/{z}/{x}/{y}.png";
  EXPECT_NE(content_security_policy(settings).find("img-src 'self' https://tiles.example.org"), std::string::npos);
  settings.map_tiles = "javascript:alert(1)";
  EXPECT_EQ(content_security_policy(settings).find("javascript"), std::string::npos);
}

}  // namespace
}  // namespace fingerpost::web
