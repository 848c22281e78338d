#include "importers/input.hpp"

#include <gtest/gtest.h>
#include <zip.h>
#include <zlib.h>

#include "base/file.hpp"
#include "tests/support/temp_folder.hpp"

namespace fingerpost::importers {
namespace {

namespace fs = std::filesystem;

std::string gzipped(const std::string& text) {
  test::TempFolder folder;
  const auto path = folder / "x.gz";
  gzFile file = gzopen(path.c_str(), "wb");
  gzwrite(file, text.data(), static_cast<unsigned>(text.size()));
  gzclose(file);
  return read_file(path);
}

void write_zip(const fs::path& path, const std::vector<std::pair<std::string, std::string>>& members) {
  zip_t* archive = zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, nullptr);
  for (const auto& [name, text] : members)
    zip_file_add(archive, name.c_str(), zip_source_buffer(archive, text.data(), text.size(), 0), 0);
  ASSERT_EQ(zip_close(archive), 0);
}

std::vector<std::string> names_of(const std::vector<InputFile>& files) {
  std::vector<std::string> names;
  for (const auto& file : files) names.push_back(file.name);
  return names;
}

TEST(Input, AFolderIsReadWholeInOrderWithoutHiddenFiles) {
  test::TempFolder folder;
  fs::create_directories(folder / "feed/deep");
  write_file_atomically(folder / "feed/b.csv", "b");
  write_file_atomically(folder / "feed/a.csv", "a");
  write_file_atomically(folder / "feed/deep/c.json", "c");
  write_file_atomically(folder / "feed/.hidden", "x");
  const auto files = open_inputs(folder / "feed/");
  ASSERT_TRUE(files);
  EXPECT_EQ(names_of(*files), (std::vector<std::string>{"feed/a.csv", "feed/b.csv", "feed/deep/c.json"}));
  EXPECT_EQ(read_whole(files->at(2)).value(), "c");
  EXPECT_EQ(files->at(2).extension(), "json");
  EXPECT_EQ(files->at(2).stem(), "c");
}

TEST(Input, ArchivesAndGzipAreOpenedOneLevelDeep) {
  test::TempFolder folder;
  write_zip(folder / "inner.zip", {{"x.csv", "inner text"}});
  write_zip(folder / "Outer.ZIP", {{"data/b.CSV.gz", gzipped("packed")},
                                   {"a.csv", "plain"},
                                   {"more.zip", read_file(folder / "inner.zip")},
                                   {"__MACOSX/._a.csv", "junk"}});
  const auto files = open_inputs(folder / "Outer.ZIP");
  ASSERT_TRUE(files);
  EXPECT_EQ(names_of(*files),
            (std::vector<std::string>{"Outer.ZIP!a.csv", "Outer.ZIP!data/b.CSV.gz", "Outer.ZIP!more.zip!x.csv"}));
  EXPECT_EQ(read_whole(files->at(0)).value(), "plain");
  EXPECT_EQ(read_whole(files->at(1)).value(), "packed");
  EXPECT_EQ(files->at(1).extension(), "csv");
  EXPECT_EQ(read_whole(files->at(2)).value(), "inner text") << "the spilled copy lives as long as the file entry";
  EXPECT_EQ(head_of(files->at(0), 3), "pla");
}

TEST(Input, ATruncatedGzipGivesWhatItHasAndThenSaysThatItIsDamaged) {
  test::TempFolder folder;
  std::string text;
  for (int i = 0; i < 50'000; ++i) text += std::to_string(i * 7919) + "\n";
  const std::string whole = gzipped(text);
  write_file_atomically(folder / "cut.csv.gz", std::string_view(whole).substr(0, whole.size() / 2));
  const auto files = open_inputs(folder / "cut.csv.gz");
  ASSERT_TRUE(files);
  EXPECT_TRUE(text.starts_with(head_of(files->front(), 1000)));
  EXPECT_THROW((void)read_whole(files->front()), DamagedInput);
}

TEST(Input, ConcatenatedGzipMembersAreOneText) {
  test::TempFolder folder;
  write_file_atomically(folder / "two.gz", gzipped("one ") + gzipped("two"));
  EXPECT_EQ(read_whole(open_inputs(folder / "two.gz")->front()).value(), "one two");
}

TEST(Input, AnArchiveBombIsDamage) {
  test::TempFolder folder;
  write_file_atomically(folder / "bomb.csv.gz", gzipped(std::string(64u << 20, '\0')));
  EXPECT_THROW((void)read_whole(open_inputs(folder / "bomb.csv.gz")->front()), DamagedInput);
  EXPECT_FALSE(read_whole(open_inputs(folder / "bomb.csv.gz")->front(), 10)) << "the caller's own limit is a Problem";
}

TEST(Input, WhatIsNotThereOrNoArchiveIsAProblem) {
  test::TempFolder folder;
  const auto nothing = open_inputs(folder / "nothing.csv");
  ASSERT_FALSE(nothing);
  EXPECT_EQ(nothing.error().front().code, ProblemCode::not_found);
  write_file_atomically(folder / "bad.zip", "this is no archive");
  const auto bad = open_inputs(folder / "bad.zip");
  ASSERT_FALSE(bad);
  EXPECT_EQ(bad.error().front().code, ProblemCode::unrecognised_format);
  fs::create_directories(folder / "empty");
  EXPECT_FALSE(open_inputs(folder / "empty"));
}

}  // namespace
}  // namespace fingerpost::importers
