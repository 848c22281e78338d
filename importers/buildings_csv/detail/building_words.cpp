#include "importers/buildings_csv/detail/building_words.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace fingerpost::importers {

namespace {

/// Words that begin Welsh names of buildings, folded.
constexpr std::array<std::string_view, 16> kWelsh = {"canolfan", "neuadd",   "eglwys", "ysgol", "capel",   "llyfrgell",
                                                     "siambr",   "pafiliwn", "festri", "clwb",  "stiwdio", "ty",
                                                     "y",        "yr",       "gwesty", "tafarn"};
/// Words that begin or end English ones.
constexpr std::array<std::string_view, 12> kEnglish = {"centre", "hall",   "church",  "school", "chapel",   "library",
                                                       "club",   "vestry", "chamber", "studio", "pavilion", "the"};

/// Counties as addresses name them, folded; abbreviations too.
constexpr std::array<std::string_view, 50> kCounties = {"shropshire",
                                                        "salop",
                                                        "worcestershire",
                                                        "worcs",
                                                        "herefordshire",
                                                        "staffordshire",
                                                        "staffs",
                                                        "cheshire",
                                                        "derbyshire",
                                                        "warwickshire",
                                                        "warks",
                                                        "west midlands",
                                                        "gloucestershire",
                                                        "glos",
                                                        "powys",
                                                        "denbighshire",
                                                        "sir ddinbych",
                                                        "flintshire",
                                                        "clwyd",
                                                        "gwynedd",
                                                        "monmouthshire",
                                                        "dyfed",
                                                        "gwent",
                                                        "lancashire",
                                                        "lancs",
                                                        "greater manchester",
                                                        "merseyside",
                                                        "cumbria",
                                                        "leicestershire",
                                                        "leics",
                                                        "northamptonshire",
                                                        "northants",
                                                        "oxfordshire",
                                                        "oxon",
                                                        "buckinghamshire",
                                                        "bucks",
                                                        "nottinghamshire",
                                                        "notts",
                                                        "lincolnshire",
                                                        "lincs",
                                                        "somerset",
                                                        "wiltshire",
                                                        "wilts",
                                                        "devon",
                                                        "dorset",
                                                        "kent",
                                                        "norfolk",
                                                        "suffolk",
                                                        "essex",
                                                        "rutland"};

template <std::size_t N>
bool has_word(std::string_view text, const std::array<std::string_view, N>& words) {
  const std::string folded = fold(text);
  for (const std::string_view word : split_list(folded, ' '))
    if (std::ranges::find(words, word) != words.end()) return true;
  return false;
}

/// "Sir Ddinbych/Denbighshire" is one in two languages.
bool is_county(std::string_view text) {
  for (const std::string_view half : split_list(text, '/'))
    if (std::ranges::find(kCounties, std::string_view(fold(half))) == kCounties.end()) return false;
  return !trim(text).empty();
}

/// Cuts the last piece between commas from `text`.
std::string take_last_piece(std::string& text) {
  const std::size_t comma = text.rfind(',');
  std::string piece(trim(std::string_view(text).substr(comma == std::string::npos ? 0 : comma + 1)));
  text = comma == std::string::npos ? "" : std::string(trim(std::string_view(text).substr(0, comma)));
  return piece;
}

std::string take_first_piece(std::string& text) {
  const std::size_t comma = std::min(text.find(','), text.size());
  std::string piece(trim(std::string_view(text).substr(0, comma)));
  text = comma == text.size() ? "" : std::string(trim(std::string_view(text).substr(comma + 1)));
  return piece;
}

void move_county(model::Address& address) {
  if (!is_county(address.city)) return;
  if (address.state_province.empty()) address.state_province = address.city;
  address.city = take_last_piece(address.address_2);
}

}  // namespace

BilingualName bilingual_name(std::string_view text) {
  const auto halves = split_list(text, '/');
  if (halves.size() != 2 || std::ranges::count(text, '/') != 1) return {};
  const bool first_welsh = has_word(halves[0], kWelsh), second_welsh = has_word(halves[1], kWelsh);
  const bool first_english = has_word(halves[0], kEnglish), second_english = has_word(halves[1], kEnglish);
  if (first_welsh && !second_welsh) return {std::string(halves[1]), std::string(halves[0])};
  if (second_welsh && !first_welsh) return {std::string(halves[0]), std::string(halves[1])};
  if (second_english && !first_english) return {std::string(halves[1]), std::string(halves[0])};
  return {};
}

void settle_address(model::Location& location) {
  if (location.addresses.empty()) return;
  model::Address& address = location.addresses.front();
  move_county(address);
  if (address.country.empty()) address.country = "GB";
  if (address.address_type.empty()) address.address_type = "physical";
  if (!location.name.empty() || address.address_1.empty()) return;
  location.name = address.address_1;
  address.address_1 = take_first_piece(address.address_2);
  if (address.address_1.empty()) address.address_1 = location.name;
}

}  // namespace fingerpost::importers
