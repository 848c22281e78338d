#include "web/wording.hpp"

#include <gtest/gtest.h>

#include "base/clock.hpp"

namespace fingerpost::web {
namespace {

const Messages& english() { return Messages::in(Lang::en); }
const Messages& welsh() { return Messages::in(Lang::cy); }
Instant at(const char* text) { return *parse_rfc3339(text); }
Json opening(const char* json) { return *parse_json(json); }

TEST(Wording, TimesAreLondonsAndShort) {
  EXPECT_EQ(clock_time(english(), at("2026-11-26T14:00:00Z")), "2pm");
  EXPECT_EQ(clock_time(english(), at("2026-07-26T08:30:00Z")), "9.30am");
  EXPECT_EQ(clock_time(english(), at("2026-11-26T12:00:00Z")), "noon");
  EXPECT_EQ(clock_time(welsh(), at("2026-11-26T14:00:00Z")), "2yp");
}

TEST(Wording, DatesInBothLanguages) {
  const Day day = *parse_day("2026-11-28");
  EXPECT_EQ(date(english(), day), "28 November 2026");
  EXPECT_EQ(date(welsh(), day), "28 Tachwedd 2026");
  EXPECT_EQ(long_date(english(), day, *parse_day("2026-01-01")), "Saturday 28 November");
  EXPECT_EQ(long_date(english(), day, *parse_day("2025-12-31")), "Saturday 28 November 2026");
}

TEST(Wording, TheLocalDayIsLondons) {
  EXPECT_EQ(to_string(local_day(at("2026-07-01T23:30:00Z"))), "2026-07-02");
  EXPECT_EQ(to_string(local_day(at("2026-12-01T23:30:00Z"))), "2026-12-01");
}

TEST(Wording, OpeningLines) {
  const Instant now = at("2026-11-26T10:00:00Z");  // a Thursday
  EXPECT_EQ(opening_line(english(), Json(), now), "");
  EXPECT_EQ(opening_line(english(), opening(R"({"state":"open","closes":"2026-11-26T16:00:00Z"})"), now),
            "Open until 4pm");
  EXPECT_EQ(opening_line(english(), opening(R"({"state":"open"})"), now), "Open all the time");
  EXPECT_EQ(opening_line(english(), opening(R"({"state":"closed","opens":"2026-11-27T09:30:00Z"})"), now),
            "Closed, opens 9.30am tomorrow");
  EXPECT_EQ(opening_line(english(), opening(R"({"state":"closed","opens":"2026-11-28T09:30:00Z"})"), now),
            "Closed, opens 9.30am on Saturday");
  EXPECT_EQ(opening_line(welsh(), opening(R"({"state":"closed","opens":"2026-11-28T09:30:00Z"})"), now),
            "Ar gau, yn agor 9.30yb dydd Sadwrn");
  EXPECT_EQ(opening_line(english(), opening(R"({"state":"closed","opens":"2027-01-05T09:30:00Z"})"), now),
            "Closed, opens 9.30am on Tuesday 5 January 2027");
}

TEST(Wording, DistancesAPersonCanUse) {
  EXPECT_EQ(distance(english(), 90), "100 yards");
  EXPECT_EQ(distance(english(), 0), "50 yards");
  EXPECT_EQ(distance(english(), 1'609), "1 mile");
  EXPECT_EQ(distance(english(), 4'000), "2.5 miles");
  EXPECT_EQ(distance(english(), 30'000), "19 miles");
}

TEST(Wording, TelephoneNumbersForTheLinkAlone) {
  EXPECT_EQ(tel_of("01588 640 123"), "01588640123");
  EXPECT_EQ(tel_of("+44 (0)1588 640123"), "+4401588640123");
  EXPECT_EQ(tel_of("01588 640123 ext 4"), "01588640123");
  EXPECT_EQ(tel_of("999"), "999");
  EXPECT_EQ(tel_of("ask"), "");
  EXPECT_EQ(tel_of("javascript:1"), "");
}

TEST(Wording, OnlyWebAddressesBecomeLinks) {
  EXPECT_EQ(safe_url("https://example.org/a?b=c"), "https://example.org/a?b=c");
  EXPECT_EQ(safe_url(" www.example.org/a "), "https://www.example.org/a");
  for (const char* text :
       {"javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "//x.example", "x",
        "https://x.example/\" onclick=\"a", "java\tscript:a", "mailto:a@b.org", "user@x.example/", ""})
    EXPECT_EQ(safe_url(text), "") << text;
}

}  // namespace
}  // namespace fingerpost::web
