#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <numeric>
#include <span>
#include <string>
#include <vector>

#include "search/detail/text_index.hpp"

/// The two ways through posting lists, for any kind of cursor: a class with at_end(), doc(), count(), next() and
/// skip_to(doc), which moves to the first posting at or behind doc. Both visit each match once, in ascending order, and
/// add up a document's text part in the same order, so that a document scores the same to the last bit whichever way it
/// was found.
namespace fingerpost::search::detail {

template <typename Cursor>
struct ScoredCursor {
  Cursor cursor;
  double most;
};

/// One concept: the documents of any of its terms, worth the best of them.
template <typename Cursor>
class ConceptCursor {
 public:
  explicit ConceptCursor(std::vector<ScoredCursor<Cursor>> terms) : terms_(std::move(terms)) { find_least(); }

  bool at_end() const { return doc_ == kNoDoc; }
  Doc doc() const { return doc_; }

  void skip_to(Doc doc) {
    if (doc_ >= doc) return;
    for (auto& [cursor, most] : terms_)
      if (!cursor.at_end() && cursor.doc() < doc) cursor.skip_to(doc);
    find_least();
  }
  /// To the document behind the present one: cheaper than skipping there.
  void next() {
    const Doc passed = doc_;
    for (auto& [cursor, most] : terms_)
      if (!cursor.at_end() && cursor.doc() == passed) cursor.next();
    find_least();
  }

  double score(double dampening) const {
    double best = 0;
    for (const auto& [cursor, most] : terms_)
      if (!cursor.at_end() && cursor.doc() == doc_)
        best = std::max(best, TextQuery::worth(most, cursor.count(), dampening));
    return best;
  }

 private:
  void find_least() {
    doc_ = kNoDoc;
    for (const auto& [cursor, most] : terms_)
      if (!cursor.at_end()) doc_ = std::min(doc_, cursor.doc());
  }

  std::vector<ScoredCursor<Cursor>> terms_;
  Doc doc_ = kNoDoc;
};

/// Collects matches and hands them on in batches.
class Batch {
 public:
  explicit Batch(MatchSink& sink) : sink_(sink) {}
  ~Batch() = default;
  Batch(const Batch&) = delete;
  Batch& operator=(const Batch&) = delete;

  void add(Doc doc, double text) {
    matches_[size_++] = {doc, text};
    if (size_ == matches_.size()) flush();
  }
  void flush() {
    if (size_ != 0) sink_.take({matches_.data(), size_});
    size_ = 0;
  }

 private:
  MatchSink& sink_;
  std::array<TextMatch, 512> matches_;
  std::size_t size_ = 0;
};

/// Every concept: the rarest leads, the others are asked to come up to it (leapfrog). `concepts` in the order in which
/// their parts are added; `by_rarity` names them rarest first.
template <typename Cursor>
void leapfrog(std::vector<ConceptCursor<Cursor>>& concepts, const std::vector<std::size_t>& by_rarity,
              const TextQuery& query, std::span<const Interval> intervals, std::span<const std::uint16_t> lengths,
              MatchSink& sink, Deadline& deadline) {
  Batch batch(sink);
  for (const Interval& interval : intervals) {
    Doc doc = interval.begin;
    while (doc < interval.end) {
      deadline.spend(8);
      bool all = true;
      for (const std::size_t i : by_rarity) {
        concepts[i].skip_to(doc);
        if (concepts[i].doc() == doc) continue;
        doc = concepts[i].doc();
        all = false;
        break;
      }
      if (!all) continue;  // kNoDoc ends the loop, being behind every interval
      const double dampening = query.dampening(lengths[doc]);
      double text = 0;
      for (const auto& each : concepts) text += each.score(dampening);
      batch.add(doc, text);
      ConceptCursor<Cursor>& rarest = concepts[by_rarity.front()];
      rarest.next();
      doc = rarest.doc();
    }
  }
  batch.flush();
}

/// What a window adds up in, by document: of each thread, for it is all nought between two windows.
struct WindowSums {
  static constexpr Doc kWindow = 4'096;
  std::vector<double> sums = std::vector<double>(kWindow), bests = std::vector<double>(kWindow);

  static WindowSums& of_thread() {
    thread_local WindowSums sums;
    return sums;
  }
};

/// Any concept: documents in windows of 4,096, each term adding to its window in turn, so that a posting costs a few
/// nanoseconds and no heap of cursors is kept.
template <typename Cursor>
class WindowMatcher {
 public:
  WindowMatcher(std::vector<std::vector<ScoredCursor<Cursor>>> concepts, const TextQuery& query,
                std::span<const std::uint16_t> lengths, MatchSink& sink, Deadline& deadline)
      : concepts_(std::move(concepts)),
        query_(query),
        lengths_(lengths),
        batch_(sink),
        deadline_(deadline),
        sums_(WindowSums::of_thread().sums),
        bests_(WindowSums::of_thread().bests) {}
  /// A window that a deadline cut short leaves its sums behind.
  ~WindowMatcher() {
    if (is_done_) return;
    std::fill(sums_.begin(), sums_.end(), 0.0);
    std::fill(bests_.begin(), bests_.end(), 0.0);
  }
  WindowMatcher(const WindowMatcher&) = delete;
  WindowMatcher& operator=(const WindowMatcher&) = delete;

  void run(std::span<const Interval> intervals) {
    for (const Interval& interval : intervals)
      for (Doc begin = next_window(interval.begin); begin < interval.end;) {
        const Doc end = begin + std::min<Doc>(interval.end - begin, kWindow);
        match_window(begin, end);
        begin = next_window(end);
      }
    batch_.flush();
    is_done_ = true;
  }

 private:
  static constexpr Doc kWindow = WindowSums::kWindow;

  /// The first posting at or behind `doc`: empty stretches are jumped over.
  Doc next_window(Doc doc) {
    Doc first = kNoDoc;
    for (auto& terms : concepts_)
      for (auto& [cursor, most] : terms) {
        if (!cursor.at_end() && cursor.doc() < doc) cursor.skip_to(doc);
        if (!cursor.at_end()) first = std::min(first, cursor.doc());
      }
    return first;
  }

  void match_window(Doc begin, Doc end) {
    for (auto& terms : concepts_) {
      if (terms.size() == 1)
        add_term(terms.front(), begin, end);
      else
        add_concept(terms, begin, end);
    }
    for (std::size_t word = 0; word < touched_.size(); ++word) {
      for (std::uint64_t bits = touched_[word]; bits != 0; bits &= bits - 1) {
        const auto at = static_cast<Doc>(word * 64 + static_cast<std::size_t>(std::countr_zero(bits)));
        batch_.add(begin + at, sums_[at]);
        sums_[at] = 0;
      }
      touched_[word] = 0;
    }
  }

  void add_term(ScoredCursor<Cursor>& term, Doc begin, Doc end) {
    auto& [cursor, most] = term;
    std::size_t steps = 0;
    for (; !cursor.at_end() && cursor.doc() < end; cursor.next(), ++steps) {
      const Doc at = cursor.doc() - begin;
      const double count = cursor.count();
      sums_[at] += TextQuery::worth(most, count, query_.dampening(lengths_[begin + at]));
      touched_[at / 64] |= std::uint64_t{1} << (at % 64);
    }
    deadline_.spend(steps);
  }

  void add_concept(std::vector<ScoredCursor<Cursor>>& terms, Doc begin, Doc end) {
    std::size_t steps = 0;
    for (auto& [cursor, most] : terms) {
      for (; !cursor.at_end() && cursor.doc() < end; cursor.next(), ++steps) {
        const Doc at = cursor.doc() - begin;
        const double count = cursor.count();
        bests_[at] = std::max(bests_[at], TextQuery::worth(most, count, query_.dampening(lengths_[begin + at])));
        concept_touched_[at / 64] |= std::uint64_t{1} << (at % 64);
      }
    }
    for (std::size_t word = 0; word < touched_.size(); ++word) {
      for (std::uint64_t bits = concept_touched_[word]; bits != 0; bits &= bits - 1) {
        const std::size_t at = word * 64 + static_cast<std::size_t>(std::countr_zero(bits));
        sums_[at] += bests_[at];
        bests_[at] = 0;
      }
      touched_[word] |= concept_touched_[word];
      concept_touched_[word] = 0;
    }
    deadline_.spend(steps);
  }

  std::vector<std::vector<ScoredCursor<Cursor>>> concepts_;
  const TextQuery& query_;
  std::span<const std::uint16_t> lengths_;
  Batch batch_;
  Deadline& deadline_;
  std::vector<double>&sums_, &bests_;
  bool is_done_ = false;
  std::array<std::uint64_t, kWindow / 64> touched_{}, concept_touched_{};
};

/// One list by itself: all that a question of one word has to read.
template <typename Cursor>
void match_one(ScoredCursor<Cursor>& term, const TextQuery& query, std::span<const Interval> intervals,
               std::span<const std::uint16_t> lengths, MatchSink& sink, Deadline& deadline) {
  auto& [cursor, most] = term;
  Batch batch(sink);
  for (const Interval& interval : intervals) {
    cursor.skip_to(interval.begin);
    for (; !cursor.at_end() && cursor.doc() < interval.end; cursor.next()) {
      deadline.spend(1);
      batch.add(cursor.doc(), TextQuery::worth(most, cursor.count(), query.dampening(lengths[cursor.doc()])));
    }
  }
  batch.flush();
}

/// match_all for any TextIndex: `open(term)` gives a cursor, `frequency(term)` how long it is.
template <typename Open, typename Frequency>
void match_every(const TextQuery& query, std::span<const Interval> intervals, std::span<const std::uint16_t> lengths,
                 MatchSink& sink, Deadline& deadline, Open&& open, Frequency&& frequency) {
  using Cursor = decltype(open(std::string()));
  std::vector<std::uint64_t> postings;
  for (const auto& terms : query.concepts) {
    postings.push_back(0);
    for (const ScoredTerm& term : terms) postings.back() += frequency(term.term);
    if (postings.back() == 0) return;  // before any list is opened
  }
  std::vector<ConceptCursor<Cursor>> concepts;
  concepts.reserve(query.concepts.size());
  for (const auto& terms : query.concepts) {
    std::vector<ScoredCursor<Cursor>> cursors;
    cursors.reserve(terms.size());
    for (const ScoredTerm& term : terms)
      if (Cursor cursor = open(term.term); !cursor.at_end()) cursors.push_back({std::move(cursor), term.most});
    if (query.concepts.size() == 1 && cursors.size() == 1)
      return match_one(cursors.front(), query, intervals, lengths, sink, deadline);
    concepts.emplace_back(std::move(cursors));
  }
  std::vector<std::size_t> by_rarity(concepts.size());
  std::iota(by_rarity.begin(), by_rarity.end(), std::size_t{0});
  std::sort(by_rarity.begin(), by_rarity.end(), [&](auto a, auto b) { return postings[a] < postings[b]; });
  leapfrog(concepts, by_rarity, query, intervals, lengths, sink, deadline);
}

/// match_any for any TextIndex.
template <typename Open>
void match_some(const TextQuery& query, std::span<const Interval> intervals, std::span<const std::uint16_t> lengths,
                MatchSink& sink, Deadline& deadline, Open&& open) {
  using Cursor = decltype(open(std::string()));
  std::vector<std::vector<ScoredCursor<Cursor>>> concepts;
  for (const auto& terms : query.concepts) {
    std::vector<ScoredCursor<Cursor>> cursors;
    cursors.reserve(terms.size());
    for (const ScoredTerm& term : terms)
      if (Cursor cursor = open(term.term); !cursor.at_end()) cursors.push_back({std::move(cursor), term.most});
    if (!cursors.empty()) concepts.push_back(std::move(cursors));
  }
  if (concepts.size() == 1 && concepts.front().size() == 1)
    return match_one(concepts.front().front(), query, intervals, lengths, sink, deadline);
  WindowMatcher<Cursor>(std::move(concepts), query, lengths, sink, deadline).run(intervals);
}

}  // namespace fingerpost::search::detail
