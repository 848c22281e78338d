#include "base/json_stream.hpp"

#include <algorithm>
#include <cstring>
#include <gtest/gtest.h>

#include "base/json.hpp"

namespace fingerpost {
namespace {

/// A stream over `text` that hands out `step` bytes at a time, so that every boundary is crossed.
JsonStream stream_of(std::string text, std::size_t step = 7, std::size_t max_item = 1u << 20) {
  auto at = std::make_shared<std::size_t>(0);
  return JsonStream(
      [text = std::move(text), at, step](char* into, std::size_t size) {
        const std::size_t got = std::min({size, step, text.size() - *at});
        std::memcpy(into, text.data() + *at, got);
        *at += got;
        return got;
      },
      {"contents", "content"}, max_item);
}

std::vector<JsonItem> items_of(JsonStream stream) {
  std::vector<JsonItem> items;
  JsonItem item;
  while (stream.next(item)) items.push_back(item);
  return items;
}

std::vector<std::string> texts_of(const std::string& text) {
  std::vector<std::string> texts;
  for (const auto& item : items_of(stream_of(text))) texts.push_back(item.text);
  return texts;
}

using Texts = std::vector<std::string>;

TEST(JsonStream, GivesTheElementsOfATopLevelArray) {
  EXPECT_EQ(texts_of(R"( [ {"a":[1,"]"]} , [2,3], "x,y" , 4.5e1,null ] )"),
            (Texts{R"({"a":[1,"]"]})", "[2,3]", R"("x,y")", "4.5e1", "null"}));
  EXPECT_EQ(texts_of("[]"), Texts{});
}

TEST(JsonStream, GivesTheElementsOfAPageAndKeepsItsEnvelope) {
  auto stream = stream_of(
      "\xEF\xBB\xBF{\"total\":2,\n\"note\":\"contents\",\"contents\":[{\"id\":1},\n{\"id\":2}],\"last\":true}");
  JsonItem item;
  ASSERT_TRUE(stream.next(item));
  EXPECT_EQ(item.text, R"({"id":1})");
  EXPECT_EQ(item.key, "contents");
  EXPECT_EQ(item.line, 2u);
  ASSERT_TRUE(stream.next(item));
  EXPECT_EQ(item.line, 3u);
  EXPECT_FALSE(stream.next(item));
  EXPECT_FALSE(stream.broke_off());
  const auto envelope = parse_json(stream.envelope());
  ASSERT_TRUE(envelope) << stream.envelope();
  EXPECT_EQ((*envelope)["total"], Json(2));
  EXPECT_EQ((*envelope)["last"], Json(true));
}

TEST(JsonStream, AnObjectWithoutSuchAnArrayIsAnItemItself) {
  EXPECT_EQ(texts_of(R"({"id":1,"inner":{"contents":[1]}})"), (Texts{R"({"id":1,"inner":{"contents":[1]}})"}));
}

TEST(JsonStream, GivesValuesThatFollowOneAnother) {
  EXPECT_EQ(texts_of("{\"a\":1}\n{\"a\":2}\r\n\n{\"a\":3}"), (Texts{R"({"a":1})", R"({"a":2})", R"({"a":3})"}));
  EXPECT_EQ(texts_of("{\n \"a\": 1\n}{\"a\":2}[3][4]\n5\nno json, {at} all\ntrue"),
            (Texts{"{\n \"a\": 1\n}", R"({"a":2})", "3", "4", "5", "no json, {at} all", "true"}));
}

TEST(JsonStream, AMalformedItemCostsItselfOnly) {
  const auto open_string = items_of(stream_of("[{\"a\":\"one},\n{\"a\":\"two\"}]"));
  ASSERT_EQ(open_string.size(), 1u) << "its bracket stands inside the open string, so it takes the next with it";
  const auto lines = items_of(stream_of("{\"a\":1}\n{\"a\":{\"b\":2}\n{\"a\":3}\n{\"a\":\"4}\n{\"a\":5}\n"));
  ASSERT_EQ(lines.size(), 5u);
  EXPECT_EQ(lines[1].fault, "breaks-off");
  EXPECT_EQ(lines[2].text, R"({"a":3})");
  EXPECT_EQ(lines[2].line, 3u);
  EXPECT_EQ(lines[3].fault, "breaks-off");
  EXPECT_EQ(lines[4].text, R"({"a":5})");
}

TEST(JsonStream, SaysWhereTheBytesBreakOff) {
  auto stream = stream_of(R"({"contents":[{"id":1},{"id":)");
  JsonItem item;
  ASSERT_TRUE(stream.next(item));
  EXPECT_TRUE(item.fault.empty());
  ASSERT_TRUE(stream.next(item));
  EXPECT_EQ(item.fault, "breaks-off");
  EXPECT_FALSE(stream.next(item));
  EXPECT_TRUE(stream.broke_off());
}

TEST(JsonStream, AnItemBeyondTheLimitIsNotKeptAndTheNextIsRead) {
  const std::string big = "[\"" + std::string(300'000, 'x') + "\",{\"id\":2}]";
  const auto items = items_of(stream_of(big, 4096, 200'000));
  ASSERT_EQ(items.size(), 2u);
  EXPECT_EQ(items[0].fault, "too-large");
  EXPECT_LE(items[0].text.size(), JsonItem::kKept);
  EXPECT_EQ(items[1].text, R"({"id":2})");
}

TEST(JsonStream, EndsOnAnything) {
  for (const std::string text :
       {"", "]", "}}", "][", "{", "\"", "[\"", ",,,", "{\"contents\":[}]", "[}{]", "\\", "{\"a\":\"\\"})
    EXPECT_LE(items_of(stream_of(text, 1)).size(), 4u) << text;
}

}  // namespace
}  // namespace fingerpost
