#include <algorithm>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <set>
#include <thread>

#include "base/failure.hpp"
#include "base/file.hpp"
#include "tests/component/geo/gazetteer_fixture.hpp"

namespace fingerpost::geo::test {
namespace {

namespace fs = std::filesystem;

class FilesTest : public GazetteerTest {
 protected:
  std::set<std::string> files() const {
    std::set<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder_.path())) names.insert(entry.path().filename().string());
    names.erase(".lock");
    return names;
  }
  fs::path file_of_kind(const std::string& kind) const {
    for (const std::string& name : files())
      if (name.starts_with(kind)) return folder_ / name;
    return {};
  }
  void publish_all(double longitude = -2.75) {
    GazetteerBuilder b = builder("all");
    add<PostcodeRow>(b, {unit("SY1 1AA", 52.71, longitude), unit("SY1 1AB", 52.72, longitude)});
    add<PlaceRow>(b, {place("Clun", "village", 52.42, -3.03)});
    add<AreaRow>(b, {{"ward", "W1", "Upper Clee", "", square(52, -3, 52.5, -2.5)}});
    b.publish();
  }
};

TEST_F(FilesTest, AnEmptyOrMissingFolderIsEmpty) {
  const auto none = Gazetteer::open(folder_ / "missing");
  EXPECT_TRUE(none->content().empty());
  EXPECT_TRUE(none->verify().empty());
  EXPECT_TRUE(none->resolve("52.7,-2.7"));
  EXPECT_TRUE(none->resolve("SJ 491 124"));
  const auto unknown = none->resolve("SY1 1AA");
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().front().code, ProblemCode::unknown_place);
  EXPECT_FALSE(none->resolve(""));
}

TEST_F(FilesTest, SameRowsInAnyOrderAreTheSameBytes) {
  PostcodeRow a = unit("SY1 1AA", 52.71, -2.75), b = unit("SY2 1AB", 52.72, -2.76),
              c = unit("WV1 1AA", 52.5, -2.1, PlaceStatus::terminated);
  a.areas = {{"ward", "W2", "Abbey"}, {"lsoa", "L1", ""}};
  b.areas = {{"lsoa", "L1", "Marches 1"}, {"ward", "W1", ""}};
  c.terminated_on = "199906";
  const auto first = publish<PostcodeRow>("s", {a, b, c});
  EXPECT_TRUE(first.changed);
  ASSERT_EQ(first.files.size(), 1u);
  EXPECT_EQ(first.counts.added, 3u);
  std::reverse(a.areas.begin(), a.areas.end());
  const auto again = publish<PostcodeRow>("s", {c, b, a});
  EXPECT_FALSE(again.changed);
  EXPECT_TRUE(again.files.empty());
  EXPECT_EQ(again.counts.unchanged, 3u);
  EXPECT_EQ(again.counts.added, 0u);
  EXPECT_EQ(files(), (std::set<std::string>{first.files.front(), "manifest.json"}));
}

TEST_F(FilesTest, ASourceReplacesWhatItGaveBefore) {
  publish<PostcodeRow>("s", {unit("SY1 1AA", 52.71, -2.75), unit("SY1 1AB", 52.72, -2.75)});
  publish<PlaceRow>("names", {place("Clun", "village", 52.42, -3.03), place("Wem", "town", 52.86, -2.72)});
  const auto published = publish<PostcodeRow>("s", {unit("SY1 1AB", 52.72, -2.75), unit("SY1 1AC", 52.73, -2.75)});
  EXPECT_EQ(published.counts.unchanged, 1u);
  EXPECT_EQ(published.counts.added, 1u);
  const auto gazetteer = open();
  EXPECT_EQ(gazetteer->resolve("SY1 1AA")->precision, Precision::sector);
  EXPECT_EQ(gazetteer->resolve("SY1 1AC")->precision, Precision::unit);
  EXPECT_TRUE(gazetteer->resolve("Clun")) << "other sources stay";
  EXPECT_EQ(publish<PlaceRow>("names", {place("Clun", "village", 52.42, -3.03)}).counts.unchanged, 1u);
  EXPECT_FALSE(open()->resolve("Wem"));
  EXPECT_EQ(files().size(), 3u) << "old files are removed";
  const auto content = gazetteer->content();
  ASSERT_EQ(content.size(), 2u);
  EXPECT_EQ(content[0].vintage, "2025-05");
}

TEST_F(FilesTest, NothingAddedChangesNothing) {
  publish_all();
  GazetteerBuilder b = builder("all");
  EXPECT_FALSE(b.publish().changed);
  EXPECT_TRUE(open()->resolve("SY1 1AA"));
}

TEST_F(FilesTest, ABuilderThatDiesLeavesTheOldSetWhole) {
  publish_all();
  const auto before = files();
  {
    GazetteerBuilder unfinished = builder("all");
    add<PostcodeRow>(unfinished, {unit("SY1 1ZZ", 52.9, -2.9)});
    EXPECT_FALSE(open()->resolve("SY1 1ZZ")->fell_back_from == std::nullopt);
  }
  EXPECT_EQ(files(), before) << "without publish() nothing is left";
  // What a kill leaves behind: a folder of unfinished files, finished files that no manifest names, half a manifest.
  fs::create_directories(folder_ / "building-dead");
  write_file_atomically(folder_ / "building-dead/lock", "");
  write_file_atomically(folder_ / "building-dead/run-0", "half");
  write_file_atomically(folder_ / "postcodes-0123.fpg", "half");
  write_file_atomically(folder_ / "manifest.json.new77", "{\"format\":1,\"sour");
  EXPECT_EQ(open()->resolve("SY1 1AA")->precision, Precision::unit);
  EXPECT_TRUE(open()->verify().empty());
  // The next publish clears up, but not after a builder that lives.
  GazetteerBuilder alive = builder("other");
  add<PlaceRow>(alive, {place("Wem", "town", 52.86, -2.72)});
  publish<PlaceRow>("third", {place("Ellesmere", "town", 52.9, -2.9)});
  EXPECT_FALSE(fs::exists(folder_ / "building-dead"));
  EXPECT_FALSE(fs::exists(folder_ / "postcodes-0123.fpg"));
  EXPECT_TRUE(alive.publish().changed);
  EXPECT_TRUE(open()->resolve("Wem"));
  EXPECT_TRUE(open()->resolve("Ellesmere"));
}

TEST_F(FilesTest, DamageIsAFailureNotAnAnswer) {
  for (const std::string kind : {"postcodes", "places", "boundaries"}) {
    publish_all(-2.7501);
    publish_all();
    const fs::path path = file_of_kind(kind);
    const std::string good = read_file(path);
    const auto broken = [&](const std::string& content) { write_file_atomically(path, content); };
    broken("");
    EXPECT_THROW(open(), Failure) << kind << " empty";
    broken(good.substr(0, good.size() / 2));
    EXPECT_THROW(open(), Failure) << kind << " cut short";
    broken(std::string(good.size(), '\0'));
    EXPECT_THROW(open(), Failure) << kind << " zeros";
    std::string other_format = good;
    other_format[8] = 9;
    broken(other_format);
    EXPECT_THROW(open(), Failure) << kind << " of another format";
    fs::remove(path);
    EXPECT_THROW(open(), Failure) << kind << " missing";
    write_file_atomically(path, good);
    EXPECT_NO_THROW(open());
  }
  write_file_atomically(folder_ / "manifest.json", "{\"format\":1,");
  EXPECT_THROW(open(), Failure);
  write_file_atomically(folder_ / "manifest.json", "{\"format\":2}");
  EXPECT_THROW(open(), Failure);
}

TEST_F(FilesTest, EveryByteIsChecked) {
  // Change one byte in five in turn: either opening fails, or verify() says so, or the byte is padding; nothing ever
  // crashes.
  publish_all();
  for (const std::string kind : {"postcodes", "places", "boundaries"}) {
    const fs::path path = file_of_kind(kind);
    const std::string good = read_file(path);
    std::size_t unnoticed = 0;
    for (std::size_t at = 0; at < good.size(); at += 5) {
      std::string bad = good;
      bad[at] = static_cast<char>(bad[at] ^ 0x41);
      std::ofstream(path, std::ios::binary) << bad;  // in place: no need to sync each of thousands
      try {
        const auto gazetteer = open();
        (void)gazetteer->resolve("SY1 1AA");
        (void)gazetteer->resolve("Clun");
        unnoticed += gazetteer->verify().empty();
      } catch (const Failure&) {
      }
    }
    std::ofstream(path, std::ios::binary) << good;
    EXPECT_LT(unnoticed, 16u) << kind << ": more than the padding between sections";
  }
  EXPECT_TRUE(open()->verify().empty());
}

TEST_F(FilesTest, TwoBuildersTakeTurns) {
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([&, t] {
      GazetteerBuilder b(folder_.path(), "source" + std::to_string(t), "2025");
      (void)b.add(place("Town" + std::string(1, static_cast<char>('a' + t)), "town", 52.5, -2.5 - t * 0.1));
      b.publish();
    });
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(open()->content().size(), 4u);
}

TEST_F(FilesTest, ReadersGoOnWhileSetsAreReplaced) {
  publish_all();
  const auto old = open();
  std::atomic<bool> stop{false};
  std::thread publisher([&] {
    for (int i = 0; i < 30; ++i) publish_all(-2.7 - i * 0.001);
    stop = true;
  });
  int opened = 0;
  while (!stop) {
    EXPECT_EQ(open()->resolve("SY1 1AB")->precision, Precision::unit);
    ++opened;
  }
  publisher.join();
  EXPECT_GT(opened, 0);
  EXPECT_EQ(old->resolve("SY1 1AA")->centre.longitude, -2.75) << "whoever holds the old set keeps it";
}

TEST_F(FilesTest, PartsUnderOneCodeBecomeOneArea) {
  publish<AreaRow>("islands", {{"ward", "W", "Isles", "", square(49.9, -6.4, 49.95, -6.3)},
                               {"ward", "W", "Isles", "", square(49.9, -6.2, 49.95, -6.1)},
                               {"ward", "W", "Isles", "", square(49.9, -6.2, 49.95, -6.1)},
                               {"parish", "W", "Isles", "", square(49, -7, 51, -6)}});
  const auto gazetteer = open();
  EXPECT_EQ(gazetteer->area_polygon("W").size(), 1u) << "of several kinds under one code the first in order";
  EXPECT_EQ(gazetteer->areas_at({49.92, -6.15}).size(), 2u);
  EXPECT_EQ(gazetteer->areas_at({49.92, -6.35}).size(), 2u);
  EXPECT_EQ(gazetteer->areas_at({49.92, -6.25}).size(), 1u);
}

TEST_F(FilesTest, NewerBoundariesOfOneCodeWin) {
  publish<AreaRow>("wards22", {{"ward", "W1", "Clee", "", square(52, -3, 53, -2)}}, "2022");
  publish<AreaRow>("wards25", {{"ward", "W1", "Clee", "", square(52, -3, 52.5, -2)}}, "2025");
  EXPECT_EQ(open()->areas_at({52.7, -2.5}).size(), 0u);
  EXPECT_EQ(open()->areas_at({52.2, -2.5}).size(), 1u);
  EXPECT_TRUE(open()->resolve("Clee")->alternatives.empty());
}

}  // namespace
}  // namespace fingerpost::geo::test
