#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/clock.hpp"
#include "base/json.hpp"
#include "model/record_json.hpp"
#include "signposting/detail/steps.hpp"

namespace fingerpost::signposting {
namespace {

using namespace std::chrono_literals;

class OpeningTold : public testing::Test {
 protected:
  static std::string hours(const std::string& opens, const std::string& closes) {
    return fmt::format(
        R"([{{"id":"00000000-0000-4000-8000-000000000001","freq":"WEEKLY","byday":"MO,TU,WE,TH,FR","opens_at":"{}","closes_at":"{}"}}])",
        opens, closes);
  }
  std::string state(const std::string& schedules, Instant at) {
    const auto told = opening_told(schedules, at, holidays_);
    return told ? std::string(parse_json(*told).value()["state"].string()) : "none";
  }

  const std::shared_ptr<const model::HolidayCalendar> holidays_ = std::make_shared<const model::HolidayCalendar>();
  const Instant ten_ = parse_rfc3339("2026-11-27T10:00:00Z").value();  // a Friday
};

TEST_F(OpeningTold, IsWorkedOutOnceForAMinute) {
  const std::string schedules = hours("10:00", "12:00");
  const auto told = opening_told(schedules, ten_, holidays_);
  EXPECT_EQ(opening_told(schedules, ten_ + 59'999ms, holidays_), told);
  EXPECT_NE(opening_told(schedules, ten_ + 60s, holidays_), told);
}

TEST_F(OpeningTold, ChangesAtTheInstantOfOpeningAndClosing) {
  const std::string schedules = hours("10:00", "12:00");
  EXPECT_EQ(state(schedules, ten_ - 1ms), "closed");
  EXPECT_EQ(state(schedules, ten_), "open");
  EXPECT_EQ(state(schedules, ten_ + 2h - 1ms), "open");
  EXPECT_EQ(state(schedules, ten_ + 2h), "closed");
}

TEST_F(OpeningTold, FollowsTimesThatSaySeconds) {
  const std::string schedules = hours("10:00:30", "12:00:00");
  EXPECT_EQ(state(schedules, ten_ + 29s), "closed");
  EXPECT_EQ(state(schedules, ten_ + 30s), "open");
}

TEST_F(OpeningTold, IsWorkedOutAnewForOtherHolidays) {
  const std::string schedules = hours("10:00", "12:00");
  const auto told = opening_told(schedules, ten_, holidays_);
  EXPECT_NE(opening_told(schedules, ten_, std::make_shared<const model::HolidayCalendar>()), told);
}

}  // namespace
}  // namespace fingerpost::signposting
