#include "lexicon/speller.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <functional>
#include <map>
#include <span>

#include "lexicon/detail/distance.hpp"
#include "search/analyser.hpp"

namespace fingerpost::lexicon {
namespace {

/// Pieces of a word that was written without its space.
constexpr std::size_t kShortestPiece = 3;
/// Keys shorter than this are shared by too many words.
constexpr std::size_t kShortestSound = 2;
/// Shorter stems are near too many others: the word itself decides.
constexpr std::size_t kShortestStem = 5;

// A candidate's cost: edits, and what makes a slip more or less likely.
constexpr double kOtherFirstLetter = 0.35, kEasySlip = -0.25, kSameSound = -0.25, kSpoken = -0.3, kOnlyStem = 0.15;
constexpr double kPerDoubling = -0.045;  ///< each doubling of the documents that have it
constexpr double kSoundAlike = 1.6;      ///< what sounds alike but is further away in letters
constexpr double kWorseByMost = 0.9;     ///< candidates this much costlier than the best are let go
constexpr float kOfOne = 1;              ///< commonness of what stands in one document alone: a slip, perhaps
constexpr double kBestWeight = 0.85, kWorstWeight = 0.34;

std::uint32_t sound_hash(std::string_view word) {
  const std::string sound = detail::sound_of(word);
  return sound.size() < kShortestSound ? 0 : static_cast<std::uint32_t>(std::hash<std::string>()(sound) | 1);
}

bool has_digit(std::string_view word) {
  return std::any_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool may_be_corrected(std::string_view word) {
  return word.size() >= kShortestCorrected && word.size() <= kLongestCorrected && !has_digit(word);
}

bool may_be_meant(const Speller::Word& word) {
  return word.text.size() >= 2 && word.text.size() <= kLongestCorrected + 2 && !word.term.empty() &&
         word.term.size() <= 255 && !has_digit(word.text);
}

}  // namespace

struct Speller::Candidate {
  std::uint32_t entry;
  double cost;
};

std::uint32_t Speller::add_text(std::string_view text) {
  const auto at = static_cast<std::uint32_t>(texts_.size());
  texts_ += text;
  return at;
}

Speller::Speller(std::vector<Word> words) {
  std::erase_if(words, [](const Word& word) { return !may_be_meant(word); });
  if (words.size() > kMaxVocabulary) {
    const auto kept = words.begin() + static_cast<std::ptrdiff_t>(kMaxVocabulary);
    std::nth_element(words.begin(), kept, words.end(), [](const Word& a, const Word& b) {
      return std::tuple(a.is_spoken, a.documents) > std::tuple(b.is_spoken, b.documents);
    });
    words.erase(kept, words.end());
  }
  std::sort(words.begin(), words.end(), [](const Word& a, const Word& b) {
    const auto order = [](const Word& w) { return std::tuple(w.text.size(), std::string_view(w.text), w.is_stem); };
    return order(a) < order(b);
  });
  entries_.reserve(words.size());
  masks_.reserve(words.size());
  for (const Word& word : words) {
    const auto number = static_cast<std::uint32_t>(entries_.size());
    const std::uint32_t text_at = add_text(word.text);
    const std::uint32_t term_at = word.term == word.text ? text_at : add_text(word.term);
    entries_.push_back({text_at, term_at, static_cast<std::uint8_t>(word.text.size()),
                        static_cast<std::uint8_t>(word.term.size()), word.is_spoken, word.is_stem,
                        static_cast<float>(std::log2(1.0 + word.documents))});
    masks_.push_back(detail::letters_of(word.text));
    if (const std::uint32_t sound = sound_hash(word.text); sound != 0) sounds_.emplace_back(sound, number);
    ends_[word.text.size()] = number + 1;
  }
  for (std::size_t length = 1; length < ends_.size(); ++length)
    ends_[length] = std::max(ends_[length], ends_[length - 1]);
  std::sort(sounds_.begin(), sounds_.end());
}

bool Speller::has(std::string_view word) const {
  if (word.empty() || word.size() >= ends_.size()) return false;
  const std::span<const Entry> all = entries_;
  const auto of_its_length = all.subspan(ends_[word.size() - 1], ends_[word.size()] - ends_[word.size() - 1]);
  const auto same =
      std::ranges::equal_range(of_its_length, word, {}, [this](const Entry& entry) { return text(entry); });
  return std::ranges::any_of(same, [](const Entry& entry) { return !entry.is_stem || entry.commonness > kOfOne; });
}

void Speller::scan(std::string_view typed, bool stems, std::vector<Candidate>& found) const {
  if (!may_be_corrected(typed)) return;
  const int most = typed.size() >= kTwoEdits ? 2 : 1;
  const std::uint32_t letters = detail::letters_of(typed);
  const std::string sound = detail::sound_of(typed);
  const std::size_t shortest = std::max<std::size_t>(typed.size() - static_cast<std::size_t>(most), 2);
  const std::size_t longest = std::min(typed.size() + static_cast<std::size_t>(most), ends_.size() - 1);
  for (std::uint32_t i = ends_[shortest - 1]; i < ends_[longest]; ++i) {
    if (std::popcount(masks_[i] ^ letters) > 2 * most) continue;
    const Entry& entry = entries_[i];
    if (entry.is_stem != stems) continue;
    const std::string_view meant = text(entry);
    const int edits = detail::edit_distance(typed, meant, most);
    if (edits > most || edits == 0) continue;
    // Of words of three letters there are too many near each other: only what people say is meant.
    if ((typed.size() <= kShortestCorrected || (edits == 2 && typed.size() == kTwoEdits)) && !entry.is_spoken) continue;
    const detail::Slip slip = detail::slip_between(typed, meant);
    double cost = edits + kPerDoubling * static_cast<double>(entry.commonness);
    if (slip.first_letter) cost += kOtherFirstLetter;
    if (slip.easy) cost += kEasySlip;
    if (entry.is_spoken) cost += kSpoken;
    if (stems) cost += kOnlyStem;
    if (detail::sound_of(meant) == sound) cost += kSameSound;
    found.push_back({i, cost});
  }
}

void Speller::sound_alikes(std::string_view typed, std::vector<Candidate>& found) const {
  const std::uint32_t sound = sound_hash(typed);
  if (sound == 0 || !may_be_corrected(typed)) return;
  for (auto at = std::lower_bound(sounds_.begin(), sounds_.end(), std::pair(sound, 0u));
       at != sounds_.end() && at->first == sound; ++at) {
    const Entry& entry = entries_[at->second];
    const auto longer = std::max<std::size_t>(entry.text_bytes, typed.size());
    // Few consonants say little: then only what people say is meant.
    if (!entry.is_spoken && detail::sound_of(typed).size() <= kShortestSound) continue;
    if (entry.is_stem || 2 * (longer - std::min<std::size_t>(entry.text_bytes, typed.size())) > longer) continue;
    found.push_back({at->second, kSoundAlike + kPerDoubling * static_cast<double>(entry.commonness) +
                                     (entry.is_spoken ? kSpoken : 0)});
  }
}

Speller::Correction Speller::correction(const Candidate& candidate, std::string_view word, std::string_view stem,
                                        double best) const {
  const Entry& entry = entries_[candidate.entry];
  std::string written(text(entry));
  std::string term(texts_, entry.term, entry.term_bytes);
  if (entry.is_stem && word.starts_with(stem)) {
    // The ending that was typed, when the stem with it is a word of that stem.
    const std::string ended = written + std::string(word.substr(stem.size()));
    const auto tokens = search::analyse(ended);
    if (tokens.size() == 1 && tokens.front().term == term) written = ended;
  }
  const double worse = std::min(1.0, (candidate.cost - best) / kWorseByMost);
  return {std::move(written), std::move(term), kBestWeight - (kBestWeight - kWorstWeight) * worse};
}

std::vector<Speller::Correction> Speller::correct(std::string_view word, std::string_view stem) const {
  std::vector<Candidate> found;
  scan(word, false, found);
  if (stem == word || stem.size() >= kShortestStem) scan(stem, true, found);
  if (found.empty()) sound_alikes(word, found);
  std::sort(found.begin(), found.end(), [](const Candidate& a, const Candidate& b) {
    return a.cost != b.cost ? a.cost < b.cost : a.entry < b.entry;
  });
  std::vector<Correction> corrections;
  for (const Candidate& candidate : found) {
    if (corrections.size() == kMaxCorrections || candidate.cost > found.front().cost + kWorseByMost) break;
    Correction next = correction(candidate, word, stem, found.front().cost);
    const bool known = std::any_of(corrections.begin(), corrections.end(),
                                   [&](const Correction& other) { return other.term == next.term; });
    if (!known) corrections.push_back(std::move(next));
  }
  // The further behind the next likely word is, the surer is the likeliest.
  if (!corrections.empty()) {
    const double runner_up = corrections.size() == 1 ? kWorstWeight : corrections[1].weight;
    const double lead = (kBestWeight - runner_up) / (kBestWeight - kWorstWeight);
    corrections.front().weight += (1 - kBestWeight) * lead;
  }
  return corrections;
}

std::vector<std::string> Speller::mend_beginning(std::string_view typed) const {
  std::vector<std::string> beginnings;
  if (!may_be_corrected(typed)) return beginnings;
  const std::uint32_t letters = detail::letters_of(typed);
  std::map<std::string, float> found;
  for (std::uint32_t i = ends_[typed.size() - 2]; i < entries_.size(); ++i) {
    if (std::popcount(letters & ~masks_[i]) > 1) continue;
    const std::string_view word = text(entries_[i]);
    for (std::size_t bytes = typed.size() - 1; bytes <= std::min(typed.size() + 1, word.size()); ++bytes) {
      const std::string_view beginning = word.substr(0, bytes);
      if (beginning.back() != typed.back() || detail::edit_distance(typed, beginning, 1) != 1) continue;
      float& commonness = found[std::string(beginning)];
      commonness = std::max(commonness, entries_[i].commonness + (entries_[i].is_spoken ? 3 : 0));
    }
  }
  std::vector<std::pair<float, std::string>> sorted;
  for (auto& [beginning, commonness] : found) sorted.emplace_back(-commonness, beginning);
  std::sort(sorted.begin(), sorted.end());
  for (auto& [commonness, beginning] : sorted)
    if (beginnings.size() < kMaxCorrections) beginnings.push_back(std::move(beginning));
  return beginnings;
}

std::optional<std::pair<std::string, std::string>> Speller::split(std::string_view word) const {
  for (std::size_t middle = word.size() / 2, step = 0; step <= word.size(); ++step) {
    // From the middle outwards: even halves are likelier words.
    const std::size_t at = step % 2 == 0 ? middle + step / 2 : middle - std::min(middle, (step + 1) / 2);
    if (at < kShortestPiece || at + kShortestPiece > word.size()) continue;
    if (has(word.substr(0, at)) && has(word.substr(at)))
      return std::pair(std::string(word.substr(0, at)), std::string(word.substr(at)));
  }
  return std::nullopt;
}

}  // namespace fingerpost::lexicon
