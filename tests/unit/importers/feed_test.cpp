#include "importers/feed.hpp"

#include <gtest/gtest.h>

#include "importers/feed/detail/address_kind.hpp"
#include "importers/feed/detail/feed_page.hpp"
#include "importers/feed/detail/transfer.hpp"

namespace fingerpost::importers {
namespace {

TEST(AddressKind, KnowsWhatLiesInside) {
  for (const char* inside : {"10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "100.64.0.1", "fd00::1",
                             "fc00::1", "::ffff:10.1.2.3", "64:ff9b::a00:1", "2002:a00:1::"})
    EXPECT_EQ(address_kind(inside), AddressKind::inside) << inside;
  for (const char* loopback : {"127.0.0.1", "127.255.0.9", "0.0.0.0", "::1", "::", "::ffff:127.0.0.1"})
    EXPECT_EQ(address_kind(loopback), AddressKind::loopback) << loopback;
  for (const char* link : {"169.254.169.254", "fe80::1", "febf::1", "::ffff:169.254.1.1"})
    EXPECT_EQ(address_kind(link), AddressKind::link) << link;
  for (const char* reserved :
       {"224.0.0.1", "255.255.255.255", "240.0.0.1", "192.0.2.1", "198.18.0.1", "ff02::1", "2001:db8::1", "no address"})
    EXPECT_EQ(address_kind(reserved), AddressKind::reserved) << reserved;
}

TEST(AddressKind, LetsTheInternetThrough) {
  for (const char* outside :
       {"9.255.255.255", "11.0.0.1", "172.15.255.255", "172.32.0.1", "192.167.255.255", "192.169.0.1", "100.63.255.255",
        "100.128.0.1", "169.253.0.1", "223.255.255.255", "8.8.8.8", "2a00:1450::1", "::ffff:8.8.8.8"})
    EXPECT_EQ(address_kind(outside), AddressKind::everywhere) << outside;
}

TEST(AddressRule, ALoopbackFeedMayStayOnLoopbackOnly) {
  AddressRule rule;
  EXPECT_TRUE(rule.allows(AddressKind::loopback));
  EXPECT_TRUE(rule.allows(AddressKind::loopback));
  EXPECT_TRUE(rule.allows(AddressKind::everywhere));
  EXPECT_FALSE(rule.allows(AddressKind::inside));
  EXPECT_FALSE(rule.allows(AddressKind::link));
}

TEST(AddressRule, AFeedFromOutsideNeverLeadsInside) {
  AddressRule rule;
  EXPECT_TRUE(rule.allows(AddressKind::everywhere));
  for (const auto kind : {AddressKind::loopback, AddressKind::inside, AddressKind::link, AddressKind::reserved})
    EXPECT_FALSE(rule.allows(kind));
}

TEST(FeedAddress, IsTakenApart) {
  const auto address = parse_feed_address("HTTPS://Example.org/Open/services/?code=1#top");
  ASSERT_TRUE(address.has_value());
  EXPECT_EQ(address->base, "https://example.org/Open");
  EXPECT_EQ(address->at("/services", "page=2"), "https://example.org/Open/services?code=1&page=2");
  EXPECT_EQ(address->name(), "example.org-Open");
  EXPECT_EQ(parse_feed_address("http://example.org")->at("/"), "http://example.org/");
}

TEST(FeedAddress, RefusesWhatCannotBeFetched) {
  for (const char* text : {"ftp://example.org", "https://", "https:///x", "https://:80/", "https://a:b@example.org/",
                           "https://example.org/a b", "example.org"})
    EXPECT_FALSE(parse_feed_address(text).has_value()) << text;
  EXPECT_FALSE(parse_feed_address("https://example.org/" + std::string(3'000, 'a')).has_value());
}

TEST(FeedPage, ReadsEveryEnvelope) {
  const auto v3 = read_feed_page(
      R"({"total_items":3,"total_pages":2,"page_number":1,"size":2,"first_page":true,"last_page":false,"contents":[{"id":"a"},{"id":"b"}]})",
      "services");
  ASSERT_TRUE(v3.has_value());
  EXPECT_EQ(v3->items.size(), 2u);
  EXPECT_EQ(v3->total_items, 3);
  EXPECT_EQ(v3->total_pages, 2);
  EXPECT_EQ(v3->last, false);
  const auto v1 =
      read_feed_page(R"({"content":[{"id":7}],"totalElements":"1","totalPages":1,"last":"true"})", "services");
  ASSERT_TRUE(v1.has_value());
  EXPECT_TRUE(v1->is_v1());
  EXPECT_EQ(v1->items.at(0).id, "7");
  EXPECT_EQ(v1->total_items, 1);
  EXPECT_EQ(v1->last, true);
  EXPECT_EQ(read_feed_page(R"([{"id":"a"}])", "services")->items.size(), 1u);
  EXPECT_EQ(read_feed_page(R"({"services":[{"id":"a"}]})", "services")->items.size(), 1u);
  EXPECT_EQ(read_feed_page(R"({"data":{"items":[{"id":"a"}]}})", "services")->items.size(), 1u);
  EXPECT_TRUE(read_feed_page(R"({"contents":[],"empty":true})", "services")->items.empty());
}

TEST(FeedPage, IsNoneForAnythingElse) {
  for (const char* body : {"", "<html></html>", R"({"error":"no"})", R"("text")", "{"})
    EXPECT_FALSE(read_feed_page(body, "services").has_value()) << body;
}

TEST(FeedPage, ABadItemCostsItselfAlone) {
  const std::string deep = R"({"id":"deep","a":)" + std::string(500, '[') + std::string(500, ']') + "}";
  const auto page =
      read_feed_page(R"({"contents":[{"id":"a"},)" + deep + R"(,{"id":"b"}],"total_items":3})", "services");
  ASSERT_TRUE(page.has_value());
  ASSERT_EQ(page->items.size(), 3u);
  EXPECT_TRUE(page->items[1].json.is_null());
  EXPECT_EQ(page->items[2].id, "b");
  const auto torn = read_feed_page(R"({"contents":[{"id":"a"},{"id":"b)", "services");
  ASSERT_TRUE(torn.has_value());
  EXPECT_FALSE(torn->whole);
  EXPECT_EQ(torn->items.at(0).id, "a");
}

TEST(FeedObject, IsUnwrapped) {
  for (const char* body :
       {R"({"id":"a"})", R"([{"id":"a"}])", R"({"data":{"id":"a"}})", R"({"contents":[{"id":"a"}]})"}) {
    const auto object = read_feed_object(body);
    ASSERT_TRUE(object.has_value()) << body;
    EXPECT_EQ(feed_id(*object), "a");
  }
  for (const char* body : {"", "[]", "7", "<html>", R"([{"id":"a"},{"id":"b"}])"})
    EXPECT_FALSE(read_feed_object(body).has_value()) << body;
}

TEST(PercentEncoding, LeavesOnlyTheUnreserved) {
  EXPECT_EQ(percent_encoded("a-b_c.d~9"), "a-b_c.d~9");
  EXPECT_EQ(percent_encoded("../x?y&z é"), "..%2Fx%3Fy%26z%20%C3%A9");
}

}  // namespace
}  // namespace fingerpost::importers
