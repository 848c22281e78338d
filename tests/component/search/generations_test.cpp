#include <atomic>
#include <chrono>
#include <fstream>
#include <gmock/gmock.h>
#include <signal.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

#include "base/failure.hpp"
#include "base/file.hpp"
#include "search/analyser.hpp"
#include "search/index.hpp"
#include "tests/support/temp_folder.hpp"

namespace fingerpost::search {
namespace {

using fingerpost::test::TempFolder;
using testing::IsEmpty;
using testing::Not;
namespace fs = std::filesystem;

Uuid id_of(unsigned number) { return uuid_v5(kImportNamespace, std::to_string(number)); }

/// Record `number`, in its `version`-th wording.
Document document(unsigned number, unsigned version = 0) {
  Document d;
  d.record_id = d.key = id_of(number);
  d.name = "Village hall " + std::to_string(number);
  d.description = "wording" + std::to_string(version) + " warm and dry";
  d.point = geo::Point{52.0 + (number % 100) * 0.01, -3.0 + (number / 100) * 0.01};
  d.here = delivers;
  d.categories = {"halls"};
  d.stored = "\"version\":" + std::to_string(version);
  return d;
}

std::shared_ptr<const Index> build(const fs::path& folder, unsigned records, std::uint64_t seq = 1) {
  return build_index(folder, seq, 1, [&](const auto& emit) {
    for (unsigned i = 0; i < records; ++i) emit(document(i));
  });
}

std::uint64_t found(const Index& index, std::string_view words) {
  Query query;
  query.all_words = concepts_of(words);
  query.limit = 3;
  return index.search(query).total;
}

std::size_t generations(const fs::path& folder) {
  std::size_t count = 0;
  for ([[maybe_unused]] const auto& entry : fs::directory_iterator(folder)) ++count;
  return count;
}

void flip_byte(const fs::path& file, std::uint64_t at) {
  std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
  stream.seekg(static_cast<std::streamoff>(at));
  const char byte = static_cast<char>(stream.get() ^ 0x55);
  stream.seekp(static_cast<std::streamoff>(at));
  stream.put(byte);
}

TEST(Generations, AnEmptyFolderHasNoIndex) {
  const TempFolder folder;
  EXPECT_EQ(open_index(folder / "index"), nullptr);
  EXPECT_EQ(open_index_writer(folder / "index"), nullptr);
  EXPECT_THAT(verify_index(folder / "index"), Not(IsEmpty()));
}

TEST(Generations, AnEmptyIndexAnswers) {
  const TempFolder folder;
  const auto index = build(folder / "index", 0);
  EXPECT_EQ(found(*index, "hall"), 0u);
  EXPECT_EQ(index->search({}).total, 0u);
  EXPECT_THAT(index->complete("v", 5), IsEmpty());
  EXPECT_THAT(verify_index(folder / "index"), IsEmpty());
}

TEST(Generations, AnotherSchemaMeansBuildAnew) {
  const TempFolder folder;
  build(folder / "index", 10);
  const fs::path manifest = folder / "index" / "000001" / "manifest";
  std::string text = read_file(manifest);
  const auto at = text.find("\"schema\": ");
  ASSERT_NE(at, std::string::npos);
  text.insert(at + 10, "9");
  write_file_atomically(manifest, text);
  EXPECT_EQ(open_index(folder / "index"), nullptr);
  EXPECT_EQ(open_index_writer(folder / "index"), nullptr);
  EXPECT_THAT(verify_index(folder / "index"), Not(IsEmpty()));
  EXPECT_EQ(build(folder / "index", 10)->documents(), 10u);
  EXPECT_THAT(verify_index(folder / "index"), IsEmpty());
}

TEST(Generations, AFailedBuildLeavesTheOldOne) {
  const TempFolder folder;
  build(folder / "index", 10);
  EXPECT_THROW(build_index(folder / "index", 2, 1,
                           [&](const auto& emit) {
                             emit(document(1));
                             throw Failure("reading the store", "gone");
                           }),
               Failure);
  EXPECT_EQ(generations(folder / "index"), 1u);
  EXPECT_EQ(open_index(folder / "index")->documents(), 10u);
}

TEST(Generations, LeftoversAreClearedAway) {
  const TempFolder folder;
  build(folder / "index", 10);
  fs::create_directories(folder / "index" / "000007" / "shard-0");
  EXPECT_EQ(open_index(folder / "index")->documents(), 10u);
  EXPECT_EQ(generations(folder / "index"), 2u);
  open_index_writer(folder / "index");
  EXPECT_EQ(generations(folder / "index"), 1u);
}

TEST(Generations, AnOldOneStaysWhileItIsHeld) {
  const TempFolder folder;
  auto old = build(folder / "index", 300);
  build(folder / "index", 20, 2);
  EXPECT_EQ(generations(folder / "index"), 2u);
  EXPECT_EQ(found(*old, "hall"), 300u);
  old.reset();
  open_index_writer(folder / "index");
  EXPECT_EQ(generations(folder / "index"), 1u);
}

TEST(Generations, DamageIsFoundAndIsAFailure) {
  for (const char* name : {"columns", "names", "terms"}) {
    const TempFolder folder;
    build(folder / "index", 100);
    const fs::path file = folder / "index" / "000001" / name;
    flip_byte(file, fs::file_size(file) / 2);
    EXPECT_THROW(open_index(folder / "index"), Failure) << name;
    EXPECT_THAT(verify_index(folder / "index"), Not(IsEmpty())) << name;
  }
  for (const char* name : {"columns", "names", "entries", "terms", "postings"}) {
    const TempFolder folder;
    build(folder / "index", 100);
    fs::resize_file(folder / "index" / "000001" / name, 100);
    EXPECT_THROW(open_index(folder / "index"), Failure) << name;
    EXPECT_THAT(verify_index(folder / "index"), Not(IsEmpty())) << name;
  }
}

TEST(Generations, DamagedEntriesAndPostingsAreFound) {
  const TempFolder folder;
  build(folder / "index", 3'000);
  const fs::path entries = folder / "index" / "000001" / "entries";
  const std::string bytes = read_file(entries);
  // The length of an early entry's text.
  flip_byte(entries, 1);
  EXPECT_THAT(verify_index(folder / "index"), Not(IsEmpty()));
  flip_byte(entries, 1);
  EXPECT_THAT(verify_index(folder / "index"), IsEmpty());
  const fs::path postings = folder / "index" / "000001" / "postings";
  flip_byte(postings, fs::file_size(postings) / 2);
  EXPECT_THAT(verify_index(folder / "index"), Not(IsEmpty()));
  flip_byte(postings, fs::file_size(postings) / 2);
  EXPECT_THAT(verify_index(folder / "index"), IsEmpty());
  const fs::path text = folder / "index" / "000001" / "text";
  for (std::uint64_t at = fs::file_size(text) / 2, n = 0; n < 2'000; ++n) flip_byte(text, at + n);
  EXPECT_THAT(verify_index(folder / "index"), Not(IsEmpty()));
}

TEST(Generations, ATornCommitHasNoEffect) {
  const TempFolder folder;
  build(folder / "index", 50);
  {
    auto writer = open_index_writer(folder / "index");
    for (unsigned i = 0; i < 5; ++i) writer->replace(id_of(i), {document(i, 1)});
    writer->commit(2, 1);
    for (unsigned i = 5; i < 10; ++i) writer->replace(id_of(i), {document(i, 2)});
    writer->commit(3, 1);
  }
  const fs::path tail = folder / "index" / "000001" / "tail";
  const auto whole = fs::file_size(tail);
  for (std::uint64_t cut : {std::uint64_t{1}, std::uint64_t{30}, std::uint64_t{500}}) {
    fs::resize_file(tail, whole - cut);
    const auto index = open_index(folder / "index");
    EXPECT_EQ(index->seq(), 2u);
    EXPECT_EQ(found(*index, "wording1"), 5u);
    EXPECT_EQ(found(*index, "wording2"), 0u);
    EXPECT_EQ(found(*index, "hall"), 50u);
  }
  auto writer = open_index_writer(folder / "index");
  writer->replace(id_of(20), {document(20, 3)});
  EXPECT_EQ(found(*writer->commit(4, 1), "wording3"), 1u);
  EXPECT_EQ(open_index(folder / "index")->seq(), 4u);
  EXPECT_THAT(verify_index(folder / "index"), IsEmpty());
}

TEST(Generations, TheTailIsFoldedBesideTheCommits) {
  const TempFolder folder;
  auto index = build(folder / "index", 200);
  auto writer = open_index_writer(folder / "index", {0.02, 20});
  std::uint64_t seq = 1;
  for (unsigned version = 1; !fs::exists(folder / "index" / "000002" / "manifest"); ++version) {
    ASSERT_LT(version, 2'000u);
    for (unsigned i = version; i < version + 7; ++i) writer->replace(id_of(i % 230), {document(i % 230, version)});
    index = writer->commit(++seq, 1);
    EXPECT_EQ(found(*index, "wording" + std::to_string(version)), 7u);
  }
  EXPECT_EQ(index->seq(), seq);
  EXPECT_EQ(found(*index, "hall"), index->documents());
  EXPECT_EQ(open_index(folder / "index")->seq(), seq);
  EXPECT_EQ(open_index(folder / "index")->documents(), index->documents());
  EXPECT_THAT(verify_index(folder / "index"), IsEmpty());
}

TEST(Generations, ReadersSeeWholeCommitsWhileOneWrites) {
  const TempFolder folder;
  constexpr unsigned kRecords = 300, kCommits = 60;
  std::atomic<std::shared_ptr<const Index>> newest = build(folder / "index", kRecords);
  std::atomic<bool> stop = false;
  std::atomic<std::uint64_t> asked = 0;
  const auto read = [&] {
    while (!stop) {
      const auto index = newest.load();
      // Commit n words every record anew: a mixture of two commits would find fewer.
      const auto words = index->seq() == 1 ? std::string("wording0") : "wording" + std::to_string(index->seq());
      EXPECT_EQ(found(*index, words), kRecords);
      Query near;
      near.where.centre = geo::Point{52.3, -2.99};
      near.sort = Sort::nearest;
      near.categories = {"halls"};
      const Hits hits = index->search(near);
      EXPECT_EQ(hits.total, kRecords);
      EXPECT_EQ(hits.hits.size(), 20u);
      EXPECT_FALSE(index->complete("village", 5).empty());
      ++asked;
    }
  };
  {
    std::vector<std::jthread> readers;
    for (int i = 0; i < 3; ++i) readers.emplace_back(read);
    auto writer = open_index_writer(folder / "index", {0.02, 1'000});
    for (unsigned seq = 2; seq < 2 + kCommits; ++seq) {
      for (unsigned i = 0; i < kRecords; ++i) writer->replace(id_of(i), {document(i, seq)});
      newest = writer->commit(seq, 1);
    }
    stop = true;
  }
  EXPECT_GT(asked.load(), 0u);
}

/// What the killed child has acknowledged: numbers, one after another.
class Acknowledgements {
 public:
  Acknowledgements() { EXPECT_EQ(::pipe(ends_), 0); }
  ~Acknowledgements() {
    ::close(ends_[0]);
    ::close(ends_[1]);
  }
  void send(std::uint64_t seq) { [[maybe_unused]] const auto n = ::write(ends_[1], &seq, sizeof seq); }
  std::uint64_t wait_for(std::uint64_t seq) {
    std::uint64_t got = 0;
    while (got < seq && ::read(ends_[0], &got, sizeof got) == sizeof got) {
    }
    return got;
  }
  /// The last one sent by a process that is gone.
  std::uint64_t last(std::uint64_t so_far) {
    ::close(ends_[1]);
    ends_[1] = -1;
    for (std::uint64_t got = 0; ::read(ends_[0], &got, sizeof got) == sizeof got;) so_far = got;
    return so_far;
  }

 private:
  int ends_[2];
};

TEST(Generations, NothingAcknowledgedIsLostByAKill) {
  const TempFolder folder;
  constexpr unsigned kRecords = 60;
  build(folder / "index", kRecords);
  for (unsigned round = 0; round < 6; ++round) {
    Acknowledgements acknowledged;
    const std::uint64_t begin = open_index(folder / "index")->seq();
    const pid_t child = ::fork();
    if (child == 0) {
      auto writer = open_index_writer(folder / "index", {0.02, 100});
      for (std::uint64_t seq = begin + 1;; ++seq) {
        for (unsigned i = 0; i < kRecords; ++i) writer->replace(id_of(i), {document(i, static_cast<unsigned>(seq))});
        writer->commit(seq, 1);
        acknowledged.send(seq);
      }
    }
    std::uint64_t last = acknowledged.wait_for(begin + 2 + round);
    std::this_thread::sleep_for(std::chrono::microseconds(700 * round));
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    last = acknowledged.last(last);
    const auto index = open_index(folder / "index");
    ASSERT_NE(index, nullptr);
    EXPECT_GE(index->seq(), last);
    EXPECT_LE(index->seq(), last + 1);
    EXPECT_EQ(index->documents(), kRecords);
    EXPECT_EQ(found(*index, "wording" + std::to_string(index->seq())), kRecords);
    EXPECT_THAT(verify_index(folder / "index"), IsEmpty());
  }
}

TEST(Generations, AKillInTheMiddleOfABuildLeavesTheOldOne) {
  const TempFolder folder;
  build(folder / "index", 60);
  for (unsigned round = 0; round < 4; ++round) {
    const pid_t child = ::fork();
    if (child == 0) {
      build(folder / "index", 20'000, 2);
      ::_exit(0);
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(5 + 40 * round));
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    const auto index = open_index(folder / "index");
    ASSERT_NE(index, nullptr);
    EXPECT_EQ(index->documents(), index->seq() == 1 ? 60u : 20'000u);
    EXPECT_THAT(verify_index(folder / "index"), IsEmpty());
  }
}

}  // namespace
}  // namespace fingerpost::search
