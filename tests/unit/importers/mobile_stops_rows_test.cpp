#include <gtest/gtest.h>

#include "base/text.hpp"
#include "importers/mobile_stops/detail/stop_rows.hpp"

namespace fingerpost::importers {
namespace {

StopRow tuesday() {
  StopRow row;
  row.organisation = "Marches";
  row.mobile = "Heron";
  row.route = "2";
  row.community = "Aston";
  row.stop = "Village Hall";
  row.day = "Tuesday";
  row.arrival = "9:30";
  row.departure = "10:15";
  row.frequency = "FREQ=WEEKLY;INTERVAL=2";
  row.start = "2026-01-06";
  return row;
}

TEST(StopSchedule, ReadsTheRuleTheDaysAndTheTimes) {
  std::vector<StopNote> notes;
  const auto schedule = stop_schedule(tuesday(), notes);
  EXPECT_EQ(schedule.freq, "WEEKLY");
  EXPECT_EQ(schedule.interval, 2);
  EXPECT_EQ(schedule.byday, "TU") << "the rule names no weekday, the column does";
  EXPECT_EQ(schedule.dtstart, "2026-01-06");
  EXPECT_EQ(schedule.valid_from, "2026-01-06");
  EXPECT_EQ(schedule.valid_to, "");
  EXPECT_EQ(schedule.opens_at, "09:30");
  EXPECT_EQ(schedule.closes_at, "10:15");
  EXPECT_TRUE(notes.empty());
}

TEST(StopSchedule, KeepsAMonthlyRulesOwnWeekday) {
  StopRow row = tuesday();
  row.frequency = "FREQ=MONTHLY;BYDAY=1FR";
  std::vector<StopNote> notes;
  EXPECT_EQ(stop_schedule(row, notes).byday, "1FR");
}

TEST(StopSchedule, ADatedStopWithoutARuleIsOneVisit) {
  StopRow row = tuesday();
  row.frequency = "";
  std::vector<StopNote> notes;
  const auto schedule = stop_schedule(row, notes);
  EXPECT_EQ(schedule.freq, "");
  EXPECT_EQ(schedule.valid_from, "2026-01-06");
  EXPECT_EQ(schedule.valid_to, "2026-01-06");
}

TEST(StopSchedule, KeepsWhatItDoesNotUnderstandInWords) {
  StopRow row = tuesday();
  row.frequency = "every other Tuesday";
  row.start = "soon";
  row.exceptions = "Christmas week";
  std::vector<StopNote> notes;
  const auto schedule = stop_schedule(row, notes);
  EXPECT_EQ(schedule.freq, "");
  EXPECT_EQ(schedule.description, "every other Tuesday, 09:30-10:15");
  EXPECT_EQ(schedule.opens_at, "") << "without a rule, times would read as hours of every day";
  EXPECT_EQ(schedule.notes, "Except: Christmas week");
  ASSERT_EQ(notes.size(), 2u);
  EXPECT_EQ(notes[0].code, "bad-date");
  EXPECT_EQ(notes[1].code, "frequency-kept-as-text");
}

TEST(StopSchedule, DepartingBeforeArrivingIsNoNightShift) {
  StopRow row = tuesday();
  row.departure = "09:15";
  std::vector<StopNote> notes;
  const auto schedule = stop_schedule(row, notes);
  EXPECT_EQ(schedule.opens_at, "");
  EXPECT_EQ(schedule.closes_at, "");
  ASSERT_EQ(notes.size(), 1u);
  EXPECT_EQ(notes[0].code, "bad-times");
}

TEST(StopLocation, SaysStopAndCommunityOnce) {
  StopRow row = tuesday();
  row.latitude = 52.5;
  row.longitude = -2.9;
  const auto location = stop_location(row);
  EXPECT_EQ(location.name, "Village Hall, Aston");
  EXPECT_EQ(location.latitude, 52.5);
  EXPECT_EQ(location.addresses.at(0).city, "Aston");
  row.stop = "Aston Green";
  EXPECT_EQ(stop_location(row).name, "Aston Green");
  row.latitude = row.longitude = 0;
  EXPECT_FALSE(stop_location(row).latitude) << "0,0 is no stop in Shropshire";
}

TEST(StopColumns, KnowsOldAndNewHeaders) {
  const auto columns_of = [](std::string_view header) {
    std::vector<std::string> names;
    for (const auto name : split(header, ',')) names.emplace_back(name);
    return StopColumns::of(names);
  };
  ASSERT_TRUE(columns_of(
      "organisation,mobile,route,community,stop,address,postcode,geox,geoy,day,type,arrival,departure,frequency"));
  const auto renamed = columns_of(
      "Local authority,Mobile library,Route,Community,Stop,Longitude,Latitude,Day,Arrival,Departure,Frequency");
  ASSERT_TRUE(renamed);
  CsvRow row;
  row.fields = {"Marches", "Heron", "2", "Aston", " The Green", "-2.9", "52.5", "Tuesday", "09:30", "10:00", ""};
  const StopRow stop = renamed->read(row);
  EXPECT_EQ(stop.mobile, "Heron");
  EXPECT_EQ(stop.stop, "The Green");
  EXPECT_EQ(stop.latitude, 52.5);
  EXPECT_FALSE(columns_of("name,address,postcode"));
  EXPECT_FALSE(columns_of("stop,arrival,name"));
}

}  // namespace
}  // namespace fingerpost::importers
