#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fingerpost {

/// True when `text` is well-formed UTF-8 (no overlong forms, no surrogates, nothing above U+10FFFF).
bool is_valid_utf8(std::string_view text);

/// `text` with each malformed sequence replaced by U+FFFD.
std::string repair_utf8(std::string_view text);

/// Windows-1252 bytes as UTF-8: what spreadsheets call "ANSI".
std::string utf8_from_windows_1252(std::string_view text);

/// Without leading and trailing white space, NBSP included.
std::string_view trim(std::string_view text);

/// Trimmed, with every run of white space (NBSP included) as one space.
std::string collapse_spaces(std::string_view text);

/// ASCII letters in lower (upper) case; other bytes as they are.
std::string ascii_lower(std::string_view text);
std::string ascii_upper(std::string_view text);

bool equals_ignoring_case(std::string_view a, std::string_view b);

/// For matching only, never for showing: lower case, Latin diacritics removed (tŷ → ty, café → cafe), ligatures
/// opened, typographic quotes and dashes made ASCII, NBSP a space. Shared by gazetteer, index and query.
std::string fold(std::string_view utf8);

/// Pieces between separators, untrimmed; an empty text has one empty piece.
std::vector<std::string_view> split(std::string_view text, char separator);

/// split, each piece trimmed, empty ones dropped: "a, b,," → a b.
std::vector<std::string_view> split_list(std::string_view text, char separator = ',');

/// At most `bytes` long, cut before a whole character, with "…" when something was cut.
std::string shorten(std::string_view text, std::size_t bytes);

/// Whole text as a number; nullopt for anything left over, overflow, NaN or infinity.
std::optional<double> parse_number(std::string_view text);
std::optional<long long> parse_integer(std::string_view text);

/// As text of HTML or of an attribute in quotes: & < > " ' become entities. Most texts have none and are copied whole.
std::string escape_html(std::string_view text);

/// HTML to plain text: tags dropped (block tags and <br> become a line break), entities decoded, script and style
/// contents dropped. Text without '<' and '&' is returned as it is.
std::string plain_text_from_html(std::string_view html);

}  // namespace fingerpost
