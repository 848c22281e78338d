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

constexpr std::array kFillers = std::to_array<std::string_view>(
    {"able",   "after", "all",    "because", "before", "between", "both",      "cant",      "dont",   "due",
     "during", "each",  "even",   "go",      "going",  "got",     "hello",     "hi",        "just",   "know",
     "like",   "many",  "may",    "might",   "more",   "most",    "much",      "must",      "need",   "needs",
     "no",     "nor",   "not",    "only",    "other",  "please",  "question",  "questions", "really", "recently",
     "say",    "shall", "since",  "such",    "tell",   "think",   "told",      "use",       "used",   "using",
     "very",   "want",  "wanted", "wants",   "while",  "wonder",  "wondering", "currently", "however"});

/// Sorted once, so that the lists above may be written as people read them.
template <std::size_t n>
auto in_order(std::array<std::string_view, n> words) {
  std::sort(words.begin(), words.end());
  return words;
}

}  // namespace

bool is_stop_word(std::string_view folded) {
  static const auto words = in_order(kStopWords);
  return std::binary_search(words.begin(), words.end(), folded);
}

bool is_filler(std::string_view folded) {
  static const auto words = in_order(kFillers);
  return std::binary_search(words.begin(), words.end(), folded);
}

}  // namespace fingerpost::search::detail
