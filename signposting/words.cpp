#include "signposting/detail/words.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "search/analyser.hpp"

namespace fingerpost::signposting {

void analyse_piece(Piece& piece) {
  piece.key.clear();
  for (const char c : fold(piece.said))
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80) piece.key += c;
  const auto tokens = search::analyse(piece.said);
  piece.term = tokens.empty() ? std::string() : tokens.front().term;
  piece.is_stop = tokens.empty() || search::is_stop_word(tokens.front().word);
}

std::vector<Piece> pieces_of(std::string_view q) {
  std::vector<Piece> pieces;
  std::size_t begin = 0;
  const auto add = [&](std::size_t end) {
    if (end > begin) {
      Piece piece;
      piece.said = q.substr(begin, end - begin);
      analyse_piece(piece);
      if (!piece.key.empty()) pieces.push_back(std::move(piece));
    }
    begin = end + 1;
  };
  for (std::size_t at = 0; at < q.size(); ++at) {
    if (std::string_view(" \t\n\r-/,;?!").find(q[at]) == std::string_view::npos) continue;
    add(at);
    if (!pieces.empty() && std::string_view("?!;").find(q[at]) != std::string_view::npos) pieces.back().mark = q[at];
  }
  add(q.size());
  return pieces;
}

void add_others(std::vector<Piece>& pieces, const lexicon::Lexicon& lexicon) {
  const Piece* before = nullptr;
  for (Piece& piece : pieces) {
    piece.others.clear();
    const auto add_meanings = [&](const std::string& term, double weight) {
      for (const lexicon::Alternative& other : lexicon.alternatives(term))
        piece.others.push_back({other.term, weight * other.weight});
    };
    for (const auto& correction : piece.corrections) piece.others.push_back({correction.term, correction.weight});
    add_meanings(piece.term, 1);
    for (const auto& correction : piece.corrections) add_meanings(correction.term, correction.weight);
    if (before != nullptr) add_meanings(before->term + " " + piece.term, 1);
    before = &piece;
  }
}

std::vector<lexicon::QueryWord> lexicon_words(const std::vector<Piece>& pieces) {
  std::vector<lexicon::QueryWord> words;
  words.reserve(pieces.size());
  const bool all_stop =
      std::all_of(pieces.begin(), pieces.end(), [](const Piece& piece) { return piece.is_stop || piece.is_no_need; });
  for (const Piece& piece : pieces) {
    lexicon::QueryWord& word = words.emplace_back();
    word.is_filler = piece.is_no_need || piece.term.empty() || (piece.is_stop && !all_stop);
    if (piece.is_no_need || piece.term.empty()) continue;
    // A misspelled word is nowhere: what it is meant to be stands next to its neighbours.
    if (piece.corrections.empty()) word.terms.push_back({piece.term, 1});
    if (word.is_filler) continue;
    word.terms.insert(word.terms.end(), piece.others.begin(), piece.others.end());
  }
  return words;
}

bool is_dropped(const Enquiry& enquiry, std::string_view part) {
  for (const std::string& name : enquiry.drop)
    if (name == part || name == "all") return true;
  return false;
}

}  // namespace fingerpost::signposting
