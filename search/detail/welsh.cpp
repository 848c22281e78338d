#include "search/detail/welsh.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace fingerpost::search::detail {
namespace {

// Words of everyday services, folded. Roots spelled like an English word ("plant", "bws", "parc") stay out.
constexpr std::array kRoots = std::to_array<std::string_view>(
    {"addysg",     "anabl",        "anabledd",   "banc",       "brecwast",     "budd",          "busnes",
     "bwyd",       "bwydydd",      "cadair",     "camdrin",    "canolfan",     "canser",        "cartref",
     "cefnogaeth", "cerdded",      "cinio",      "cludiant",   "clwb",         "coed",          "corff",
     "cyflog",     "cyfreithiol",  "cymdeithas", "cymorth",    "cymraeg",      "cymru",         "cymuned",
     "cymunedol",  "cynghorydd",   "cyngor",     "cynllun",    "dawns",        "digartref",     "digartrefedd",
     "diogel",     "dosbarth",     "dyled",      "dyledion",   "eglwys",       "gofal",         "gofalwr",
     "gofalwyr",   "grwpiau",      "gwaith",     "gwasanaeth", "gwasanaethau", "gweithgaredd",  "gweithgareddau",
     "gwirfoddol", "gwirfoddoli",  "gwres",      "gwybodaeth", "henoed",       "iechyd",        "ieuenctid",
     "ifanc",      "llesiant",     "lles",       "llety",      "llyfrgell",    "llyfrgelloedd", "mamau",
     "meddwl",     "meddyg",       "meddygfa",   "meithrin",   "menywod",      "merched",       "neuadd",
     "pensiwn",    "pentref",      "plentyn",    "pobl",       "pobol",        "priodas",       "profedigaeth",
     "rhent",      "rhentu",       "rhiant",     "rhieni",     "tanwydd",      "teulu",         "teuluoedd",
     "tlodi",      "trafnidiaeth", "trais",      "tref",       "ysbyty",       "ysgol",         "ysgolion"});

// Mutated forms that English (or a name) has too: never undone.
constexpr std::array kEnglish = std::to_array<std::string_view>(
    {"dref", "fanc", "goed", "gorff", "les", "lety", "manc", "mudd", "rent", "rent", "wres"});

struct Change {
  std::string_view from, to;
};

// Initial consonant mutations (soft, nasal, aspirate), longest first where one begins with another.
constexpr std::array kMutations = std::to_array<Change>({{"p", "b"},
                                                         {"p", "mh"},
                                                         {"p", "ph"},
                                                         {"t", "d"},
                                                         {"t", "nh"},
                                                         {"t", "th"},
                                                         {"c", "g"},
                                                         {"c", "ngh"},
                                                         {"c", "ch"},
                                                         {"b", "f"},
                                                         {"b", "m"},
                                                         {"d", "dd"},
                                                         {"d", "n"},
                                                         {"g", ""},
                                                         {"g", "ng"},
                                                         {"m", "f"},
                                                         {"ll", "l"},
                                                         {"rh", "r"}});

// h before a vowel ("ei hiechyd").
constexpr std::string_view kVowels = "aeiouwy";

bool is_english(std::string_view form) { return std::find(kEnglish.begin(), kEnglish.end(), form) != kEnglish.end(); }

bool mutates(std::string_view root, std::string_view from) {
  if (!root.starts_with(from)) return false;
  // ch, dd, ff, ng, ll, ph, rh and th are letters of their own: "ch" does not mutate as "c" does.
  return root.size() <= 1 || from.size() > 1 || (root[1] != 'h' && root[1] != root[0]);
}

using Forms = std::unordered_map<std::string, std::string_view>;

void add_forms(Forms& forms, std::string_view root) {
  for (const Change& change : kMutations) {
    if (!mutates(root, change.from)) continue;
    const std::string form = std::string(change.to) + std::string(root.substr(change.from.size()));
    if (form.size() > 3 && !is_english(form)) forms.emplace(form, root);
  }
  if (kVowels.find(root.front()) != std::string_view::npos) forms.emplace("h" + std::string(root), root);
}

const Forms& known_forms() {
  static const Forms forms = [] {
    Forms all;
    for (const std::string_view root : kRoots)
      if (!is_english(root)) all.emplace(root, root);
    for (const std::string_view root : kRoots) add_forms(all, root);
    return all;
  }();
  return forms;
}

}  // namespace

std::optional<std::string_view> welsh_root(std::string_view folded) {
  const auto& forms = known_forms();
  const auto found = forms.find(std::string(folded));
  if (found == forms.end()) return std::nullopt;
  return found->second;
}

}  // namespace fingerpost::search::detail
