#pragma once

#include <vector>

#include "search/detail/collector.hpp"
#include "search/detail/deadline.hpp"
#include "search/detail/segment.hpp"
#include "search/detail/text_index.hpp"

namespace fingerpost::search::detail {

class LiveIndex;

/// A result with the part it is from.
struct Merged {
  const Part* part;
  Ranked result;
};

/// Whether a question is long enough for its best results to be read a second time (weight::kLongQuestion): one or two
/// words are answered as well by the posting lists alone, and faster.
bool looks_again(const Query& query);

/// Reads the first weight::kReadAgain of each list again, document by document (none of those that equal the first one
/// left out), and adds what posting lists do not tell:
/// - `together`: words asked for next to each other that stand near each other;
/// - `related`: words that the best answers share though nobody asked for them (pseudo-relevance feedback
///   after Lavrenko & Croft, "Relevance-based language models", 2001). Learnt from `fits`, or from `not_known` when
///   nothing fits; never from the name of who runs it.
/// Both only ever raise a score, so what was not read again stays behind what was. To put the lists in order again is
/// the caller's part. Bounded by kReadAgain entries and kLookUp frequencies.
void look_again(const LiveIndex& index, const TextQuery& text, std::vector<Merged>& fits,
                std::vector<Merged>& not_known, Deadline& deadline);

}  // namespace fingerpost::search::detail
