#include "http/parameters.hpp"

#include <array>
#include <gtest/gtest.h>

namespace fingerpost::http {
namespace {

enum class Sort { best, nearest };
constexpr std::array<std::pair<std::string_view, Sort>, 2> kSorts{{{"best", Sort::best}, {"nearest", Sort::nearest}}};

TEST(ParameterReader, ReadsTypedValues) {
  const Parameters query = parse_query("page=3&q=+food++&free=true&within=1.5&sort=nearest&kind=a,b&kind=c&empty=");
  ParameterReader reader(query);
  EXPECT_EQ(reader.integer("page", 1, 1, 100), 3);
  EXPECT_EQ(reader.integer("per_page", 20, 1, 100), 20);
  EXPECT_EQ(reader.text("q", 10), "food");
  EXPECT_EQ(reader.flag("free"), true);
  EXPECT_EQ(reader.flag("paid"), std::nullopt);
  EXPECT_EQ(reader.number("within", 0, 10), 1.5);
  EXPECT_EQ(reader.choice<Sort>("sort", kSorts), Sort::nearest);
  EXPECT_EQ(reader.list("kind", 5, 5), (std::vector<std::string>{"a", "b", "c"}));
  EXPECT_EQ(reader.integer("empty", 1, 5), std::nullopt);
  EXPECT_TRUE(reader.ok());
}

TEST(ParameterReader, CollectsEveryFault) {
  const Parameters query = parse_query(
      "page=0&per_page=x&q=toolongtext&free=maybe&within=nan&sort=worst&kind=a,b,c&twice=1&twice=2&bad=%zz&utf=%ff");
  ParameterReader reader(query);
  reader.integer("page", 1, 1, 100);
  reader.integer("per_page", 1, 1, 100);
  reader.text("q", 5);
  reader.flag("free");
  reader.number("within", 0, 10);
  EXPECT_EQ(reader.choice<Sort>("sort", kSorts), std::nullopt);
  reader.list("kind", 2, 5);
  reader.integer("twice", 1, 1, 9);
  reader.text("bad", 10);
  reader.text("utf", 10);
  reader.required_text("needed", 10);
  std::string codes;
  for (const Problem& problem : reader.problems())
    codes += problem.field + " " + std::string(kind_of(problem.code).slug) + "\n";
  EXPECT_EQ(codes,
            "page out-of-range\nper_page malformed-parameter\nq out-of-range\nfree malformed-parameter\n"
            "within malformed-parameter\nsort unknown-value\nkind out-of-range\ntwice malformed-parameter\n"
            "bad malformed-parameter\nutf invalid-text\nneeded missing-parameter\n");
  EXPECT_EQ(reader.problems()[5].suggestions, (std::vector<std::string>{"best", "nearest"}));
}

TEST(ParameterReader, ChoicesAreAListWithoutRepetition) {
  const Parameters query = parse_query("sort=nearest,best,nearest");
  ParameterReader reader(query);
  EXPECT_EQ(reader.choices<Sort>("sort", kSorts), (std::vector{Sort::nearest, Sort::best}));
  const Parameters wrong = parse_query("sort=nearest,oddest");
  ParameterReader strict(wrong);
  strict.choices<Sort>("sort", kSorts);
  ASSERT_EQ(strict.problems().size(), 1u);
  EXPECT_EQ(strict.problems()[0].value, "oddest");
}

TEST(ParameterReader, TakesProblemsOfAGrammar) {
  const Parameters query = parse_query("within=far");
  ParameterReader reader(query);
  const auto parse = [](std::string_view text) -> Result<int> {
    return fail(ProblemCode::malformed_parameter, "", "", "not a distance: " + std::string(text));
  };
  EXPECT_EQ(reader.parsed("within", 20, parse), std::nullopt);
  ASSERT_EQ(reader.problems().size(), 1u);
  EXPECT_EQ(reader.problems()[0].field, "within");
  EXPECT_EQ(reader.problems()[0].value, "far");
}

TEST(ParameterReader, NamesWhatItIgnored) {
  const Parameters query = parse_query("q=a&utm_source=x&utm_source=y&%0d%0aSet-Cookie=1&t%C5%B7=2");
  ParameterReader reader(query);
  reader.text("q", 10);
  EXPECT_EQ(reader.ignored().size(), 3u);
  HttpResponse response;
  reader.mark_ignored(response);
  EXPECT_EQ(response.headers.first("Fingerpost-Ignored"), "utm_source, %0D%0ASet-Cookie, t%C5%B7");
  ParameterReader all(query);
  for (const Parameter& parameter : query) all.list(parameter.name, 9, 9);
  HttpResponse silent;
  all.mark_ignored(silent);
  EXPECT_FALSE(silent.headers.has("Fingerpost-Ignored"));
}

TEST(ParameterReader, TheIgnoredHeaderIsBounded) {
  std::string text;
  for (int i = 0; i < 200; ++i) text += "x" + std::to_string(i) + std::string(100, 'y') + "=1&";
  const Parameters query = parse_query(text);
  HttpResponse response;
  ParameterReader(query).mark_ignored(response);
  EXPECT_LT(response.headers.first("Fingerpost-Ignored")->size(), 1000u);
}

TEST(ParameterReader, TooManyParametersAreAFault) {
  std::string text;
  for (std::size_t i = 0; i <= kMaxParameters; ++i) text += "a=1&";
  const Parameters query = parse_query(text);
  EXPECT_FALSE(ParameterReader(query).ok());
}

}  // namespace
}  // namespace fingerpost::http
