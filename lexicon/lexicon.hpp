#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.hpp"

namespace fingerpost::lexicon {

/// Bounds of a lexicon; a folder beyond them is refused whole, with the line that went too far.
inline constexpr std::size_t kMaxFiles = 200;
inline constexpr std::size_t kMaxFileBytes = 1 << 20;
inline constexpr std::size_t kMaxNeeds = 5'000;
inline constexpr std::size_t kMaxPhrases = 100'000;
inline constexpr std::size_t kMaxPhraseWords = 12;
inline constexpr std::size_t kMaxTermsOfNeed = 40;
inline constexpr std::size_t kMaxFaults = 200;

/// A text file of needs, or `words.txt`. A steward's file stands in place of the shipped one of the same name, and a
/// steward's need in place of the shipped one of the same code.
struct NeedFile {
  enum class Origin : std::uint8_t { shipped, steward };
  std::string name;
  std::string text;
  Origin origin = Origin::shipped;
};

/// A category that meets a need, by its code in fingerpost-needs.
struct NeedTerm {
  std::string code;
  double weight = 1;
};

/// What people need, or a type of help, and what meets it.
struct Need {
  std::string code, name, name_cy;
  std::vector<NeedTerm> terms;
  std::vector<std::string> related;  ///< codes of needs to try when nothing fits
  bool crisis = false;
  std::string where;  ///< file:line
};

/// An index term that may stand for a word.
struct Alternative {
  std::string term;
  double weight = 1;
};

/// A word of a question: its term first, then what else it may be. One with `is_filler` (a stop word) says nothing by
/// itself, only beside its neighbours ("making a will").
struct QueryWord {
  std::vector<Alternative> terms;
  bool is_filler = false;
};

/// A need that the words were taken to mean.
struct Reading {
  const Need* need = nullptr;
  double weight = 0;               ///< 0 to 1, how surely
  bool is_phrase = false;          ///< by a phrase; otherwise by the words its phrases have in common
  std::vector<std::size_t> words;  ///< which words of the question are in the phrase
};

/// The lexicon of needs: how people say what they need, and the categories that meet it. Immutable; safe from several
/// threads. Read in some 0.2 s for 30,000 phrases
/// (bench/lexicon_bench.cpp).
class Lexicon {
 public:
  /// Reads files in the format of data/needs/README.md. Problems name file and line in `field`, all at once (up to
  /// kMaxFaults).
  [[nodiscard]] static Result<std::shared_ptr<const Lexicon>> read(const std::vector<NeedFile>& files);

  Lexicon();
  ~Lexicon();

  const std::vector<Need>& needs() const { return needs_; }
  std::size_t phrases() const { return phrases_.size(); }
  const Need* find(std::string_view code) const;

  /// The needs behind the words, surest first, at most kMaxReadings. Words count by how few needs use them, in any
  /// order, with anything between: how like the need's likest phrase the question is (the cosine of the two, and of
  /// their pairs of neighbouring words), and how much of it the need's phrases say together.
  std::vector<Reading> read_words(const std::vector<QueryWord>& words) const;
  static constexpr std::size_t kMaxReadings = 10;

  /// Which words are part of a phrase of two telling words or more that is wholly there.
  std::vector<std::size_t> in_whole_phrases(const std::vector<QueryWord>& words) const;

  /// What `words.txt` says may stand for a term (or two, with a space between); empty when nothing.
  std::span<const Alternative> alternatives(const std::string& term) const;
  /// Whether a term stands in a phrase or in words.txt: such a word is no typing error.
  bool knows(const std::string& text) const { return term(text) != nullptr || alternatives_.contains(text); }
  /// How many needs have the term in a phrase, and how many there could be, for weighing corrections.
  std::uint32_t needs_with(const std::string& term) const;

  /// Every word of phrases and words.txt as it is written (folded), once.
  const std::vector<std::string>& words() const { return words_; }
  /// Phrases to complete, as written, sorted by their folded text, with the need's number in needs(). They look into
  /// the lexicon.
  struct Phrase {
    std::string_view folded, shown;
    std::uint32_t need;
    bool is_name;
  };
  std::size_t completions() const { return completions_.size(); }
  Phrase completion(std::size_t at) const {
    const Completion& found = completions_[at];
    const std::string_view texts = completion_texts_;
    return {texts.substr(found.folded_at, found.folded_bytes), texts.substr(found.shown_at, found.shown_bytes),
            found.need, found.is_name};
  }

 private:
  friend class LexiconBuilder;
  struct IndexedPhrase {
    std::uint32_t first_term;  ///< in phrase_terms_
    std::uint16_t terms;
    std::uint16_t pairs;  ///< words next to each other, stop words included
    std::uint32_t need;
    float weight;    ///< of all its terms together
    float per_root;  ///< 1 / √weight
  };
  /// A stop word has no phrases but those of stop words alone.
  struct IndexedTerm {
    float weight = 0;                             ///< rarity over needs
    std::uint32_t first_phrase = 0, phrases = 0;  ///< in term_phrases_
    std::uint32_t first_need = 0, needs = 0;      ///< in term_needs_
  };
  struct TermNeed {
    std::uint32_t need, times;  ///< number, in how many of its phrases
  };
  /// Where its texts stand in completion_texts_.
  struct Completion {
    std::uint32_t folded_at, shown_at;
    std::uint32_t folded_bytes, shown_bytes;
    std::uint32_t need;
    bool is_name;
  };
  struct Scratch;
  static Scratch& scratch_of_thread();
  /// Two terms that stand next to each other, as one number; terms of the lexicon alone make pairs.
  std::optional<std::uint64_t> pair_of(const std::string& first, const std::string& second) const;
  void score_pairs(const std::vector<QueryWord>& words, Scratch& scratch) const;
  void look_up(const std::vector<QueryWord>& words, Scratch& scratch) const;
  void score_phrases(Scratch& scratch) const;
  std::vector<std::size_t> words_of(const IndexedPhrase& phrase, const Scratch& scratch) const;
  void find_likest(Scratch& scratch) const;
  void add_common_words(Scratch& scratch) const;
  /// Lists that have grown keep room to grow further: no more.
  void give_back_room();
  /// Null when it is in no phrase.
  const IndexedTerm* term(const std::string& text) const;
  /// Ascending.
  std::span<const std::uint32_t> terms_of(const IndexedPhrase& phrase) const {
    return {phrase_terms_.data() + phrase.first_term, phrase.terms};
  }
  std::span<const std::uint32_t> phrases_of(const IndexedTerm& term) const {
    return {term_phrases_.data() + term.first_phrase, term.phrases};
  }
  std::span<const TermNeed> needs_of(const IndexedTerm& term) const {
    return {term_needs_.data() + term.first_need, term.needs};
  }

  std::vector<Need> needs_;
  std::unordered_map<std::string, std::uint32_t> by_code_;
  std::vector<IndexedPhrase> phrases_;
  std::vector<std::uint32_t> phrase_terms_;
  std::unordered_map<std::string, std::uint32_t> terms_;  ///< numbers of terms, stop words too
  std::vector<IndexedTerm> indexed_terms_;
  std::vector<std::uint32_t> term_phrases_;  ///< of each term, ascending
  std::vector<TermNeed> term_needs_;
  std::vector<std::pair<std::uint64_t, std::uint32_t>> pairs_;  ///< pair and phrase, ascending
  std::unordered_map<std::string, std::vector<Alternative>> alternatives_;
  std::vector<std::string> words_;
  std::vector<Completion> completions_;
  std::string completion_texts_;
};

}  // namespace fingerpost::lexicon
