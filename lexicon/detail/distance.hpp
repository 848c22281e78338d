#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace fingerpost::lexicon::detail {

/// Bits of the letters in a word: a to z, and one for everything else.
std::uint32_t letters_of(std::string_view word);

/// Letters put in, left out, changed, or swapped with the next (optimal string alignment, Damerau 1964); anything above
/// `most` is most + 1. Bytes stand for letters: folded words are nearly all ASCII.
int edit_distance(std::string_view a, std::string_view b, int most);

/// How the slip may have come about, when the words are one edit apart or two.
struct Slip {
  bool first_letter = false;  ///< the first letter is another
  bool easy = false;          ///< letters swapped or doubled, a neighbouring key, a vowel for a vowel
};
Slip slip_between(std::string_view typed, std::string_view meant);

/// English as it is heard: "fysio" and "physio", "nife" and "knife" have one key.
std::string sound_of(std::string_view word);

}  // namespace fingerpost::lexicon::detail
