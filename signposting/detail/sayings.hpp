#pragma once

#include <span>
#include <string_view>

namespace fingerpost::signposting {

/// Words that stand for a parameter.
struct Saying {
  std::string_view words;  ///< keys of pieces with a space between
  std::string_view name, value;
  /// Beside these words it means something else ("free school meals", "wheelchair hire", "learn BSL").
  std::string_view not_after = {}, not_before = {};
  bool stays = false;  ///< the words are looked for as well
};

/// Those that begin with this word, the longest first.
std::span<const Saying> sayings_from(std::string_view first_word);

}  // namespace fingerpost::signposting
