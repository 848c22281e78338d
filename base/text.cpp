#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstring>

#include "base/utf8.hpp"

namespace fingerpost {
namespace {

constexpr std::string_view kNoBreakSpace = "\xC2\xA0";

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

/// Bytes of white space at the start of `text`: 0, 1 or 2 (NBSP).
std::size_t space_at_front(std::string_view text) {
  if (text.empty()) return 0;
  if (is_space(text.front())) return 1;
  return text.starts_with(kNoBreakSpace) ? 2 : 0;
}

std::size_t space_at_back(std::string_view text) {
  if (text.empty()) return 0;
  if (is_space(text.back())) return 1;
  return text.ends_with(kNoBreakSpace) ? 2 : 0;
}

// Windows-1252's 0x80–0x9F; unassigned places become U+FFFD.
constexpr std::array<char32_t, 32> kWindows1252{0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD,
                                                0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};

}  // namespace

bool is_valid_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    std::uint64_t eight;  // letters of ASCII at once
    if (at + sizeof eight <= text.size()) {
      std::memcpy(&eight, text.data() + at, sizeof eight);
      if ((eight & 0x8080808080808080) == 0) {
        at += sizeof eight;
        continue;
      }
    }
    if (static_cast<unsigned char>(text[at]) < 0x80) {
      ++at;
      continue;
    }
    if (next_code_point(text, at) == kMalformed) return false;
  }
  return true;
}

std::string repair_utf8(std::string_view text) {
  std::string repaired;
  repaired.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    append_utf8(repaired, c == kMalformed ? char32_t{0xFFFD} : c);
  }
  return repaired;
}

std::string utf8_from_windows_1252(std::string_view text) {
  std::string utf8;
  utf8.reserve(text.size() + text.size() / 8);
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    append_utf8(utf8, byte >= 0x80 && byte < 0xA0 ? kWindows1252[byte - 0x80] : char32_t{byte});
  }
  return utf8;
}

std::string_view trim(std::string_view text) {
  while (const std::size_t n = space_at_front(text)) text.remove_prefix(n);
  while (const std::size_t n = space_at_back(text)) text.remove_suffix(n);
  return text;
}

std::string collapse_spaces(std::string_view text) {
  text = trim(text);
  std::string collapsed;
  collapsed.reserve(text.size());
  while (!text.empty()) {
    std::size_t n = space_at_front(text);
    if (n == 0) {
      collapsed += text.front();
      text.remove_prefix(1);
      continue;
    }
    for (; n != 0; n = space_at_front(text)) text.remove_prefix(n);
    collapsed += ' ';
  }
  return collapsed;
}

std::string ascii_lower(std::string_view text) {
  std::string lower(text);
  std::size_t at = 0;
  // Texts are long: eight letters at once. A byte below 0x80 comes to 0x80 or more by adding 0x3F when it is at least
  // 'A', by adding 0x25 when it is above 'Z'.
  for (std::uint64_t eight; at + sizeof eight <= lower.size(); at += sizeof eight) {
    std::memcpy(&eight, lower.data() + at, sizeof eight);
    const std::uint64_t low = eight & 0x7F7F7F7F7F7F7F7F;
    const std::uint64_t capitals =
        (low + 0x3F3F3F3F3F3F3F3F) & ~(low + 0x2525252525252525) & ~eight & 0x8080808080808080;
    eight += capitals >> 2;
    std::memcpy(lower.data() + at, &eight, sizeof eight);
  }
  for (; at < lower.size(); ++at)
    if (lower[at] >= 'A' && lower[at] <= 'Z') lower[at] = static_cast<char>(lower[at] + 32);
  return lower;
}

std::string ascii_upper(std::string_view text) {
  std::string upper(text);
  for (char& c : upper)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
  return upper;
}

bool equals_ignoring_case(std::string_view a, std::string_view b) {
  return a.size() == b.size() && ascii_lower(a) == ascii_lower(b);
}

std::string fold(std::string_view utf8) {
  std::string folded;
  folded.reserve(utf8.size());
  for (std::size_t at = 0; at < utf8.size();) {
    const auto byte = static_cast<unsigned char>(utf8[at]);
    if (byte < 0x80) {
      folded += static_cast<char>(byte >= 'A' && byte <= 'Z' ? byte + 32 : byte);
      ++at;
      continue;
    }
    append_folded(folded, next_code_point(utf8, at));
  }
  return folded;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> pieces;
  for (;;) {
    const std::size_t at = text.find(separator);
    pieces.push_back(text.substr(0, at));
    if (at == std::string_view::npos) return pieces;
    text.remove_prefix(at + 1);
  }
}

std::vector<std::string_view> split_list(std::string_view text, char separator) {
  std::vector<std::string_view> pieces;
  for (const std::string_view piece : split(text, separator))
    if (const std::string_view kept = trim(piece); !kept.empty()) pieces.push_back(kept);
  return pieces;
}

std::string shorten(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) return std::string(text);
  std::size_t end = bytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return std::string(text.substr(0, end)) + "…";
}

std::optional<double> parse_number(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

std::optional<long long> parse_integer(std::string_view text) {
  long long value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace fingerpost
