#include <algorithm>
#include <array>
#include <string>

#include "base/text.hpp"
#include "model/eligibility.hpp"
#include "model/reading.hpp"

namespace fingerpost::model {
namespace {

/// Folded, punctuation as spaces, framed by spaces, so that " word " finds whole words.
std::string words_of(std::string_view text) {
  std::string words = " ";
  for (const char c : fold(text)) {
    const bool kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
    if (kept)
      words += c;
    else if (words.back() != ' ')
      words += ' ';
  }
  if (words.back() != ' ') words += ' ';
  return words;
}

bool has_any(const std::string& words, std::initializer_list<std::string_view> phrases) {
  return std::ranges::any_of(phrases, [&](std::string_view phrase) {
    return words.find(" " + std::string(phrase) + " ") != std::string::npos;
  });
}

constexpr std::array<std::string_view, 24> kAroundFree{
    "this",   "the",      "service",    "services", "it",       "is", "are",      "all",
    "always", "sessions", "completely", "totally",  "entirely", "to", "for",      "everyone",
    "use",    "attend",   "access",     "at",       "point",    "of", "delivery", "and"};
constexpr std::array<std::string_view, 9> kMoreAroundFree{"charge", "cost", "confidential", "no", "fee",
                                                          "fees",   "a",    "nil",          "our"};

bool is_filler(std::string_view word) {
  return std::ranges::find(kAroundFree, word) != kAroundFree.end() ||
         std::ranges::find(kMoreAroundFree, word) != kMoreAroundFree.end();
}

/// Free and nothing else is said ("Free", "Free of charge for everyone"); "free for under fives" says something else.
bool says_free(std::string_view text) {
  const std::string words = words_of(text);
  if (!has_any(words, {"free", "no charge", "no cost", "no fee", "no fees", "nil"}) || has_any(words, {"not free"}))
    return false;
  return std::ranges::all_of(split_list(words, ' '), [](std::string_view w) { return w == "free" || is_filler(w); });
}

/// "£5" or "£2.50" somewhere and nothing about free.
bool says_priced(std::string_view text) {
  if (has_any(words_of(text), {"free", "no charge", "nothing", "donation", "donations"})) return false;
  for (std::size_t at = text.find("£"); at != std::string_view::npos; at = text.find("£", at + 1)) {
    std::string_view amount = text.substr(at + 2);
    while (amount.starts_with(' ')) amount.remove_prefix(1);
    const std::size_t end = std::min(amount.find_first_not_of("0123456789.,"), amount.size());
    if (amount.substr(0, end).find_first_of("123456789") != std::string_view::npos) return true;
  }
  return false;
}

struct LanguageName {
  std::string_view name, code;
};
// Languages spoken by support services in Britain, for feeds that name them without a code.
constexpr std::array kLanguages{
    LanguageName{"english", "en"},    LanguageName{"welsh", "cy"},      LanguageName{"cymraeg", "cy"},
    LanguageName{"polish", "pl"},     LanguageName{"romanian", "ro"},   LanguageName{"bulgarian", "bg"},
    LanguageName{"urdu", "ur"},       LanguageName{"punjabi", "pa"},    LanguageName{"panjabi", "pa"},
    LanguageName{"bengali", "bn"},    LanguageName{"gujarati", "gu"},   LanguageName{"hindi", "hi"},
    LanguageName{"arabic", "ar"},     LanguageName{"somali", "so"},     LanguageName{"ukrainian", "uk"},
    LanguageName{"russian", "ru"},    LanguageName{"french", "fr"},     LanguageName{"spanish", "es"},
    LanguageName{"portuguese", "pt"}, LanguageName{"italian", "it"},    LanguageName{"german", "de"},
    LanguageName{"turkish", "tr"},    LanguageName{"kurdish", "ku"},    LanguageName{"farsi", "fa"},
    LanguageName{"persian", "fa"},    LanguageName{"dari", "prs"},      LanguageName{"pashto", "ps"},
    LanguageName{"tamil", "ta"},      LanguageName{"chinese", "zh"},    LanguageName{"mandarin", "zh"},
    LanguageName{"cantonese", "yue"}, LanguageName{"vietnamese", "vi"}, LanguageName{"lithuanian", "lt"},
    LanguageName{"latvian", "lv"},    LanguageName{"hungarian", "hu"},  LanguageName{"slovak", "sk"},
    LanguageName{"czech", "cs"},      LanguageName{"albanian", "sq"},   LanguageName{"greek", "el"},
    LanguageName{"dutch", "nl"},      LanguageName{"tigrinya", "ti"},   LanguageName{"amharic", "am"},
    LanguageName{"swahili", "sw"},    LanguageName{"yoruba", "yo"},     LanguageName{"filipino", "tl"},
    LanguageName{"tagalog", "tl"},    LanguageName{"nepali", "ne"},     LanguageName{"british sign language", "bfi"},
    LanguageName{"bsl", "bfi"},       LanguageName{"irish", "ga"},      LanguageName{"japanese", "ja"}};

std::string language_code(const Language& language) {
  if (!language.code.empty()) {
    std::string code = ascii_lower(trim(language.code));
    if (const std::size_t region = code.find_first_of("-_"); region != std::string::npos) code.resize(region);
    return code.size() == 2 || code.size() == 3 ? code : std::string();
  }
  return language_named(language.name).value_or("");
}

void add_once(std::vector<std::string>& all, std::string one) {
  if (!one.empty() && std::ranges::find(all, one) == all.end()) all.push_back(std::move(one));
}

}  // namespace

Tri is_free(const Service& service) {
  bool free = false, priced = false;
  for (const CostOption& option : service.cost_options) {
    if (option.amount)
      (*option.amount == 0 ? free : priced) = true;
    else
      for (const std::string* text : {&option.option, &option.amount_description})
        (says_free(*text) ? free : priced) |= says_free(*text) || says_priced(*text);
  }
  for (const std::string* text : {&service.fees, &service.fees_description}) {
    free |= says_free(*text);
    priced |= says_priced(*text);
  }
  return free == priced ? Tri::unknown : free ? Tri::yes : Tri::no;
}

std::vector<std::string> referral_routes(const Service& service) {
  const std::string words = words_of(service.application_process);
  const bool no_referral = has_any(words, {"no referral", "no referrals", "without a referral", "referral not required",
                                           "referral is not required", "don t need a referral", "referral not needed"});
  const bool self =
      no_referral || has_any(words, {"self referral", "self referrals", "self refer", "refer yourself",
                                     "refer themselves", "drop in", "walk in", "turn up", "just come along"});
  const bool professional =
      !no_referral &&
      has_any(words, {"professional referral", "professional referrals", "gp referral", "gp referrals", "referral only",
                      "referrals only", "referral required", "referral is required", "by referral", "referred by",
                      "referral from", "referrals from", "referral by", "referral via", "referral through",
                      "refer by a professional", "agency referral"});
  std::vector<std::string> routes;
  const auto said = [&](std::string_view code, bool in_text) {
    const Attribute* attribute = find_attribute(service.attributes, taxonomy_name::referral, code);
    const bool yes =
        attribute != nullptr ? parse_tri(attribute->value) == Tri::yes || trim(attribute->value).empty() : in_text;
    if (yes) routes.emplace_back(code);
  };
  said("self", self);
  said("professional", professional);
  return routes;
}

std::optional<std::string> language_named(std::string_view name) {
  const std::string folded = fold(trim(name));
  for (const LanguageName& known : kLanguages)
    if (known.name == folded) return std::string(known.code);
  return std::nullopt;
}

std::vector<std::string> languages_of(const Service& service) {
  std::vector<std::string> codes;
  for (const Language& language : service.languages) add_once(codes, language_code(language));
  return codes;
}

bool is_searchable(const Service& service) {
  return service.status.empty() || service.status == "active" || service.status == "temporarily closed";
}

}  // namespace fingerpost::model
