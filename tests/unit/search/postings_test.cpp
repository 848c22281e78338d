#include "search/detail/postings.hpp"

#include <filesystem>
#include <gmock/gmock.h>
#include <random>
#include <vector>

#include "base/failure.hpp"
#include "base/file.hpp"
#include "search/detail/entry.hpp"
#include "search/detail/text_index.hpp"

namespace fingerpost::search::detail {
namespace {

/// A list in a file, with something before it.
class Stored {
 public:
  explicit Stored(const std::vector<Posting>& postings)
      : file_(folder_.path() / "postings", EntryFile::Access::append) {
    PackedList list;
    for (const Posting& each : postings) list.add(each.doc, each.count);
    bytes_ = list.finish();
    file_.append("before");
    file_.append(bytes_);
    term_ = {static_cast<std::uint32_t>(postings.size()), 6, bytes_.size()};
  }
  PackedCursor cursor(Doc documents = 1u << 30) const { return {file_, term_, documents}; }
  std::string& bytes() { return bytes_; }
  void rewrite() {
    file_.truncate(6);
    file_.append(bytes_);
  }

 private:
  TemporaryFolder folder_;
  EntryFile file_;
  std::string bytes_;
  TermTable::Term term_;
};

/// Gaps of every width, from next to each other to far apart, and counts of every size.
std::vector<Posting> random_list(std::mt19937& random, std::size_t size) {
  std::vector<Posting> list;
  Doc doc = static_cast<Doc>(random() % 3);
  for (std::size_t i = 0; i < size; ++i) {
    list.push_back({doc, static_cast<std::uint32_t>(1 + (random() % 20 == 0 ? random() % kMaxLength : random() % 4))});
    doc += static_cast<Doc>(1 + (random() % 3 == 0 ? random() % (1u << (random() % 12)) : 0));
  }
  return list;
}

TEST(Postings, AreReadAsTheyWereWritten) {
  std::mt19937 random(7);
  for (const std::size_t size : {1u, 2u, 127u, 128u, 129u, 256u, 5'000u, 100'000u}) {
    const auto list = random_list(random, size);
    const Stored stored(list);
    PackedCursor cursor = stored.cursor();
    for (const Posting& each : list) {
      ASSERT_EQ(cursor.doc(), each.doc) << size;
      ASSERT_EQ(cursor.count(), each.count) << size;
      cursor.next();
    }
    EXPECT_TRUE(cursor.at_end()) << size;
  }
}

TEST(Postings, SkippingEndsWhereSteppingWould) {
  std::mt19937 random(11);
  for (const std::size_t size : {1u, 3u, 128u, 129u, 1'000u, 60'000u}) {
    const auto list = random_list(random, size);
    const Stored stored(list);
    for (const Doc stride : {1u, 7u, 300u, 20'000u}) {
      PackedCursor cursor = stored.cursor();
      auto at = list.begin();
      for (Doc wanted = 0; !cursor.at_end(); wanted += static_cast<Doc>(1 + random() % stride)) {
        at = std::find_if(at, list.end(), [&](const Posting& p) { return p.doc >= wanted; });
        cursor.skip_to(wanted);
        if (at == list.end()) break;
        ASSERT_EQ(cursor.doc(), at->doc) << size << " " << stride << " " << wanted;
        ASSERT_EQ(cursor.count(), at->count);
        if (random() % 4 == 0) {
          cursor.next(), ++at;
          ASSERT_EQ(cursor.at_end(), at == list.end());
        }
      }
      cursor.skip_to(kNoDoc);
      EXPECT_TRUE(cursor.at_end());
    }
  }
}

TEST(Postings, ADocumentThatIsNotThereIsDamage) {
  const Stored stored({{1, 1}, {9, 2}});
  EXPECT_EQ(stored.cursor(10).doc(), 1u);
  EXPECT_THROW(stored.cursor(9), Failure);
}

TEST(Postings, DamageIsAFailureOrAnotherListButNothingElse) {
  std::mt19937 random(5);
  const auto list = random_list(random, 700);
  const Doc documents = list.back().doc + 1;
  Stored stored(list);
  const std::string whole = stored.bytes();
  std::size_t failures = 0;
  for (int i = 0; i < 2'000; ++i) {
    stored.bytes() = whole;
    stored.bytes()[random() % (i % 2 == 0 ? std::size_t{60} : whole.size())] ^= static_cast<char>(1 + random() % 255);
    stored.rewrite();
    try {
      std::uint64_t last = 0;
      for (PackedCursor cursor = stored.cursor(documents); !cursor.at_end(); cursor.skip_to(cursor.doc() + 1)) {
        ASSERT_LT(cursor.doc(), documents);
        ASSERT_GE(cursor.doc() + 1, last);
        last = cursor.doc() + 1;
      }
    } catch (const Failure&) {
      ++failures;
    }
  }
  EXPECT_GT(failures, 500u);
}

TEST(Postings, NoListIsAtItsEnd) {
  PackedCursor cursor;
  EXPECT_TRUE(cursor.at_end());
  cursor.skip_to(5);
  EXPECT_TRUE(cursor.at_end());
}

}  // namespace
}  // namespace fingerpost::search::detail
