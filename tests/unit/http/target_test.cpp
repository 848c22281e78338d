#include "http/detail/target.hpp"

#include <gtest/gtest.h>

#include "http/percent.hpp"

namespace fingerpost::http {
namespace {

std::string path_of(std::string_view raw, Method method = Method::get) {
  const auto target = parse_target(raw, method);
  return target ? target->path : "refused";
}

TEST(Target, PathsAreDecodedAndChecked) {
  EXPECT_EQ(path_of("/"), "/");
  EXPECT_EQ(path_of("/a%20b+c"), "/a b+c");
  EXPECT_EQ(path_of("/t%C5%B7"), "/tŷ");
  EXPECT_EQ(path_of("/tŷ"), "/tŷ");
  EXPECT_EQ(path_of("/a?b"), "/a");
  EXPECT_EQ(path_of("http://x.example"), "/");
  EXPECT_EQ(path_of("https://x.example/a?b=c"), "/a");
  EXPECT_EQ(path_of("/.well-known/x"), "/.well-known/x");
  EXPECT_EQ(path_of("*", Method::options), "*");
  for (const char* raw :
       {"*",    "a",    "?a",   "/%",      "/%2", "/%zz",    "/%2f",      "/%2F..", "/%5c", "/%00",
        "/%7f", "/%0a", "/%ff", "/%c0%ae", "/..", "/a/../b", "/%2e%2e/b", "/./a",   "/a#b", "http://x.example?#"})
    EXPECT_EQ(path_of(raw), "refused") << raw;
}

TEST(Target, QueriesKeepOrderRepetitionAndOddities) {
  const auto target = parse_target("/s?cat=b&cat=a&&q=food+bank&x&=y&u=a=b?c&t=%C5%B7", Method::get);
  ASSERT_TRUE(target);
  std::string all;
  for (const Parameter& parameter : target->query) all += parameter.name + "=" + parameter.value + ";";
  EXPECT_EQ(all, "cat=b;cat=a;q=food bank;x=;=y;u=a=b?c;t=ŷ;");
  EXPECT_EQ(target->query.first("cat"), "b");
  EXPECT_EQ(target->query.all("cat"), (std::vector<std::string_view>{"b", "a"}));
  EXPECT_FALSE(target->query.first("none"));
}

TEST(Query, FaultyValuesAreRepairedAndMarked) {
  const Parameters parameters = parse_query("a=100%&b=%ff&c=x%00y&d=line%0Abreak&e=fine");
  std::vector<ValueFault> faults;
  for (const Parameter& parameter : parameters) faults.push_back(parameter.fault);
  EXPECT_EQ(faults, (std::vector{ValueFault::bad_escape, ValueFault::not_utf8, ValueFault::control_character,
                                 ValueFault::none, ValueFault::none}));
  EXPECT_EQ(parameters.first("a"), "100%");
  EXPECT_EQ(parameters.first("b"), "\xEF\xBF\xBD");
  EXPECT_EQ(parameters.first("c"), "x y");
  EXPECT_EQ(parameters.first("d"), "line\nbreak");
}

TEST(Query, StopsAtTheLimit) {
  std::string text;
  for (std::size_t i = 0; i <= kMaxParameters; ++i) text += "a=1&";
  const Parameters parameters = parse_query(text);
  EXPECT_EQ(parameters.size(), kMaxParameters);
  EXPECT_TRUE(parameters.truncated());
  EXPECT_FALSE(parse_query(text.substr(4)).truncated());
}

TEST(Percent, EncodesWhatIsNotUnreserved) {
  EXPECT_EQ(percent_encode("a-b._~Z9"), "a-b._~Z9");
  EXPECT_EQ(percent_encode("tŷ & /?#+"), "t%C5%B7%20%26%20%2F%3F%23%2B");
  EXPECT_EQ(percent_decode("a+b%2B", Plus::space), "a b+");
  EXPECT_EQ(percent_decode("a+b%2B", Plus::literal), "a+b+");
  EXPECT_EQ(percent_decode("%4", Plus::literal), std::nullopt);
}

}  // namespace
}  // namespace fingerpost::http
