#include <algorithm>

#include "base/text.hpp"
#include "signposting/detail/words.hpp"

namespace fingerpost::signposting {
namespace {

/// Longest name in words: "Hope under Dinmore", "Newport Shropshire".
constexpr std::size_t kMostWords = 4;
/// Shorter names have too many near spellings.
constexpr std::size_t kShortestMended = 5;

bool is_one_of(std::string_view word, std::string_view list) {
  for (const std::string_view each : split_list(list, ' '))
    if (each == word) return true;
  return false;
}

bool is_letter(char c) { return c >= 'a' && c <= 'z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// "sy7", "sw1a".
bool looks_like_outcode(std::string_view key) {
  if (key.size() < 3 || key.size() > 4 || !is_letter(key[0])) return false;
  const std::size_t digits = is_letter(key[1]) ? 2 : 1;
  return is_digit(key[digits]) && std::all_of(key.begin() + static_cast<std::ptrdiff_t>(digits) + 1, key.end(),
                                              [](char c) { return is_digit(c) || is_letter(c); });
}
/// "8ja".
bool looks_like_inward(std::string_view key) {
  return key.size() == 3 && is_digit(key[0]) && is_letter(key[1]) && is_letter(key[2]);
}
bool looks_like_postcode(std::string_view key) {
  return key.size() >= 5 && key.size() <= 7 && looks_like_inward(key.substr(key.size() - 3)) && is_letter(key[0]) &&
         std::any_of(key.begin(), key.end() - 3, is_digit);
}

std::string joined(const std::vector<Piece>& pieces, std::size_t begin, std::size_t end) {
  std::string text;
  for (std::size_t i = begin; i < end; ++i) text += (i == begin ? "" : " ") + pieces[i].said;
  return text;
}

UnderstoodPart take(std::vector<Piece>& pieces, std::size_t begin, std::size_t name, std::size_t end) {
  UnderstoodPart part{"near", joined(pieces, name, end), joined(pieces, begin, end)};
  for (std::size_t i = begin; i < end; ++i) pieces[i].is_used = pieces[i].is_no_need = true;
  return part;
}

std::optional<UnderstoodPart> read_postcode(std::vector<Piece>& pieces, const geo::Gazetteer& gazetteer) {
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    if (pieces[i].is_used) continue;
    std::size_t end = 0;
    if (looks_like_postcode(pieces[i].key))
      end = i + 1;
    else if (looks_like_outcode(pieces[i].key))
      end = i + (i + 1 < pieces.size() && looks_like_inward(pieces[i + 1].key) ? 2 : 1);
    if (end == 0 || !gazetteer.find(joined(pieces, i, end))) continue;
    const bool prepared = i > 0 && is_one_of(pieces[i - 1].key, "near nr in around at from");
    return take(pieces, prepared ? i - 1 : i, i, end);
  }
  return std::nullopt;
}

/// Whether the name says something else where it stands: "slipped in bath", "in hope of".
bool is_a_word_here(const std::vector<Piece>& pieces, std::size_t begin, std::size_t end,
                    const lexicon::Lexicon& lexicon) {
  const bool ends_there = end == pieces.size() || pieces[end].is_used;
  return !ends_there || std::all_of(pieces.begin() + static_cast<std::ptrdiff_t>(begin),
                                    pieces.begin() + static_cast<std::ptrdiff_t>(end),
                                    [&](const Piece& piece) { return piece.is_stop || lexicon.knows(piece.term); });
}

}  // namespace

// A place is read from the words when
// - they have a postcode or outcode that the gazetteer knows, anywhere; or
// - "near", "nr", "around", "close to", "outside" or Welsh "ger" stands before a name that the gazetteer knows exactly
//   (the longest such; one letter or two may be amiss, and then the correction is said); or
// - "in", "at" or Welsh "yn", "yng" stands before one, the name ends the question or the words before another part, and
//   the lexicon does not have all of its words: "in Bath", "in Hope" stay words, "near Bath" is the city.
// A name without such a word before it stays a word: it finds what is called so.
std::optional<UnderstoodPart> read_place(std::vector<Piece>& pieces, const Vocabulary& vocabulary) {
  if (auto postcode = read_postcode(pieces, vocabulary.gazetteer)) return postcode;
  for (std::size_t i = 0; i + 1 < pieces.size(); ++i) {
    if (pieces[i].is_used) continue;
    const bool close_to = is_one_of(pieces[i].key, "close next") && pieces[i + 1].key == "to";
    const bool near = close_to || is_one_of(pieces[i].key, "near nr around round outside ger");
    if (!near && !is_one_of(pieces[i].key, "in at yn yng")) continue;
    const std::size_t name = i + (close_to ? 2 : 1);
    for (std::size_t end = std::min(pieces.size(), name + kMostWords); end > name; --end) {
      if (std::any_of(pieces.begin() + static_cast<std::ptrdiff_t>(name),
                      pieces.begin() + static_cast<std::ptrdiff_t>(end),
                      [](const Piece& piece) { return piece.is_used; }))
        continue;
      if (end == name + 1 && pieces[name].is_stop) continue;
      if (!near && is_a_word_here(pieces, name, end, vocabulary.lexicon)) continue;
      if (vocabulary.gazetteer.find(joined(pieces, name, end))) return take(pieces, i, name, end);
    }
  }
  return std::nullopt;
}

std::optional<UnderstoodPart> read_misspelled_place(std::vector<Piece>& pieces, const Vocabulary& vocabulary,
                                                    std::vector<DidYouMean::Change>& changes) {
  for (std::size_t i = 0; i + 1 < pieces.size(); ++i) {
    const bool in = is_one_of(pieces[i].key, "in yn yng") && i + 2 == pieces.size();
    const Piece& name = pieces[i + 1];
    if ((!in && !is_one_of(pieces[i].key, "near nr around outside ger")) || name.is_stop || name.is_used ||
        name.key.size() < kShortestMended || vocabulary.is_hit(name.term))
      continue;
    const auto unknown = vocabulary.gazetteer.resolve(name.said);
    if (unknown || unknown.error().front().suggestions.empty()) continue;
    std::string meant = unknown.error().front().suggestions.front();
    meant.resize(std::min(meant.size(), meant.find(',')));
    if (!vocabulary.gazetteer.find(meant)) continue;
    changes.push_back({name.said, meant});
    pieces[i + 1].said = std::move(meant);
    return take(pieces, i, i + 1, i + 2);
  }
  return std::nullopt;
}

}  // namespace fingerpost::signposting
