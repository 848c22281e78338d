#include <gtest/gtest.h>
#include <map>
#include <rapidcheck/gtest.h>
#include <set>

#include "search/index.hpp"
#include "tests/property/search/brute_force.hpp"
#include "tests/support/temp_folder.hpp"

namespace fingerpost::search::test {
namespace {

using Records = std::map<Uuid, std::vector<Document>>;

std::vector<Document> all_of(const Records& records) {
  std::vector<Document> documents;
  for (const auto& [id, each] : records) documents.insert(documents.end(), each.begin(), each.end());
  return documents;
}

std::shared_ptr<const Index> build(const std::filesystem::path& folder, const Records& records) {
  return build_index(folder, 7, 3, [&](const auto& emit) {
    // Any order: here, backwards.
    const auto documents = all_of(records);
    for (auto document = documents.rbegin(); document != documents.rend(); ++document) emit(*document);
  });
}

Records any_records(World& world, int most) {
  Records records;
  for (int n = world.below(most + 1); n > 0; --n) {
    auto documents = world.any_record();
    const Uuid id = documents.front().record_id;
    records.emplace(id, std::move(documents));
  }
  return records;
}

void expect_near(double a, double b) { RC_ASSERT(std::abs(a - b) < 1e-9); }

void expect_equal(const std::vector<Hit>& found, const std::vector<Hit>& expected) {
  RC_ASSERT(found.size() == expected.size());
  for (std::size_t i = 0; i < found.size(); ++i) {
    const Hit &a = found[i], &b = expected[i];
    expect_near(a.score.text, b.score.text);
    expect_near(a.score.together, b.score.together);
    expect_near(a.score.related, b.score.related);
    expect_near(a.score.need, b.score.need);
    expect_near(a.score.place, b.score.place);
    expect_near(a.score.fit, b.score.fit);
    expect_near(a.score.freshness, b.score.freshness);
    expect_near(a.score.completeness, b.score.completeness);
    RC_ASSERT(a.record_id == b.record_id);
    RC_ASSERT(a.key == b.key);
    RC_ASSERT(a.kind == b.kind);
    RC_ASSERT(a.basis == b.basis);
    RC_ASSERT(unsigned{a.here} == unsigned{b.here});
    RC_ASSERT(a.fit == b.fit);
    RC_ASSERT(a.distance == b.distance);
    RC_ASSERT(a.stored == b.stored);
  }
}

void expect_equal(const Hits& found, const Hits& expected) {
  RC_ASSERT(found.total == expected.total);
  RC_ASSERT(found.not_known_total == expected.not_known_total);
  RC_ASSERT(found.any_word == expected.any_word);
  RC_ASSERT(found.missing_words == expected.missing_words);
  expect_near(found.most_need, expected.most_need);
  RC_ASSERT(found.most_need_anywhere >= found.most_need - 1e-9);
  expect_equal(found.hits, expected.hits);
  expect_equal(found.not_known, expected.not_known);
  RC_ASSERT(found.facets.size() == expected.facets.size());
  for (std::size_t i = 0; i < found.facets.size(); ++i) {
    RC_ASSERT(found.facets[i].first == expected.facets[i].first);
    const auto &a = found.facets[i].second, &b = expected.facets[i].second;
    RC_ASSERT(a.size() == b.size());
    for (std::size_t k = 0; k < a.size(); ++k) {
      RC_ASSERT(a[k].count == b[k].count);
      RC_ASSERT(a[k].value == b[k].value);
    }
  }
}

void expect_answers(const Index& index, const std::vector<Document>& documents, World& world, int questions) {
  const BruteForce twin(documents);
  RC_ASSERT(index.documents() == documents.size());
  for (int i = 0; i < questions; ++i) {
    Query query = world.any_query(documents);
    const Hits expected = twin.search(query);
    expect_equal(index.search(query), expected);
    // The same, its texts read afterwards.
    query.ids_only = true;
    Hits later = index.search(query);
    for (auto* hits : {&later.hits, &later.not_known})
      for (Hit& hit : *hits) {
        RC_ASSERT(hit.stored.empty());
        hit.stored = index.stored(hit);
      }
    expect_equal(later, expected);
  }
}

RC_GTEST_PROP(Search, EqualsBruteForce, (std::uint32_t seed)) {
  World world(seed);
  const fingerpost::test::TempFolder folder;
  const Records records = any_records(world, 150);
  const auto index = build(folder / "index", records);
  RC_ASSERT(index->records() == records.size());
  RC_ASSERT(index->seq() == 7u);
  RC_ASSERT(index->places_generation() == 3u);
  expect_answers(*index, all_of(records), world, 40);
}

RC_GTEST_PROP(Search, EqualsBruteForceAfterChangesAndOldGenerationsStay, (std::uint32_t seed)) {
  World world(seed);
  const fingerpost::test::TempFolder folder;
  Records records = any_records(world, 80);
  auto index = build(folder / "index", records);
  auto writer = open_index_writer(folder / "index");
  struct Past {
    std::shared_ptr<const Index> index;
    std::vector<Document> documents;
  };
  std::vector<Past> past{{index, all_of(records)}};
  for (std::uint64_t commit = 8; commit < 12; ++commit) {
    for (int changes = world.below(12); changes > 0; --changes) {
      Uuid id = world.any_id();
      if (!records.empty() && world.chance(60)) {
        auto chosen = records.begin();
        std::advance(chosen, world.below(static_cast<int>(records.size())));
        id = chosen->first;
      }
      auto documents = world.chance(25) ? std::vector<Document>() : world.any_record(id);
      if (documents.empty())
        records.erase(id);
      else
        records[id] = documents;
      writer->replace(id, std::move(documents));
    }
    index = writer->commit(commit, 3);
    RC_ASSERT(index->seq() == commit);
    RC_ASSERT(index->records() == records.size());
    past.push_back({index, all_of(records)});
  }
  for (const Past& each : past) expect_answers(*each.index, each.documents, world, 8);
  const auto reopened = open_index(folder / "index");
  RC_ASSERT(reopened->seq() == 11u);
  expect_answers(*reopened, past.back().documents, world, 8);
}

RC_GTEST_PROP(Search, NearestWithoutWordsEqualsBruteForce, (std::uint32_t seed)) {
  World world(seed);
  const fingerpost::test::TempFolder folder;
  Records records = any_records(world, 200);
  build(folder / "index", records);
  auto writer = open_index_writer(folder / "index");
  for (int changes = world.below(20); changes > 0 && !records.empty(); --changes) {
    auto chosen = records.begin();
    std::advance(chosen, world.below(static_cast<int>(records.size())));
    auto documents = world.chance(50) ? std::vector<Document>() : world.any_record(chosen->first);
    writer->replace(chosen->first, documents);
    if (documents.empty())
      records.erase(chosen);
    else
      chosen->second = documents;
  }
  const auto index = writer->commit(8, 3);
  const BruteForce twin(all_of(records));
  for (int i = 0; i < 30; ++i) {
    Query query = world.any_query(twin.documents());
    query.all_words.clear();
    query.needs.clear();
    query.conditions = {};
    query.facets.clear();
    query.where.area.reset();
    query.where.within.reset();
    query.where.centre = world.any_point();
    query.sort = Sort::nearest;
    query.offset = static_cast<std::size_t>(world.below(5));
    query.limit = static_cast<std::size_t>(world.below(6));
    expect_equal(index->search(query), twin.search(query));
  }
}

/// What fits, what might and what does not are the whole: 10,000 questions, against every document looked at by hand.
TEST(Search, FitsPartitionTheCandidates) {
  World world(20261126);
  const fingerpost::test::TempFolder folder;
  Records records = any_records(world, 30);
  while (records.size() < 25) records.merge(any_records(world, 30));
  const auto index = build(folder / "index", records);
  const BruteForce twin(all_of(records));
  for (int i = 0; i < 10'000; ++i) {
    Query query = world.any_query(twin.documents());
    query.conditions = world.any_conditions();
    query.offset = 0;
    query.limit = 1'000;
    if (query.all_words.size() > 1) query.all_words.resize(1);
    const Hits found = index->search(query), expected = twin.search(query);
    ASSERT_EQ(found.total, expected.total);
    ASSERT_EQ(found.not_known_total, expected.not_known_total);
    ASSERT_EQ(found.facets.size(), expected.facets.size());
    std::set<Uuid> fits, might;
    for (const Hit& hit : found.hits) fits.insert(hit.record_id);
    for (const Hit& hit : found.not_known) might.insert(hit.record_id);
    ASSERT_EQ(fits.size(), found.total);
    ASSERT_EQ(might.size(), found.not_known_total);
    for (const Hit& hit : expected.hits) ASSERT_TRUE(fits.contains(hit.record_id));
    for (const Hit& hit : expected.not_known)
      ASSERT_TRUE(might.contains(hit.record_id) && !fits.contains(hit.record_id));
    for (std::size_t facet = 0; facet < found.facets.size(); ++facet)
      for (std::size_t k = 0; k < found.facets[facet].second.size(); ++k)
        ASSERT_EQ(found.facets[facet].second[k].count, expected.facets[facet].second[k].count);
  }
}

RC_GTEST_PROP(Search, PagesPartitionTheAnswer, (std::uint32_t seed)) {
  World world(seed);
  const fingerpost::test::TempFolder folder;
  const Records records = any_records(world, 100);
  const auto index = build(folder / "index", records);
  Query query = world.any_query(all_of(records));
  query.offset = 0;
  query.limit = 1'000'000;
  const Hits whole = index->search(query);
  RC_ASSERT(whole.hits.size() == whole.total);
  RC_ASSERT(whole.not_known.size() == whole.not_known_total);
  query.limit = 1 + static_cast<std::size_t>(world.below(9));
  std::vector<Hit> joined;
  for (; query.offset < whole.total; query.offset += query.limit)
    for (Hit& hit : index->search(query).hits) joined.push_back(std::move(hit));
  expect_equal(joined, whole.hits);
}

}  // namespace
}  // namespace fingerpost::search::test
