#include "search/detail/need_set.hpp"

#include <algorithm>

#include "search/weights.hpp"

namespace fingerpost::search::detail {
namespace {

/// Finding the words of one document by itself costs about so many postings of a pass through all of them.
constexpr std::size_t kPostingsOfOneDocument = 30;

/// Documents as runs, those next to each other joined.
std::vector<Interval> runs_of(const std::vector<Doc>& documents) {
  std::vector<Interval> runs;
  for (const Doc doc : documents) {
    if (!runs.empty() && runs.back().end == doc)
      ++runs.back().end;
    else
      runs.push_back({doc, doc + 1});
  }
  return runs;
}

std::size_t postings_of(const TextScope& scope) {
  std::size_t postings = 0;
  for (const auto& terms : scope.query.concepts)
    for (const ScoredTerm& term : terms) postings += scope.index.frequency(term.term);
  return postings;
}

/// Lets through the documents of a set, or all but them; and remembers which of the set were met.
class Sieve final : public MatchSink {
 public:
  enum class Passes { set, others, all };
  Sieve(const std::vector<Doc>& set, Passes passes, MatchSink& next) : set_(set), passes_(passes), next_(next) {}

  void take(std::span<const TextMatch> matches) override {
    kept_.clear();
    for (const TextMatch& match : matches) {
      while (at_ < set_.size() && set_[at_] < match.doc) pass_by();
      const bool in_set = at_ < set_.size() && set_[at_] == match.doc;
      if (in_set) ++at_;
      if (passes_ == Passes::all || in_set == (passes_ == Passes::set)) kept_.push_back(match);
    }
    next_.take(kept_);
  }

  /// Those of the set that had none of the words.
  std::vector<TextMatch> rest() {
    while (at_ < set_.size()) pass_by();
    return std::move(rest_);
  }

 private:
  void pass_by() { rest_.push_back({set_[at_++], 0}); }

  const std::vector<Doc>& set_;
  const Passes passes_;
  MatchSink& next_;
  std::size_t at_ = 0;
  std::vector<TextMatch> kept_, rest_;
};

}  // namespace

NeedSet::NeedSet(const Columns& columns, const Query& query) : columns_(columns) {
  for (const NeedCategory& need : query.needs) {
    const auto category = columns.category_names.find(need.category);
    if (!category || !(need.weight > 0)) continue;
    if (weights_.empty()) weights_.resize(columns.what_heads.size());
    const double whole = std::min(need.weight, 1.0);
    for (const std::uint32_t row : columns.whats_with_category[*category]) {
      const bool is_less = !query.seeks_role && columns.what_heads[row].kind == Kind::role;
      const auto weight = static_cast<float>(is_less ? weight::kNeedOfRole * whole : whole);
      if (weights_[row] == 0) {
        rows_.push_back(row);
        size_ += columns.docs_with_what[row].size();
      }
      weights_[row] = std::max(weights_[row], weight);
      most_ = std::max(most_, static_cast<double>(weight));
    }
  }
}

std::vector<Doc> NeedSet::documents_in(std::span<const Interval> intervals) const {
  std::vector<Doc> documents;
  for (const std::uint32_t row : rows_) {
    const auto docs = columns_.docs_with_what[row];
    for (const Interval& interval : intervals) {
      const auto begin = std::lower_bound(docs.begin(), docs.end(), interval.begin);
      documents.insert(documents.end(), begin, std::lower_bound(begin, docs.end(), interval.end));
    }
  }
  std::sort(documents.begin(), documents.end());
  return documents;
}

void match_with_needs(const TextScope& scope, bool all_words, const NeedSet& needs, MatchSink& sink,
                      Deadline& deadline) {
  const std::vector<Doc> helping = needs.documents_in(scope.intervals);
  deadline.spend(helping.size());
  const bool has_words = !scope.query.concepts.empty();
  Sieve scored(helping, all_words ? Sieve::Passes::set : Sieve::Passes::all, sink);
  if (has_words && !all_words) {
    scope.index.match_any(scope.query, scope.intervals, scope.lengths, scored, deadline);
  } else if (has_words) {
    if (helping.size() > postings_of(scope) / kPostingsOfOneDocument)
      scope.index.match_any(scope.query, scope.intervals, scope.lengths, scored, deadline);
    else
      scope.index.match_any(scope.query, runs_of(helping), scope.lengths, scored, deadline);
    Sieve others(helping, Sieve::Passes::others, sink);
    if (scope.with_all_words != nullptr)
      others.take(*scope.with_all_words);
    else
      scope.index.match_all(scope.query, scope.intervals, scope.lengths, others, deadline);
  }
  sink.take(scored.rest());
}

}  // namespace fingerpost::search::detail
