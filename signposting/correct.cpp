#include <algorithm>

#include "base/text.hpp"
#include "search/analyser.hpp"
#include "signposting/detail/words.hpp"

namespace fingerpost::signposting {
namespace {

using Change = DidYouMean::Change;

bool has_digit(std::string_view word) {
  return std::any_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

class Correcting {
 public:
  Correcting(std::vector<Piece>& pieces, const Vocabulary& vocabulary) : pieces_(pieces), vocabulary_(vocabulary) {}

  std::vector<Change> run() {
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      if (!is_amiss(i)) continue;
      if (mend_space_before(i) || mend_space_after(i)) continue;
      mend_letters(i);
    }
    return std::move(changes_);
  }

 private:
  bool is_amiss(std::size_t i) const {
    if (i >= pieces_.size()) return false;
    const Piece& piece = pieces_[i];
    return !piece.is_used && !piece.is_no_need && !piece.is_stop && !piece.term.empty() && !has_digit(piece.key) &&
           !vocabulary_.is_hit(piece.term);
  }
  bool is_word(std::size_t i) const {
    return i < pieces_.size() && !pieces_[i].is_used && !pieces_[i].is_no_need && !has_digit(pieces_[i].key);
  }

  /// "home less", "debta dvice", "deb tadvice": two pieces of which one (or both) is no word, made one word or two.
  bool mend_pair(std::size_t i) {
    if (!is_word(i) || !is_word(i + 1) || !(is_amiss(i) || is_amiss(i + 1))) return false;
    const std::string whole = pieces_[i].key + pieces_[i + 1].key;
    const std::string from = pieces_[i].said + " " + pieces_[i + 1].said;
    if (vocabulary_.speller.has(whole) && whole.size() >= lexicon::kTwoEdits) {
      replace(i, {whole}, 2, from);
      return true;
    }
    auto halves = is_amiss(i) && is_amiss(i + 1) ? vocabulary_.speller.split(whole) : std::nullopt;
    if (!halves) halves = space_moved(whole, pieces_[i].key.size());
    if (!halves) return false;
    replace(i, {halves->first, halves->second}, 2, from);
    return true;
  }
  /// "tell ylicence": the space a letter too early or too late.
  std::optional<std::pair<std::string, std::string>> space_moved(const std::string& whole, std::size_t space) const {
    for (const std::size_t at : {space + 1, space - 1}) {
      if (at < 2 || at + 2 > whole.size()) continue;
      const std::string first = whole.substr(0, at), second = whole.substr(at);
      if (vocabulary_.speller.has(first) && vocabulary_.speller.has(second)) return std::pair(first, second);
    }
    return std::nullopt;
  }
  bool mend_space_before(std::size_t i) { return i > 0 && mend_pair(i - 1); }

  /// A space too many behind, or one left out inside.
  bool mend_space_after(std::size_t i) {
    if (mend_pair(i)) return true;
    const auto halves = vocabulary_.speller.split(pieces_[i].key);
    if (!halves) return false;
    const auto corrections = vocabulary_.speller.correct(pieces_[i].key, pieces_[i].term);
    // A longish word with one slip is likelier than two short words run together.
    const bool short_half = std::min(halves->first.size(), halves->second.size()) < 4;
    if (short_half && !corrections.empty()) return false;
    const std::string from = pieces_[i].said;
    replace(i, {halves->first, halves->second}, 1, from);
    return true;
  }

  void mend_letters(std::size_t i) {
    Piece& piece = pieces_[i];
    piece.corrections = vocabulary_.speller.correct(piece.key, piece.term);
    if (piece.corrections.empty()) return;
    piece.key = piece.corrections.front().word;
    changes_.push_back({piece.said, piece.corrections.front().word});
  }

  void replace(std::size_t i, const std::vector<std::string>& words, std::size_t pieces, std::string from) {
    std::vector<Piece> made;
    std::string to;
    for (const std::string& word : words) {
      Piece piece;
      piece.said = word;
      analyse_piece(piece);
      made.push_back(std::move(piece));
      to += (to.empty() ? "" : " ") + word;
    }
    const auto at = pieces_.erase(pieces_.begin() + static_cast<std::ptrdiff_t>(i),
                                  pieces_.begin() + static_cast<std::ptrdiff_t>(i + pieces));
    pieces_.insert(at, made.begin(), made.end());
    changes_.push_back({std::move(from), std::move(to)});
  }

  std::vector<Piece>& pieces_;
  const Vocabulary& vocabulary_;
  std::vector<Change> changes_;
};

}  // namespace

std::vector<Change> correct(std::vector<Piece>& pieces, const Vocabulary& vocabulary) {
  return Correcting(pieces, vocabulary).run();
}

}  // namespace fingerpost::signposting
