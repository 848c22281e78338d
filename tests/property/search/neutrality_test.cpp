#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <map>
#include <random>
#include <set>

#include "base/hash.hpp"
#include "search/index.hpp"
#include "search/weights.hpp"
#include "tests/property/search/brute_force.hpp"
#include "tests/support/temp_folder.hpp"

// What no part of a score may read: who owns or funds a service, what its name begins with, its id, when it came in.
namespace fingerpost::search::test {
namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr int kQuestions = 1'000, kDays = 2'000;
#else
constexpr int kQuestions = 10'000, kDays = 2'000;
#endif
constexpr int kRecords = 120;  // more than weight::kReadAgain: ties fall where reading again ends
constexpr double kSame = 1e-9;

Uuid number_id(std::uint64_t number) {
  Uuid id;
  for (std::size_t i = 0; i < 16; ++i)
    id.bytes[i] = static_cast<std::uint8_t>(mix64(number * 2 + i / 8) >> (i % 8 * 8));
  return id;
}

/// Records whose words for "what" come from the world, with owners, initials, ids and an order of their own.
std::vector<std::vector<Document>> records_with(const std::vector<std::vector<Document>>& originals,
                                                std::uint32_t seed) {
  std::mt19937 random(seed);
  std::vector<std::vector<Document>> records = originals;
  for (std::size_t i = 0; i < records.size(); ++i) {
    const Uuid id = number_id(random());
    const char initial = static_cast<char>('a' + random() % 26);
    const std::string owner = std::string("zz") + initial + "owner zzfunder" + std::to_string(random() % 5);
    for (Document& d : records[i]) {
      d.record_id = id;
      d.key = number_id(random());
      d.name = initial + ("zz" + std::to_string(i)) + " " + d.name;  // a word that no other has
      d.organization_name = owner;
      d.stored = std::to_string(i);
    }
  }
  std::shuffle(records.begin(), records.end(), random);
  return records;
}

std::shared_ptr<const Index> build(const std::filesystem::path& folder,
                                   const std::vector<std::vector<Document>>& records) {
  return build_index(folder, 1, 1, [&](const auto& emit) {
    for (const auto& record : records)
      for (const Document& document : record) emit(document);
  });
}

/// The ranking with exact ties as sets: (score, numbers of the records).
std::vector<std::pair<double, std::set<std::string>>> ranking(const std::vector<Hit>& hits) {
  std::vector<std::pair<double, std::set<std::string>>> groups;
  for (const Hit& hit : hits) {
    if (groups.empty() || groups.back().first - hit.score.sum() > kSame) groups.push_back({hit.score.sum(), {}});
    groups.back().second.insert(hit.stored);
  }
  return groups;
}

void expect_bounded(const Score& score) {
  const std::pair<double, double> parts[] = {
      {score.text, weight::kText},           {score.together, weight::kTogether},
      {score.related, weight::kRelated},     {score.need, weight::kNeed},
      {score.place, weight::kPlace},         {score.fit, weight::kFit},
      {score.freshness, weight::kFreshness}, {score.completeness, weight::kCompleteness}};
  double sum = 0;
  for (const auto& [part, most] : parts) {
    ASSERT_GE(part, 0);
    ASSERT_LE(part, most + kSame);
    sum += part;
  }
  ASSERT_NEAR(sum, score.sum(), 1e-6);
}

TEST(Neutrality, WhoOwnsItWhatItIsCalledFirstItsIdAndItsOrderDoNotCount) {
  World world(20'261);
  std::vector<std::vector<Document>> originals;
  for (int i = 0; i < kRecords; ++i) {
    originals.push_back(world.any_record());
    originals.back().resize(1);  // which of several equal doors is shown goes by their keys
  }
  const fingerpost::test::TempFolder folder;
  const auto one = build(folder / "one", records_with(originals, 1));
  const auto other = build(folder / "other", records_with(originals, 2));
  std::vector<Document> documents;
  for (const auto& record : originals) documents.push_back(record.front());
  int long_questions = 0, answered = 0;
  for (int i = 0; i < kQuestions; ++i) {
    Query query = world.any_query(documents);
    query.sort = Sort::best;
    query.offset = 0;
    query.limit = 1'000;
    const Hits a = one->search(query);
    query.tie_seed += 77;
    const Hits b = other->search(query);
    ASSERT_EQ(a.total, b.total);
    for (const auto& [first, second] : {std::pair(&a.hits, &b.hits), std::pair(&a.not_known, &b.not_known)}) {
      const auto here = ranking(*first), there = ranking(*second);
      ASSERT_EQ(here.size(), there.size()) << "question " << i;
      for (std::size_t k = 0; k < here.size(); ++k) {
        ASSERT_NEAR(here[k].first, there[k].first, kSame) << "question " << i;
        ASSERT_EQ(here[k].second, there[k].second) << "question " << i;
      }
      for (const Hit& hit : *first) expect_bounded(hit.score);
    }
    long_questions += query.all_words.size() >= weight::kLongQuestion;
    answered += a.total > 0;
  }
  EXPECT_GT(long_questions, kQuestions / 20);
  EXPECT_GT(answered, kQuestions / 4);
}

TEST(Neutrality, OfTwoIdenticalServicesEachLeadsOnHalfTheDays) {
  for (std::uint64_t pair = 0; pair < 5; ++pair) {
    std::vector<std::vector<Document>> twins(2, std::vector<Document>(1));
    for (std::size_t i = 0; i < 2; ++i) {
      Document& d = twins[i].front();
      d.name = "Food bank";
      d.point = geo::Point{52.7, -2.75};
      d.record_id = number_id(100 * pair + i);
      d.key = number_id(100 * pair + 50 + i);
    }
    const fingerpost::test::TempFolder folder;
    const auto index = build(folder / "index", twins);
    Query query;
    query.all_words = {{"food", {{"food", 1}}}};
    int leads = 0;
    for (int day = 0; day < kDays; ++day) {
      query.tie_seed = static_cast<std::uint64_t>(20'000 + day);
      const Hits hits = index->search(query);
      ASSERT_EQ(hits.hits.size(), 2u);
      ASSERT_EQ(hits.hits[0].score.sum(), hits.hits[1].score.sum());
      leads += hits.hits[0].record_id == twins[0].front().record_id;
    }
    EXPECT_GE(leads, kDays * 45 / 100);
    EXPECT_LE(leads, kDays * 55 / 100);
  }
}

}  // namespace
}  // namespace fingerpost::search::test
