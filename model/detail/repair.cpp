#include "model/detail/repair.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace fingerpost::model::detail {
namespace {

constexpr std::array<std::string_view, 9> kPlaceholders{"null",   "nan",     "#n/a", "#value!",  "#ref!",
                                                        "#name?", "#div/0!", "none", "undefined"};
constexpr std::array<std::string_view, 24> kTags{"p",  "br", "a",  "b",  "i",      "u",    "ul",     "ol",
                                                 "li", "em", "h1", "h2", "h3",     "h4",   "h5",     "h6",
                                                 "hr", "tr", "td", "th", "strong", "span", "script", "style"};
constexpr std::array<std::string_view, 6> kMoreTags{"div", "table", "tbody", "font", "img", "blockquote"};

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte < 0x20 && c != '\n' && c != '\t') || byte == 0x7F;
}

bool is_plain_line(std::string_view text) {
  bool after_space = true;
  for (const char c : text) {
    if (c == '\n' || c == '\t' || c == '\r' || is_control(c) || static_cast<unsigned char>(c) == 0xC2) return false;
    if (c == ' ' && after_space) return false;
    after_space = c == ' ';
  }
  return !after_space;
}

std::string without_controls(std::string_view text) {
  std::string clean;
  clean.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\r')
      clean += '\n', i += i + 1 < text.size() && text[i + 1] == '\n' ? 1 : 0;
    else if (!is_control(text[i]))
      clean += text[i];
  }
  return clean;
}

bool is_tag(std::string_view name) {
  const std::string lower = ascii_lower(name);
  return std::ranges::find(kTags, lower) != kTags.end() || std::ranges::find(kMoreTags, lower) != kMoreTags.end();
}

/// True when a tag that HTML knows stands in the text and is closed by '>'.
bool has_tag(std::string_view text) {
  for (std::size_t at = text.find('<'); at != std::string_view::npos; at = text.find('<', at + 1)) {
    std::size_t begin = at + 1;
    if (begin < text.size() && text[begin] == '/') ++begin;
    std::size_t end = begin;
    while (end < text.size() && ((text[end] | 0x20) >= 'a' && (text[end] | 0x20) <= 'z')) ++end;
    while (end < text.size() && text[end] >= '0' && text[end] <= '9') ++end;
    const bool ends =
        end < text.size() && (text[end] == '>' || text[end] == ' ' || text[end] == '/' || text[end] == '\n');
    if (ends && is_tag(text.substr(begin, end - begin)) && text.find('>', end) != std::string_view::npos) return true;
  }
  return false;
}

std::optional<Repair> repair_line(std::string_view text) {
  if (is_plain_line(text) && text.find_first_of("<&") == std::string_view::npos) return std::nullopt;
  if (const auto plain = text_from_html(text))
    return noted(text, collapse_spaces(without_controls(*plain)), "html-removed", "HTML was turned into plain text.");
  return quiet(text, collapse_spaces(without_controls(text)));
}

std::optional<Repair> repair_text(std::string_view text) {
  if (const auto plain = text_from_html(text))
    return noted(text, std::string(trim(without_controls(*plain))), "html-removed", "HTML was turned into plain text.");
  const std::string_view trimmed = trim(text);
  if (trimmed.size() == text.size() && std::ranges::none_of(text, is_control)) return std::nullopt;
  return quiet(text, std::string(trim(without_controls(trimmed))));
}

std::optional<Repair> one_of(std::string_view text, std::initializer_list<std::string_view> values,
                             std::string_view code) {
  const std::string lower = ascii_lower(text);
  for (const std::string_view value : values)
    if (value == lower) return quiet(text, lower);
  std::string all;
  for (const std::string_view value : values) all += (all.empty() ? "" : ", ") + std::string(value);
  return unusable(code, "Not one of " + all + ".");
}

std::optional<Repair> by_rule(std::string_view text, Rule rule) {
  switch (rule) {
    case Rule::none:
    case Rule::raw:
      return std::nullopt;
    case Rule::name:
    case Rule::line:
      return repair_line(text);
    case Rule::text:
      return repair_text(text);
    case Rule::web:
      return repair_web(text);
    case Rule::uri:
      return repair_uri(text);
    case Rule::email:
      return repair_email(text);
    case Rule::date:
      return repair_date(text);
    case Rule::moment:
      return repair_moment(text);
    case Rule::date_time:
      return repair_date_time(text);
    case Rule::time:
      return repair_time(text);
    case Rule::weekdays:
      return repair_weekdays(text);
    case Rule::weekday: {
      const auto days = repair_weekdays(text);
      const std::string& day = days ? days->value : std::string(text);
      return day.size() == 2 ? days : std::optional(unusable("bad-weekday", "wkst is one weekday, MO to SU."));
    }
    case Rule::freq:
      return repair_freq(text);
    case Rule::numbers:
      return repair_numbers(text);
    case Rule::status:
      return repair_status(text);
    case Rule::location_type:
      return one_of(text, {"physical", "postal", "virtual"}, "unknown-location-type");
    case Rule::address_type:
      return one_of(text, {"physical", "postal", "virtual"}, "unknown-address-type");
    case Rule::extent_type:
      return one_of(text, {"geojson", "topojson", "kml", "text"}, "unknown-extent-type");
    case Rule::postcode:
      return repair_postcode(text);
    case Rule::country:
      return repair_country(text);
    case Rule::currency:
      return repair_currency(text);
    case Rule::language:
      return repair_language(text);
    case Rule::telephone:
      return repair_telephone(text);
    case Rule::extension:
      return repair_extension(text);
  }
  return std::nullopt;
}

bool is_placeholder(std::string_view text, Rule rule) {
  if (rule == Rule::name || rule == Rule::raw || text.size() > 9) return false;
  return std::ranges::find(kPlaceholders, ascii_lower(text)) != kPlaceholders.end() &&
         !(rule == Rule::text && text == "none");
}

}  // namespace

std::optional<std::string> text_from_html(std::string_view text) {
  if (text.find_first_of("<&") == std::string_view::npos) return std::nullopt;
  std::string plain(text);
  // Feeds encode twice ("&amp;amp;", "&lt;p&gt;"): as often as it takes, within reason.
  for (int round = 0; round < 4; ++round) {
    const bool tags = has_tag(plain);
    if (!tags && (plain.find('&') == std::string::npos || plain.find('<') != std::string::npos)) break;
    std::string next = plain_text_from_html(plain);
    if (next == plain) break;
    plain = std::move(next);
  }
  return plain == text ? std::nullopt : std::optional(std::move(plain));
}

std::optional<Repair> repair(std::string_view text, Rule rule) {
  if (!is_valid_utf8(text)) {
    const std::string repaired = repair_utf8(text);
    const auto further = rule == Rule::raw ? std::nullopt : repair(repaired, rule);
    if (further && further->keep_original) return further;
    return Repair{further ? further->value : repaired, "invalid-utf8", "Malformed UTF-8 became U+FFFD.", false};
  }
  if (rule == Rule::raw || rule == Rule::none) return std::nullopt;
  const std::string_view trimmed = trim(text);
  if (trimmed.empty()) return Repair{};
  if (is_placeholder(trimmed, rule)) return unusable("placeholder", "A placeholder, not a value.");
  auto repaired = by_rule(rule == Rule::text ? text : trimmed, rule);
  if (!repaired && trimmed.size() != text.size() && rule != Rule::text) return quiet(text, std::string(trimmed));
  return repaired;
}

}  // namespace fingerpost::model::detail
