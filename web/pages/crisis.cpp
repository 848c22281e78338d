#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "web/pages/results.hpp"

namespace fingerpost::web {
namespace {

/// Words that mean danger to the person who types them, folded, in English and Welsh. A phrase counts where it stands
/// as whole words. Showing the lines once too often harms nobody.
constexpr std::array<std::string_view, 44> kDanger{"suicide",
                                                   "suicidal",
                                                   "kill myself",
                                                   "killing myself",
                                                   "want to die",
                                                   "wanna die",
                                                   "end my life",
                                                   "end it all",
                                                   "self harm",
                                                   "self-harm",
                                                   "hurt myself",
                                                   "cutting myself",
                                                   "overdose",
                                                   "no reason to live",
                                                   "domestic abuse",
                                                   "domestic violence",
                                                   "abusive",
                                                   "hits me",
                                                   "hit me",
                                                   "beats me",
                                                   "beating me",
                                                   "rape",
                                                   "raped",
                                                   "sexual assault",
                                                   "sexually abused",
                                                   "abused",
                                                   "refuge",
                                                   "stalking",
                                                   "strangled",
                                                   "choked me",
                                                   "afraid of my",
                                                   "scared of my",
                                                   "threatens me",
                                                   "forced marriage",
                                                   "not safe at home",
                                                   "unsafe at home",
                                                   "hunanladdiad",
                                                   "lladd fy hun",
                                                   "eisiau marw",
                                                   "hunan-niweidio",
                                                   "cam-drin domestig",
                                                   "trais rhywiol",
                                                   "lloches",
                                                   "ofn fy ngwr"};

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) > 127;
}

bool has_words(std::string_view text, std::string_view words) {
  for (std::size_t at = text.find(words); at != std::string_view::npos; at = text.find(words, at + 1)) {
    const std::size_t end = at + words.size();
    if ((at == 0 || !is_letter(text[at - 1])) && (end == text.size() || !is_letter(text[end]))) return true;
  }
  return false;
}

}  // namespace

bool means_danger(std::string_view words) {
  const std::string folded = collapse_spaces(fold(words));
  return std::ranges::any_of(kDanger, [&](std::string_view danger) { return has_words(folded, danger); });
}

}  // namespace fingerpost::web
