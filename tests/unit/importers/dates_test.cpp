#include "importers/detail/dates.hpp"

#include <gtest/gtest.h>

namespace fingerpost::importers {
namespace {

TEST(BritishDay, ReadsWhatSourcesWrite) {
  for (const char* text : {"2026-05-04", "2026-05-04T00:00:00", "04/05/2026", "4-5-2026", "04.05.26", "4 May 2026",
                           "Monday 4th May 2026", "Mon, 04-May-26", " 4 MAY 2026 "})
    EXPECT_EQ(parse_british_day(text), Day(std::chrono::year(2026) / 5 / 4)) << text;
}

TEST(BritishDay, RefusesWhatIsNoDay) {
  for (const char* text :
       {"", "31/02/2026", "May 2026", "05/13/2026", "tomorrow", "1/2/3/4", "2026-13-01", "4 Mai 2026 x"})
    EXPECT_EQ(parse_british_day(text), std::nullopt) << text;
}

}  // namespace
}  // namespace fingerpost::importers
