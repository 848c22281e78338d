#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "search/query.hpp"

namespace fingerpost::search {

/// A word of a text as the index knows it: folded and stemmed, with where it stood.
struct Token {
  std::string word;  ///< folded
  std::string term;  ///< stemmed index term
};

/// Shared by indexer and query, so that what was written can be found as it was typed: UTF-8 repaired, case and
/// diacritics folded, possessives and punctuation dropped, digits of telephone numbers joined, English stemmed
/// (Snowball), Welsh kept whole with its initial mutation undone where that is certain. Bounded: texts longer than
/// kMaxTokens are cut.
std::vector<Token> analyse(std::string_view text);
inline constexpr std::size_t kMaxTokens = 50'000;
inline constexpr std::size_t kMaxQueryWords = 32;

/// Whether a word (folded) says nothing by itself: "the", "with". Short on purpose: "no" and "over" are none.
bool is_stop_word(std::string_view folded);

/// The words of a query as concepts of one term each; stop words are left out unless nothing else is there. A word said
/// twice counts twice; beside a sentence that asks, those that tell the story count less, and so do fillers ("need",
/// "want") anywhere (search/weights.hpp).
std::vector<Concept> concepts_of(std::string_view words);

}  // namespace fingerpost::search
