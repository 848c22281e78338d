#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace fingerpost::cli {

/// How often a subscription may be read: often enough for anybody, seldom enough for the feed's server.
inline constexpr std::chrono::seconds kShortestInterval{60}, kLongestInterval{31 * 86'400};

/// A whole number with s, m, h or d: "6h". Problem naming `field` when it is none, or outside the bounds.
[[nodiscard]] Result<std::chrono::seconds> parse_duration(std::string_view text, std::string_view field,
                                                          std::chrono::seconds least, std::chrono::seconds most);
/// The same form, in the largest unit that divides it.
std::string to_text(std::chrono::seconds duration);

}  // namespace fingerpost::cli
