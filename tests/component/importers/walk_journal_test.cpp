#include "importers/feed/detail/walk_journal.hpp"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>

#include "base/file.hpp"
#include "importers/feed/detail/record_file.hpp"
#include "tests/support/temp_folder.hpp"

namespace fingerpost::importers {
namespace {

const Instant kNow = *parse_rfc3339("2026-11-21T09:00:00Z");

class WalkJournalTest : public testing::Test {
 protected:
  WalkJournal open(Instant now = kNow) { return WalkJournal(folder.path() / "feed" / "fresh.walk", key, now); }
  std::filesystem::path file() const { return folder.path() / "feed" / "fresh.walk"; }

  test::TempFolder folder;
  SealingKey key = SealingKey::load_or_create(folder.path() / "keys");
};

TEST_F(WalkJournalTest, GivesBackWhatItKept) {
  open().keep("https://example.org/1",
              {200, "https://example.org/moved", "\"e\"", "yesterday", "application/json", "OGL", "{\"a\":1}\n"});
  auto again = open(kNow + std::chrono::hours(1));
  EXPECT_EQ(again.began_at(), kNow);
  const auto kept = again.find("https://example.org/1");
  ASSERT_TRUE(kept.has_value());
  EXPECT_EQ(kept->body, "{\"a\":1}\n");
  EXPECT_EQ(kept->etag, "\"e\"");
  EXPECT_EQ(kept->licence, "OGL");
  EXPECT_FALSE(again.find("https://example.org/2").has_value());
}

TEST_F(WalkJournalTest, HoldsNothingInTheClear) {
  open().keep("https://example.org/secret-refuge", {200, "", "", "", "", "", "12 Hidden Lane"});
  const std::string bytes = read_file(file());
  EXPECT_EQ(bytes.find("Hidden Lane"), std::string::npos);
  EXPECT_EQ(bytes.find("secret-refuge"), std::string::npos);
  EXPECT_EQ(std::filesystem::status(file()).permissions() & std::filesystem::perms(0077), std::filesystem::perms::none);
}

TEST_F(WalkJournalTest, CutsOffATornLineAndGoesOn) {
  open().keep("https://example.org/1", {200, "", "", "", "", "", "one"});
  const auto whole = std::filesystem::file_size(file());
  open().keep("https://example.org/2", {200, "", "", "", "", "", "two"});
  for (auto size = std::filesystem::file_size(file()) - 1; size > whole; size -= 7) {
    std::filesystem::resize_file(file(), size);
    auto journal = open();
    EXPECT_EQ(journal.size(), 1u);
    EXPECT_EQ(journal.find("https://example.org/1")->body, "one");
    EXPECT_EQ(std::filesystem::file_size(file()), whole);
    journal.keep("https://example.org/2", {200, "", "", "", "", "", "two"});
    EXPECT_EQ(journal.find("https://example.org/2")->body, "two");
  }
}

TEST_F(WalkJournalTest, OfAnotherKeyOrAnotherKindIsBegunAnew) {
  open().keep("https://example.org/1", {200, "", "", "", "", "", "one"});
  const test::TempFolder elsewhere;
  WalkJournal stranger(file(), SealingKey::load_or_create(elsewhere.path() / "keys"), kNow);
  EXPECT_FALSE(stranger.find("https://example.org/1").has_value());
  write_file_atomically(file(), "something else");
  EXPECT_EQ(open().size(), 0u);
}

TEST_F(WalkJournalTest, RemembersThatItEnded) {
  {
    auto journal = open();
    EXPECT_FALSE(journal.is_ended());
    journal.end();
  }
  EXPECT_TRUE(open().is_ended());
}

TEST(RecordFile, ReadsBackWhatWasAddedAndLeavesNoName) {
  const test::TempFolder folder;
  RecordFile records(folder.path(), "services.ndjson");
  std::string expected;
  for (int i = 0; i < 20'000; ++i) {
    records.add("{\"id\":" + std::to_string(i) + "}");
    expected += "{\"id\":" + std::to_string(i) + "}\n";
  }
  const InputFile input = records.input();
  EXPECT_EQ(*read_whole(input), expected);
  EXPECT_EQ(*read_whole(input), expected);
  EXPECT_EQ(input.extension(), "ndjson");
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

}  // namespace
}  // namespace fingerpost::importers
