#include "model/detail/postcode.hpp"

namespace fingerpost::model::detail {
namespace {

/// 'A' for a letter, '9' for a digit.
char shape_of(char c) { return c >= '0' && c <= '9' ? '9' : c >= 'A' && c <= 'Z' ? 'A' : '?'; }

}  // namespace

std::optional<std::string> uk_postcode(std::string_view text) {
  std::string packed;
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c == ' ' || c == '\t') continue;
    if (text.substr(i, 2) == "\xC2\xA0") {
      ++i;
      continue;
    }
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
    packed += c;
    if (packed.size() > 7) return std::nullopt;
  }
  if (packed.size() < 5) return std::nullopt;
  std::string shape;
  for (const char c : packed) shape += shape_of(c);
  const std::string out = shape.substr(0, shape.size() - 3);
  const bool outward = out == "A9" || out == "A99" || out == "AA9" || out == "AA99" || out == "A9A" || out == "AA9A";
  if (!shape.ends_with("9AA") || !(outward || packed == "GIR0AA")) return std::nullopt;
  packed.insert(packed.size() - 3, " ");
  return packed;
}

std::string outcode_of(std::string_view postcode) {
  const auto full = uk_postcode(postcode);
  return full ? full->substr(0, full->size() - 4) : std::string();
}

}  // namespace fingerpost::model::detail
