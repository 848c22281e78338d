#include <gtest/gtest.h>

#include "model/schedule.hpp"

namespace fingerpost::model {
namespace {

Instant utc(std::string_view text) {
  const auto instant = parse_rfc3339(text);
  EXPECT_TRUE(instant.has_value()) << text;
  return instant.value_or(Instant{});
}

Schedule weekly(std::string byday, std::string opens, std::string closes) {
  Schedule schedule;
  schedule.freq = "WEEKLY";
  schedule.byday = std::move(byday);
  schedule.opens_at = std::move(opens);
  schedule.closes_at = std::move(closes);
  return schedule;
}

Schedule monthly(std::string byday) {
  Schedule schedule = weekly(std::move(byday), "10:00", "12:00");
  schedule.freq = "MONTHLY";
  return schedule;
}

const HolidayCalendar kNone;

OpenState state(const Schedule& schedule, std::string_view at, const HolidayCalendar& holidays = kNone) {
  return OpeningHours(std::span(&schedule, 1)).state_at(utc(at), holidays);
}

/// "opens closes" of each opening.
std::vector<std::string> openings(const std::vector<Schedule>& schedules, std::string_view from, std::string_view until,
                                  const HolidayCalendar& holidays = kNone) {
  std::vector<std::string> all;
  for (const Opening& o : OpeningHours(schedules).openings(utc(from), utc(until), holidays))
    all.push_back(to_rfc3339(o.opens) + " " + to_rfc3339(o.closes));
  return all;
}

/// The UTC days on which something opens.
std::vector<std::string> days_open(const Schedule& schedule, std::string_view from, std::string_view until) {
  std::vector<std::string> all;
  for (const std::string& opening : openings({schedule}, from, until)) all.push_back(opening.substr(0, 10));
  return all;
}

using Lines = std::vector<std::string>;

TEST(OpeningHours, IsOpenBetweenItsTimesInLondon) {
  const Schedule tuesday = weekly("TU", "09:30", "16:00");
  EXPECT_EQ(state(tuesday, "2026-01-06T09:29:59Z"), OpenState::closed);
  EXPECT_EQ(state(tuesday, "2026-01-06T09:30:00Z"), OpenState::open);
  EXPECT_EQ(state(tuesday, "2026-01-06T16:00:00Z"), OpenState::closed) << "closing time is the end";
  EXPECT_EQ(state(tuesday, "2026-07-07T08:30:00Z"), OpenState::open) << "summer time";
  EXPECT_EQ(state(tuesday, "2026-07-07T15:30:00Z"), OpenState::closed);
  EXPECT_EQ(state(tuesday, "2026-01-07T10:00:00Z"), OpenState::closed) << "Wednesday";
}

TEST(OpeningHours, RunsPastMidnight) {
  const Schedule friday = weekly("FR", "22:00", "02:00");
  EXPECT_EQ(state(friday, "2026-01-10T01:59:00Z"), OpenState::open) << "Saturday morning";
  EXPECT_EQ(state(friday, "2026-01-10T02:00:00Z"), OpenState::closed);
  EXPECT_EQ(state(friday, "2026-01-09T01:00:00Z"), OpenState::closed) << "Friday morning is Thursday's night";
}

TEST(OpeningHours, CrossesTheClockChangeInSpring) {
  // 29 March 2026, 01:00 UTC: clocks go from 01:00 to 02:00.
  EXPECT_EQ(openings({weekly("SA", "22:00", "06:00")}, "2026-03-28T00:00:00Z", "2026-03-29T00:00:00Z"),
            Lines{"2026-03-28T22:00:00Z 2026-03-29T05:00:00Z"})
      << "seven hours long";
  EXPECT_EQ(openings({weekly("SU", "01:30", "03:00")}, "2026-03-29T00:00:00Z", "2026-03-30T00:00:00Z"),
            Lines{"2026-03-29T01:00:00Z 2026-03-29T02:00:00Z"})
      << "01:30 is skipped: it opens at the change";
  EXPECT_EQ(openings({weekly("SU", "01:10", "01:50")}, "2026-03-29T00:00:00Z", "2026-03-30T00:00:00Z"), Lines{})
      << "all of it is skipped";
}

TEST(OpeningHours, CrossesTheClockChangeInAutumn) {
  // 25 October 2026, 01:00 UTC: clocks go from 02:00 back to 01:00.
  EXPECT_EQ(openings({weekly("SA", "22:00", "06:00")}, "2026-10-24T00:00:00Z", "2026-10-25T00:00:00Z"),
            Lines{"2026-10-24T21:00:00Z 2026-10-25T06:00:00Z"})
      << "nine hours long";
  EXPECT_EQ(openings({weekly("SU", "01:30", "03:00")}, "2026-10-24T12:00:00Z", "2026-10-26T00:00:00Z"),
            Lines{"2026-10-25T00:30:00Z 2026-10-25T03:00:00Z"})
      << "the first 01:30";
  EXPECT_EQ(openings({weekly("SU", "00:00", "23:59")}, "2026-10-24T12:00:00Z", "2026-10-26T12:00:00Z"),
            Lines{"2026-10-24T23:00:00Z 2026-10-26T00:00:00Z"})
      << "a day of 25 hours";
}

TEST(OpeningHours, EverySecondWeekNeedsAStart) {
  Schedule fortnightly = weekly("TU", "10:00", "12:00");
  fortnightly.interval = 2;
  EXPECT_EQ(state(fortnightly, "2026-01-06T11:00:00Z"), OpenState::unknown);
  fortnightly.dtstart = "2026-01-06";
  EXPECT_EQ(days_open(fortnightly, "2026-01-01T00:00:00Z", "2026-02-10T00:00:00Z"),
            (Lines{"2026-01-06", "2026-01-20", "2026-02-03"}));
}

TEST(OpeningHours, TheWeekBeginsWhereTheRuleSays) {
  // RFC 5545's own example: every other week on Tuesday and Sunday, four times.
  Schedule rule = weekly("TU,SU", "10:00", "12:00");
  rule.interval = 2;
  rule.count = 4;
  rule.dtstart = "1997-08-05";
  rule.wkst = "MO";
  EXPECT_EQ(days_open(rule, "1997-08-01T00:00:00Z", "1998-01-01T00:00:00Z"),
            (Lines{"1997-08-05", "1997-08-10", "1997-08-19", "1997-08-24"}));
  rule.wkst = "SU";
  EXPECT_EQ(days_open(rule, "1997-08-01T00:00:00Z", "1998-01-01T00:00:00Z"),
            (Lines{"1997-08-05", "1997-08-17", "1997-08-19", "1997-08-31"}));
}

TEST(OpeningHours, KnowsTheNthWeekdayOfTheMonth) {
  EXPECT_EQ(days_open(monthly("1TU"), "2026-01-01T00:00:00Z", "2026-04-01T00:00:00Z"),
            (Lines{"2026-01-06", "2026-02-03", "2026-03-03"}));
  EXPECT_EQ(days_open(monthly("-1FR"), "2026-01-01T00:00:00Z", "2026-04-01T00:00:00Z"),
            (Lines{"2026-01-30", "2026-02-27", "2026-03-27"}));
  EXPECT_EQ(days_open(monthly("5WE"), "2026-01-01T00:00:00Z", "2026-08-01T00:00:00Z"),
            (Lines{"2026-04-29", "2026-07-29"}))
      << "months without a fifth Wednesday have none";
  EXPECT_EQ(days_open(monthly("2MO,4MO"), "2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z"),
            (Lines{"2026-01-12", "2026-01-26"}));
  EXPECT_EQ(days_open(monthly("MO"), "2026-02-01T00:00:00Z", "2026-03-01T00:00:00Z").size(), 4u) << "every Monday";
}

TEST(OpeningHours, KnowsDaysOfTheMonth) {
  Schedule rule = monthly("");
  rule.bymonthday = "31";
  EXPECT_EQ(days_open(rule, "2026-01-01T00:00:00Z", "2026-06-01T00:00:00Z"),
            (Lines{"2026-01-31", "2026-03-31", "2026-05-31"}));
  rule.bymonthday = "-1";
  EXPECT_EQ(days_open(rule, "2028-01-01T00:00:00Z", "2028-04-01T00:00:00Z"),
            (Lines{"2028-01-31", "2028-02-29", "2028-03-31"}));
  rule.bymonthday = "13";
  rule.byday = "FR";
  EXPECT_EQ(days_open(rule, "2026-01-01T00:00:00Z", "2026-12-31T00:00:00Z"),
            (Lines{"2026-02-13", "2026-03-13", "2026-11-13"}));
}

TEST(OpeningHours, EveryOtherMonthCountsFromItsStart) {
  Schedule rule = monthly("1TU");
  rule.interval = 2;
  rule.dtstart = "2025-12-02";
  EXPECT_EQ(days_open(rule, "2026-01-01T00:00:00Z", "2026-07-01T00:00:00Z"),
            (Lines{"2026-02-03", "2026-04-07", "2026-06-02"}));
}

TEST(OpeningHours, UnderstandsDailyAndYearly) {
  Schedule rule = weekly("", "10:00", "12:00");
  rule.freq = "DAILY";
  rule.interval = 3;
  rule.dtstart = "2026-01-01";
  rule.count = 3;
  EXPECT_EQ(days_open(rule, "2025-12-01T00:00:00Z", "2027-01-01T00:00:00Z"),
            (Lines{"2026-01-01", "2026-01-04", "2026-01-07"}));
  rule = weekly("", "10:00", "12:00");
  rule.freq = "YEARLY";
  rule.dtstart = "2020-02-29";
  EXPECT_EQ(days_open(rule, "2020-01-01T00:00:00Z", "2027-01-01T00:00:00Z"), (Lines{"2020-02-29", "2024-02-29"}));
  rule.dtstart.clear();
  rule.byweekno = "53";
  rule.byday = "TH";
  EXPECT_EQ(days_open(rule, "2020-01-01T00:00:00Z", "2027-01-01T00:00:00Z"), (Lines{"2020-12-31", "2026-12-31"}));
  rule.byweekno.clear();
  rule.byday = "20MO";
  EXPECT_EQ(days_open(rule, "1997-01-01T00:00:00Z", "1999-12-31T00:00:00Z"),
            (Lines{"1997-05-19", "1998-05-18", "1999-05-17"}));
}

TEST(OpeningHours, KeepsToItsValidity) {
  Schedule rule = weekly("MO", "10:00", "12:00");
  rule.valid_from = "2026-01-12";
  rule.valid_to = "2026-01-26";
  EXPECT_EQ(days_open(rule, "2026-01-01T00:00:00Z", "2026-03-01T00:00:00Z"),
            (Lines{"2026-01-12", "2026-01-19", "2026-01-26"}));
  rule.until = "2026-01-19";
  EXPECT_EQ(days_open(rule, "2026-01-01T00:00:00Z", "2026-03-01T00:00:00Z").size(), 2u);
  EXPECT_EQ(state(rule, "2026-01-05T11:00:00Z"), OpenState::closed) << "not yet";
  EXPECT_EQ(state(rule, "2026-06-01T11:00:00Z"), OpenState::unknown) << "hours that have ended say nothing of today";
}

TEST(OpeningHours, BankHolidaysAreUnknownUnlessSaid) {
  const HolidayCalendar holidays({Day{std::chrono::year{2026} / 5 / 4}});
  Schedule rule = weekly("MO,TU", "10:00", "12:00");
  EXPECT_EQ(state(rule, "2026-05-04T10:00:00Z", holidays), OpenState::unknown);
  EXPECT_EQ(state(rule, "2026-05-04T20:00:00Z", holidays), OpenState::unknown) << "the whole day";
  EXPECT_EQ(state(rule, "2026-05-05T10:00:00Z", holidays), OpenState::open);
  EXPECT_EQ(openings({rule}, "2026-05-04T00:00:00Z", "2026-05-06T00:00:00Z", holidays).size(), 1u);
  rule.description = "Open bank holidays";
  EXPECT_EQ(state(rule, "2026-05-04T10:00:00Z", holidays), OpenState::open);
  rule.description = "Closed on Bank Holidays";
  EXPECT_EQ(state(rule, "2026-05-04T10:00:00Z", holidays), OpenState::closed);
  rule.description = "Not available on public holidays.";
  EXPECT_EQ(state(rule, "2026-05-04T10:00:00Z", holidays), OpenState::closed);
  EXPECT_EQ(state(weekly("WE", "10:00", "12:00"), "2026-05-04T10:00:00Z", holidays), OpenState::closed)
      << "closed on Mondays anyway";
}

TEST(OpeningHours, AScheduleOfTheVeryDayStandsInPlaceOfTheRule) {
  const HolidayCalendar holidays({Day{std::chrono::year{2026} / 5 / 4}});
  Schedule special = weekly("", "14:00", "16:00");
  special.freq.clear();
  special.dtstart = special.valid_from = special.valid_to = "2026-05-04";
  EXPECT_EQ(
      openings({weekly("MO", "10:00", "12:00"), special}, "2026-05-04T00:00:00Z", "2026-05-12T00:00:00Z", holidays),
      (Lines{"2026-05-04T13:00:00Z 2026-05-04T15:00:00Z", "2026-05-11T09:00:00Z 2026-05-11T11:00:00Z"}));
}

TEST(OpeningHours, ClosedDaysAreClosed) {
  Schedule closed;
  closed.description = "Closed";
  closed.valid_from = "2026-08-01";
  closed.valid_to = "2026-08-31";
  const std::vector<Schedule> all{weekly("MO", "10:00", "12:00"), closed};
  EXPECT_EQ(openings(all, "2026-07-27T00:00:00Z", "2026-09-08T00:00:00Z"),
            (Lines{"2026-07-27T09:00:00Z 2026-07-27T11:00:00Z", "2026-09-07T09:00:00Z 2026-09-07T11:00:00Z"}));
  EXPECT_EQ(OpeningHours(all).state_at(utc("2026-08-03T10:00:00Z"), kNone), OpenState::closed);
}

TEST(OpeningHours, WithoutTimesADayIsUnknown) {
  const Schedule some = weekly("TU", "", "");
  EXPECT_EQ(state(some, "2026-01-06T11:00:00Z"), OpenState::unknown);
  EXPECT_EQ(state(some, "2026-01-07T11:00:00Z"), OpenState::closed);
  EXPECT_EQ(state(weekly("TU", "10:00", ""), "2026-01-06T11:00:00Z"), OpenState::unknown);
}

TEST(OpeningHours, WhatIsNotUnderstoodIsUnknownWhereNothingSaysOpen) {
  Schedule odd = weekly("1TU", "10:00", "12:00");
  const std::vector<Schedule> both{odd, weekly("MO", "10:00", "12:00")};
  EXPECT_EQ(OpeningHours(both).state_at(utc("2026-01-05T11:00:00Z"), kNone), OpenState::open);
  EXPECT_EQ(OpeningHours(both).state_at(utc("2026-01-06T11:00:00Z"), kNone), OpenState::unknown);
  odd = weekly("MO", "10 o'clock", "12:00");
  EXPECT_TRUE(OpeningHours(std::span(&odd, 1)).empty());
  EXPECT_EQ(state(odd, "2026-01-05T11:00:00Z"), OpenState::unknown);
  EXPECT_EQ(OpeningHours({}).state_at(utc("2026-01-05T11:00:00Z"), kNone), OpenState::unknown);
}

TEST(OpeningHours, TheWholeDayAndEveryDay) {
  const std::vector<Schedule> always{weekly("MO,TU,WE,TH,FR,SA,SU", "00:00", "23:59")};
  const OpeningHours hours(always);
  EXPECT_EQ(hours.state_at(utc("2026-01-06T23:59:30Z"), kNone), OpenState::open);
  EXPECT_EQ(openings(always, "2026-01-05T00:00:00Z", "2026-01-12T00:00:00Z"),
            Lines{"2026-01-05T00:00:00Z 2026-01-12T00:00:00Z"});
  EXPECT_EQ(opening_json(hours, utc("2026-01-06T12:00:00Z"), kNone).dump(),
            R"({"state":"open","text":"Open all the time"})");
  EXPECT_EQ(state(weekly("MO", "00:00", "00:00"), "2026-01-05T12:00:00Z"), OpenState::open);
}

TEST(OpeningHours, AnOffsetThatLondonNeverHasIsTakenAtItsWord) {
  Schedule rule = weekly("MO", "10:00", "12:00");
  rule.timezone = 3;
  EXPECT_EQ(openings({rule}, "2026-01-05T00:00:00Z", "2026-01-06T00:00:00Z"),
            Lines{"2026-01-05T07:00:00Z 2026-01-05T09:00:00Z"});
  rule.timezone = 1;
  EXPECT_EQ(openings({rule}, "2026-01-05T00:00:00Z", "2026-01-06T00:00:00Z"),
            Lines{"2026-01-05T10:00:00Z 2026-01-05T12:00:00Z"});
}

TEST(OpeningHours, MergesWhatTouchesAndHonoursTheLimit) {
  const std::vector<Schedule> halves{weekly("MO", "09:00", "12:00"), weekly("MO", "12:00", "17:00"),
                                     weekly("MO", "10:00", "11:00")};
  EXPECT_EQ(openings(halves, "2026-01-05T00:00:00Z", "2026-01-06T00:00:00Z"),
            Lines{"2026-01-05T09:00:00Z 2026-01-05T17:00:00Z"});
  EXPECT_EQ(OpeningHours(halves).openings(utc("2026-01-01T00:00:00Z"), utc("2030-01-01T00:00:00Z"), kNone, 10).size(),
            10u);
}

TEST(OpeningHours, FindsTheNextOpening) {
  const std::vector<Schedule> rules{weekly("TU", "10:00", "12:00")};
  const OpeningHours hours(rules);
  EXPECT_EQ(hours.next_opening(utc("2026-01-06T11:00:00Z"), kNone)->opens, utc("2026-01-06T10:00:00Z"));
  EXPECT_EQ(hours.next_opening(utc("2026-01-06T12:00:00Z"), kNone)->opens, utc("2026-01-13T10:00:00Z"));
  EXPECT_FALSE(hours.next_opening(utc("2026-01-06T12:00:00Z"), kNone, 3));
  EXPECT_EQ(opening_json(hours, utc("2026-01-06T11:00:00Z"), kNone).dump(),
            R"({"state":"open","closes":"2026-01-06T12:00:00Z","text":"Open until 12:00"})");
  EXPECT_EQ(opening_json(hours, utc("2026-01-05T11:00:00Z"), kNone)["text"].string(),
            "Closed, opens at 10:00 tomorrow");
  EXPECT_EQ(opening_json(hours, utc("2026-01-06T13:00:00Z"), kNone)["text"].string(),
            "Closed, opens at 10:00 on 13 January");
}

TEST(OpeningHours, FarAwayTimesAreUnknownAndQuick) {
  Schedule rule = weekly("MO", "10:00", "12:00");
  rule.count = 9'999;
  rule.dtstart = "1970-01-05";
  const OpeningHours hours(std::span(&rule, 1));
  EXPECT_EQ(hours.state_at(Instant::max(), kNone), OpenState::unknown);
  EXPECT_EQ(hours.state_at(Instant::min(), kNone), OpenState::unknown);
  EXPECT_FALSE(hours.next_opening(Instant::max(), kNone, 1'000'000'000));
  EXPECT_LE(hours.openings(Instant::min(), Instant::max(), kNone).size(), 400u);
}

TEST(OpeningHours, SummerTimeGoesOnWhereTheZoneDatabaseEnds) {
  EXPECT_EQ(state(weekly("TU", "10:00", "12:00"), "2055-07-06T09:30:00Z"), OpenState::open);
  EXPECT_EQ(local_hour_of_week(utc("2055-07-06T09:30:00Z")), 24u + 10u);
  EXPECT_EQ(local_hour_of_week(utc("2026-01-05T00:00:00Z")), 0u);
  EXPECT_EQ(local_hour_of_week(utc("2026-01-04T23:59:00Z")), 167u);
}

TEST(OpeningHours, TheWeekBitmapCoversTheNight) {
  const Schedule rule = weekly("SU", "22:30", "01:15");
  const auto week = OpeningHours(std::span(&rule, 1)).week_bitmap();
  std::vector<std::size_t> set;
  for (std::size_t hour = 0; hour < week.size(); ++hour)
    if (week[hour]) set.push_back(hour);
  EXPECT_EQ(set, (std::vector<std::size_t>{0, 1, 166, 167}));
}

TEST(Rrule, IsReadOntoASchedule) {
  Schedule schedule;
  ASSERT_TRUE(apply_rrule(schedule, "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;UNTIL=20261231T000000Z"));
  EXPECT_EQ(schedule.freq, "WEEKLY");
  EXPECT_EQ(schedule.interval, 2);
  EXPECT_EQ(schedule.byday, "TU");
  EXPECT_EQ(schedule.until, "2026-12-31");
  Schedule untouched;
  const auto wrong = apply_rrule(untouched, "INTERVAL=0;BYSETPOS=1;nonsense");
  ASSERT_FALSE(wrong.has_value());
  EXPECT_EQ(wrong.error().size(), 4u) << "every fault at once, the missing FREQ too";
  EXPECT_EQ(untouched, Schedule{});
  EXPECT_FALSE(apply_rrule(untouched, "FREQ=HOURLY"));
  EXPECT_FALSE(apply_rrule(untouched, "FREQ=WEEKLY;BYDAY=1TU"));
}

}  // namespace
}  // namespace fingerpost::model
