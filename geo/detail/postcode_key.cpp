#include "geo/detail/postcode_key.hpp"

#include <algorithm>
#include <array>

namespace fingerpost::geo::detail {
namespace {

constexpr std::size_t kOutcodeLetters = 4;
constexpr std::uint32_t kSymbols = 37;  // end, 0–9, A–Z

/// Outward codes: L a letter, D a digit.
constexpr std::array<std::string_view, 6> kOutwardPatterns{"LD", "LDD", "LLD", "LLDD", "LDL", "LLDL"};
/// The two that follow no pattern: Girobank's, and Newport's old one, which terminated postcodes still have.
constexpr std::array<std::string_view, 2> kOddOutcodes{"GIR", "NPT"};
constexpr std::string_view kInwardPattern = "DLL";

bool is_letter(char c) { return c >= 'A' && c <= 'Z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::uint32_t symbol(char c) { return static_cast<std::uint32_t>(is_digit(c) ? 1 + c - '0' : 11 + c - 'A'); }

/// `text` made to fit `pattern` by the repairs O→0, I→1 and, in the area letters, back, counted in `repairs`; nullopt
/// when it cannot. (No other letter of a postcode is ever O or I.)
std::optional<std::string> fit(std::string_view text, std::string_view pattern, bool is_outward, int& repairs) {
  if (text.size() != pattern.size()) return std::nullopt;
  std::string fitted(text);
  for (std::size_t i = 0; i < text.size(); ++i) {
    char& c = fitted[i];
    if (pattern[i] == 'D' ? is_digit(c) : is_letter(c)) continue;
    constexpr std::string_view kLooksLike = "O0I1";
    const std::size_t at = kLooksLike.find(c);
    if (at == std::string_view::npos || (pattern[i] == 'L' && (!is_outward || i >= 2))) return std::nullopt;
    c = kLooksLike[at ^ 1];
    ++repairs;
  }
  return fitted;
}

/// One way to read the text.
struct Reading {
  int repairs;
  int preference;  // smaller is likelier among equals
  PostcodeKey key;
};

void read_parts(std::string_view outward, std::string_view inward, int preference, std::vector<Reading>& readings) {
  const bool is_odd = std::find(kOddOutcodes.begin(), kOddOutcodes.end(), outward) != kOddOutcodes.end();
  for (std::size_t p = 0; p < kOutwardPatterns.size(); ++p) {
    int repairs = 0;
    const auto out = is_odd ? std::optional(std::string(outward)) : fit(outward, kOutwardPatterns[p], true, repairs);
    const auto in = fit(inward, kInwardPattern.substr(0, inward.size()), false, repairs);
    if (!out || !in) continue;
    PostcodeKey key{pack_outcode(*out), -1, -1};
    if (!in->empty()) key.sector = in->front() - '0';
    if (in->size() == 3) key.unit = ((*in)[1] - 'A') * 26 + (*in)[2] - 'A';
    readings.push_back({repairs, preference * 10 + static_cast<int>(p), key});
  }
}

/// Upper-case letters and digits; `gap` is where the last space or punctuation stood before any of them. Empty for
/// anything longer than a postcode or with other characters in it.
std::string compact(std::string_view text, std::size_t& gap) {
  std::string kept;
  gap = 0;
  bool apart = false;
  for (char c : text) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
    if (is_letter(c) || is_digit(c)) {
      if (apart) gap = kept.size();
      apart = false;
      kept += c;
      if (kept.size() > 7) return {};
    } else if (c == ' ' || c == '\t' || c == '-' || c == '.' || c == '_' || c == '\xA0' || c == '\xC2') {
      apart = !kept.empty();  // \xC2\xA0 is a no-break space
    } else {
      return {};
    }
  }
  return kept;
}

}  // namespace

std::uint32_t pack_outcode(std::string_view text) {
  std::uint32_t packed = 0;
  for (std::size_t i = 0; i < kOutcodeLetters; ++i)
    packed = packed * kSymbols + (i < text.size() ? symbol(text[i]) : 0);
  return packed;
}

std::string outcode_text(std::uint32_t outcode) {
  std::string text;
  for (std::uint32_t place = kSymbols * kSymbols * kSymbols; place > 0; place /= kSymbols) {
    const std::uint32_t s = outcode / place % kSymbols;
    if (s > 0) text += static_cast<char>(s <= 10 ? '0' + s - 1 : 'A' + s - 11);
  }
  return text;
}

PostcodeKey PostcodeKey::from_unit_key(std::uint64_t key) {
  const std::uint64_t sector_key = key / kUnitsPerSector;
  return {static_cast<std::uint32_t>(sector_key / 10), static_cast<int>(sector_key % 10),
          static_cast<int>(key % kUnitsPerSector)};
}

std::string PostcodeKey::name() const {
  std::string text = outcode_text(outcode);
  if (sector >= 0) text += {' ', static_cast<char>('0' + sector)};
  if (unit >= 0) text += {static_cast<char>('A' + unit / 26), static_cast<char>('A' + unit % 26)};
  return text;
}

std::string PostcodeKey::code() const {
  std::string text = name();
  if (is_unit())
    text.erase(text.find(' '), 1);
  else if (sector >= 0)
    text[text.find(' ')] = '-';
  return text;
}

std::optional<PostcodeKey> parse_unit(std::string_view text) {
  std::size_t gap = 0;
  const std::string kept = compact(text, gap);
  if (kept.size() < 5) return std::nullopt;
  std::vector<Reading> readings;
  read_parts(std::string_view(kept).substr(0, kept.size() - 3), std::string_view(kept).substr(kept.size() - 3), 0,
             readings);
  for (const Reading& reading : readings)
    if (reading.repairs == 0) return reading.key;
  return std::nullopt;
}

std::optional<PostcodeKey> parse_postcode_code(std::string_view code) {
  for (const PostcodeKey& key : read_postcode(code))
    if (key.code() == code) return key;
  return std::nullopt;
}

std::vector<PostcodeKey> read_postcode(std::string_view text) {
  std::size_t gap = 0;
  const std::string kept = compact(text, gap);
  const std::string_view all = kept;
  std::vector<Reading> readings;
  if (all.size() >= 5) read_parts(all.substr(0, all.size() - 3), all.substr(all.size() - 3), 0, readings);
  // "SY1 1" is a sector and "SY11" an outcode. Never the other way while the first is possible: a place that the data
  // lacks must not become another that it has.
  const bool spaced = all.size() >= 3 && gap == all.size() - 1;
  const auto read_sector = [&] {
    if (all.size() >= 3 && all.size() <= 5)
      read_parts(all.substr(0, all.size() - 1), all.substr(all.size() - 1), 1, readings);
  };
  const auto read_outcode = [&] {
    if (all.size() >= 2 && all.size() <= 4) read_parts(all, {}, 1, readings);
  };
  const std::size_t units = readings.size();
  if (spaced) read_sector();
  if (readings.size() == units) read_outcode();
  if (readings.size() == units) read_sector();
  std::stable_sort(readings.begin(), readings.end(), [](const Reading& a, const Reading& b) {
    return a.repairs != b.repairs ? a.repairs < b.repairs : a.preference < b.preference;
  });
  std::vector<PostcodeKey> keys;
  for (const Reading& reading : readings)
    if (std::find(keys.begin(), keys.end(), reading.key) == keys.end()) keys.push_back(reading.key);
  return keys;
}

}  // namespace fingerpost::geo::detail
