#include "geo/detail/name_key.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/text.hpp"

namespace fingerpost::geo::detail {
namespace {

bool is_word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

/// As registers write what people call plainly "Herefordshire" or "Bristol".
constexpr std::array<std::string_view, 4> kRegisterSuffixes{", County of", ", City of", " County", " County Borough"};

}  // namespace

std::vector<std::string> name_words(std::string_view name) {
  std::vector<std::string> words(1);
  for (const char c : fold(name)) {
    if (c == '\'' || c == '`') continue;
    if (is_word_byte(c)) {
      words.back() += c;
      continue;
    }
    if (!words.back().empty()) words.emplace_back();
    if (c == '&') {
      words.back() = "and";
      words.emplace_back();
    }
  }
  if (words.back().empty()) words.pop_back();
  for (std::string& word : words)
    if (word == "saint") word = "st";
  return words;
}

std::string join_words(const std::vector<std::string>& words, std::size_t from, std::size_t to) {
  std::string key;
  for (std::size_t i = from; i < to && i < words.size(); ++i) key += words[i];
  if (key.size() > kMaxNameKey) key.resize(kMaxNameKey);
  return key;
}

std::string name_key(std::string_view name) {
  const auto words = name_words(name);
  return join_words(words, 0, words.size());
}

std::vector<std::string> name_keys(std::string_view name) {
  std::vector<std::string> keys;
  const auto add = [&](std::string_view part) {
    std::string key = name_key(part);
    if (!key.empty() && std::find(keys.begin(), keys.end(), key) == keys.end()) keys.push_back(std::move(key));
  };
  add(name);
  if (name.find('/') != std::string_view::npos)
    for (const std::string_view side : split_list(name, '/')) add(side);
  if (const std::size_t bracket = name.find('('); bracket != std::string_view::npos && bracket > 0)
    add(name.substr(0, bracket));
  for (const std::string_view suffix : kRegisterSuffixes)
    if (name.size() > suffix.size() && equals_ignoring_case(name.substr(name.size() - suffix.size()), suffix))
      add(name.substr(0, name.size() - suffix.size()));
  return keys;
}

std::string slug_of(std::string_view name) {
  constexpr std::size_t kLongest = 40;
  std::string slug;
  for (const std::string& word : name_words(name)) {
    std::string ascii;
    std::copy_if(word.begin(), word.end(), std::back_inserter(ascii),
                 [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (ascii.empty() || slug.size() + 1 + ascii.size() > kLongest) continue;
    if (!slug.empty()) slug += '-';
    slug += ascii;
  }
  return slug.empty() ? "place" : slug;
}

std::uint32_t letters_of(std::string_view key) {
  std::uint32_t letters = 0;
  for (const char c : key) {
    const bool is_letter = c >= 'a' && c <= 'z';
    letters |= std::uint32_t{1} << (is_letter ? c - 'a' : 26 + static_cast<unsigned char>(c) % 6);
  }
  return letters;
}

SpellingDistance::SpellingDistance(std::string_view key)
    : length_(static_cast<int>(std::min(key.size(), kMaxNameKey))) {
  for (int i = 0; i < length_; ++i)
    where_[static_cast<unsigned char>(key[static_cast<std::size_t>(i)])] |= std::uint64_t{1} << i;
}

int SpellingDistance::to(std::string_view other) const {
  if (length_ == 0) return static_cast<int>(other.size());
  // H. Hyyrö, "A bit-vector algorithm for computing Levenshtein and Damerau edit distances", 2003: vp and vn hold where
  // a column of the table rises and falls, d0 where a diagonal step is free.
  std::uint64_t vp = ~std::uint64_t{0}, vn = 0, d0 = 0, before = 0;
  const std::uint64_t last = std::uint64_t{1} << (length_ - 1);
  int score = length_;
  for (const char c : other) {
    const std::uint64_t match = where_[static_cast<unsigned char>(c)];
    const std::uint64_t swapped = (((~d0) & match) << 1) & before;
    d0 = (((match & vp) + vp) ^ vp) | match | vn | swapped;
    std::uint64_t hp = vn | ~(d0 | vp);
    const std::uint64_t hn = d0 & vp;
    if (hp & last) ++score;
    if (hn & last) --score;
    hp = hp << 1 | 1;
    vp = (hn << 1) | ~(d0 | hp);
    vn = hp & d0;
    before = match;
  }
  return score;
}

}  // namespace fingerpost::geo::detail
