#include "search/detail/second_look.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <tuple>

#include "search/detail/entry.hpp"
#include "search/detail/live_index.hpp"
#include "search/weights.hpp"

namespace fingerpost::search::detail {
namespace {

/// Steps of the deadline that reading one document is worth.
constexpr std::size_t kReadSteps = 64;
/// Shares of words are told apart to this part of 1.
constexpr double kShareGrain = 0x1p40;

/// A document with its words.
struct Read {
  Ranked* result;
  std::string bytes;  ///< what `words` looks into
  EntryWords words;
  std::vector<std::uint32_t> said;  ///< by term + 1: how often it stands in `words.order`, gaps first
  double dampening;

  double closeness() const { return result->score.text + result->score.together; }
};

/// How many of the results, best first, are read again: of equal ones all or none, so that no tie decides who gains.
std::size_t depth_of(const std::vector<Merged>& results) {
  std::size_t depth = std::min(results.size(), weight::kReadAgain);
  while (depth > 0 && depth < results.size() && results[depth - 1].result.first == results[depth].result.first) --depth;
  return depth;
}

std::vector<Read> read_again(const TextQuery& text, std::vector<Merged>& results, Deadline& deadline) {
  std::vector<Read> read(depth_of(results));
  for (std::size_t i = 0; i < read.size(); ++i) {
    deadline.spend(kReadSteps);
    read[i].result = &results[i].result;
    read[i].bytes = results[i].part->segment->entry(results[i].result.doc);
    read[i].words.read(read[i].bytes);
    read[i].said.resize(read[i].words.terms.size() + 1);
    for (const std::uint32_t word : read[i].words.order) ++read[i].said[word];
    read[i].dampening = text.dampening(static_cast<std::uint16_t>(read[i].words.length));
  }
  return read;
}

/// Calls `visit(index of the sought, index of the found)` for each of `sought` (ascending by term) that is in `words`:
/// both are walked once, side by side. Which of two heads is less cannot be guessed, so no branch asks it.
template <typename Sought, typename Visit>
void for_each_found(const std::vector<Sought>& sought, const EntryWords& words, Visit&& visit) {
  std::size_t i = 0, at = 0;
  while (i < sought.size() && at < words.terms.size()) {
    const std::uint64_t wanted = sought[i].head, found = words.terms[at].head;
    if (wanted == found) {
      const int order = std::string_view(sought[i].term).compare(words.terms[at].term);
      if (order == 0) visit(i, at);
      i += order <= 0 ? 1 : 0;
      at += order >= 0 ? 1 : 0;
    } else {
      i += static_cast<std::size_t>(wanted < found);
      at += static_cast<std::size_t>(found < wanted);
    }
  }
}

/// How near the words of neighbouring concepts stand.
class Together {
 public:
  explicit Together(const TextQuery& text) {
    std::map<std::string, std::size_t> concept_of;
    for (std::size_t i = 0; i < text.concepts.size(); ++i)
      for (const ScoredTerm& term : text.concepts[i]) concept_of.try_emplace(term.term, i);
    for (const auto& [term, i] : concept_of) terms_.push_back({term, i, head_of(term)});
    const auto most = [&](std::size_t i) {
      double best = 0;
      for (const ScoredTerm& term : text.concepts[i]) best = std::max(best, term.most);
      return best;
    };
    for (std::size_t i = 0; i + 1 < text.concepts.size(); ++i)
      pair_most_.push_back(std::min(most(i), most(i + 1)) * weight::kTogether / weight::kText);
  }

  double operator()(const Read& read) const {
    std::vector<std::size_t> concepts(read.words.terms.size() + 1, kNone);  // by term + 1, as `order` counts
    for_each_found(terms_, read.words, [&](std::size_t i, std::size_t at) { concepts[at + 1] = terms_[i].concept_; });
    std::vector<double> counts(pair_most_.size());
    const auto& order = read.words.order;
    for (std::size_t at = 0; at < order.size(); ++at) {
      const std::size_t first = concepts[order[at]];
      if (first == kNone) continue;
      for (std::size_t gap = 1; gap <= weight::kNearWords && at + gap < order.size() && order[at + gap] != 0; ++gap) {
        const std::size_t second = concepts[order[at + gap]];
        if (second != kNone && std::max(first, second) - std::min(first, second) == 1)
          counts[std::min(first, second)] += 1.0 / static_cast<double>(gap);
      }
    }
    double sum = 0;
    for (std::size_t i = 0; i < counts.size(); ++i)
      if (counts[i] > 0) sum += pair_most_[i] * counts[i] / (counts[i] + read.dampening);
    return sum;
  }

 private:
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  struct Sought {
    std::string term;
    std::size_t concept_;
    std::uint64_t head;
  };
  std::vector<Sought> terms_;
  std::vector<double> pair_most_;  ///< by the first of two neighbouring concepts
};

/// Words learnt from the best answers, ascending; their shares sum to 1. The term is theirs who said it.
struct Learnt {
  std::string_view term;
  double share;
  std::uint64_t head;
};

void keep_heaviest(std::vector<Learnt>& words, std::size_t most) {
  if (words.size() <= most) return;
  std::nth_element(
      words.begin(), words.begin() + static_cast<std::ptrdiff_t>(most), words.end(),
      [](const Learnt& a, const Learnt& b) { return std::tie(b.share, a.term) < std::tie(a.share, b.term); });
  words.resize(most);
}

/// What one answer says of a word.
struct Share {
  std::uint64_t head;
  std::string_view term;
  double share;
};

/// The shares of each word together, ascending by word.
std::vector<Learnt> added_up(std::vector<Share> shares) {
  std::sort(shares.begin(), shares.end(),
            [](const Share& a, const Share& b) { return std::tie(a.head, a.term) < std::tie(b.head, b.term); });
  std::vector<Learnt> words;
  for (std::size_t begin = 0, end = 0; begin < shares.size(); begin = end) {
    double sum = 0;
    for (end = begin; end < shares.size() && shares[end].term == shares[begin].term; ++end) sum += shares[end].share;
    words.push_back({shares[begin].term, std::nearbyint(sum * kShareGrain) / kShareGrain, shares[begin].head});
  }
  return words;
}

/// Which of several equal answers comes first must not matter: all that are as close as the last one count, and shares
/// are rounded to what no order of adding them changes.
std::vector<Learnt> learn(const LiveIndex& index, const std::vector<Read>& read) {
  std::vector<double> closeness;
  for (const Read& each : read) closeness.push_back(each.closeness());
  std::sort(closeness.rbegin(), closeness.rend());
  if (closeness.size() > weight::kLearnFrom) closeness.resize(weight::kLearnFrom);
  if (closeness.empty()) return {};
  std::vector<Share> shares;
  for (const Read& each : read) {
    if (each.closeness() < closeness.back()) continue;
    const double trust = std::exp((each.closeness() - closeness.front()) / weight::kTrustFall);
    const double length = std::max(1.0, static_cast<double>(each.words.order.size() - each.said[0]));
    for (std::size_t i = 0; i < each.words.terms.size(); ++i)
      if (each.said[i + 1] > 0)
        shares.push_back({each.words.terms[i].head, each.words.terms[i].term, trust * each.said[i + 1] / length});
  }
  std::vector<Learnt> words = added_up(std::move(shares));
  keep_heaviest(words, weight::kLookUp);
  for (Learnt& word : words) word.share *= index.rarity(word.term);
  keep_heaviest(words, weight::kLearnWords);
  std::sort(words.begin(), words.end(), [](const Learnt& a, const Learnt& b) { return a.term < b.term; });
  double sum = 0;
  for (const Learnt& word : words) sum += word.share;
  if (!(sum > 0)) return {};
  for (Learnt& word : words) word.share /= sum;
  return words;
}

double related(const std::vector<Learnt>& learnt, const Read& read) {
  double sum = 0;
  for_each_found(learnt, read.words, [&](std::size_t i, std::size_t at) {
    const double count = read.said[at + 1];
    sum += learnt[i].share * count / (count + read.dampening);
  });
  return weight::kRelated * sum;
}

}  // namespace

bool looks_again(const Query& query) {
  return query.sort == Sort::best && query.all_words.size() >= weight::kLongQuestion;
}

void look_again(const LiveIndex& index, const TextQuery& text, std::vector<Merged>& fits,
                std::vector<Merged>& not_known, Deadline& deadline) {
  const Together together(text);
  std::vector<Read> read_fits = read_again(text, fits, deadline), read_others = read_again(text, not_known, deadline);
  for (auto* list : {&read_fits, &read_others})
    for (Read& read : *list) read.result->score.together = together(read);
  const std::vector<Learnt> learnt = learn(index, read_fits.empty() ? read_others : read_fits);
  for (auto* list : {&read_fits, &read_others}) {
    for (Read& read : *list) {
      read.result->score.related = related(learnt, read);
      read.result->first = read.result->score.sum();
    }
  }
}

}  // namespace fingerpost::search::detail
