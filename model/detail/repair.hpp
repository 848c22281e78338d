#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/detail/describe.hpp"

namespace fingerpost::model::detail {

/// What was done to a text that could not stay as it was.
struct Repair {
  std::string value;           ///< what to hold now; empty when the text is set aside
  std::string_view code;       ///< a note's code, empty when it is not worth a note (trimmed, upper case)
  std::string detail;          ///< the note's sentence
  bool keep_original = false;  ///< the original goes to `extra.unusable`
};

/// Applies `rule` to one text. nullopt: it is right as it is (the usual case, without allocation). Idempotent: a
/// repaired value is right. The text is not empty.
std::optional<Repair> repair(std::string_view text, Rule rule);

/// The repairs by family; `text` is trimmed, valid UTF-8 and not empty.
std::optional<Repair> repair_web(std::string_view text);
std::optional<Repair> repair_uri(std::string_view text);
std::optional<Repair> repair_email(std::string_view text);
std::optional<Repair> repair_date(std::string_view text);
std::optional<Repair> repair_moment(std::string_view text);
std::optional<Repair> repair_date_time(std::string_view text);
std::optional<Repair> repair_time(std::string_view text);
std::optional<Repair> repair_weekdays(std::string_view text);
std::optional<Repair> repair_freq(std::string_view text);
std::optional<Repair> repair_numbers(std::string_view text);
std::optional<Repair> repair_status(std::string_view text);
std::optional<Repair> repair_postcode(std::string_view text);
std::optional<Repair> repair_country(std::string_view text);
std::optional<Repair> repair_currency(std::string_view text);
std::optional<Repair> repair_language(std::string_view text);
std::optional<Repair> repair_telephone(std::string_view text);
std::optional<Repair> repair_extension(std::string_view text);

/// HTML to plain text when it is HTML: known tags, or entities. "children <5" and "<jo@example.org>" stay.
std::optional<std::string> text_from_html(std::string_view text);

/// The original is of no use: kept aside, and the note says why.
inline Repair unusable(std::string_view code, std::string detail) { return {{}, code, std::move(detail), true}; }

/// nullopt when nothing changed, else the change without a note.
inline std::optional<Repair> quiet(std::string_view before, std::string after) {
  if (before == after) return std::nullopt;
  return Repair{std::move(after), {}, {}, false};
}

/// nullopt when nothing changed, else the change with its note.
inline std::optional<Repair> noted(std::string_view before, std::string after, std::string_view code,
                                   std::string detail) {
  if (before == after) return std::nullopt;
  return Repair{std::move(after), code, std::move(detail), false};
}

}  // namespace fingerpost::model::detail
