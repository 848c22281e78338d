#include "exchange/feed_check.hpp"

#include <algorithm>
#include <gtest/gtest.h>

#include "exchange/detail/rule_table.hpp"

namespace fingerpost::exchange {
namespace {

const Instant kNow = *parse_rfc3339("2026-11-21T09:00:00Z");

FeedVerdict verdict_of(const char* name, const char* json) {
  FeedCheck check("test", kNow);
  EXPECT_TRUE(check.document(name, *parse_json(json))) << json;
  return check.finish();
}

const BrokenRule* rule(const FeedVerdict& verdict, std::string_view code, std::string_view field = {}) {
  const auto found = std::find_if(verdict.rules.begin(), verdict.rules.end(), [&](const BrokenRule& r) {
    return r.code == code && (field.empty() || r.field == field);
  });
  return found == verdict.rules.end() ? nullptr : &*found;
}

TEST(RuleWordsOfFormats, AcceptAndRefuse) {
  for (const char* uri : {"https://example.org", "http://a/b?c=%20", "urn:x:y", "mailto:a@b"})
    EXPECT_TRUE(is_absolute_uri(uri)) << uri;
  for (const char* uri : {"", "www.example.org", "example/x", "http:", "http://", "https://a b", "https://a/%zz",
                          "https://a/{x}", ":x", "1a:b"})
    EXPECT_FALSE(is_absolute_uri(uri)) << uri;
  for (const char* mail : {"a@b", "help.me@example.org"}) EXPECT_TRUE(is_plausible_email(mail)) << mail;
  for (const char* mail : {"", "a", "@b", "a@", "a b@c", "a@b, c@d"}) EXPECT_FALSE(is_plausible_email(mail)) << mail;
  for (const char* days : {"MO", "MO,WE", "1MO,-1FR", "+2TU"}) EXPECT_TRUE(is_byday(days)) << days;
  for (const char* days : {"", "Monday", "MO;WE", "MO,", "12MO"}) EXPECT_FALSE(is_byday(days)) << days;
  EXPECT_TRUE(is_date_time("2026-01-02T03:04:05.123Z"));
  EXPECT_FALSE(is_date_time("2026-01-02"));
}

TEST(RuleTable, NestedObjectsListsAndChoicesAreJudgedWithTheirPointers) {
  const RuleTable table(
      "@colour: red | green blue\n\nbox: id!=uuid lid={lid} things=[lid]\n  colour=@colour\nlid: name!=text\n");
  std::vector<std::string> found;
  table.judge("box", *parse_json(R"({"lid":{},"things":[{"name":"x"},{"name":1},2],"colour":"green","more":1})"),
              [&](const Breach& b) { found.push_back(b.pointer + " " + std::string(b.rule)); });
  EXPECT_EQ(found, (std::vector<std::string>{"/id missing", "/lid/name missing", "/things/1/name not-text",
                                             "/things/2 not-object", "/colour not-one-of"}));
  EXPECT_EQ(table.choices("colour"), "red, green blue");
}

TEST(FeedCheckTest, EveryTableKnowsItsShapes) {
  for (const std::string_view text : {oruk_rules_text(), oruk_experimental_rules_text(), hsds_rules_text()}) {
    const RuleTable table(text);
    for (const char* shape :
         {"service", "service_item", "organization_item", "service_at_location_item", "location", "schedule"}) {
      EXPECT_TRUE(table.knows(shape)) << shape;
      table.judge(shape, Json::object(), [](const Breach&) {});  // every shape it names is there
    }
  }
}

TEST(FeedCheckTest, TellsARuleOnceWithItsNumber) {
  const auto verdict =
      verdict_of("service_list.json", R"({"total_items":2,"total_pages":1,"page_number":1,"size":2,"first_page":true,
    "last_page":true,"empty":false,"contents":[{"id":"1","name":"a","status":"active"},{"id":"2","name":"b","status":"active"}]})");
  const BrokenRule* broken = rule(verdict, "not-uuid", "service.id");
  ASSERT_NE(broken, nullptr);
  EXPECT_EQ(broken->count, 2u);
  EXPECT_EQ(broken->severity, model::Severity::error);
  EXPECT_EQ(broken->standards.front(), "Open Referral UK 3.0");
  EXPECT_EQ(broken->standards.size(), 3u);
  EXPECT_EQ(broken->examples.at(0).where, "service_list.json/contents/0/id");
  EXPECT_FALSE(verdict.passes());
}

TEST(FeedCheckTest, OptionalEndpointsOnlyWarn) {
  const auto verdict = verdict_of("taxonomy_term.json", R"({"id":"x","name":"n","description":"d"})");
  EXPECT_EQ(rule(verdict, "not-uuid")->severity, model::Severity::warning);
  EXPECT_TRUE(verdict.passes());
}

TEST(FeedCheckTest, ListItemsWithNestedListsAreANote) {
  const auto verdict =
      verdict_of("service_list.json",
                 R"({"total_items":1,"total_pages":1,"page_number":1,"size":1,"first_page":true,"last_page":true,
    "empty":false,"contents":[{"id":"5e000000-0000-4000-8000-000000000001","name":"a","status":"active","schedules":[]}]})");
  EXPECT_EQ(rule(verdict, "must-be-absent")->severity, model::Severity::note);
}

TEST(FeedCheckTest, CountsFreshnessByTheDay) {
  FeedCheck check("test", kNow);
  int number = 0;
  for (const char* day : {"2026-11-21", "2026-08-21", "2026-08-20", "2025-11-21", "2025-11-20", ""}) {
    Json service = Json::object();
    const std::string name = std::to_string(++number);
    service.set("id", name).set("name", name).set("status", "active").set("assured_date", day);
    check.record(FeedPart::service, "s", service);
  }
  const Freshness fresh = check.finish().freshness;
  EXPECT_EQ(fresh.services, 6u);
  EXPECT_EQ(fresh.within_3_months, 2u);
  EXPECT_EQ(fresh.within_12_months, 4u);
  EXPECT_EQ(fresh.older, 1u);
  EXPECT_EQ(fresh.not_stated, 1u);
}

TEST(FeedReport, EscapesWhatFeedsSay) {
  const auto verdict = verdict_of("service_1.json", R"({"id":"<script>","name":"a","status":"\"'&"})");
  const std::string html = to_html(verdict);
  EXPECT_EQ(html.find("<script>"), std::string::npos);
  EXPECT_NE(html.find("&lt;script&gt;"), std::string::npos);
  EXPECT_NE(html.find("&quot;&#39;&amp;"), std::string::npos);
  EXPECT_NE(to_text(verdict).find("service.id is no UUID"), std::string::npos);
}

}  // namespace
}  // namespace fingerpost::exchange
