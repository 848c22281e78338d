#include "web/shortlist.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace fingerpost::web {
namespace {

constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::string_view kKinds = "sob";
constexpr std::size_t kIdText = 22, kCookies = 50;

}  // namespace

std::string to_text(const ShortlistItem& item) {
  std::string text(1, item.kind);
  std::uint32_t bits = 0;
  int held = 0;
  for (const std::uint8_t byte : item.id.bytes) {
    bits = (bits << 8) | byte;
    held += 8;
    for (; held >= 6; held -= 6) text += kAlphabet[(bits >> (held - 6)) & 63];
  }
  text += kAlphabet[(bits << (6 - held)) & 63];  // 128 bits leave two
  return text;
}

std::optional<ShortlistItem> parse_shortlist_item(std::string_view text) {
  if (text.size() != kIdText + 1 || kKinds.find(text.front()) == std::string_view::npos) return std::nullopt;
  ShortlistItem item;
  item.kind = text.front();
  std::uint32_t bits = 0;
  int held = 0;
  std::size_t written = 0;
  for (const char c : text.substr(1)) {
    const std::size_t value = kAlphabet.find(c);
    if (value == std::string_view::npos) return std::nullopt;
    bits = (bits << 6) | static_cast<std::uint32_t>(value);
    held += 6;
    if (held < 8) continue;
    held -= 8;
    item.id.bytes[written++] = static_cast<std::uint8_t>(bits >> held);
  }
  return item;
}

std::string to_text(const Shortlist& list) {
  std::string text;
  for (const ShortlistItem& item : list) {
    if (!text.empty()) text += '.';
    text += to_text(item);
  }
  return text;
}

Shortlist parse_shortlist(std::string_view text) {
  Shortlist list;
  for (const std::string_view part : split_list(text.substr(0, 4'000), '.')) {
    const auto item = parse_shortlist_item(part);
    if (item && list.size() < kMaxShortlist && std::ranges::find(list, *item) == list.end()) list.push_back(*item);
  }
  return list;
}

Shortlist read_shortlist(const http::Headers& headers) {
  std::size_t looked_at = 0;
  for (const std::string_view header : headers.all("Cookie"))
    for (const std::string_view cookie : split_list(header, ';')) {
      if (++looked_at > kCookies) return {};
      if (cookie.starts_with(kShortlistCookie) && cookie.substr(kShortlistCookie.size()).starts_with('='))
        return parse_shortlist(cookie.substr(kShortlistCookie.size() + 1));
    }
  return {};
}

std::string shortlist_cookie(const Shortlist& list, bool is_secure) {
  std::string cookie(kShortlistCookie);
  cookie += '=' + to_text(list) + "; Path=/; HttpOnly; SameSite=Lax";
  if (is_secure) cookie += "; Secure";
  if (list.empty()) cookie += "; Max-Age=0";
  return cookie;
}

}  // namespace fingerpost::web
