#include <array>
#include <charconv>

#include "base/text.hpp"
#include "base/utf8.hpp"

namespace fingerpost {
namespace {

struct Entity {
  std::string_view name;
  char32_t character;
};

// The entities that occur in service directories; others stay as typed.
constexpr std::array kEntities{Entity{"amp", '&'},       Entity{"lt", '<'},       Entity{"gt", '>'},
                               Entity{"quot", '"'},      Entity{"apos", '\''},    Entity{"nbsp", ' '},
                               Entity{"pound", 0xA3},    Entity{"euro", 0x20AC},  Entity{"ndash", 0x2013},
                               Entity{"mdash", 0x2014},  Entity{"lsquo", 0x2018}, Entity{"rsquo", 0x2019},
                               Entity{"ldquo", 0x201C},  Entity{"rdquo", 0x201D}, Entity{"bull", 0x2022},
                               Entity{"hellip", 0x2026}, Entity{"copy", 0xA9},    Entity{"eacute", 0xE9}};

constexpr std::array<std::string_view, 14> kBlocks{"br", "p",  "div", "li", "ul", "ol", "tr",
                                                   "h1", "h2", "h3",  "h4", "h5", "h6", "table"};

constexpr std::size_t kLongestEntity = 10;

/// Decodes the entity at `at` ('&'); returns false (and moves nothing) when it is none.
bool append_entity(std::string& text, std::string_view html, std::size_t& at) {
  const std::size_t end = html.substr(0, at + kLongestEntity).find(';', at);
  if (end == std::string_view::npos) return false;
  std::string_view name = html.substr(at + 1, end - at - 1);
  char32_t character = 0;
  if (name.starts_with('#')) {
    name.remove_prefix(1);
    const bool hex = name.starts_with('x') || name.starts_with('X');
    if (hex) name.remove_prefix(1);
    std::uint32_t value = 0;
    const auto [stop, error] = std::from_chars(name.data(), name.data() + name.size(), value, hex ? 16 : 10);
    if (error != std::errc{} || stop != name.data() + name.size() || value == 0 || value > 0x10FFFF) return false;
    character = value >= 0xD800 && value <= 0xDFFF ? char32_t{0xFFFD} : char32_t{value};
  } else {
    for (const Entity& entity : kEntities)
      if (entity.name == name) character = entity.character;
    if (character == 0) return false;
  }
  append_utf8(text, character);
  at = end + 1;
  return true;
}

std::string tag_name(std::string_view tag) {
  if (tag.starts_with('/')) tag.remove_prefix(1);
  std::size_t end = 0;
  while (end < tag.size() && tag[end] != ' ' && tag[end] != '/' && tag[end] != '\n' && tag[end] != '\t') ++end;
  return ascii_lower(tag.substr(0, end));
}

bool starts_tag(std::string_view html, std::size_t at) {
  if (at + 1 >= html.size()) return false;
  const char c = html[at + 1];
  return c == '/' || c == '!' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Moves `at` behind the tag that starts there, and behind the whole element for script and style.
void skip_tag(std::string& text, std::string_view html, std::size_t& at) {
  const std::size_t end = html.find('>', at);
  if (end == std::string_view::npos) {
    at = html.size();
    return;
  }
  const std::string name = tag_name(html.substr(at + 1, end - at - 1));
  const bool closing = html[at + 1] == '/';
  at = end + 1;
  for (const std::string_view block : kBlocks)
    if (name == block && !text.empty() && text.back() != '\n') text += '\n';
  if (!closing && (name == "script" || name == "style")) {
    const std::string lower = ascii_lower(html.substr(at));
    const std::size_t close = lower.find("</" + name);
    at = close == std::string::npos ? html.size() : at + close;
  }
}

}  // namespace

std::string escape_html(std::string_view text) {
  static constexpr auto kEntities = [] {
    std::array<std::string_view, 256> entities{};
    entities['&'] = "&amp;";
    entities['<'] = "&lt;";
    entities['>'] = "&gt;";
    entities['"'] = "&quot;";
    entities['\''] = "&#39;";
    return entities;
  }();
  const auto entity_of = [](char c) { return kEntities[static_cast<unsigned char>(c)]; };
  std::string out;
  out.reserve(text.size());
  std::size_t done = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (entity_of(text[at]).empty()) continue;
    out.append(text.substr(done, at - done)).append(entity_of(text[at]));
    done = at + 1;
  }
  return out.append(text.substr(done));
}

std::string plain_text_from_html(std::string_view html) {
  if (html.find_first_of("<&") == std::string_view::npos) return std::string(html);
  std::string text;
  text.reserve(html.size());
  for (std::size_t at = 0; at < html.size();) {
    if (html[at] == '<' && starts_tag(html, at)) {
      skip_tag(text, html, at);
    } else if (html[at] == '&' && append_entity(text, html, at)) {
      continue;
    } else {
      text += html[at++];
    }
  }
  return std::string(trim(text));
}

}  // namespace fingerpost
