#include "exchange/csv_writer.hpp"

#include <gtest/gtest.h>

namespace fingerpost::exchange {
namespace {

std::string cell(std::string_view text) {
  std::string out;
  CsvWriter(out).row({text});
  return out.substr(0, out.size() - 2);
}

TEST(CsvWriter, GivesFormulasOneApostrophe) {
  EXPECT_EQ(cell("=1+1"), "\"'=1+1\"");
  EXPECT_EQ(cell("@SUM(A1)"), "\"'@SUM(A1)\"");
  EXPECT_EQ(cell("-cmd|' /C calc'!A0"), "\"'-cmd|' /C calc'!A0\"");
  EXPECT_EQ(cell("+A1"), "\"'+A1\"");
  EXPECT_EQ(cell("\t=1"), "\"'\t=1\"");
}

TEST(CsvWriter, LeavesNumbersAndTelephonesAsTheyAre) {
  for (const std::string_view text :
       {"-2.75", "+44 (0)1743 000 000", "+441743000000", "52.7", "'tis the season", "a=b"})
    EXPECT_EQ(cell(text), text);
}

TEST(CsvWriter, CanBeUndoneByTakingOneApostropheOff) {
  EXPECT_EQ(cell("'=1"), "\"''=1\"");
  EXPECT_EQ(cell("''+x"), "\"'''+x\"");
}

TEST(CsvWriter, QuotesWhatNeedsQuotes) {
  EXPECT_EQ(cell("a,b"), "\"a,b\"");
  EXPECT_EQ(cell("say \"hello\""), "\"say \"\"hello\"\"\"");
  EXPECT_EQ(cell("two\nlines"), "\"two\nlines\"");
}

}  // namespace
}  // namespace fingerpost::exchange
