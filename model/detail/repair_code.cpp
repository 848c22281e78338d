#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "base/text.hpp"
#include "model/detail/postcode.hpp"
#include "model/detail/repair.hpp"

namespace fingerpost::model::detail {
namespace {

bool all_letters(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; });
}

using Pairs = std::pair<std::string_view, std::string_view>;

// What other systems write into `status`. Whatever is not plainly open is not shown as open.
constexpr std::array kStatus{Pairs{"active", "active"},
                             Pairs{"published", "active"},
                             Pairs{"open", "active"},
                             Pairs{"live", "active"},
                             Pairs{"current", "active"},
                             Pairs{"enabled", "active"},
                             Pairs{"inactive", "inactive"},
                             Pairs{"draft", "inactive"},
                             Pairs{"pending", "inactive"},
                             Pairs{"unpublished", "inactive"},
                             Pairs{"archived", "inactive"},
                             Pairs{"suspended", "inactive"},
                             Pairs{"disabled", "inactive"},
                             Pairs{"expired", "inactive"},
                             Pairs{"closed", "inactive"},
                             Pairs{"withdrawn", "inactive"},
                             Pairs{"defunct", "defunct"},
                             Pairs{"deleted", "defunct"},
                             Pairs{"ceased", "defunct"},
                             Pairs{"permanently closed", "defunct"},
                             Pairs{"temporarily closed", "temporarily closed"},
                             Pairs{"temporarily_closed", "temporarily closed"},
                             Pairs{"temporarily-closed", "temporarily closed"},
                             Pairs{"temporary closed", "temporarily closed"},
                             Pairs{"temporary closure", "temporarily closed"}};

constexpr std::array kCountries{
    Pairs{"uk", "GB"},    Pairs{"united kingdom", "GB"}, Pairs{"great britain", "GB"}, Pairs{"england", "GB"},
    Pairs{"wales", "GB"}, Pairs{"scotland", "GB"},       Pairs{"cymru", "GB"},         Pairs{"northern ireland", "GB"},
    Pairs{"gbr", "GB"},   Pairs{"ireland", "IE"},        Pairs{"usa", "US"},           Pairs{"united states", "US"}};

}  // namespace

std::optional<Repair> repair_status(std::string_view text) {
  const std::string lower = ascii_lower(text);
  for (const auto& [word, status] : kStatus)
    if (word == lower)
      return word == status ? quiet(text, lower)
                            : std::optional(Repair{std::string(status), "status-rewritten",
                                                   "Read as \"" + std::string(status) + "\".", true});
  return Repair{"inactive", "unknown-status",
                "Not one of active, inactive, defunct, temporarily closed: taken as inactive, so it is not found.",
                true};
}

std::optional<Repair> repair_postcode(std::string_view text) {
  if (const auto postcode = uk_postcode(text)) return quiet(text, *postcode);
  if (std::ranges::none_of(text, [](char c) { return c >= '0' && c <= '9'; }))
    return unusable("bad-postcode", "Not a postcode.");
  return quiet(text, collapse_spaces(text));
}

std::optional<Repair> repair_country(std::string_view text) {
  if (text.size() == 2 && all_letters(text)) {
    const std::string upper = ascii_upper(text);
    return quiet(text, upper == "UK" ? "GB" : upper);
  }
  const std::string lower = ascii_lower(text);
  for (const auto& [name, code] : kCountries)
    if (name == lower) return noted(text, std::string(code), "country-rewritten", "Countries are ISO 3166-1 codes.");
  return unusable("bad-country", "Not a country's two-letter code.");
}

std::optional<Repair> repair_currency(std::string_view text) {
  if (text == "£" || equals_ignoring_case(text, "pounds")) return Repair{"GBP", {}, {}, false};
  if (text.size() == 3 && all_letters(text)) return quiet(text, ascii_upper(text));
  return unusable("bad-currency", "Not a currency's three-letter code.");
}

std::optional<Repair> repair_language(std::string_view text) {
  std::string lower = ascii_lower(text);
  if (const std::size_t region = lower.find_first_of("-_"); region == 2 || region == 3) lower.resize(region);
  if ((lower.size() == 2 || lower.size() == 3) && all_letters(lower)) return quiet(text, lower);
  return unusable("bad-language", "Not an ISO 639 code.");
}

std::optional<Repair> repair_telephone(std::string_view text) {
  const auto digits = std::ranges::count_if(text, [](char c) { return c >= '0' && c <= '9'; });
  if (digits < 3) return unusable("bad-phone", "Not a telephone number.");
  return quiet(text, collapse_spaces(text));
}

std::optional<Repair> repair_extension(std::string_view text) {
  if (text.find_first_not_of("0123456789") == std::string_view::npos) return std::nullopt;
  std::string_view rest = text;
  while (!rest.empty() && (rest.front() < '0' || rest.front() > '9')) rest.remove_prefix(1);
  const std::string word = ascii_lower(trim(text.substr(0, text.size() - rest.size())));
  const bool named = word == "ext" || word == "ext." || word == "x" || word == "extension" || word == "#";
  if (rest.empty() || !named || rest.find_first_not_of("0123456789") != std::string_view::npos)
    return unusable("bad-extension", "An extension is digits only.");
  return quiet(text, std::string(rest));
}

}  // namespace fingerpost::model::detail
