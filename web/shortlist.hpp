#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.hpp"
#include "http/headers.hpp"

namespace fingerpost::web {

/// Something on a shortlist: what it is and its id. As text: a letter and 22 characters of base64url ("s" service or
/// role, "o" organization, "b" building), so that thirty fit a cookie or a link.
struct ShortlistItem {
  char kind = 's';
  Uuid id;
  bool operator==(const ShortlistItem&) const = default;
};
using Shortlist = std::vector<ShortlistItem>;

inline constexpr std::size_t kMaxShortlist = 30;
inline constexpr std::string_view kShortlistCookie = "shortlist";

std::string to_text(const ShortlistItem& item);
std::optional<ShortlistItem> parse_shortlist_item(std::string_view text);

/// Items joined by '.'; what cannot be read, repeats, or comes after kMaxShortlist is left out.
std::string to_text(const Shortlist& list);
Shortlist parse_shortlist(std::string_view text);

/// The list in a request's cookie: ids only, nothing that was typed.
Shortlist read_shortlist(const http::Headers& headers);

/// The Set-Cookie value that keeps the list until the browser is closed; one that ends it when the list is empty.
std::string shortlist_cookie(const Shortlist& list, bool is_secure);

}  // namespace fingerpost::web
