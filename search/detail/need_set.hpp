#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "search/detail/columns.hpp"
#include "search/detail/text_index.hpp"
#include "search/query.hpp"

namespace fingerpost::search::detail {

/// The documents of one segment that help with the needs of a query, and how well: by row of `what`, for a document's
/// categories are the row's. Making it costs the rows of the categories; no document is looked at.
class NeedSet {
 public:
  NeedSet(const Columns& columns, const Query& query);

  bool empty() const { return rows_.empty(); }
  /// 0 to 1.
  double weight(Doc doc) const { return weights_.empty() ? 0 : weights_[columns_.what[doc]]; }
  double most() const { return most_; }
  /// How many documents there are; and which of them lie in `intervals`, ascending.
  std::size_t size() const { return size_; }
  std::vector<Doc> documents_in(std::span<const Interval> intervals) const;

 private:
  const Columns& columns_;
  std::vector<float> weights_;  ///< by row; empty when nothing is needed
  std::vector<std::uint32_t> rows_;
  std::size_t size_ = 0;
  double most_ = 0;
};

/// What text is matched against.
struct TextScope {
  const TextQuery& query;
  const TextIndex& index;
  std::span<const Interval> intervals;
  std::span<const std::uint16_t> lengths;
  const std::vector<TextMatch>* with_all_words = nullptr;  ///< when they have been looked up before
};

/// Documents with all (or any) of the words, and those that help with a need: these are scored by whichever of the
/// words they have. Each document is handed on once. A query without words gives the latter alone.
void match_with_needs(const TextScope& scope, bool all_words, const NeedSet& needs, MatchSink& sink,
                      Deadline& deadline);

}  // namespace fingerpost::search::detail
