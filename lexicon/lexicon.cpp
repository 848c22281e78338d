#include "lexicon/lexicon.hpp"

#include <algorithm>
#include <cmath>

namespace fingerpost::lexicon {
namespace {

/// Of what a phrase says, this share must be said for it to be there.
constexpr double kEnoughOfPhrase = 0.6;
/// All of it, but for rounding.
constexpr float kWholePhrase = 0.99F;
/// How much the likest phrase counts; the rest is how much of the question the need's phrases say between them. A
/// phrase alone is led astray by one shared word, common words alone by long lists of phrases.
constexpr double kOfPhrase = 0.5;
/// How much of a phrase's likeness its words' standing next to each other makes; which words are said makes the rest.
constexpr double kInOrder = 0.15;
/// Needs less sure than this share of the surest are not meant.
constexpr double kShareOfBest = 0.5;
/// A phrase of fewer of the same words goes when it is less sure than this share of the fuller one.
constexpr double kExplained = 0.85;

}  // namespace

/// What is counted while a question is read, by phrase; kept by each thread, so that nothing is made for a question.
struct Lexicon::Scratch {
  /// A term of a word that counts and that some phrase has.
  struct Known {
    std::uint32_t word, term;  ///< the word's place in the question; the term's number
    double weight;             ///< of the alternative
  };
  std::vector<Known> known;  ///< ascending by word
  std::vector<float> said, said_by_word;
  std::vector<std::uint32_t> last_word;
  std::vector<std::uint32_t> touched;
  std::vector<std::uint16_t> pairs;  ///< said next to each other
  struct Likest {
    double likeness = 0;
    std::uint32_t phrase = 0;
  };
  std::vector<Likest> likest;            ///< phrase, by need
  std::vector<float> sums, of_word;      ///< by need
  std::vector<std::uint32_t> met, here;  ///< needs with a phrase that was touched; those of one word
  double all_words = 0;                  ///< the weight of all the words that the lexicon knows
  double all_pairs = 0;

  void begin(std::size_t phrases) {
    for (const std::uint32_t phrase : touched) said[phrase] = pairs[phrase] = 0;
    touched.clear();
    all_words = all_pairs = 0;
    if (said.size() == phrases) return;
    said.assign(phrases, 0);
    pairs.assign(phrases, 0);
    said_by_word.assign(phrases, 0);
    last_word.assign(phrases, 0);
  }

  /// One word may be several terms of a phrase: the best counts.
  void add(std::uint32_t phrase, std::uint32_t word, float weight) {
    if (said[phrase] == 0) {
      touched.push_back(phrase);
      last_word[phrase] = word;
      said_by_word[phrase] = 0;
    } else if (last_word[phrase] != word) {
      last_word[phrase] = word;
      said_by_word[phrase] = 0;
    }
    if (weight <= said_by_word[phrase]) return;
    said[phrase] += weight - said_by_word[phrase];
    said_by_word[phrase] = weight;
  }
};

namespace {

/// "At the door" is half of what "bailiffs at the door" says: a phrase of fewer of the same words means nothing beside
/// the fuller one.
bool is_explained(const Reading& reading, const std::vector<Reading>& surer) {
  return std::any_of(surer.begin(), surer.end(), [&](const Reading& fuller) {
    return reading.is_phrase && reading.words.size() < fuller.words.size() &&
           reading.weight < kExplained * fuller.weight &&
           std::includes(fuller.words.begin(), fuller.words.end(), reading.words.begin(), reading.words.end());
  });
}

}  // namespace

Lexicon::Scratch& Lexicon::scratch_of_thread() {
  thread_local Scratch scratch;
  return scratch;
}

void Lexicon::give_back_room() {
  phrases_.shrink_to_fit(), phrase_terms_.shrink_to_fit(), pairs_.shrink_to_fit(), words_.shrink_to_fit();
  indexed_terms_.shrink_to_fit(), term_phrases_.shrink_to_fit(), term_needs_.shrink_to_fit();
  completions_.shrink_to_fit(), completion_texts_.shrink_to_fit();
}

Lexicon::Lexicon() = default;
Lexicon::~Lexicon() = default;

const Need* Lexicon::find(std::string_view code) const {
  const auto found = by_code_.find(std::string(code));
  return found == by_code_.end() ? nullptr : &needs_[found->second];
}

std::span<const Alternative> Lexicon::alternatives(const std::string& term) const {
  const auto found = alternatives_.find(term);
  if (found == alternatives_.end()) return {};
  return found->second;
}

const Lexicon::IndexedTerm* Lexicon::term(const std::string& text) const {
  const auto found = terms_.find(text);
  if (found == terms_.end() || indexed_terms_[found->second].phrases == 0) return nullptr;
  return &indexed_terms_[found->second];
}

std::uint32_t Lexicon::needs_with(const std::string& text) const {
  const IndexedTerm* found = term(text);
  return found == nullptr ? 0 : found->needs;
}

void Lexicon::look_up(const std::vector<QueryWord>& words, Scratch& scratch) const {
  scratch.known.clear();
  for (std::uint32_t i = 0; i < words.size(); ++i) {
    if (words[i].is_filler) continue;
    for (const Alternative& alternative : words[i].terms)
      if (const auto found = terms_.find(alternative.term);
          found != terms_.end() && indexed_terms_[found->second].phrases > 0)
        scratch.known.push_back({i, found->second, alternative.weight});
  }
}

void Lexicon::score_phrases(Scratch& scratch) const {
  scratch.begin(phrases_.size());
  for (std::size_t at = 0; at < scratch.known.size();) {
    const std::uint32_t word = scratch.known[at].word;
    double most = 0;
    for (; at < scratch.known.size() && scratch.known[at].word == word; ++at) {
      const IndexedTerm& term = indexed_terms_[scratch.known[at].term];
      const auto weight = static_cast<float>(term.weight * scratch.known[at].weight);
      most = std::max<double>(most, weight);
      for (const std::uint32_t phrase : phrases_of(term)) scratch.add(phrase, word, weight);
    }
    scratch.all_words += most;
  }
}

std::optional<std::uint64_t> Lexicon::pair_of(const std::string& first, const std::string& second) const {
  const auto a = terms_.find(first), b = terms_.find(second);
  if (a == terms_.end() || b == terms_.end()) return std::nullopt;
  return std::uint64_t{a->second} << 32 | b->second;
}

void Lexicon::score_pairs(const std::vector<QueryWord>& words, Scratch& scratch) const {
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    if (words[i].terms.empty() || words[i + 1].terms.empty()) continue;
    ++scratch.all_pairs;
    const auto pair = pair_of(words[i].terms.front().term, words[i + 1].terms.front().term);
    if (!pair) continue;
    for (auto at = std::lower_bound(pairs_.begin(), pairs_.end(), std::pair(*pair, 0u));
         at != pairs_.end() && at->first == *pair; ++at)
      if (scratch.said[at->second] > 0) ++scratch.pairs[at->second];
  }
}

std::vector<std::size_t> Lexicon::words_of(const IndexedPhrase& phrase, const Scratch& scratch) const {
  std::vector<std::size_t> in;
  const auto terms = terms_of(phrase);
  for (const Scratch::Known& each : scratch.known)
    if ((in.empty() || in.back() != each.word) && std::binary_search(terms.begin(), terms.end(), each.term))
      in.push_back(each.word);
  return in;
}

std::vector<std::size_t> Lexicon::in_whole_phrases(const std::vector<QueryWord>& words) const {
  std::vector<std::size_t> all;
  Scratch& scratch = scratch_of_thread();
  look_up(words, scratch);
  score_phrases(scratch);
  for (const std::uint32_t phrase : scratch.touched) {
    const IndexedPhrase& whole = phrases_[phrase];
    if (whole.terms < 2 || scratch.said[phrase] < kWholePhrase * whole.weight) continue;
    const auto in = words_of(whole, scratch);
    all.insert(all.end(), in.begin(), in.end());
  }
  return all;
}

void Lexicon::find_likest(Scratch& scratch) const {
  if (scratch.likest.size() != needs_.size())
    scratch.likest.assign(needs_.size(), {});
  else
    for (const std::uint32_t need : scratch.met) scratch.likest[need] = {};
  scratch.met.clear();
  const double per_root = 1 / std::sqrt(scratch.all_words);
  for (const std::uint32_t phrase : scratch.touched) {
    const IndexedPhrase& indexed = phrases_[phrase];
    double likeness = std::min(1.0, scratch.said[phrase] * per_root * indexed.per_root);
    if (scratch.all_pairs > 0) likeness *= 1 - kInOrder;
    if (scratch.pairs[phrase] > 0)
      likeness += kInOrder * std::min(1.0, scratch.pairs[phrase] / std::sqrt(scratch.all_pairs * indexed.pairs));
    auto& best = scratch.likest[indexed.need];
    if (best.likeness == 0) scratch.met.push_back(indexed.need);
    if (likeness > best.likeness || (likeness == best.likeness && phrase < best.phrase)) best = {likeness, phrase};
  }
}

void Lexicon::add_common_words(Scratch& scratch) const {
  scratch.sums.resize(needs_.size());
  scratch.of_word.resize(needs_.size());  // all nought between two words
  for (const std::uint32_t need : scratch.met) scratch.sums[need] = 0;
  for (std::size_t at = 0; at < scratch.known.size();) {
    scratch.here.clear();
    for (const std::uint32_t word = scratch.known[at].word; at < scratch.known.size() && scratch.known[at].word == word;
         ++at) {
      const IndexedTerm& term = indexed_terms_[scratch.known[at].term];
      const auto most = static_cast<float>(term.weight * scratch.known[at].weight);
      for (const auto& [need, times] : needs_of(term)) {
        const auto share = most * static_cast<float>(times) / static_cast<float>(times + 1);
        if (scratch.of_word[need] == 0) scratch.here.push_back(need);
        scratch.of_word[need] = std::max(scratch.of_word[need], share);
      }
    }
    for (const std::uint32_t need : scratch.here) {
      scratch.sums[need] += scratch.of_word[need];
      scratch.of_word[need] = 0;
    }
  }
}

std::vector<Reading> Lexicon::read_words(const std::vector<QueryWord>& words) const {
  Scratch& scratch = scratch_of_thread();
  look_up(words, scratch);
  score_phrases(scratch);
  if (scratch.all_words <= 0) return {};
  score_pairs(words, scratch);
  find_likest(scratch);
  add_common_words(scratch);
  std::vector<std::pair<double, std::uint32_t>> sure;  // weight, need
  double surest = 0;
  for (const std::uint32_t need : scratch.met) {
    const double weight = kOfPhrase * scratch.likest[need].likeness +
                          (1 - kOfPhrase) * std::min(1.0, scratch.sums[need] / scratch.all_words);
    surest = std::max(surest, weight);
    if (weight >= kShareOfBest * surest) sure.emplace_back(weight, need);
  }
  std::sort(sure.begin(), sure.end(), [&](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : needs_[a.second].code < needs_[b.second].code;
  });
  std::vector<Reading> readings;
  for (const auto& [weight, need] : sure) {
    if (weight < kShareOfBest * surest || readings.size() == kMaxReadings) break;
    const std::uint32_t likest = scratch.likest[need].phrase;
    const IndexedPhrase& phrase = phrases_[likest];
    const bool is_phrase = scratch.said[likest] >= kEnoughOfPhrase * phrase.weight;
    Reading reading{&needs_[need], weight, is_phrase, words_of(phrase, scratch)};
    if (!is_explained(reading, readings)) readings.push_back(std::move(reading));
  }
  return readings;
}

}  // namespace fingerpost::lexicon
