#include <algorithm>
#include <cstring>

#include "base/text.hpp"
#include "signposting/detail/steps.hpp"

namespace fingerpost::signposting {
namespace {

constexpr std::size_t kSnippetBytes = 160;
/// Word starts are matched by this many letters at least, so that "debts" finds "debt".
constexpr std::size_t kStemLetters = 4;

bool is_word_byte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
}

/// Start of the first word in `lower` that begins as `word` does, from `from` on.
std::size_t find_word(std::string_view lower, std::string_view word, std::size_t from) {
  const std::string_view stem = word.substr(0, std::max(kStemLetters, word.size() - word.size() / 4));
  // memmem, not find: that one stops at every first letter of the word.
  while (const void* found = memmem(lower.data() + from, lower.size() - from, stem.data(), stem.size())) {
    const auto at = static_cast<std::size_t>(static_cast<const char*>(found) - lower.data());
    if (at == 0 || !is_word_byte(lower[at - 1])) return at;
    from = at + 1;
  }
  return std::string_view::npos;
}

}  // namespace

std::string snippet_of(std::string_view text, const std::vector<std::string>& words) {
  const std::string lower = ascii_lower(text);
  std::vector<std::size_t> starts;
  for (const std::string& word : words)
    if (const std::size_t at = find_word(lower, word, 0); at != std::string::npos) starts.push_back(at);
  if (starts.empty()) return {};
  std::sort(starts.begin(), starts.end());
  std::size_t best = starts.front(), most = 0;
  for (const std::size_t start : starts) {
    const auto inside = static_cast<std::size_t>(std::count_if(
        starts.begin(), starts.end(), [&](std::size_t at) { return at >= start && at < start + kSnippetBytes - 20; }));
    if (inside > most) {
      most = inside;
      best = start;
    }
  }
  std::size_t begin = best > 40 ? best - 40 : 0;
  if (begin > 0) begin = std::min(text.find(' ', begin), best);
  std::string snippet = begin > 0 ? "…" : "";
  snippet += shorten(trim(text.substr(begin)), kSnippetBytes);
  return snippet;
}

}  // namespace fingerpost::signposting
