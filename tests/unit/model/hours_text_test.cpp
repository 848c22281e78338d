#include <gtest/gtest.h>

#include "model/schedule.hpp"

namespace fingerpost::model {
namespace {

/// "MO,TU 09:00-17:00; monthly 1TU 10:00-12:00 | rest" for the eye.
std::string told(const HoursText& hours) {
  std::string line;
  for (const Schedule& s : hours.schedules) {
    if (!line.empty()) line += "; ";
    line += (s.freq == "MONTHLY" ? "monthly " : "") + s.byday + " " + s.opens_at + "-" + s.closes_at;
    if (!s.description.empty()) line += " (" + s.description + ")";
  }
  return hours.rest.empty() ? line : line + " | " + hours.rest;
}

std::string text(std::string_view written) { return told(schedules_from_text(written)); }

/// True when nothing was made of it and nothing was lost.
bool left(std::string_view written) {
  const HoursText hours = schedules_from_text(written);
  return hours.schedules.empty() && hours.rest == written;
}

constexpr auto kWeek = "MO,TU,WE,TH,FR,SA,SU";

TEST(HoursText, ReadsDaysAndTimes) {
  EXPECT_EQ(text("Wednesday 10am-1:30pm"), "WE 10:00-13:30");
  EXPECT_EQ(text("Mon-Fri 9.30am - 4pm"), "MO,TU,WE,TH,FR 09:30-16:00");
  EXPECT_EQ(text("Tuesdays & Thursdays 10 - 12 noon"), "TU,TH 10:00-12:00");
  EXPECT_EQ(text("Daily 9am to 5pm"), std::string(kWeek) + " 09:00-17:00");
  EXPECT_EQ(text("Monday to Friday, 9am until 5pm. "), "MO,TU,WE,TH,FR 09:00-17:00");
  EXPECT_EQ(text("Open every Tuesday between 2pm and 4pm"), "TU 14:00-16:00");
  EXPECT_EQ(text("9 - 4 Monday - Friday"), "MO,TU,WE,TH,FR 09:00-16:00");
  EXPECT_EQ(text("Weekdays 09:00-17:00"), "MO,TU,WE,TH,FR 09:00-17:00");
  EXPECT_EQ(text("Mon 1pm-4pm, Tues, Thursday, Friday 10am-4pm, Sat 10am-1pm"),
            "SA 10:00-13:00; TU,TH,FR 10:00-16:00; MO 13:00-16:00");
  EXPECT_EQ(text("Fri 4.30 - 5.30pm Sat 10 - 11am"), "SA 10:00-11:00; FR 16:30-17:30");
  EXPECT_EQ(text("Tues/Weds 10am \xE2\x80\x93 12pm. Thurs 10am - 2pm"), "TU,WE 10:00-12:00; TH 10:00-14:00");
}

TEST(HoursText, ReadsAllDay) {
  EXPECT_EQ(text("24 hours"), std::string(kWeek) + " 00:00-23:59");
  EXPECT_EQ(text("Open 24/7"), std::string(kWeek) + " 00:00-23:59");
  EXPECT_EQ(text("24 hours a day, 7 days a week"), std::string(kWeek) + " 00:00-23:59");
  EXPECT_EQ(text("Sat, Sun 24 hours"), "SA,SU 00:00-23:59");
}

TEST(HoursText, ReadsTheNthWeekday) {
  EXPECT_EQ(text("First Monday of the month 2pm-4pm"), "monthly 1MO 14:00-16:00");
  EXPECT_EQ(text("1st and 3rd Wednesday of each month, 10am - 12noon"), "monthly 1WE,3WE 10:00-12:00");
  EXPECT_EQ(text("Last Friday of every month 7pm-9pm"), "monthly -1FR 19:00-21:00");
  EXPECT_EQ(text("Tuesdays & Fridays 12pm - 3pm; 1st Saturday of month 10am - 12noon"),
            "TU,FR 12:00-15:00; monthly 1SA 10:00-12:00");
  EXPECT_TRUE(left("Every second Tuesday 2pm-4pm")) << "of the month, or every other?";
}

TEST(HoursText, ReadsClosedDaysAndBreaks) {
  EXPECT_EQ(text("Mon-Sat 9am-5pm, closed Sundays"), "MO,TU,WE,TH,FR,SA 09:00-17:00");
  EXPECT_EQ(text("Mon: 9am - 1pm; 2pm - 6pmTue: ClosedWed: 2pm - 5.30pm<strong>"),
            "MO 09:00-13:00; WE 14:00-17:30; MO 14:00-18:00");
  EXPECT_EQ(text("Mon  -  /  -  ; Tues 09:30 - 13:00  / 14:00 - 17:00 ; Wed - Sun  -  /  -"),
            "TU 09:30-13:00; TU 14:00-17:00");
  EXPECT_TRUE(left("Closed on Mondays")) << "of the other days it says nothing";
}

TEST(HoursText, ReadsBankHolidays) {
  EXPECT_EQ(text("Mon & Thur 1-3pm (except bank holidays)"), "MO,TH 13:00-15:00 (Closed on bank holidays)");
  EXPECT_EQ(text("Open Monday 1-3pm, Thursday 2-4pm\nNot open on Bank Holidays"),
            "MO 13:00-15:00 (Closed on bank holidays); TH 14:00-16:00 (Closed on bank holidays)");
  EXPECT_EQ(text("Daily 10am-4pm including bank holidays"),
            std::string(kWeek) + " 10:00-16:00 (Open on bank holidays)");
}

TEST(HoursText, KeepsWhatStandsBesideAsText) {
  EXPECT_EQ(text("Mon-Fri 9.30am - 4pm, Sat by appt"), "MO,TU,WE,TH,FR 09:30-16:00 | Sat by appt");
  EXPECT_EQ(text("Monday - Friday 8am - 4pm. Please ring."), "MO,TU,WE,TH,FR 08:00-16:00 | Please ring.");
  EXPECT_EQ(text("Mon 10:00 - 12:00 /  -  Fortnightly; Wed 16:00 - 20:30 /  - "),
            "WE 16:00-20:30 | Mon 10:00 - 12:00 /  -  Fortnightly");
}

TEST(HoursText, TheOtherHalfOfTheDayFollowsFromTheOneSaid) {
  EXPECT_EQ(text("Thu 1.30 - 3.30pm"), "TH 13:30-15:30");
  EXPECT_EQ(text("Thu 10 - 2pm"), "TH 10:00-14:00");
  EXPECT_EQ(text("Thu 7 - 9pm"), "TH 19:00-21:00");
  EXPECT_EQ(text("Thu 10am -2"), "TH 10:00-14:00");
  EXPECT_EQ(text("Thu 9.30 - 12 noon"), "TH 09:30-12:00");
}

TEST(HoursText, UnsaidHalvesAreReadOnlyWhenOneReadingIsPossible) {
  EXPECT_EQ(text("Wed 10-2"), "WE 10:00-14:00");
  EXPECT_EQ(text("Wed 9 - 5"), "WE 09:00-17:00");
  EXPECT_EQ(text("Wed 10:00 - 4:00"), "WE 10:00-16:00");
  EXPECT_EQ(text("Wed 1:00 - 4:00"), "WE 13:00-16:00");
  EXPECT_TRUE(left("Wed 7-9")) << "morning or evening?";
  EXPECT_EQ(text("Tues 8:30 - 10:00; Sat 10:30 - 13:00"), "TU 08:30-10:00; SA 10:30-13:00") << "one clock throughout";
  EXPECT_TRUE(left("Wed 8 - 10"));
}

TEST(HoursText, SlipsOfThePenAreLeft) {
  EXPECT_TRUE(left("Sat: 10pm - 4pm"));
  EXPECT_TRUE(left("Sat 12.30am - 2.30pm"));
  EXPECT_TRUE(left("Mon 9am - 12am")) << "noon or midnight?";
  EXPECT_TRUE(left("Mon 14:00 - 4:00"));
  EXPECT_TRUE(left("Mon 01:00 - 03:00"));
  EXPECT_TRUE(left("Mon 25:00 - 26:00"));
  EXPECT_EQ(text("Sat 9pm - 2am"), "SA 21:00-02:00");
  EXPECT_EQ(text("Sat 6pm - midnight"), "SA 18:00-00:00");
}

TEST(HoursText, QualifiedHoursAreLeftWhole) {
  for (const std::string_view written :
       {"Mon-Fri 9am-5pm, term time only", "Tuesdays 2pm-4pm fortnightly", "Mon 11am-2pm (families only)",
        "Weekdays and Saturdays 10am-4pm, except Thursdays 10am-12.30pm", "Daily (except Tues & Sat) 10:30am - 12pm",
        "9 - 4 weekdays except Wed 9 - 2", "Mon-Fri 9am-5pm. By appointment only.", "24/7 upon request",
        "Mon 10am-12pm and Tues 2pm-4pm term time only", "Thursday, 1pm - 3pm (from October)",
        "Mon 9am-1pm, 2pm-4pm Tue", "Food Bank \xE2\x80\x93 Wednesdays 10am \xE2\x80\x93 12 noon",
        "Thursdays 2pm-5pmLocal Authority", "Mon-Fri 9am-5pm. Closed during August.",
        "Wednesdays, 4pm-8:30pm (weekly from 19 October)", "Monday 10am-12pm, alternate weeks",
        "Free meals Monday 6-7pm, Tuesday 12-1pm"})
    EXPECT_TRUE(left(written)) << text(written);
}

TEST(HoursText, NoHoursStayText) {
  for (const std::string_view written :
       {"", "Not known", "Every Wednesday", "Wednesday 7:30pm", "Tuesday from 11am", "10am-2pm", "By appointment",
        "Ring 01743 123456", "We are a friendly group", "TBC", "Mon", "1 - 2 - 3"})
    EXPECT_TRUE(left(written)) << text(written);
}

std::string osm(std::string_view written) { return told(schedules_from_osm(written)); }

TEST(HoursOsm, ReadsTheCommonSubset) {
  EXPECT_EQ(osm("Mo-Fr 09:00-17:00"), "MO,TU,WE,TH,FR 09:00-17:00");
  EXPECT_EQ(osm("24/7"), std::string(kWeek) + " 00:00-23:59");
  EXPECT_EQ(osm("08:00-18:00"), std::string(kWeek) + " 08:00-18:00");
  EXPECT_EQ(osm("Mo,We 09:00-12:00,13:00-17:00; Sa 10:00-12:00"),
            "MO,WE 09:00-12:00; SA 10:00-12:00; MO,WE 13:00-17:00");
  EXPECT_EQ(osm("Mo-Su 09:00-17:00; We off"), "MO,TU,TH,FR,SA,SU 09:00-17:00");
  EXPECT_EQ(osm("Mo-Fr 09:00-17:00; We 09:00-12:00"), "WE 09:00-12:00; MO,TU,TH,FR 09:00-17:00") << "later rules win";
  EXPECT_EQ(osm("Mo-Fr 09:00-12:00, We 14:00-16:00"), "MO,TU,WE,TH,FR 09:00-12:00; WE 14:00-16:00") << "a comma adds";
  EXPECT_EQ(osm("Fr 20:00-26:00"), "FR 20:00-02:00");
  EXPECT_EQ(osm("Tu[1,3] 10:00-12:00"), "monthly 1TU,3TU 10:00-12:00");
  EXPECT_EQ(osm("We[-1] 10:00-12:00"), "monthly -1WE 10:00-12:00");
}

TEST(HoursOsm, ReadsBankHolidays) {
  EXPECT_EQ(osm("Mo-Fr 09:00-17:00; PH off"), "MO,TU,WE,TH,FR 09:00-17:00 (Closed on bank holidays)");
  EXPECT_EQ(osm("Mo-Su,PH 09:00-17:00"), std::string(kWeek) + " 09:00-17:00 (Open on bank holidays)");
  EXPECT_EQ(osm("Mo-Fr 09:00-17:00; Dec 25 off"), "MO,TU,WE,TH,FR 09:00-17:00 | Dec 25 off");
}

TEST(HoursOsm, LeavesTheRestWhole) {
  for (const std::string_view written :
       {"", "Apr-Oct: Mo-Fr 09:00-17:00", "Mo-Fr sunrise-sunset", "Mo-Fr 09:00+", "Mo-Fr 09:00-17:00; Aug off",
        "Mo-Fr 09:00-17:00; SH off", "Mo-Fr 09:00-17:00 \"by appointment\"", "Mo-Fr 09:00-17:00; PH 10:00-12:00",
        "Mo-Fr 09:00-17:00 || \"ring\"", "Mo-Su 09:00-17:00; Tu[1] off", "Mo-Fr 9-5", "week 1-53/2 We 09:00-12:00",
        "off"}) {
    const HoursText hours = schedules_from_osm(written);
    EXPECT_TRUE(hours.schedules.empty() && hours.rest == written) << osm(written);
  }
}

}  // namespace
}  // namespace fingerpost::model
