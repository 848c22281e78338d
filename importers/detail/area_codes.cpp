#include "importers/detail/area_codes.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "base/text.hpp"

namespace fingerpost::importers {

namespace {

using Pair = std::pair<std::string_view, std::string_view>;

/// Entity codes of the Register of Geographic Codes that name areas people speak of.
constexpr std::array<Pair, 52> kEntities = {{
    {"E00", "oa"},           {"W00", "oa"},           {"S00", "oa"},           {"N00", "oa"},
    {"E01", "lsoa"},         {"W01", "lsoa"},         {"S01", "lsoa"},         {"N20", "lsoa"},
    {"E02", "msoa"},         {"W02", "msoa"},         {"S02", "msoa"},         {"N21", "msoa"},
    {"E04", "parish"},       {"W04", "parish"},       {"S13", "ward"},         {"N08", "ward"},
    {"E05", "ward"},         {"W05", "ward"},         {"E58", "division"},     {"N10", "ward"},
    {"E06", "district"},     {"W06", "district"},     {"S12", "district"},     {"N09", "district"},
    {"E07", "district"},     {"E08", "district"},     {"E09", "district"},     {"E10", "county"},
    {"E11", "county"},       {"E12", "region"},       {"E14", "constituency"}, {"W07", "constituency"},
    {"S14", "constituency"}, {"N05", "constituency"}, {"N06", "constituency"}, {"E22", "csp"},
    {"E23", "police"},       {"W15", "police"},       {"S23", "police"},       {"N23", "police"},
    {"E31", "fire"},         {"W25", "fire"},         {"E38", "sub_icb"},      {"E48", "lrf"},
    {"W41", "lrf"},          {"E54", "icb"},          {"W11", "health_board"}, {"S08", "health_board"},
    {"E92", "country"},      {"W92", "country"},      {"S92", "country"},      {"N92", "country"},
}};

/// Words in names of columns, layers and files.
constexpr std::array<Pair, 33> kWords = {{
    {"parncp", "parish"},
    {"parish", "parish"},
    {"par", "parish"},
    {"wpc", "constituency"},
    {"pcon", "constituency"},
    {"constituency", "constituency"},
    {"constituencies", "constituency"},
    {"ward", "ward"},
    {"wd", "ward"},
    {"ced", "division"},
    {"division", "division"},
    {"ltla", "district"},
    {"laua", "district"},
    {"lad", "district"},
    {"utla", "district"},
    {"ctyua", "district"},
    {"district", "district"},
    {"borough", "district"},
    {"county", "county"},
    {"counties", "county"},
    {"cty", "county"},
    {"lsoa", "lsoa"},
    {"msoa", "msoa"},
    {"icb", "icb"},
    {"pfa", "police"},
    {"police", "police"},
    {"lrf", "lrf"},
    {"fra", "fire"},
    {"region", "region"},
    {"rgn", "region"},
    {"country", "country"},
    {"countries", "country"},
    {"ctry", "country"},
}};

bool is_alphanumeric(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'); }

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// "wards22", "wd22cd", "parishes", "lad24nmw": a word, a plural, a year, an ending.
std::string_view kind_of_word(std::string_view text) {
  for (const auto& [word, kind] : kWords) {
    if (!text.starts_with(word)) continue;
    std::string_view rest = text.substr(word.size());
    if (rest.starts_with("es")) rest.remove_prefix(2);
    if (rest.starts_with("s")) rest.remove_prefix(1);
    while (!rest.empty() && is_digit(rest.front())) rest.remove_prefix(1);
    constexpr std::array<std::string_view, 7> kEndings = {"", "cd", "nm", "nmw", "code", "name", "cdo"};
    if (std::ranges::find(kEndings, rest) != kEndings.end()) return kind;
  }
  return {};
}

}  // namespace

bool is_area_code(std::string_view text) {
  if (text.size() != 9 || text[0] < 'A' || text[0] > 'Z') return false;
  if (!std::all_of(text.begin() + 1, text.end(), is_digit)) return false;
  return !text.ends_with("99999999") && !text.starts_with("E43");
}

std::string_view area_kind_of_code(std::string_view code) {
  if (code.size() != 9) return {};
  const auto found = std::ranges::find(kEntities, code.substr(0, 3), &Pair::first);
  return found == kEntities.end() ? std::string_view() : found->second;
}

std::string_view area_kind_of_name(std::string_view name) {
  const std::string lower = ascii_lower(name);
  if (lower.find("polling") != std::string::npos) return "polling_district";
  std::string_view rest = lower;
  while (!rest.empty()) {
    const std::size_t length = static_cast<std::size_t>(std::ranges::find_if_not(rest, is_alphanumeric) - rest.begin());
    if (const std::string_view kind = kind_of_word(rest.substr(0, length)); !kind.empty()) return kind;
    rest.remove_prefix(std::min(rest.size(), length + 1));
  }
  return {};
}

}  // namespace fingerpost::importers
