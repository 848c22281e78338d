#include "lexicon/detail/distance.hpp"

#include <algorithm>
#include <array>

namespace fingerpost::lexicon::detail {
namespace {

constexpr std::size_t kLongest = 40;

constexpr std::array kRows = std::to_array<std::string_view>({"qwertyuiop", "asdfghjkl", "zxcvbnm"});

/// Keys side by side, or one above the other.
bool are_neighbours(char a, char b) {
  for (std::size_t row = 0; row < kRows.size(); ++row) {
    const std::size_t at = kRows[row].find(a);
    if (at == std::string_view::npos) continue;
    for (std::size_t other = row == 0 ? 0 : row - 1; other < std::min(row + 2, kRows.size()); ++other) {
      const std::size_t there = kRows[other].find(b);
      if (there != std::string_view::npos && std::max(at, there) - std::min(at, there) <= 1) return true;
    }
  }
  return false;
}

bool is_vowel(char c) { return std::string_view("aeiouy").find(c) != std::string_view::npos; }

struct Spelling {
  std::string_view from, to;
};
// Longest first where one begins with another.
constexpr std::array kSpellings = std::to_array<Spelling>(
    {{"tion", "xn"}, {"sion", "xn"}, {"cian", "xn"}, {"ough", "f"}, {"augh", "f"}, {"ight", "t"}, {"sch", "sk"},
     {"tch", "x"},   {"dge", "j"},   {"ph", "f"},    {"gh", ""},    {"ck", "k"},   {"ch", "x"},   {"sh", "x"},
     {"qu", "k"},    {"ce", "s"},    {"ci", "s"},    {"cy", "s"},   {"ge", "j"},   {"gi", "j"},   {"th", "t"},
     {"c", "k"},     {"q", "k"},     {"x", "ks"},    {"z", "s"},    {"v", "f"},    {"w", ""},     {"h", ""}});
constexpr std::array kBeginnings = std::to_array<Spelling>(
    {{"ps", "s"}, {"kn", "n"}, {"wr", "r"}, {"gn", "n"}, {"pn", "n"}, {"wh", "w"}, {"rh", "r"}, {"who", "h"}});

}  // namespace

std::uint32_t letters_of(std::string_view word) {
  std::uint32_t letters = 0;
  for (const char c : word) letters |= c >= 'a' && c <= 'z' ? 1u << (c - 'a') : 1u << 26;
  return letters;
}

int edit_distance(std::string_view a, std::string_view b, int most) {
  const int n = static_cast<int>(a.size()), m = static_cast<int>(b.size());
  if (n - m > most || m - n > most || a.size() > kLongest || b.size() > kLongest) return most + 1;
  std::array<std::array<int, kLongest + 1>, 3> rows;
  auto *before = &rows[0], *last = &rows[1], *row = &rows[2];
  for (int j = 0; j <= m; ++j) (*last)[static_cast<std::size_t>(j)] = j;
  for (int i = 1; i <= n; ++i) {
    int least = most + 1;
    const auto at = [](auto* r, int j) -> int& { return (*r)[static_cast<std::size_t>(j)]; };
    at(row, 0) = i;
    for (int j = 1; j <= m; ++j) {
      const char x = a[static_cast<std::size_t>(i - 1)], y = b[static_cast<std::size_t>(j - 1)];
      int cost = std::min({at(last, j) + 1, at(row, j - 1) + 1, at(last, j - 1) + (x == y ? 0 : 1)});
      if (i > 1 && j > 1 && x == b[static_cast<std::size_t>(j - 2)] && a[static_cast<std::size_t>(i - 2)] == y)
        cost = std::min(cost, at(before, j - 2) + 1);
      at(row, j) = cost;
      least = std::min(least, cost);
    }
    if (least > most) return most + 1;
    std::swap(before, last);
    std::swap(last, row);
  }
  return std::min((*last)[static_cast<std::size_t>(m)], most + 1);
}

Slip slip_between(std::string_view typed, std::string_view meant) {
  Slip slip;
  slip.first_letter = typed.front() != meant.front();
  std::size_t begin = 0;
  while (begin < typed.size() && begin < meant.size() && typed[begin] == meant[begin]) ++begin;
  std::string_view a = typed.substr(begin), b = meant.substr(begin);
  while (!a.empty() && !b.empty() && a.back() == b.back()) {
    a.remove_suffix(1);
    b.remove_suffix(1);
  }
  if (a.size() == 2 && b.size() == 2) slip.easy = a[0] == b[1] && a[1] == b[0];
  if (a.size() == 1 && b.size() == 1) slip.easy = are_neighbours(a[0], b[0]) || (is_vowel(a[0]) && is_vowel(b[0]));
  // A letter too many or too few: easy when it is the one beside it.
  const std::string_view one = a.size() + b.size() == 1 ? (a.empty() ? b : a) : std::string_view();
  if (!one.empty()) slip.easy = begin > 0 && typed[begin - 1] == one[0];
  return slip;
}

std::string sound_of(std::string_view word) {
  std::string sound;
  for (const Spelling& spelling : kBeginnings)
    if (word.starts_with(spelling.from)) {
      sound = spelling.to;
      word.remove_prefix(spelling.from.size());
      break;
    }
  while (!word.empty()) {
    const auto* spelling = std::find_if(kSpellings.begin(), kSpellings.end(),
                                        [&](const Spelling& each) { return word.starts_with(each.from); });
    std::string_view heard = word.substr(0, 1);
    std::size_t read = 1;
    if (spelling != kSpellings.end() && !(sound.empty() && spelling->to.empty())) {
      heard = spelling->to;
      read = spelling->from.size();
    } else if (is_vowel(word.front())) {
      heard = sound.empty() ? "a" : "";
    }
    for (const char c : heard)
      if (sound.empty() || sound.back() != c) sound += c;
    word.remove_prefix(read);
  }
  return sound;
}

}  // namespace fingerpost::lexicon::detail
