#include "model/weekly.hpp"

#include <gtest/gtest.h>

namespace fingerpost::model {
namespace {

Schedule weekly(std::string byday, std::string opens, std::string closes) {
  Schedule schedule;
  schedule.freq = "WEEKLY";
  schedule.byday = std::move(byday);
  schedule.opens_at = std::move(opens);
  schedule.closes_at = std::move(closes);
  return schedule;
}

TEST(WeeklySpans, HoldDaysAndMinutes) {
  const std::vector<Schedule> schedules{weekly("MO,WE", "09:30", "12:00:00"), weekly("MO,WE", "09:30", "12:00")};
  const auto spans = weekly_spans(schedules);
  ASSERT_EQ(spans.size(), 1u);
  EXPECT_EQ(spans[0], (WeeklySpan{0b101, 9 * 60 + 30, 12 * 60}));
}

TEST(WeeklySpans, NameTheDaysOfARuleThatLacksItsBeginning) {
  Schedule every_other = weekly("TU", "10:00", "");
  every_other.interval = 2;
  const auto spans = weekly_spans(std::vector{every_other});
  ASSERT_EQ(spans.size(), 1u);
  EXPECT_EQ(spans[0], (WeeklySpan{0b10, 600, WeeklySpan::kNoTime}));
}

TEST(WeeklySpans, TakeMonthlyDaysAndDates) {
  Schedule monthly = weekly("-1FR", "10:00", "11:00");
  monthly.freq = "MONTHLY";
  EXPECT_EQ(weekly_spans(std::vector{monthly})[0].weekdays, 1u << 4);
  Schedule once;
  once.dtstart = "2026-11-26";  // a Thursday
  EXPECT_EQ(weekly_spans(std::vector{once})[0].weekdays, 1u << 3);
  EXPECT_TRUE(weekly_spans(std::vector{Schedule{}}).empty());
}

TEST(WeekdayBits, ReadCodesAndNames) {
  EXPECT_EQ(weekday_bits("MO"), 1);
  EXPECT_EQ(weekday_bits("monday, Sun"), 0b1000001);
  EXPECT_FALSE(weekday_bits("someday"));
  EXPECT_FALSE(weekday_bits(""));
}

TEST(MinuteOfDay, ReadsTimes) {
  EXPECT_EQ(minute_of_day("00:00"), 0);
  EXPECT_EQ(minute_of_day("23:59:59"), 23 * 60 + 59);
  EXPECT_EQ(minute_of_day("10:00Z"), 600);
  EXPECT_FALSE(minute_of_day("late"));
  EXPECT_FALSE(minute_of_day("99:99"));
}

}  // namespace
}  // namespace fingerpost::model
