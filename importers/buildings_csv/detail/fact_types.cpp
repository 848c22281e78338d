#include "importers/buildings_csv/detail/fact_types.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "importers/detail/dates.hpp"
#include "model/reading.hpp"

namespace fingerpost::importers {

namespace {

using enum FactType;

constexpr FactKind kKinds[] = {
    {"building_type", one_of,
     "village_hall,community_centre,church,church_hall,school,sports_club,library,pub,scout_hut,memorial_hall,other"},
    {"capacity_standing", number, ""},
    {"capacity_seated", number, ""},
    {"capacity_sleeping", number, ""},
    {"largest_room_m2", number, ""},
    {"rooms", number, ""},
    {"quiet_room", yes_no, ""},
    {"heating_type", one_of, "mains_gas,oil,lpg,electric,heat_pump,biomass,none"},
    {"heating_works_in_power_cut", yes_no, ""},
    {"backup_generator", one_of, "none,hook_up,fixed"},
    {"solar_battery", yes_no, ""},
    {"mains_water", yes_no, ""},
    {"toilets", number, ""},
    {"accessible_toilets", number, ""},
    {"changing_places", yes_no, ""},
    {"showers", number, ""},
    {"baby_change", yes_no, ""},
    {"laundry", yes_no, ""},
    {"kitchen", yes_no, ""},
    {"kitchen_type", one_of, "none,tea_point,domestic,commercial"},
    {"food_hygiene_rating", number, ""},
    {"hot_drinks_for", number, ""},
    {"tables", number, ""},
    {"chairs", number, ""},
    {"step_free", yes_no, ""},
    {"lift", yes_no, ""},
    {"hearing_loop", yes_no, ""},
    {"wheelchair_spaces", number, ""},
    {"parking_spaces", number, ""},
    {"blue_badge_bays", number, ""},
    {"coach_access", yes_no, ""},
    {"hgv_access", yes_no, ""},
    {"needs_4x4_in_snow", yes_no, ""},
    {"wifi", yes_no, ""},
    {"wifi_on_backup", yes_no, ""},
    {"mobile_signal", one_of, "none,patchy,good"},
    {"landline", yes_no, ""},
    {"pa_system", yes_no, ""},
    {"flood_zone", one_of, "1,2,3"},
    {"flooded_before", yes_no, ""},
    {"only_access_road", yes_no, ""},
    {"pets", one_of, "none,outside,inside"},
    {"first_aid", yes_no, ""},
    {"defibrillator", yes_no, ""},
    {"camp_beds", number, ""},
    {"blankets", number, ""},
    {"play_space", yes_no, ""},
    {"fire_risk_assessed_on", date, ""},
    {"electrical_test_on", date, ""},
    {"roles_suitable", text, ""},
    {"what3words", text, ""},
};

constexpr std::array<std::string_view, 7> kUnknown = {"unknown", "n/k",    "not known",     "?",
                                                      "tbc",     "unsure", "ddim yn gwybod"};

struct NameWord {
  std::string_view words, type;
};
/// Longest and surest first: "Methodist Church Hall" is a hall, "Old School Community Centre" a centre.
constexpr std::array<NameWord, 26> kNameWords = {{
    {"village hall", "village_hall"},
    {"neuadd bentref", "village_hall"},
    {"neuadd y pentref", "village_hall"},
    {"memorial hall", "memorial_hall"},
    {"church hall", "church_hall"},
    {"parish rooms", "church_hall"},
    {"parish room", "church_hall"},
    {"scout", "scout_hut"},
    {"community centre", "community_centre"},
    {"community hall", "community_centre"},
    {"community hub", "community_centre"},
    {"canolfan cymuned", "community_centre"},
    {"parish hall", "village_hall"},
    {"library", "library"},
    {"llyfrgell", "library"},
    {"school", "school"},
    {"ysgol", "school"},
    {"academy", "school"},
    {"cricket club", "sports_club"},
    {"football club", "sports_club"},
    {"sports", "sports_club"},
    {"leisure centre", "sports_club"},
    {"church", "church"},
    {"chapel", "church"},
    {"eglwys", "church"},
    {"capel", "church"},
}};

bool is_word_end(std::string_view text, std::size_t at) {
  return at >= text.size() || !((text[at] >= 'a' && text[at] <= 'z') || (text[at] >= '0' && text[at] <= '9'));
}

bool has_words(std::string_view text, std::string_view words) {
  for (std::size_t at = text.find(words); at != std::string_view::npos; at = text.find(words, at + 1))
    if ((at == 0 || is_word_end(text, at - 1)) && (is_word_end(text, at + words.size()) || words == "scout"))
      return true;
  return false;
}

/// "60", "60 people", "60m2" → "60"; nullopt when there is not exactly one number, in front.
std::optional<std::string> number_in(std::string_view value) {
  const std::size_t end = std::min(value.find_first_not_of("0123456789."), value.size());
  const auto parsed = parse_number(value.substr(0, end));
  if (!parsed || *parsed < 0) return std::nullopt;
  const std::string_view rest = trim(value.substr(end));
  const bool unit_only = rest.find_first_of("0123456789-+/") == std::string_view::npos && rest.size() <= 12;
  return unit_only ? std::optional(std::string(value.substr(0, end))) : std::nullopt;
}

std::optional<std::string> listed(std::string_view values, std::string_view value) {
  std::string key = fold(value);
  std::ranges::replace(key, ' ', '_');
  std::ranges::replace(key, '-', '_');
  for (const std::string_view allowed : split_list(values, ','))
    if (key == allowed) return key;
  return std::nullopt;
}

}  // namespace

std::span<const FactKind> fact_kinds() { return kKinds; }

const FactKind* find_fact_kind(std::string_view code) {
  const auto found = std::ranges::find(kKinds, code, &FactKind::code);
  return found == std::end(kKinds) ? nullptr : found;
}

std::optional<std::string> fact_value(const FactKind& kind, std::string_view given) {
  const std::string value = collapse_spaces(given);
  if (std::ranges::find(kUnknown, std::string_view(fold(value))) != kUnknown.end()) return "unknown";
  switch (kind.type) {
    case yes_no: {
      const model::Tri tri = model::parse_tri(value);
      return tri == model::Tri::unknown ? std::nullopt : std::optional(std::string(model::to_string(tri)));
    }
    case number:
      return number_in(value);
    case one_of:
      return listed(kind.values, value);
    case date: {
      const auto day = parse_british_day(value);
      return day ? std::optional(to_string(*day)) : std::nullopt;
    }
    case text:
      break;
  }
  return value;
}

std::string_view building_type_of_name(std::string_view name) {
  const std::string folded = fold(name);
  for (const NameWord& word : kNameWords)
    if (has_words(folded, word.words)) return word.type;
  return {};
}

}  // namespace fingerpost::importers
