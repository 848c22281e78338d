#include "search/detail/browse.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <unordered_set>

namespace fingerpost::search::detail {
namespace {

/// Rough costs, in nanoseconds: a match looked at by row, a document passed over in a run.
constexpr double kMatch = 40, kPassedOver = 2;
/// Looking for the nearest passes over so many times the documents that a circle just wide enough holds: boxes are
/// wider than circles, runs than boxes, and the circle is found by trying.
constexpr double kOverlook = 8;
/// The circles tried: each so many times as wide as the one before, from so many metres on up to the whole Earth.
constexpr double kWiden = 1.6, kFirstRadius = 200, kEverywhere = 2.1e7;

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

/// Records that have been met.
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

/// The share of the geographic block that passes; never nought.
double share_of(const Columns& columns, const Rows& rows) {
  return std::max(1e-9, static_cast<double>(rows.plain_docs) / std::max<double>(1, columns.geographic_end));
}

/// Only kinds, categories, themes and signatory may be asked, and a centre: then every document of the geographic
/// block is a candidate, and how far to look does not depend on the rest.
bool can_look_around(const Query& query, const Filter& filter) {
  return query.sort == Sort::nearest && query.where.centre && !query.where.within && !query.where.area &&
         query.here == 0 && !filter.has_conditions() && query.facets.empty();
}

/// A plain document that passes, and how far it is.
struct Near {
  double distance;
  Doc doc;
};

/// About how wide a circle has to be to hold `documents` of the geographic block: the nearer of the two documents that
/// stand half as many before and behind the centre in the Morton order.
double radius_for(const Columns& columns, const geo::Point& centre, double documents) {
  const Doc here = position_of(columns, geo::morton(centre)), last = columns.geographic_end - 1;
  const auto half = static_cast<Doc>(std::min<double>(documents / 2, last));
  const Doc before = here > half ? here - half : 0, behind = here < last - half ? here + half : last;
  return std::max(kFirstRadius, std::min(geo::distance(centre, columns.point(before)),
                                         geo::distance(centre, columns.point(std::min(behind, last)))));
}

/// Plain documents that pass, in a circle wide enough for `wanted` records or in all there is; nearest first.
std::vector<Near> nearest_plain(const Part& part, const geo::Point& centre, double radius, std::size_t wanted,
                                const Filter& filter, Deadline& deadline) {
  const Columns& columns = part.columns();
  std::vector<Near> found;
  for (;; radius *= kWiden) {
    const bool is_all = radius >= kEverywhere;
    const std::vector<Interval> runs =
        is_all ? std::vector<Interval>{{0, columns.geographic_end}} : runs_in(columns, geo::box_around(centre, radius));
    deadline.spend(1 + documents_in(runs) / 16);
    found.clear();
    Met met(columns);
    for (const Interval& run : runs)
      for (Doc doc = run.begin; doc < run.end; ++doc) {
        if (!filter.passes(doc) || !part.is_live(doc) || !is_plain(columns, columns.record_of(doc))) continue;
        const double distance = geo::distance(centre, columns.point(doc));
        if (!is_all && distance > radius) continue;
        found.push_back({distance, doc});
        met.add(doc);
      }
    if (is_all || met.count() >= wanted) break;
  }
  std::sort(found.begin(), found.end(), [](const Near& a, const Near& b) { return a.distance < b.distance; });
  return found;
}

/// The nearest by trying wider and wider circles, whose documents lie in a few runs: nothing is done for those that are
/// further away but counting them, and their number is known.
void look_around(const Part& part, const Query& query, const Rows& rows, const Filter& filter, Collector& collector,
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
  const geo::Point& centre = *query.where.centre;
  const double radius = radius_for(columns, centre, static_cast<double>(wanted) / share_of(columns, rows));
  Met met(columns);
  double last = std::numeric_limits<double>::infinity();
  for (const Near& near : nearest_plain(part, centre, radius, wanted, filter, deadline)) {
    if (near.distance > last) break;  // everything as near as the last one wanted has been offered
    collector.offer(near.doc);
    met.add(near.doc);
    if (met.count() >= wanted) last = std::min(last, near.distance);
  }
}

}  // namespace

void browse(const Part& part, const Query& query, const WherePlan& where, const Filter& filter, Collector& collector,
            Deadline& deadline) {
  const Columns& columns = part.columns();
  const std::size_t in_runs = documents_in(where.intervals());
  Feed feed(collector, deadline);
  if (filter.asks_what() || can_look_around(query, filter)) {
    const Rows rows = rows_of(columns, filter);
    const double by_rows = kMatch * static_cast<double>(rows.docs);
    const double by_runs =
        kPassedOver * static_cast<double>(in_runs) + kMatch * static_cast<double>(std::min(in_runs, rows.docs));
    const double by_looking = kPassedOver * kOverlook * static_cast<double>(reach(query)) / share_of(columns, rows);
    if (can_look_around(query, filter) && by_looking < std::min(by_rows, by_runs))
      return look_around(part, query, rows, filter, collector, deadline);
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
