#include "search/detail/stop_words.hpp"

#include <algorithm>
#include <array>

namespace fingerpost::search::detail {
namespace {

// Short on purpose: "no", "not", "own", "over" and "under" can be what a query is about ("under 18", "over 60").
// "ar", "o", "am", "un" and "i" of Welsh are here only where English loses nothing by it.
constexpr std::array kStopWords = std::to_array<std::string_view>(
    {"a",    "about",  "also",  "am",   "an",    "and",  "any",  "ar",    "are",  "as",   "at",    "be",
     "been", "but",    "by",    "can",  "could", "did",  "do",   "does",  "for",  "from", "get",   "had",
     "has",  "have",   "he",    "her",  "him",   "his",  "how",  "i",     "if",   "in",   "into",  "is",
     "it",   "its",    "ive",   "im",   "me",    "my",   "near", "o",     "of",   "on",   "or",    "our",
     "she",  "should", "so",    "some", "than",  "that", "the",  "their", "them", "then", "there", "these",
     "they", "this",   "those", "to",   "us",    "was",  "we",   "were",  "what", "when", "where", "which",
     "who",  "whom",   "will",  "with", "would", "y",    "yn",   "you",   "your", "yr"});

/// Sorted once, so that the list above may be written as people read it.
const auto& sorted() {
  static const auto words = [] {
    auto all = kStopWords;
    std::sort(all.begin(), all.end());
    return all;
  }();
  return words;
}

}  // namespace

bool is_stop_word(std::string_view folded) { return std::binary_search(sorted().begin(), sorted().end(), folded); }

}  // namespace fingerpost::search::detail
