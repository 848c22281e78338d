#include "search/analyser.hpp"

#include <algorithm>
#include <unordered_map>
#include <xapian.h>

#include "base/text.hpp"
#include "base/utf8.hpp"
#include "search/detail/stop_words.hpp"
#include "search/detail/welsh.hpp"
#include "search/weights.hpp"

namespace fingerpost::search {
namespace {

/// Longer words are cut: Xapian's terms end at 245 bytes, people's words long before.
constexpr std::size_t kMaxWordBytes = 64;
/// Digits of a telephone number, national or with its country.
constexpr std::size_t kMinPhoneDigits = 9, kMaxPhoneDigits = 15;
/// Stemmed words remembered by each thread.
constexpr std::size_t kStemsRemembered = 4'000;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_ascii_letter(char c) { return c >= 'a' && c <= 'z'; }

/// Whether a code point beyond ASCII is part of a word: letters and marks are; punctuation and pictures are not.
bool is_word_code_point(char32_t c) {
  if (c == kMalformed || c == 0xFFFD || c < 0xC0 || c == 0xD7 || c == 0xF7) return false;
  const bool punctuation = (c >= 0x2000 && c <= 0x2BFF) || (c >= 0x3000 && c <= 0x303F) ||
                           (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xFF00 && c <= 0xFF0F) || (c >= 0xE000 && c <= 0xF8FF);
  return !punctuation && !(c >= 0x1F000 && c <= 0x1FAFF);
}

/// Splits folded text into words, left to right.
class WordReader {
 public:
  explicit WordReader(std::string_view folded) : text_(folded) {}

  /// The next word, false at the end.
  bool next(std::string& word) {
    while (at_ < text_.size() && word_bytes(at_) == 0) skip();
    if (at_ >= text_.size()) return false;
    word.clear();
    if (read_phone_number(word) || read_initials(word)) return true;
    for (std::size_t n; at_ < text_.size(); at_ += n) {
      n = word_bytes(at_);
      if (n == 0 && text_[at_] == '\'') {
        // "don't" is one word; the possessive of "women's" and "carers'" is dropped.
        const std::size_t after = at_ + 1;
        if (after >= text_.size() || word_bytes(after) == 0) break;
        if (text_[after] == 's' && (after + 1 >= text_.size() || word_bytes(after + 1) == 0)) {
          at_ = after + 1;
          break;
        }
        n = 1;
        continue;
      }
      if (n == 0) break;
      if (word.size() + n <= kMaxWordBytes) word.append(text_, at_, n);
    }
    return true;
  }

 private:
  /// Bytes of the word character at `at`, 0 when it is none.
  std::size_t word_bytes(std::size_t at) const {
    const char c = text_[at];
    if (is_ascii_letter(c) || is_digit(c)) return 1;
    if (static_cast<unsigned char>(c) < 0x80) return 0;
    std::size_t end = at;
    return is_word_code_point(next_code_point(text_, end)) ? end - at : 0;
  }

  void skip() {
    if (static_cast<unsigned char>(text_[at_]) < 0x80)
      ++at_;
    else
      next_code_point(text_, at_);
  }

  /// "0808 80 10 800", "(01743) 123-456" and "+44 1743 123456" as one word of digits: groups of digits from a zero or
  /// plus on, apart by a space, hyphen, dot or bracket. A second number behind the first starts with its own zero.
  bool read_phone_number(std::string& word) {
    const bool plus = at_ > 0 && text_[at_ - 1] == '+';
    if (text_[at_] != '0' && !plus) return false;
    std::string digits;
    std::size_t at = at_, end = at_;
    for (;;) {
      const std::size_t group = at;
      while (at < text_.size() && is_digit(text_[at])) ++at;
      if (at == group || (at < text_.size() && word_bytes(at) != 0)) break;
      if (text_[group] == '0' && digits.size() >= kMinPhoneDigits) break;
      if (digits.size() + (at - group) > kMaxPhoneDigits) break;
      digits.append(text_, group, at - group);
      end = at;
      for (int gap = 0;
           gap < 2 && at < text_.size() && std::string_view(" -.()").find(text_[at]) != std::string_view::npos; ++gap)
        ++at;
    }
    if (digits.size() < kMinPhoneDigits) return false;
    word = plus && digits.starts_with("44") ? "0" + digits.substr(digits[2] == '0' ? 3 : 2) : digits;
    at_ = end;
    return true;
  }

  /// "n.h.s." as "nhs".
  bool read_initials(std::string& word) {
    std::size_t at = at_;
    while (at + 1 < text_.size() && is_ascii_letter(text_[at]) && text_[at + 1] == '.') {
      word += text_[at];
      at += 2;
    }
    if (at < text_.size() && word_bytes(at) != 0) {
      // The last initial without its dot: "n.h.s".
      if (!word.empty() && is_ascii_letter(text_[at]) && (at + 1 >= text_.size() || word_bytes(at + 1) == 0))
        word += text_[at++];
      else
        word.clear();
    }
    if (word.size() < 2) {
      word.clear();
      return false;
    }
    at_ = at;
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

/// Xapian's stemmer with a memory: a directory says the same words again and again.
class Stemmer {
 public:
  const std::string& operator()(const std::string& word) {
    if (const auto found = known_.find(word); found != known_.end()) return found->second;
    if (known_.size() >= kStemsRemembered) known_.clear();
    return known_.emplace(word, stemmed(word)).first->second;
  }

 private:
  std::string stemmed(const std::string& word) const {
    if (const auto root = detail::welsh_root(word)) return std::string(*root);
    if (!std::all_of(word.begin(), word.end(), is_ascii_letter)) return word;
    std::string stem = english_(word);
    return stem.empty() ? word : stem;
  }

  Xapian::Stem english_{"english"};
  std::unordered_map<std::string, std::string> known_;
};

}  // namespace

std::vector<Token> analyse(std::string_view text) {
  thread_local Stemmer stem;
  const std::string folded = fold(text);
  std::vector<Token> tokens;
  tokens.reserve(std::min<std::size_t>(folded.size() / 6 + 1, kMaxTokens));
  WordReader words(folded);
  for (std::string word; tokens.size() < kMaxTokens && words.next(word);) {
    if (!word.empty()) tokens.push_back({word, stem(word)});
  }
  return tokens;
}

bool is_stop_word(std::string_view folded) { return detail::is_stop_word(folded); }

namespace {

/// A sentence of what was said, and whether it asks.
struct Sentence {
  std::string_view text;
  bool asks;
};

/// Split behind ".", "!", "?" and ";" at the end of a word.
std::vector<Sentence> sentences_of(std::string_view words) {
  std::vector<Sentence> sentences;
  for (std::size_t begin = 0; begin < words.size();) {
    std::size_t end = words.find_first_of(".!?;", begin);
    while (end != std::string_view::npos && end + 1 < words.size() && words[end + 1] != ' ' && words[end + 1] != '\n')
      end = words.find_first_of(".!?;", end + 1);
    end = std::min(end, words.size());
    sentences.push_back({words.substr(begin, end - begin), end < words.size() && words[end] == '?'});
    begin = end + 1;
  }
  return sentences;
}

}  // namespace

std::vector<Concept> concepts_of(std::string_view words) {
  const std::vector<Sentence> sentences = sentences_of(words);
  const bool asks = std::any_of(sentences.begin(), sentences.end(), [](const Sentence& s) { return s.asks; });
  std::vector<Concept> telling, others;
  std::unordered_map<std::string, std::size_t> places;  // by term, in its list
  for (const Sentence& sentence : sentences) {
    for (Token& token : analyse(sentence.text)) {
      auto& list = detail::is_stop_word(token.word) ? others : telling;
      const double weight =
          (asks && !sentence.asks ? weight::kStory : 1) * (detail::is_filler(token.word) ? weight::kFiller : 1);
      const auto [found, is_new] = places.try_emplace(token.term, list.size());
      if (!is_new) {
        if (found->second < list.size() && list[found->second].terms.front().term == token.term)
          list[found->second].weight += weight;
        continue;
      }
      if (list.size() >= kMaxQueryWords) {
        places.erase(found);
        continue;
      }
      list.push_back({std::move(token.word), {{std::move(token.term), 1}}, weight});
    }
  }
  return telling.empty() ? others : telling;
}

}  // namespace fingerpost::search
