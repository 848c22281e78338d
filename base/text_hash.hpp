#pragma once

#include <cstddef>
#include <functional>
#include <string_view>

namespace fingerpost {

/// For tables with std::string keys that are asked by view: std::unordered_map<std::string, T, TextHash,
/// std::equal_to<>>. No string is made for a question.
struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};

}  // namespace fingerpost
