#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "search/detail/columns.hpp"
#include "search/detail/deadline.hpp"
#include "search/weights.hpp"

namespace fingerpost::search::detail {

/// A term of a concept with what it can add to a document's text part.
struct ScoredTerm {
  std::string term;
  double most;  ///< its contribution were the term said for ever
};

/// A query's words ready for matching: a document's text part is the sum over concepts of the best of the concept's
/// terms, each `most × (p + count / (count + dampening)) / (p + 1)`, where dampening grows with the document's length
/// (BM25) and p is weight::kPresence.
struct TextQuery {
  std::vector<std::vector<ScoredTerm>> concepts;
  double dampening_base = 0, dampening_per_length = 0;

  /// What a term adds to a document that has it.
  static double worth(double most, double count, double dampening) {
    constexpr double kScale = 1 / (weight::kPresence + 1);  // a division less for each posting
    return most * kScale * (weight::kPresence + count / (count + dampening));
  }
  double dampening(std::uint16_t length) const { return dampening_base + dampening_per_length * length; }
};

/// A document that has a term, and how often.
struct Posting {
  Doc doc;
  std::uint32_t count;
};

struct TextMatch {
  Doc doc;
  double text;
};

/// Takes matches in ascending order of document, some at a time.
class MatchSink {
 public:
  virtual ~MatchSink() = default;
  virtual void take(std::span<const TextMatch> matches) = 0;
};

/// Hands matches on and remembers them, as long as they are not too many to be worth it.
class Recorder final : public MatchSink {
 public:
  explicit Recorder(MatchSink& next) : next_(next) {}
  void take(std::span<const TextMatch> matches) override {
    if (matches_ && matches_->size() + matches.size() <= kMost)
      matches_->insert(matches_->end(), matches.begin(), matches.end());
    else
      matches_.reset();
    next_.take(matches);
  }
  /// All that was handed on; nothing when it was too much.
  std::optional<std::vector<TextMatch>> matches() { return std::move(matches_); }

 private:
  static constexpr std::size_t kMost = 100'000;  ///< 1.6 MB
  MatchSink& next_;
  std::optional<std::vector<TextMatch>> matches_{std::in_place};
};

/// The terms of one segment's documents. Immutable; safe from several threads.
class TextIndex {
 public:
  virtual ~TextIndex() = default;

  /// Documents with the term, those since removed included. Failure when the index is broken.
  virtual std::uint64_t frequency(std::string_view term) const = 0;

  /// Every term with its frequency.
  virtual void for_each_term(const std::function<void(std::string_view, std::uint64_t)>& visit) const = 0;

  /// Documents of `intervals` (ascending, disjoint) in which every concept (or any) is found. `lengths` by document.
  virtual void match_all(const TextQuery& query, std::span<const Interval> intervals,
                         std::span<const std::uint16_t> lengths, MatchSink& sink, Deadline& deadline) const = 0;
  virtual void match_any(const TextQuery& query, std::span<const Interval> intervals,
                         std::span<const std::uint16_t> lengths, MatchSink& sink, Deadline& deadline) const = 0;
};

}  // namespace fingerpost::search::detail
