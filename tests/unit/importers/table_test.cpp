#include "importers/detail/table.hpp"

#include <gtest/gtest.h>

#include "base/file.hpp"
#include "tests/support/temp_folder.hpp"

namespace fingerpost::importers {
namespace {

using Fields = std::vector<std::string>;

InputFile file_of(const test::TempFolder& folder, const std::string& name, const std::string& text) {
  write_file_atomically(folder / name, text);
  return open_inputs(folder / name).value().front();
}

TEST(Table, ReadsCsvBelowTitleRows) {
  test::TempFolder folder;
  const auto file =
      file_of(folder, "a.csv", "Warm spaces of the county,,\n\nName, Post  code ,Open\nHall,SY7 8JB,Mon\n");
  auto table = open_table(file, {.header_row = 2}).value();
  EXPECT_EQ(table->columns(), (Fields{"Name", "Post code", "Open"}));
  SourceRow row;
  ASSERT_TRUE(table->next(row));
  EXPECT_EQ(row.fields, (Fields{"Hall", "SY7 8JB", "Mon"}));
  EXPECT_EQ(row.line, 4u);
  EXPECT_FALSE(table->next(row));
}

TEST(Table, NumbersTheColumnsOfAFileWithoutHeader) {
  test::TempFolder folder;
  auto table = open_table(file_of(folder, "a.csv", "x,y\nz,w,v\n"), {.header = false}).value();
  SourceRow row;
  ASSERT_TRUE(table->next(row));
  EXPECT_EQ(table->columns(), (Fields{"1", "2"}));
  ASSERT_TRUE(table->next(row));
  EXPECT_EQ(table->columns(), (Fields{"1", "2", "3"}));
}

TEST(Table, FlattensJsonObjects) {
  test::TempFolder folder;
  const auto file = file_of(folder, "a.json", R"({"count":2,"data":[
    {"name":"A","at":{"lat":52.5,"lon":null},"tags":["x","y"],"open":true},
    {"extra":1,"name":"B"}, 7 ]})");
  auto table = open_table(file).value();
  SourceRow row;
  ASSERT_TRUE(table->next(row));
  EXPECT_EQ(table->columns(), (Fields{"name", "at.lat", "at.lon", "tags", "open"}));
  EXPECT_EQ(row.fields, (Fields{"A", "52.5", "", "x;y", "true"}));
  EXPECT_EQ(row.line, 2u);
  ASSERT_TRUE(table->next(row));
  EXPECT_EQ(table->columns().back(), "extra");
  EXPECT_EQ(row[0], "B");
  EXPECT_EQ(row[5], "1");
  ASSERT_TRUE(table->next(row));
  EXPECT_EQ(row.fault, "not-an-object");
  EXPECT_FALSE(table->next(row));
}

TEST(Table, MakesARowOfEachElementWithItsParentsValues) {
  test::TempFolder folder;
  const auto file = file_of(folder, "a.json",
                            R"([{"services":[{"name":"s1"},{"name":"s2"}],"name":"O"},{"name":"P","services":[]}])");
  auto table = open_table(file, {.each = "services"}).value();
  SourceRow row;
  std::vector<Fields> rows;
  while (table->next(row)) rows.push_back(row.fields);
  EXPECT_EQ(table->columns(), (Fields{"name", "services.name"}));
  EXPECT_EQ(rows, (std::vector<Fields>{{"O", "s1"}, {"O", "s2"}, {"P"}}));
}

TEST(Table, SaysWhenAWorkbookCannotBeOpened) {
  test::TempFolder folder;
  const auto table = open_table(file_of(folder, "a.xlsx", "this is no workbook"));
  ASSERT_FALSE(table);
  EXPECT_EQ(table.error().front().code, ProblemCode::unrecognised_format);
}

TEST(Table, ReadsTheHounslowTemplate) {
  if (test::shared_data().empty()) GTEST_SKIP();
  const auto files = open_inputs(test::shared_data() / "realdata/directories");
  ASSERT_TRUE(files);
  for (const InputFile& file : *files) {
    if (file.extension() != "xlsx") continue;
    auto table = open_table(file).value();
    EXPECT_EQ(table->columns().front(), "id");
    EXPECT_EQ(table->columns().size(), 32u);
    SourceRow row;
    ASSERT_TRUE(table->next(row));
    EXPECT_EQ(row[2], "Service name");
    EXPECT_EQ(row.line, 2u);
    EXPECT_FALSE(table->next(row)) << "rows of empty cells are no rows";
  }
}

}  // namespace
}  // namespace fingerpost::importers
