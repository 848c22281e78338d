#include <gtest/gtest.h>

#include "model/schedule.hpp"
#include "tests/component/importers/import_run.hpp"
#include "tests/support/temp_folder.hpp"

namespace fingerpost::importers {
namespace {

using test_run::import;

std::size_t visits(const std::vector<model::Service>& services) {
  std::size_t schedules = 0;
  for (const auto& service : services)
    for (const auto& at : service.service_at_locations) {
      schedules += at.schedules.size();
      EXPECT_NE(model::find_attribute(at.attributes, model::taxonomy_name::here, "visits"), nullptr);
    }
  return schedules;
}

class MobileStopsRealData : public testing::Test {
 protected:
  void SetUp() override {
    if (test::shared_data().empty()) GTEST_SKIP() << "no shared data";
    folder_ = test::shared_data() / "realdata/buildings/mobile_library_stops";
  }
  std::filesystem::path folder_;
};

TEST_F(MobileStopsRealData, KeepsEveryStopOfShropshire) {
  const auto run = import(folder_ / "shropshire.csv");
  ASSERT_TRUE(run.problems.empty()) << to_text(run.problems);
  EXPECT_EQ(run.report.format, "mobile-stops");
  EXPECT_EQ(run.report.rows, 274u);
  EXPECT_EQ(run.report.refused, 0u);
  const auto services = run.sink.all<model::Service>();
  EXPECT_EQ(visits(services), 274u);
  EXPECT_EQ(run.sink.all<model::Organization>().size(), 1u);
  const auto at_arscott = run.location("Post Box, Arscott");
  ASSERT_NE(at_arscott, nullptr);
  EXPECT_NEAR(*at_arscott->latitude, 52.66712302676937, 1e-12);

  // Alternate Tuesdays from 8 October 2019, 09:30 to 09:45: the winter visits are on London time without summer time.
  const model::HolidayCalendar none;
  for (const auto& service : services)
    for (const auto& at : service.service_at_locations)
      if (at.location_id == at_arscott->id) {
        const model::OpeningHours hours(at.schedules);
        const auto next = hours.next_opening(*parse_rfc3339("2019-10-09T00:00:00Z"), none);
        ASSERT_TRUE(next);
        EXPECT_EQ(to_rfc3339(next->opens), "2019-10-22T08:30:00Z");
        const auto later = hours.next_opening(*parse_rfc3339("2019-10-23T00:00:00Z"), none);
        ASSERT_TRUE(later);
        EXPECT_EQ(to_rfc3339(later->opens), "2019-11-05T09:30:00Z");
        return;
      }
  FAIL() << "no service visits the stop";
}

TEST_F(MobileStopsRealData, KeepsEveryStopOfWorcestershire) {
  const auto run = import(folder_ / "worcestershire.csv");
  ASSERT_TRUE(run.problems.empty()) << to_text(run.problems);
  EXPECT_EQ(run.report.rows, 210u);
  EXPECT_EQ(run.report.refused, 0u);
  EXPECT_EQ(visits(run.sink.all<model::Service>()), 210u);
  EXPECT_EQ(run.count("frequency-kept-as-text"), 0u);
}

TEST_F(MobileStopsRealData, ReadsBothAndLeavesTheRouteLines) {
  const auto run = import(folder_);
  ASSERT_TRUE(run.problems.empty()) << to_text(run.problems);
  EXPECT_EQ(visits(run.sink.all<model::Service>()), 484u);
  EXPECT_EQ(run.count("file-not-used"), 1u);
}

}  // namespace
}  // namespace fingerpost::importers
