#include "model/detail/refuge_words.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "base/text.hpp"

namespace fingerpost::model::detail {
namespace {

using Words = std::vector<std::string>;

// Right before "refuge": then it shelters no people.
constexpr std::array<std::string_view, 27> kHarmlessBefore{
    "wildlife",   "nature", "bird",     "birds",      "animal",   "animals", "cat",      "cats",     "dog",
    "dogs",       "donkey", "horse",    "pony",       "hedgehog", "owl",     "badger",   "tortoise", "traffic",
    "pedestrian", "road",   "disabled", "wheelchair", "fire",     "flood",   "mountain", "marine",   "island"};
// Right after it, or after "refuge for" / "refuge of".
constexpr std::array<std::string_view, 47> kHarmlessAfter{
    "assurance",  "building",   "buildings", "chambers",   "island",      "islands",   "point",      "points",
    "area",       "areas",      "alarm",     "alarms",     "cafe",        "coffee",    "bar",        "pub",
    "hotel",      "restaurant", "kitchen",   "church",     "temple",      "chapel",    "ministries", "ministry",
    "tabernacle", "farm",       "gallery",   "collection", "collections", "recycling", "bin",        "bins",
    "sack",       "sacks",      "tip",       "disposal",   "wildlife",    "animals",   "cats",       "dogs",
    "birds",      "donkeys",    "horses",    "hedgehogs",  "bats",        "calm",      "anifeiliaid"};
constexpr std::array<std::string_view, 5> kDwellings{"accommodation", "shelter", "hostel", "supported housing",
                                                     "crisis house"};
// A name with one of these is of people who help, not of a place to sleep.
constexpr std::array<std::string_view, 6> kNoDwelling{"advice",   "helpline",    "outreach",
                                                      "training", "counselling", "support group"};
constexpr std::array<std::string_view, 8> kViolence{"domestic abuse", "domestic violence", "abused",  "fleeing",
                                                    "escaping abuse", "trafficking",       "slavery", "honour based"};
// Somewhere in a text that is about abuse at all.
constexpr std::array<std::string_view, 22> kContext{
    "domestic", "abuse",    "abused",   "abusive",   "violence", "violent",    "flee",        "fleeing",
    "escape",   "escaping", "survivor", "survivors", "victim",   "victims",    "trafficking", "slavery",
    "forced",   "honour",   "women",    "womens",    "woman",    "perpetrator"};
// Before "refuge" in its sentence: the text points to one that is somewhere else.
constexpr std::array<std::string_view, 18> kPointing{
    "refer", "refers",  "referral", "referrals", "referred", "signpost", "signposting", "access", "accessing",
    "find",  "finding", "left",     "leaving",   "leave",    "from",     "such",        "into",   "move"};
constexpr std::size_t kPointingReach = 6;  // words

template <std::size_t N>
bool among(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

/// Folded words; "women's" is "womens", hyphens part words; "|" ends a sentence.
Words words_of(std::string_view text) {
  Words words;
  std::string word;
  const auto finish = [&] {
    if (!word.empty()) words.push_back(std::exchange(word, {}));
  };
  for (const char c : fold(text)) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80) {
      word += c;
    } else if (c != '\'') {
      finish();
      if (c == '.' || c == '!' || c == '?' || c == ';' || c == '\n') words.emplace_back("|");
    }
  }
  finish();
  return words;
}

const std::string& word_at(const Words& words, std::size_t at) {
  static const std::string kNone;
  return at < words.size() ? words[at] : kNone;
}

/// How many words from `at` name a refuge (1 "refuge", 2 "safe house"); 0 for none, or for one of the harmless kinds.
std::size_t refuge_at(const Words& words, std::size_t at) {
  const std::string& word = words[at];
  const std::string& next = word_at(words, at + 1);
  if (word == "safe" && (next == "house" || next == "houses")) return 2;
  if (word != "refuge" && word != "refuges" && word != "lloches" && word != "llochesau") return 0;
  if (at > 0 && among(kHarmlessBefore, words[at - 1])) return 0;
  if (among(kHarmlessAfter, next)) return 0;
  const bool of = next == "for" || next == "of" || next == "from" || next == "i";
  const std::string& whom = word_at(words, at + 2);
  if (of && (among(kHarmlessAfter, whom) || among(kHarmlessBefore, whom))) return 0;
  return 1;
}

std::string joined(const Words& words) {
  std::string text = " ";
  for (const std::string& word : words) text += word + ' ';
  return text;
}

template <std::size_t N>
bool has_any(const std::string& text, const std::array<std::string_view, N>& phrases) {
  return std::ranges::any_of(phrases, [&](std::string_view phrase) {
    return text.find(" " + std::string(phrase) + " ") != std::string::npos;
  });
}

bool joins_dwelling_to_violence(const Words& words) {
  const std::string text = joined(words);
  return has_any(text, kDwellings) && has_any(text, kViolence) && !has_any(text, kNoDwelling);
}

bool only_points_to(const Words& words, std::size_t at) {
  for (std::size_t back = 1; back <= 2 && back <= at; ++back)
    if (words[at - back] == "our") return false;
  for (std::size_t back = 1; back <= kPointingReach && back <= at; ++back) {
    const std::string& word = words[at - back];
    if (word == "|") return false;
    if (among(kPointing, word)) return true;
  }
  return false;
}

}  // namespace

bool names_refuge(std::string_view name) {
  const Words words = words_of(name);
  for (std::size_t at = 0; at < words.size(); ++at)
    if (refuge_at(words, at) != 0) return true;
  return joins_dwelling_to_violence(words);
}

bool describes_refuge(std::string_view description, std::string_view name) {
  const Words words = words_of(description);
  const Words title = words_of(name);
  const auto tells = [](const std::string& word) { return among(kContext, word); };
  if (std::ranges::none_of(words, tells) && std::ranges::none_of(title, tells)) return false;
  for (std::size_t at = 0; at < words.size(); ++at)
    if (refuge_at(words, at) != 0 && !only_points_to(words, at)) return true;
  return false;
}

bool withholds_itself(std::string_view address_line) {
  const Words words = words_of(address_line);
  return std::ranges::any_of(words, [](const std::string& word) {
    return word == "confidential" || word == "withheld" || word == "undisclosed" || word == "cyfrinachol";
  });
}

}  // namespace fingerpost::model::detail
