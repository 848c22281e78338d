#include "importers/detail/csv_reader.hpp"

#include <gtest/gtest.h>

#include "importers/detail/text_decoding.hpp"

namespace fingerpost::importers {
namespace {

CsvReader reader_of(std::string text, const CsvOptions& options = {}) { return {stream_of(std::move(text)), options}; }

std::vector<CsvRow> rows_of(CsvReader& reader) {
  std::vector<CsvRow> rows;
  CsvRow row;
  while (reader.next(row)) rows.push_back(row);
  return rows;
}

using Fields = std::vector<std::string>;

TEST(CsvReader, ReadsQuotedFieldsWithSeparatorsQuotesAndLineBreaks) {
  auto reader = reader_of("id,name,note\r\n1,\"Smith, Jones\",\"said \"\"no\"\"\nand left\"\r\n2,b,c\r\n");
  const auto rows = rows_of(reader);
  EXPECT_EQ(reader.header(), (Fields{"id", "name", "note"}));
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].fields, (Fields{"1", "Smith, Jones", "said \"no\"\nand left"}));
  EXPECT_EQ(rows[0].line, 2u);
  EXPECT_EQ(rows[0].raw, "1,\"Smith, Jones\",\"said \"\"no\"\"\nand left\"");
  EXPECT_EQ(rows[1].line, 4u) << "a row that spans two lines counts both";
}

TEST(CsvReader, SuggestsTheSeparatorThatTheHeaderUses) {
  for (const char separator : std::string(",;\t|")) {
    std::string text = "a*b*\"c,;|\"\n1*2*3\n";
    std::replace(text.begin(), text.end(), '*', separator);
    auto reader = reader_of(text);
    EXPECT_EQ(reader.separator(), separator);
    EXPECT_EQ(rows_of(reader).at(0).fields, (Fields{"1", "2", "3"}));
  }
}

TEST(CsvReader, DropsTheByteOrderMarkAndReadsWindows1252AndUtf16) {
  auto marked = reader_of("\xEF\xBB\xBFname\nCaf\xC3\xA9\n");
  EXPECT_EQ(marked.header(), Fields{"name"});
  EXPECT_EQ(rows_of(marked).at(0).fields, Fields{"Café"});
  EXPECT_FALSE(marked.saw_windows_1252());

  auto ansi = reader_of(
      "name\nCaf\xE9 \x96 \x80"
      "5\n");
  EXPECT_EQ(rows_of(ansi).at(0).fields, Fields{"Café – €5"});
  EXPECT_TRUE(ansi.saw_windows_1252());

  std::string wide = "\xFF\xFE";
  for (const char c : std::string("name\nTea\n")) wide += {c, '\0'};
  auto unicode = reader_of(wide);
  EXPECT_EQ(unicode.header(), Fields{"name"});
  EXPECT_EQ(rows_of(unicode).at(0).fields, Fields{"Tea"});
}

TEST(CsvReader, FillsShortRowsAndRefusesRowsWithTooMuch) {
  auto reader = reader_of("a,b,c\n1\n1,2,3,,\n1,2,3,4\n\n,,\n5,6,7");
  const auto rows = rows_of(reader);
  ASSERT_EQ(rows.size(), 4u) << "empty lines and lines of separators are no rows";
  EXPECT_EQ(rows[0].fields, (Fields{"1", "", ""}));
  EXPECT_EQ(rows[1].fault, "");
  EXPECT_EQ(rows[2].fault, "too-many-fields");
  EXPECT_EQ(rows[3].line, 7u);
}

TEST(CsvReader, AValueInANamelessColumnIsDroppedWithoutFault) {
  auto reader = reader_of("a,b,,\n1,2,3\n1,2,3,4,5\n");
  const auto rows = rows_of(reader);
  EXPECT_EQ(rows.at(0).fields, (Fields{"1", "2"}));
  EXPECT_EQ(rows.at(0).fault, "");
  EXPECT_EQ(rows.at(1).fault, "too-many-fields");
}

TEST(CsvReader, AQuoteThatNeverClosesCostsItsLineOnly) {
  auto reader = reader_of("a,b\n1,\"open\n2,two\n3,three\n");
  const auto rows = rows_of(reader);
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(rows[0].fault, "unterminated-quote");
  EXPECT_EQ(rows[0].raw, "1,\"open");
  EXPECT_EQ(rows[1].fields, (Fields{"2", "two"}));
  EXPECT_EQ(rows[2].line, 4u);
}

TEST(CsvReader, TextBehindAClosingQuoteStaysInTheField) {
  auto reader = reader_of("a,b\n\"6\" pipe,x\n");
  EXPECT_EQ(rows_of(reader).at(0).fields, (Fields{"6 pipe", "x"}));
}

TEST(CsvReader, DropsNulBytesAndSaysSo) {
  auto reader = reader_of(std::string("a,b\n1\0,2\n", 9));
  EXPECT_EQ(rows_of(reader).at(0).fields, (Fields{"1", "2"}));
  EXPECT_TRUE(reader.saw_nul());
}

TEST(CsvReader, AFieldBeyondTheLimitIsAFaultAndTheNextRowIsRead) {
  auto reader = reader_of("a,b\n" + std::string(kMaxFieldBytes + 10, 'x') + ",2\n3,4\n");
  const auto rows = rows_of(reader);
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].fault, "row-too-long");
  EXPECT_LT(rows[0].raw.size(), 100'000u);
  EXPECT_EQ(rows[1].fields, (Fields{"3", "4"}));
  EXPECT_EQ(rows[1].line, 3u);
}

TEST(CsvReader, ALineWithoutEndIsHeldInBoundedMemory) {
  auto reader = reader_of("a,b\n" + std::string(20u << 20, 'x'));
  const auto rows = rows_of(reader);
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].fault, "row-too-long");
}

TEST(CsvReader, TakesBackslashesWhereAsked) {
  auto reader = reader_of("a\tb\nx\\ty\tc:\\\\d\n", {.separator = '\t', .quotes = false, .backslash = true});
  EXPECT_EQ(rows_of(reader).at(0).fields, (Fields{"x\ty", "c:\\d"}));
}

TEST(CsvReader, FindsColumnsWhateverTheirSpelling) {
  auto reader = reader_of("Post Code, E-mail_Address \nx,y\n");
  EXPECT_EQ(reader.column("postcode"), 0u);
  EXPECT_EQ(reader.column_of({"mail", "EmailAddress"}), 1u);
  EXPECT_EQ(reader.column("phone"), std::nullopt);
}

TEST(CsvReader, LineEndsOfAnyKind) {
  auto reader = reader_of("a\r1\r2\n3\r\n4");
  const auto rows = rows_of(reader);
  ASSERT_EQ(rows.size(), 4u);
  EXPECT_EQ(rows[3].fields, Fields{"4"});
}

TEST(CsvLine, QuotesWhatNeedsIt) { EXPECT_EQ(csv_line({"a", "b,c", "d\"e", ""}), "a,\"b,c\",\"d\"\"e\","); }

}  // namespace
}  // namespace fingerpost::importers
