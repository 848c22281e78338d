#include "base/json.hpp"

#include <gtest/gtest.h>

namespace fingerpost {
namespace {

TEST(Json, KeepsOrderIntegersAndDoubles) {
  const std::string text = R"({"b":1,"a":[true,null,12.0,0.1,-9223372036854775808,"é\n\"x\u0001"],"":{}})";
  const auto json = parse_json(text);
  ASSERT_TRUE(json) << to_text(json.error());
  EXPECT_EQ(json->dump(), R"({"b":1,"a":[true,null,12.0,0.1,-9223372036854775808,"é\n\"x\u0001"],"":{}})");
  EXPECT_EQ(*parse_json(json->dump_pretty()), *json);
}

TEST(Json, RefusesWhatIsNotJsonAndSaysWhere) {
  const char* const bad[] = {"",        "{",   "[1,]",        "{\"a\":1}x",       "\"\xff\"",
                             "[1e999]", "NaN", "\"\\ud800\"", "{\"a\":1,\"a\":2}"};
  for (const char* text : bad) EXPECT_FALSE(parse_json(text)) << text;
  const auto nested = parse_json(R"({"a":[1,{"b":tru}]})");
  ASSERT_FALSE(nested);
  EXPECT_EQ(nested.error().front().field, "/a/1/b");
}

TEST(Json, DepthIsBounded) {
  EXPECT_TRUE(parse_json(std::string(64, '[') + std::string(64, ']')));
  const auto deep = parse_json(std::string(100000, '['));
  ASSERT_FALSE(deep);
  EXPECT_EQ(deep.error().front().code, ProblemCode::too_deep);
}

TEST(Json, WriterAndRepair) {
  std::string out;
  JsonWriter(out)
      .begin_object()
      .member("a", "x\xffy")
      .key("l")
      .begin_array()
      .value(1)
      .value(2.5)
      .null()
      .end_array()
      .end_object();
  EXPECT_EQ(out, "{\"a\":\"x\xEF\xBF\xBDy\",\"l\":[1,2.5,null]}");
  EXPECT_TRUE(parse_json(out));
}

}  // namespace
}  // namespace fingerpost
