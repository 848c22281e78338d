#include "search/detail/browse.hpp"

#include <algorithm>
#include <limits>
#include <unordered_set>

namespace fingerpost::search::detail {
namespace {

/// Rough costs, in nanoseconds: a step of the walk, a match looked at by row, a document passed over in a run.
constexpr double kWalkStep = 120, kMatch = 40, kPassedOver = 2;

/// Hands documents on as matches without words.
class Feed {
 public:
  Feed(Collector& collector, Deadline& deadline) : collector_(collector), deadline_(deadline) {
    batch_.reserve(kBatch);
  }

  void add(Doc doc) {
    batch_.push_back({doc, 0});
    if (batch_.size() == kBatch) flush();
  }
  void flush() {
    collector_.take(batch_);
    deadline_.spend(batch_.size());
    batch_.clear();
  }

 private:
  static constexpr std::size_t kBatch = 512;
  Collector& collector_;
  Deadline& deadline_;
  std::vector<TextMatch> batch_;
};

std::size_t documents_in(std::span<const Interval> intervals) {
  std::size_t documents = 0;
  for (const Interval& interval : intervals) documents += interval.end - interval.begin;
  return documents;
}

/// Records that the walk has met.
class Met {
 public:
  explicit Met(const Columns& columns) : columns_(columns) {}
  void add(Doc doc) {
    if (!columns_.is_one_of_several(doc))
      ++single_;
    else
      several_.insert(columns_.record_of(doc));
  }
  std::size_t count() const { return single_ + several_.size(); }

 private:
  const Columns& columns_;
  std::size_t single_ = 0;
  std::unordered_set<std::uint32_t> several_;
};

/// The rows that pass "what", with what is behind them.
struct Rows {
  std::vector<std::uint32_t> rows;
  std::size_t docs = 0, plain_docs = 0, plain_records = 0;
};

Rows rows_of(const Columns& columns, const Filter& filter) {
  Rows passing{filter.passing_rows()};
  for (const std::uint32_t row : passing.rows) {
    passing.docs += columns.docs_with_what[row].size();
    passing.plain_docs += columns.plain_docs_with_what[row];
    passing.plain_records += columns.plain_records_with_what[row];
  }
  return passing;
}

bool is_plain(const Columns& columns, std::uint32_t record) {
  const auto docs = columns.record_docs[record];
  return std::all_of(docs.begin(), docs.end(), [&](Doc doc) {
    return columns.is_geographic(doc) && columns.what[doc] == columns.what[docs.front()];
  });
}

std::size_t removed_plain_records(const Part& part, const Filter& filter) {
  const Columns& columns = part.columns();
  std::size_t count = 0;
  part.removed->for_each([&](Doc doc) {
    const std::uint32_t record = columns.record_of(doc);
    if (columns.record_docs[record].front() == doc && filter.passes(doc) && is_plain(columns, record)) ++count;
  });
  return count;
}

/// Only kinds, categories, themes and signatory may be asked, and a centre: then every document of the geographic
/// block is a candidate, and how far the walk has to go does not depend on the rest.
bool can_walk(const Query& query, const Filter& filter) {
  return query.sort == Sort::nearest && query.where.centre && !query.where.within && !query.where.area &&
         query.here == 0 && !filter.has_conditions() && query.facets.empty();
}

void walk(const Part& part, const Query& query, const Rows& rows, const Filter& filter, Collector& collector,
          Deadline& deadline) {
  const Columns& columns = part.columns();
  Feed feed(collector, deadline);
  for (const std::uint32_t row : rows.rows)
    for (const Doc doc : columns.mixed_docs_with_what[row]) feed.add(doc);
  feed.flush();
  const std::size_t live = rows.plain_records - removed_plain_records(part, filter);
  collector.count(live);

  const std::size_t wanted = std::min(live, reach(query));
  if (wanted == 0) return;
  Met met(columns);
  double last = std::numeric_limits<double>::infinity();
  part.segment->geographic_points().for_each_nearest(*query.where.centre, [&](const geo::Neighbour& near) {
    if (near.distance > last) return false;  // everything as near as the last one wanted has been seen
    deadline.spend(1);
    if (part.is_live(near.id) && filter.passes(near.id) && is_plain(columns, columns.record_of(near.id))) {
      collector.offer(near.id);
      met.add(near.id);
      if (met.count() >= wanted) last = std::min(last, near.distance);
    }
    return true;
  });
}

}  // namespace

void browse(const Part& part, const Query& query, const WherePlan& where, const Filter& filter, Collector& collector,
            Deadline& deadline) {
  const Columns& columns = part.columns();
  const std::size_t in_runs = documents_in(where.intervals());
  Feed feed(collector, deadline);
  if (filter.asks_what() || can_walk(query, filter)) {
    const Rows rows = rows_of(columns, filter);
    const double by_rows = kMatch * static_cast<double>(rows.docs);
    const double by_runs =
        kPassedOver * static_cast<double>(in_runs) + kMatch * static_cast<double>(std::min(in_runs, rows.docs));
    const double share = static_cast<double>(rows.plain_docs) / std::max<double>(1, columns.geographic_end);
    const double by_walk = kWalkStep * static_cast<double>(reach(query)) / std::max(share, 1e-9);
    if (can_walk(query, filter) && by_walk < std::min(by_rows, by_runs))
      return walk(part, query, rows, filter, collector, deadline);
    if (by_rows < by_runs) {
      for (const std::uint32_t row : rows.rows)
        for (const Doc doc : columns.docs_with_what[row]) feed.add(doc);
      return feed.flush();
    }
  }
  for (const Interval& interval : where.intervals())
    for (Doc doc = interval.begin; doc < interval.end; ++doc) feed.add(doc);
  feed.flush();
}

}  // namespace fingerpost::search::detail
