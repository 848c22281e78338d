#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "model/detail/repair.hpp"

namespace fingerpost::model::detail {
namespace {

bool is_letter(char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_high(char c) { return static_cast<unsigned char>(c) >= 0x80; }

/// Labels of letters, digits and hyphens with a dot between, the last of two letters or more; `localhost` is none.
bool is_domain(std::string_view domain) {
  if (domain.size() > 253 || domain.find('.') == std::string_view::npos) return false;
  std::string_view last;
  for (const std::string_view label : split(domain, '.')) {
    if (label.empty() || label.size() > 63 || label.front() == '-' || label.back() == '-') return false;
    if (!std::ranges::all_of(label, [](char c) { return is_letter(c) || is_digit(c) || c == '-' || is_high(c); }))
      return false;
    last = label;
  }
  return last.size() >= 2 && !is_digit(last.front());
}

bool is_ipv4(std::string_view host) {
  const auto parts = split(host, '.');
  return parts.size() == 4 && std::ranges::all_of(parts, [](std::string_view part) {
           const auto number = parse_integer(part);
           return number && *number >= 0 && *number <= 255 && part.size() <= 3;
         });
}

/// Letters, digits, "+.-" up to a colon; empty when there is none.
std::string_view scheme_of(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || colon == 0 || !is_letter(text[0])) return {};
  const std::string_view scheme = text.substr(0, colon);
  const auto fits = [](char c) { return is_letter(c) || is_digit(c) || c == '+' || c == '-' || c == '.'; };
  return std::ranges::all_of(scheme, fits) ? scheme : std::string_view{};
}

/// Percent-encodes what may not stand bare in a URI; existing escapes stay.
std::string encode(std::string_view text) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string encoded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const auto hex = [&](std::size_t at) {
      return at < text.size() && (is_digit(text[at]) || ((text[at] | 0x20) >= 'a' && (text[at] | 0x20) <= 'f'));
    };
    const bool bare_percent = c == '%' && !(hex(i + 1) && hex(i + 2));
    if (static_cast<unsigned char>(c) > 0x20 && !is_high(c) && c != 0x7F && !bare_percent &&
        std::string_view("\"<>\\^`{|}").find(c) == std::string_view::npos) {
      encoded += c;
      continue;
    }
    encoded += '%';
    encoded += kHex[static_cast<unsigned char>(c) >> 4];
    encoded += kHex[static_cast<unsigned char>(c) & 15];
  }
  return encoded;
}

/// The part behind "//" up to the path, without user and port; nullopt when the port is none.
std::optional<std::string_view> host_of(std::string_view rest) {
  std::string_view authority = rest.substr(0, rest.find_first_of("/?#"));
  if (const std::size_t at = authority.rfind('@'); at != std::string_view::npos) authority.remove_prefix(at + 1);
  const std::size_t colon = authority.find(':');
  if (colon == std::string_view::npos) return authority;
  const auto port = parse_integer(authority.substr(colon + 1));
  if (!port || *port < 1 || *port > 65535) return std::nullopt;
  return authority.substr(0, colon);
}

bool holds_two(std::string_view text) {
  const std::string lower = ascii_lower(text);
  const std::size_t second = lower.find("http", 4);
  const std::size_t www = lower.find("www.", 4);
  const auto after_gap = [&](std::size_t at) {
    return at != std::string::npos && at > 0 &&
           std::string_view(" ,;\n\t").find(lower[at - 1]) != std::string_view::npos;
  };
  return after_gap(second) || (lower.find_first_of(" ,;") != std::string::npos && after_gap(www));
}

Repair bad_url() { return unusable("bad-url", "Not a web address: give it as https://example.org/page."); }

/// `text` has an http or https scheme.
std::optional<Repair> check_http(std::string_view original, std::string_view text) {
  const std::string_view scheme = scheme_of(text);
  std::string_view rest = text.substr(scheme.size() + 1);
  std::size_t slashes = 0;
  while (slashes < rest.size() && rest[slashes] == '/') ++slashes;
  rest.remove_prefix(slashes);
  const auto host = host_of(rest);
  if (!host || holds_two(text) || !(is_domain(*host) || is_ipv4(*host))) return bad_url();
  const std::size_t path = rest.find_first_of("/?#");
  std::string url = ascii_lower(scheme) + "://" + std::string(rest.substr(0, path));
  if (path != std::string_view::npos) url += encode(rest.substr(path));
  return noted(original, std::move(url), "url-repaired", "The address was made well-formed.");
}

constexpr std::array<std::string_view, 5> kDangerous{"javascript", "data", "vbscript", "file", "blob"};

/// local@domain with what mail servers accept in practice; no quotes, no comments.
bool is_email(std::string_view text) {
  const std::size_t at = text.find('@');
  if (at == std::string_view::npos || at == 0 || at > 64 || text.size() > 254) return false;
  const std::string_view local = text.substr(0, at), domain = text.substr(at + 1);
  const auto fits = [](char c) {
    return is_letter(c) || is_digit(c) || std::string_view(".!#$%&'*+/=?^_`{|}~-").find(c) != std::string_view::npos;
  };
  if (local.front() == '.' || local.back() == '.' || local.find("..") != std::string_view::npos) return false;
  return std::ranges::all_of(local, fits) && is_domain(domain) && std::ranges::none_of(domain, is_high);
}

}  // namespace

std::optional<Repair> repair_web(std::string_view text) {
  const std::string scheme = ascii_lower(scheme_of(text));
  if (scheme == "http" || scheme == "https") return check_http(text, text);
  const std::string_view host = text.substr(0, text.find_first_of("/?#: "));
  if (text.find(' ') != std::string_view::npos || text.find('@') != std::string_view::npos || !is_domain(host))
    return bad_url();
  auto repaired = check_http(text, "http://" + std::string(text));
  if (repaired && !repaired->keep_original)
    repaired->code = "url-scheme-added", repaired->detail = "http:// was put in front.";
  return repaired;
}

std::optional<Repair> repair_uri(std::string_view text) {
  const std::string scheme = ascii_lower(scheme_of(text));
  const bool web = scheme.empty() || scheme == "http" || scheme == "https" || is_domain(scheme);
  if (web) return repair_web(text);
  if (std::ranges::find(kDangerous, scheme) != kDangerous.end() || text.size() == scheme.size() + 1) return bad_url();
  return noted(text, encode(text), "url-repaired", "The URI was made well-formed.");
}

std::optional<Repair> repair_email(std::string_view text) {
  if (is_email(text)) return std::nullopt;
  std::string spaced(text);
  for (char& c : spaced)
    if (std::string_view(",;<>()[]|\t\n").find(c) != std::string_view::npos) c = ' ';
  std::string first;
  int count = 0;
  for (std::string_view piece : split_list(spaced, ' ')) {
    if (equals_ignoring_case(piece.substr(0, 7), "mailto:")) piece.remove_prefix(7);
    while (piece.ends_with('.') || piece.ends_with('/')) piece.remove_suffix(1);
    if (const std::size_t query = piece.find('?'); query != std::string_view::npos) piece = piece.substr(0, query);
    if (is_email(piece) && count++ == 0) first = piece;
  }
  if (count == 0) return unusable("bad-email", "Not an e-mail address: give it as name@example.org.");
  if (count == 1) return Repair{first, "email-repaired", "The address was taken out of the text around it.", true};
  return Repair{first, "several-emails", "HSDS holds one address: the first was taken.", true};
}

}  // namespace fingerpost::model::detail
