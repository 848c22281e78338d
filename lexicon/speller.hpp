#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fingerpost::lexicon {

/// Words shorter than this are never corrected ("GP", "AA"); those of kTwoEdits letters and more for two edits
/// (of exactly so many, to what people say).
inline constexpr std::size_t kShortestCorrected = 3;
inline constexpr std::size_t kTwoEdits = 5;
inline constexpr std::size_t kLongestCorrected = 32;
/// Words beyond this, the rarest, are left out.
inline constexpr std::size_t kMaxVocabulary = 400'000;

/// What a misspelled word was meant to be, by the vocabulary of lexicon and index. Immutable; safe from several
/// threads.
///
/// Xapian 1.4 has no edit-distance operator. Words stand by length, each with a mask of its letters: those whose masks
/// differ in too many bits cannot be near, and of the few left the distance is worked out (letters put in, left out,
/// changed or swapped with the next). No table of deletions is kept: about 30 bytes a word, milliseconds to build for
/// 30,000 words, and a correction costs a nanosecond for each word of about its length (bench/lexicon_bench.cpp).
class Speller {
 public:
  /// A word to correct to. `is_stem`: the text is an index term, compared with the stem of what was typed.
  struct Word {
    std::string text, term;
    std::uint32_t documents = 0;  ///< how often it is met
    bool is_spoken = false;       ///< stands in the lexicon: what people say
    bool is_stem = false;
  };
  explicit Speller(std::vector<Word> words);

  struct Correction {
    std::string word;  ///< as it would be written
    std::string term;  ///< as the index knows it
    double weight;     ///< 0 to 1, how likely it is meant
  };
  /// The likeliest first, at most kMaxCorrections; empty when nothing is near. The caller asks only for words that are
  /// no hit themselves.
  std::vector<Correction> correct(std::string_view word, std::string_view stem) const;
  static constexpr std::size_t kMaxCorrections = 5;

  /// Beginnings of words that an unfinished word with one slip may have been meant to be, the commonest first, at most
  /// kMaxCorrections. Looks through the whole vocabulary: for when nothing completes what was typed.
  std::vector<std::string> mend_beginning(std::string_view typed) const;

  /// Two words written as one, both of the vocabulary: "debtadvice".
  std::optional<std::pair<std::string, std::string>> split(std::string_view word) const;
  /// Whether the word is written so in the vocabulary.
  bool has(std::string_view word) const;
  std::size_t size() const { return entries_.size(); }

 private:
  struct Entry {
    std::uint32_t text, term;  ///< where they begin in texts_
    std::uint8_t text_bytes, term_bytes;
    bool is_spoken, is_stem;
    float commonness;
  };
  struct Candidate;
  std::string_view text(const Entry& entry) const { return {texts_.data() + entry.text, entry.text_bytes}; }
  void scan(std::string_view typed, bool stems, std::vector<Candidate>& found) const;
  void sound_alikes(std::string_view typed, std::vector<Candidate>& found) const;
  Correction correction(const Candidate& candidate, std::string_view word, std::string_view stem, double best) const;
  std::uint32_t add_text(std::string_view text);

  std::string texts_;
  std::vector<Entry> entries_;                                   ///< by length of their text, then by it
  std::vector<std::uint32_t> masks_;                             ///< letters of each
  std::array<std::uint32_t, kLongestCorrected + 3> ends_{};      ///< of the entries of each length
  std::vector<std::pair<std::uint32_t, std::uint32_t>> sounds_;  ///< hash of a phonetic key, entry
};

}  // namespace fingerpost::lexicon
