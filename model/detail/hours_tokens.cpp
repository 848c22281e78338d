#include "model/detail/hours_tokens.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "base/text.hpp"
#include "model/detail/weekday.hpp"

namespace fingerpost::model::detail {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_letter(char c) { return is_upper(c) || is_lower(c); }
bool is_high(char c) { return static_cast<unsigned char>(c) >= 0x80; }

constexpr std::array<std::string_view, 15> kFillers{"open", "opening", "opens", "hours", "hour",
                                                    "hrs",  "times",   "time",  "every", "each",
                                                    "on",   "from",    "we",    "are",   "between"};

struct Ordinal {
  std::string_view word;
  int number;
};
constexpr std::array kOrdinals{Ordinal{"first", 1}, Ordinal{"1st", 1}, Ordinal{"second", 2}, Ordinal{"2nd", 2},
                               Ordinal{"third", 3}, Ordinal{"3rd", 3}, Ordinal{"fourth", 4}, Ordinal{"4th", 4},
                               Ordinal{"fifth", 5}, Ordinal{"5th", 5}, Ordinal{"last", -1}};

struct Phrase {
  std::string_view words;  ///< folded words with one space between
  TokenKind kind;
};
// Longest first where one begins another.
constexpr std::array kPhrases{Phrase{"of the month", TokenKind::of_month},
                              Phrase{"of each month", TokenKind::of_month},
                              Phrase{"of every month", TokenKind::of_month},
                              Phrase{"in the month", TokenKind::of_month},
                              Phrase{"of month", TokenKind::of_month},
                              Phrase{"each month", TokenKind::of_month},
                              Phrase{"every month", TokenKind::of_month},
                              Phrase{"in each month", TokenKind::of_month},
                              Phrase{"24 hours a day 7 days a week", TokenKind::all_hours},
                              Phrase{"24 hours a day seven days a week", TokenKind::all_hours},
                              Phrase{"24 hours a day", TokenKind::all_hours},
                              Phrase{"24 hours per day", TokenKind::all_hours},
                              Phrase{"24 hours", TokenKind::all_hours},
                              Phrase{"24 hrs", TokenKind::all_hours},
                              Phrase{"24hrs", TokenKind::all_hours},
                              Phrase{"24hours", TokenKind::all_hours},
                              Phrase{"24 hour", TokenKind::all_hours},
                              Phrase{"24/7", TokenKind::all_hours},
                              Phrase{"7 days a week", TokenKind::every_day},
                              Phrase{"seven days a week", TokenKind::every_day},
                              Phrase{"7 days per week", TokenKind::every_day},
                              Phrase{"7 days", TokenKind::every_day},
                              Phrase{"every day", TokenKind::every_day},
                              Phrase{"each day", TokenKind::every_day},
                              Phrase{"everyday", TokenKind::every_day},
                              Phrase{"daily", TokenKind::every_day},
                              Phrase{"weekdays", TokenKind::weekdays},
                              Phrase{"weekday", TokenKind::weekdays},
                              Phrase{"weekends", TokenKind::weekends},
                              Phrase{"weekend", TokenKind::weekends},
                              Phrase{"except bank holidays", TokenKind::not_on_bank_holidays},
                              Phrase{"except on bank holidays", TokenKind::not_on_bank_holidays},
                              Phrase{"except for bank holidays", TokenKind::not_on_bank_holidays},
                              Phrase{"excluding bank holidays", TokenKind::not_on_bank_holidays},
                              Phrase{"excl bank holidays", TokenKind::not_on_bank_holidays},
                              Phrase{"exc bank holidays", TokenKind::not_on_bank_holidays},
                              Phrase{"closed on bank holidays", TokenKind::not_on_bank_holidays},
                              Phrase{"closed bank holidays", TokenKind::not_on_bank_holidays},
                              Phrase{"not open on bank holidays", TokenKind::not_on_bank_holidays},
                              Phrase{"not bank holidays", TokenKind::not_on_bank_holidays},
                              Phrase{"except public holidays", TokenKind::not_on_bank_holidays},
                              Phrase{"excluding public holidays", TokenKind::not_on_bank_holidays},
                              Phrase{"closed on public holidays", TokenKind::not_on_bank_holidays},
                              Phrase{"including bank holidays", TokenKind::also_on_bank_holidays},
                              Phrase{"inc bank holidays", TokenKind::also_on_bank_holidays},
                              Phrase{"incl bank holidays", TokenKind::also_on_bank_holidays},
                              Phrase{"open on bank holidays", TokenKind::also_on_bank_holidays},
                              Phrase{"closed", TokenKind::closed},
                              Phrase{"to", TokenKind::dash},
                              Phrase{"till", TokenKind::dash},
                              Phrase{"til", TokenKind::dash},
                              Phrase{"until", TokenKind::dash},
                              Phrase{"and", TokenKind::conjunction}};

class Cutter {
 public:
  explicit Cutter(std::string_view text) : text_(text) {}

  std::vector<Token> cut() {
    while (at_ < text_.size()) {
      if (skip_space() || take_phrase() || take_time() || take_mark() || take_word()) continue;
      ++at_;
    }
    return std::move(tokens_);
  }

 private:
  char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }

  Token& add(TokenKind kind, std::size_t length) {
    tokens_.push_back({kind, at_, at_ + length, 0, {}, {}});
    at_ += length;
    return tokens_.back();
  }

  bool skip_space() {
    if (peek() == ' ' || peek() == '\t' || peek() == '\r' || text_.substr(at_, 2) == "\xC2\xA0") {
      at_ += text_[at_] == '\xC2' ? 2 : 1;
      return true;
    }
    return false;
  }

  /// Bytes of `words` at the place, spaces and hyphens between words free; 0 when it does not stand there whole.
  std::size_t matches(std::string_view words) const {
    std::size_t at = at_;
    for (const char wanted : words) {
      if (wanted == ' ') {
        const std::size_t before = at;
        while (at < text_.size() && (text_[at] == ' ' || text_[at] == '-' || text_[at] == ',')) ++at;
        if (at == before) return 0;
        continue;
      }
      if (at >= text_.size()) return 0;
      const char c = is_upper(text_[at]) && (at == at_ || !is_lower(text_[at - 1])) ? static_cast<char>(text_[at] + 32)
                                                                                    : text_[at];
      if (c != wanted) return 0;
      ++at;
    }
    // "ClosedFri": a capital begins a new word, any other letter or digit goes on.
    const char next = at < text_.size() ? text_[at] : ' ';
    if (is_lower(next) || is_digit(next)) return 0;
    return at - at_;
  }

  bool take_phrase() {
    for (const Phrase& phrase : kPhrases)
      if (const std::size_t length = matches(phrase.words)) return add(phrase.kind, length), true;
    for (const Ordinal& ordinal : kOrdinals)
      if (const std::size_t length = matches(ordinal.word)) {
        add(TokenKind::ordinal, length).number = ordinal.number;
        return true;
      }
    return take_named_time();
  }

  bool take_named_time() {
    for (const auto& [word, hour] : {std::pair{"12 noon", 12},
                                     {"12noon", 12},
                                     {"12 midday", 12},
                                     {"12midday", 12},
                                     {"noon", 12},
                                     {"midday", 12},
                                     {"12 midnight", 0},
                                     {"12midnight", 0},
                                     {"midnight", 0}})
      if (const std::size_t length = matches(word)) {
        Token& token = add(TokenKind::time, length);
        token.time = {hour, 0, Half::unsaid, hour == 0, true};
        return true;
      }
    return false;
  }

  std::size_t digits_at(std::size_t at) const {
    std::size_t count = 0;
    while (at + count < text_.size() && is_digit(text_[at + count])) ++count;
    return count;
  }

  int value(std::size_t at, std::size_t count) const {
    int number = 0;
    for (std::size_t i = 0; i < count; ++i) number = number * 10 + (text_[at + i] - '0');
    return number;
  }

  /// "am", "p.m.", "hrs" behind the digits that end at `at`: its length.
  std::size_t half_at(std::size_t at, WrittenTime& time) const {
    std::size_t start = at;
    while (start < text_.size() && text_[start] == ' ') ++start;
    const std::string next = ascii_lower(text_.substr(start, 4));
    for (const auto& [suffix, half] : {std::pair{std::string_view("a.m."), Half::am},
                                       {"p.m.", Half::pm},
                                       {"a.m", Half::am},
                                       {"p.m", Half::pm},
                                       {"am", Half::am},
                                       {"pm", Half::pm}}) {
      const std::size_t end = start + suffix.size();
      if (!next.starts_with(suffix) || (end < text_.size() && is_lower(text_[end]))) continue;
      time.half = half;
      return end - at;
    }
    return 0;
  }

  bool take_time() {
    const std::size_t digits = digits_at(at_);
    if (digits == 0) return false;
    WrittenTime time;
    std::size_t length = digits;
    if (digits <= 2) {
      time.hour = value(at_, digits);
      const char mark = peek(digits);
      if ((mark == ':' || mark == '.') && digits_at(at_ + digits + 1) == 2) {
        time.minute = value(at_ + digits + 1, 2);
        length += 3;
        time.with_minutes = true;
        time.is_24h = mark == ':' && digits == 2 && text_[at_] == '0';
      }
      if (digits == 2 && text_[at_] == '0') time.is_24h = true;
      if (time.hour >= 13) time.is_24h = true;
    } else if (digits == 4 && (text_[at_] == '0' || ascii_lower(text_.substr(at_ + 4, 3)) == "hrs")) {
      time.hour = value(at_, 2);
      time.minute = value(at_ + 2, 2);
      time.is_24h = true;
    } else {
      return take_number(digits);
    }
    const std::size_t half = half_at(at_ + length, time);
    length += half;
    if (half != 0) time.is_24h = false;
    if (ascii_lower(text_.substr(at_ + length, 3)) == "hrs") length += 3;
    const bool goes_on = half == 0 && at_ + length < text_.size() && is_lower(text_[at_ + length]);
    const bool possible = time.hour <= 24 && time.minute <= 59 && !(time.hour == 24 && time.minute != 0) &&
                          !(half != 0 && (time.hour > 12 || time.hour == 0));
    if (!possible || goes_on) return take_number(digits);
    add(TokenKind::time, length).time = time;
    return true;
  }

  /// Digits that are no time: a telephone number, a price, a year.
  bool take_number(std::size_t digits) {
    std::size_t length = digits;
    while (at_ + length < text_.size() && (is_letter(text_[at_ + length]) || is_digit(text_[at_ + length]))) ++length;
    std::string word = fold(text_.substr(at_, length));
    add(TokenKind::word, length).word = std::move(word);
    return true;
  }

  bool take_mark() {
    for (const std::string_view dash : {"–", "—", "−", "‐", "-", "="})
      if (text_.substr(at_).starts_with(dash)) return add(TokenKind::dash, dash.size()), true;
    switch (peek()) {
      case ',':
        return add(TokenKind::comma, 1), true;
      case ';':
        return add(TokenKind::semicolon, 1), true;
      case '.':
      case '!':
      case '\n':
      case '|':
        return add(TokenKind::stop, 1), true;
      case '/':
        return add(TokenKind::slash, 1), true;
      case '&':
      case '+':
        return add(TokenKind::conjunction, 1), true;
      case ':':
        return add(TokenKind::colon, 1), true;
      case '(':
      case '[':
        return add(TokenKind::open, 1), true;
      case ')':
      case ']':
        return add(TokenKind::close, 1), true;
      case '@':
        return add(TokenKind::filler, 1), true;
      default:
        return false;
    }
  }

  /// Letters, cut where a capital follows a small letter ("ClosedFri").
  bool take_word() {
    std::size_t length = 0;
    while (at_ + length < text_.size()) {
      const char c = text_[at_ + length];
      const bool apostrophe = c == '\'' && length > 0;
      if (!is_letter(c) && !is_high(c) && !apostrophe) break;
      if (length > 0 && is_upper(c) && is_lower(text_[at_ + length - 1])) break;
      ++length;
    }
    if (length == 0) {
      add(TokenKind::word, 1);
      return true;
    }
    const std::string_view written = text_.substr(at_, length);
    // "We are open": two letters are a weekday's code in data, not in what people write.
    if (const auto day = length > 2 ? weekday_of(written) : std::nullopt) {
      add(TokenKind::day, length).number = *day;
      if (peek() == '.' && length <= 5 && peek(1) == ' ') ++at_;  // "Mon. 9am"
      return true;
    }
    std::string word = fold(written);
    const bool filler = std::ranges::find(kFillers, word) != kFillers.end();
    add(filler ? TokenKind::filler : TokenKind::word, length).word = std::move(word);
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<Token> tokens_;
};

}  // namespace

std::vector<Token> hours_tokens(std::string_view text) { return Cutter(text).cut(); }

}  // namespace fingerpost::model::detail
