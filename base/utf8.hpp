#pragma once

#include <string>
#include <string_view>

namespace fingerpost {

/// What next_code_point answers for a malformed sequence.
inline constexpr char32_t kMalformed = 0xFFFFFFFF;

/// The code point at `at`, which moves behind it (by one byte when malformed). Requires at < text.size().
char32_t next_code_point(std::string_view text, std::size_t& at);

/// Appends `c` as UTF-8.
void append_utf8(std::string& text, char32_t c);

/// Appends the folded form of one code point beyond ASCII (see fold()); what the table does not know is kept.
void append_folded(std::string& text, char32_t c);

}  // namespace fingerpost
