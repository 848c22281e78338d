#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "geo/gazetteer.hpp"
#include "lexicon/lexicon.hpp"
#include "lexicon/speller.hpp"
#include "search/index.hpp"
#include "signposting/answer.hpp"
#include "signposting/enquiry.hpp"

/// The words of a question, taken apart: what stands for a parameter, what was misspelled, what is needed.
namespace fingerpost::signposting {

/// A piece of the question between spaces, hyphens, slashes and commas.
struct Piece {
  std::string said;                                       ///< as typed, or as corrected
  std::string key;                                        ///< folded, letters and digits only
  std::string term;                                       ///< of the index; empty when it has no letter or digit
  char mark = 0;                                          ///< what ends a sentence behind it: ? ! ;
  bool is_stop = false;                                   ///< says nothing by itself
  bool is_used = false;                                   ///< stands for a parameter: not looked for
  bool is_no_need = false;                                ///< nor does it say what is needed: a place, an age, a day
  std::vector<lexicon::Speller::Correction> corrections;  ///< what else it may be, likeliest first
  std::vector<lexicon::Alternative> others;               ///< every other term that may stand for it
};
std::vector<Piece> pieces_of(std::string_view q);
/// Makes key and term anew from `said`.
void analyse_piece(Piece& piece);

/// What the pieces are looked at with.
struct Vocabulary {
  const search::Index& index;
  const lexicon::Lexicon& lexicon;
  const lexicon::Speller& speller;
  const geo::Gazetteer& gazetteer;

  /// Found in the index, or said in the lexicon: no typing error.
  bool is_hit(const std::string& term) const { return lexicon.knows(term) || index.frequency(term) > 0; }
};

/// What a piece is of, for the lexicon.
enum class Said : std::uint8_t { by_itself, in_a_phrase, in_the_need };

/// Reads parts out of the words into `enquiry` where no parameter said so and `drop` does not name them; marks the
/// pieces they were read from. By piece, `said` tells what the lexicon makes of it: one in a whole phrase stays a word,
/// and one in the phrase of the need that is meant ("toddler tantrums") says nothing of who comes.
std::vector<UnderstoodPart> read_parts(std::vector<Piece>& pieces, Enquiry& enquiry, const std::vector<Said>& said);

/// The place in the words, when it is meant as one (the rules stand at the definition).
std::optional<UnderstoodPart> read_place(std::vector<Piece>& pieces, const Vocabulary& vocabulary);

/// A place after "near" (or its like) that is a letter or two amiss, by the gazetteer's near spellings.
std::optional<UnderstoodPart> read_misspelled_place(std::vector<Piece>& pieces, const Vocabulary& vocabulary,
                                                    std::vector<DidYouMean::Change>& changes);

/// Mends typing errors: a space left out, put in or misplaced, then letters. Only in words that are no hit. What was
/// changed, as "from" and "to".
std::vector<DidYouMean::Change> correct(std::vector<Piece>& pieces, const Vocabulary& vocabulary);

/// Fills in `others`: corrections, and what words.txt says of each term and each two.
void add_others(std::vector<Piece>& pieces, const lexicon::Lexicon& lexicon);

/// The pieces as words of the lexicon.
std::vector<lexicon::QueryWord> lexicon_words(const std::vector<Piece>& pieces);

bool is_dropped(const Enquiry& enquiry, std::string_view part);

}  // namespace fingerpost::signposting
