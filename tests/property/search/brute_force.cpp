#include "tests/property/search/brute_force.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstring>
#include <limits>
#include <map>
#include <set>

#include "base/hash.hpp"
#include "search/analyser.hpp"
#include "search/detail/names.hpp"
#include "search/detail/stop_words.hpp"
#include "search/weights.hpp"

namespace fingerpost::search::test {
namespace {

using model::Tri;
using TermCounts = std::map<std::string, unsigned>;
constexpr double kInfinity = std::numeric_limits<double>::infinity();

TermCounts terms_of(const Document& d) {
  TermCounts counts;
  const auto add = [&](const std::string& text, unsigned times, bool stop_words) {
    for (const Token& token : analyse(text))
      if (stop_words || !detail::is_stop_word(token.word)) counts[token.term] += times;
  };
  add(d.name, weight::kName, true);
  add(d.alternate_name, weight::kAlternateName, true);
  add(d.organization_name, weight::kOrganization, true);
  add(d.need_terms, weight::kNeedTerms, false);
  add(d.summary, weight::kSummary, false);
  add(d.description, weight::kDescription, false);
  return counts;
}

/// The telling words as written, field by field with an empty one before each; who runs it is left out.
std::vector<std::string> order_of(const Document& d) {
  std::vector<std::string> order;
  for (const auto* text : {&d.name, &d.alternate_name, &d.need_terms, &d.summary, &d.description}) {
    order.emplace_back();
    for (const Token& token : analyse(*text))
      if (!detail::is_stop_word(token.word)) order.push_back(token.term);
  }
  return order;
}

unsigned length_of(const TermCounts& counts) {
  unsigned length = 0;
  for (const auto& [term, count] : counts) length += count;
  return length;
}

bool contains(const std::vector<std::string>& list, const std::string& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

bool share_one(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::any_of(a.begin(), a.end(), [&](const auto& each) { return contains(b, each); });
}

Tri all_of(std::vector<Tri> answers) {
  if (std::count(answers.begin(), answers.end(), Tri::no) > 0) return Tri::no;
  return std::count(answers.begin(), answers.end(), Tri::unknown) > 0 ? Tri::unknown : Tri::yes;
}

Tri tri(bool yes) { return yes ? Tri::yes : Tri::no; }

std::vector<Tri> answers_of(const Document& d, const Conditions& asked) {
  std::vector<Tri> answers;
  if (asked.age)
    answers.push_back(!d.ages_known ? Tri::unknown
                                    : tri((!d.minimum_age || *asked.age >= *d.minimum_age) &&
                                          (!d.maximum_age || std::floor(*asked.age) <= *d.maximum_age)));
  if (asked.free) answers.push_back(d.free);
  if (!asked.access.empty()) {
    std::vector<Tri> each;
    for (const std::string& code : asked.access) {
      Tri stated = Tri::unknown;
      for (const auto& [known, value] : d.access)
        if (known == code) stated = value;
      each.push_back(stated);
    }
    answers.push_back(all_of(each));
  }
  if (!asked.language.empty())
    answers.push_back(d.languages.empty() ? Tri::unknown : tri(share_one(d.languages, asked.language)));
  if (!asked.referral.empty())
    answers.push_back(d.referral.empty() ? Tri::unknown : tri(contains(d.referral, asked.referral)));
  if (asked.open_hour) answers.push_back(!d.hours_known ? Tri::unknown : tri(d.open_hours[*asked.open_hour]));
  const auto open_during = [&] { return (d.open_hours & asked.open_during).any(); };
  if (asked.open_during.any()) answers.push_back(!d.hours_known ? Tri::unknown : tri(open_during()));
  if (!asked.gender.empty()) answers.push_back(asked.gender == "female" ? d.for_women : d.for_men);
  if (asked.has_room) answers.push_back(d.has_room);
  if (asked.wait_days) answers.push_back(!d.wait_days ? Tri::unknown : tri(*d.wait_days <= *asked.wait_days));
  return answers;
}

/// The best of the needs that one of its categories meets.
double need_of(const Document& d, const Query& q) {
  const double share = d.kind == Kind::role && !q.seeks_role ? weight::kNeedOfRole : 1;
  float best = 0;
  for (const NeedCategory& need : q.needs)
    if (contains(d.categories, need.category))
      best = std::max(best, static_cast<float>(share * std::min(need.weight, 1.0)));
  return static_cast<double>(best);
}

bool passes(const Document& d, const Query& q) {
  return (q.kinds.empty() || std::find(q.kinds.begin(), q.kinds.end(), d.kind) != q.kinds.end()) &&
         (q.categories.empty() || share_one(q.categories, d.categories)) &&
         (q.themes.empty() || share_one(q.themes, d.themes)) && (q.here == 0 || (d.here & q.here) != 0) &&
         (!q.signatory || d.signatory);
}

bool asks_for_place(const Where& where) { return where.centre || where.area || !where.covering.empty(); }

/// Here bits, 0 for no candidate when a place is asked for.
std::uint8_t here_of(const Document& d, const Where& where) {
  if (!asks_for_place(where)) return d.here & 31;
  unsigned here = 0;
  bool in = d.point.has_value() && (where.centre || where.area);
  if (in && where.area) in = where.area->contains(*d.point);
  if (in && where.centre && where.within) in = geo::distance(*where.centre, *d.point) <= *where.within;
  if (in) here |= (d.here & (delivers | visits)) ? d.here & (delivers | visits) : delivers;
  if (where.points_only) return static_cast<std::uint8_t>(here);
  bool covered = share_one(where.covering, d.area_codes);
  for (const auto& extent : d.extents) covered |= where.centre && geo::contains_by_brute_force(extent, *where.centre);
  if (covered) here |= (d.here & (covers | speaks_for)) ? d.here & (covers | speaks_for) : covers;
  if (d.everywhere) here |= (d.here & online) ? online : covers;
  return static_cast<std::uint8_t>(here);
}

double freshness_of(const Document& d, const Query& q) {
  const auto recency = [&](const std::optional<Day>& on) {
    if (!on || !q.today.ok()) return 0.0;
    const auto age = (std::chrono::sys_days(q.today) - std::chrono::sys_days(*on)).count();
    return std::exp2(-std::clamp(static_cast<double>(age), 0.0, 4'000.0) / weight::kVerifiedHalfLife);
  };
  return weight::kFreshness * std::max(recency(d.verified_on), weight::kEditedShare * recency(d.edited_on));
}

double place_of(std::uint8_t here, std::optional<double> distance, const Where& where) {
  const double half = where.within ? std::max(1.0, *where.within * weight::kHalfShareOfRadius) : weight::kHalfDistance;
  double share = here & online ? weight::kEverywhereShare : 0;
  if (here & (covers | speaks_for)) share = weight::kCoversShare;
  if (here & (delivers | visits)) share = std::max(share, distance ? std::exp2(-*distance / half) : 1.0);
  return weight::kPlace * share;
}

/// What one matching document is worth.
struct Found {
  const Document* document;
  Hit hit;
  double first = 0, second = 0;
  std::string name;
  std::uint64_t tie = 0;
};

std::uint64_t tie_of(const Uuid& id, std::uint64_t seed) {
  std::uint64_t head, tail;
  std::memcpy(&head, id.bytes.data(), 8);
  std::memcpy(&tail, id.bytes.data() + 8, 8);
  return mix64(head ^ mix64(tail ^ mix64(seed)));
}

class Twin {
 public:
  Twin(const std::vector<Document>& documents, const BruteForce::Words& words, const Query& query)
      : documents_(documents), words_(words), query_(query) {
    for (const Concept& said : query.all_words) {
      double most = 0;
      for (const auto& term : said.terms)
        if (words.frequencies.contains(term.term))
          most = std::max(most, term.weight * said.weight * rarity_in(said, term.term));
      mosts_.push_back(most);
      most_ += most;
      if (most == 0) {
        missing_.push_back(said.said);
        most_ += weight::kUnknownWord * said.weight * std::log1p(2 * static_cast<double>(documents_.size()));
      }
    }
  }

  Hits run() const {
    const std::size_t words = query_.all_words.size();
    if (words == 0) return pages(0, query_.needs.empty());
    Hits hits = pages(words, true);
    const bool may_ask = !query_.needs.empty() && query_.needs_suffice;
    std::uint64_t enough = hits.total + (may_ask ? hits.not_known_total : 0);
    if (!query_.needs.empty() && !query_.needs_suffice) {
      Query without = query_;
      without.needs.clear();
      enough = std::min(enough, Twin(documents_, words_, without).pages(words, true).total);
    }
    if (words > 1 && enough < query_.enough) {
      hits = pages(1, true);
      hits.any_word = true;
    }
    hits.missing_words = missing_;
    return hits;
  }

 private:
  /// No term of a concept counts as rarer than what was typed, where that is found.
  double rarity_in(const Concept& said, const std::string& term) const {
    const std::string& typed = said.terms.front().term;
    return words_.frequencies.contains(typed) ? std::min(rarity(typed), rarity(term)) : rarity(term);
  }
  double rarity(const std::string& term) const {
    const double n = static_cast<double>(documents_.size()), f = words_.frequencies.at(term);
    return std::log1p((n - f + 0.5) / (f + 0.5));
  }

  double dampening(std::size_t i) const {
    return weight::kSaturation *
           (1 - weight::kLengthPull + weight::kLengthPull * words_.lengths[i] / words_.average_length);
  }

  /// Text part, and how many of the words were found.
  std::pair<double, std::size_t> text_of(std::size_t i) const {
    double sum = 0;
    std::size_t found = 0;
    for (const Concept& said : query_.all_words) {
      double best = 0;
      for (const auto& term : said.terms) {
        const auto count = words_.counts[i].find(term.term);
        if (count == words_.counts[i].end()) continue;
        const double share = weight::kPresence + count->second / (count->second + dampening(i));
        best = std::max(best, term.weight * said.weight * rarity_in(said, term.term) * weight::kText / most_ * share /
                                  (weight::kPresence + 1));
      }
      sum += best;
      found += best > 0 ? 1 : 0;
    }
    return {sum, found};
  }

  /// Pairs of words asked for side by side, each counted by how near they stand.
  double together_of(std::size_t i) const {
    double sum = 0;
    const auto order = order_of(documents_[i]);
    for (std::size_t pair = 0; pair + 1 < mosts_.size(); ++pair) {
      double count = 0;
      for (std::size_t a = 0; a < order.size(); ++a)
        for (std::size_t b = a + 1; b < order.size() && !order[b].empty() && b - a <= weight::kNearWords; ++b) {
          const auto first = concept_of(order[a]), second = concept_of(order[b]);
          if ((first == pair && second == pair + 1) || (first == pair + 1 && second == pair))
            count += 1.0 / static_cast<double>(b - a);
        }
      if (count > 0)
        sum += weight::kTogether * std::min(mosts_[pair], mosts_[pair + 1]) / most_ * count / (count + dampening(i));
    }
    return sum;
  }

  std::optional<std::size_t> concept_of(const std::string& word) const {
    for (std::size_t i = 0; i < query_.all_words.size(); ++i)
      for (const auto& term : query_.all_words[i].terms)
        if (term.term == word && term.weight > 0) return i;
    return std::nullopt;
  }

  using Shares = std::vector<std::pair<std::string, double>>;
  static void keep_heaviest(Shares& shares, std::size_t most) {
    std::stable_sort(shares.begin(), shares.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
    if (shares.size() > most) shares.resize(most);
  }

  std::map<std::string, unsigned> said_in(const Found& found) const {
    std::map<std::string, unsigned> said;
    for (const std::string& word : order_of(*found.document))
      if (!word.empty()) ++said[word];
    return said;
  }

  /// What the best answers have in common: words with their shares.
  Shares learnt_from(const std::vector<Found>& best) const {
    const auto close = [](const Found& f) { return f.hit.score.text + f.hit.score.together; };
    std::vector<double> all;
    for (const Found& found : best) all.push_back(close(found));
    std::sort(all.rbegin(), all.rend());
    const double least = all[std::min(all.size(), weight::kLearnFrom) - 1];
    std::map<std::string, double> sums;
    for (const Found& found : best) {
      if (close(found) < least) continue;
      const auto said = said_in(found);
      const double trust = std::exp((close(found) - all.front()) / weight::kTrustFall);
      for (const auto& [term, count] : said) sums[term] += trust * count / std::max(1U, length_of(said));
    }
    Shares shares(sums.begin(), sums.end());
    for (auto& [term, share] : shares) share = std::nearbyint(share * 0x1p40) / 0x1p40;
    keep_heaviest(shares, weight::kLookUp);
    std::sort(shares.begin(), shares.end());
    for (auto& [term, share] : shares) share *= rarity(term);
    keep_heaviest(shares, weight::kLearnWords);
    double sum = 0;
    for (const auto& [term, share] : shares) sum += share;
    for (auto& [term, share] : shares) share /= sum;
    std::sort(shares.begin(), shares.end());
    return shares;
  }

  /// The first kReadAgain, without those equal to what is left out.
  static std::size_t depth_of(const std::vector<Found>& best) {
    std::size_t depth = std::min(best.size(), weight::kReadAgain);
    while (depth > 0 && depth < best.size() && best[depth - 1].first == best[depth].first) --depth;
    return depth;
  }

  void look_again(std::vector<Found>& fitting, std::vector<Found>& not_known) const {
    if (query_.sort != Sort::best || query_.all_words.size() < weight::kLongQuestion) return;
    const auto index = [&](const Found& f) { return static_cast<std::size_t>(f.document - documents_.data()); };
    for (auto* list : {&fitting, &not_known}) {
      std::sort(list->begin(), list->end(), [&](const Found& a, const Found& b) { return is_before(a, b); });
      for (std::size_t n = 0; n < depth_of(*list); ++n) (*list)[n].hit.score.together = together_of(index((*list)[n]));
    }
    const auto& best = depth_of(fitting) == 0 ? not_known : fitting;
    if (depth_of(best) == 0) return;
    const Shares learnt = learnt_from({best.begin(), best.begin() + static_cast<std::ptrdiff_t>(depth_of(best))});
    for (auto* list : {&fitting, &not_known}) {
      const std::size_t depth = depth_of(*list);
      for (std::size_t n = 0; n < depth; ++n) {
        Found& found = (*list)[n];
        const std::size_t i = index(found);
        const auto said = said_in(found);
        double sum = 0;
        for (const auto& [term, share] : learnt)
          if (const auto count = said.find(term); count != said.end())
            sum += share * count->second / (count->second + dampening(i));
        found.hit.score.related = weight::kRelated * sum;
        found.first = found.hit.score.sum();
      }
    }
  }

  /// Documents with at least `words` of the words (when `by_words`), and those that help with a need, by record.
  std::map<Uuid, std::vector<Found>> matches(std::size_t words, bool by_words) const {
    std::map<Uuid, std::vector<Found>> records;
    for (std::size_t i = 0; i < documents_.size(); ++i) {
      const Document& d = documents_[i];
      const auto [text, found] = text_of(i);
      const std::uint8_t here = here_of(d, query_.where);
      const auto answers = answers_of(d, query_.conditions);
      const bool is_candidate = (by_words && found >= words) || need_of(d, query_) > 0;
      if (!is_candidate || !passes(d, query_) || (here == 0 && asks_for_place(query_.where)) ||
          all_of(answers) == Tri::no)
        continue;
      records[d.record_id].push_back(worth(d, text, here, answers));
    }
    return records;
  }

  Found worth(const Document& d, double text, std::uint8_t here, const std::vector<Tri>& answers) const {
    Found found{&d, {}, 0, 0, detail::name_key(d.name), tie_of(d.record_id, query_.tie_seed)};
    Hit& hit = found.hit;
    hit.record_id = d.record_id;
    hit.key = d.key;
    hit.kind = d.kind;
    hit.basis = d.point ? d.basis : PositionBasis::none;
    hit.here = here;
    hit.fit = all_of(answers) == Tri::yes ? Fit::yes : Fit::not_known;
    hit.stored = d.stored;
    if (query_.where.centre && d.point) hit.distance = geo::distance(*query_.where.centre, *d.point);
    hit.score.text = text;
    hit.score.need = weight::kNeed * need_of(d, query_);
    if (asks_for_place(query_.where)) hit.score.place = place_of(here, hit.distance, query_.where);
    if (!answers.empty())
      hit.score.fit = weight::kFit * static_cast<double>(std::count(answers.begin(), answers.end(), Tri::yes)) /
                      static_cast<double>(answers.size());
    hit.score.freshness = freshness_of(d, query_);
    hit.score.completeness = weight::kCompleteness * d.completeness / 100.0;
    const auto days = [](const std::optional<Day>& on) {
      return on ? std::chrono::sys_days(*on).time_since_epoch().count() : 0;
    };
    switch (query_.sort) {
      case Sort::best:
        found.first = hit.score.sum();
        break;
      case Sort::nearest:
        found.first = hit.distance ? -*hit.distance : -kInfinity;
        break;
      case Sort::freshest:
        found.first = static_cast<double>(std::max(days(d.verified_on), days(d.edited_on)));
        break;
      case Sort::name:
        break;
    }
    if (query_.sort == Sort::nearest || query_.sort == Sort::freshest) found.second = hit.score.sum();
    return found;
  }

  static bool is_nearer(const Found& a, const Found& b) {
    const auto order = [](const Found& f) {
      return std::tuple(f.hit.distance.value_or(kInfinity), -f.hit.score.sum(), f.document->key);
    };
    return order(a) < order(b);
  }

  bool is_before(const Found& a, const Found& b) const {
    if (query_.sort == Sort::name && a.name != b.name) return a.name < b.name;
    return std::tuple(-a.first, -a.second, a.tie, a.hit.record_id) <
           std::tuple(-b.first, -b.second, b.tie, b.hit.record_id);
  }

  void count_facets(std::map<Facet, std::map<std::string, std::uint64_t>>& counts,
                    const std::vector<Found>& record) const {
    std::map<Facet, std::set<std::string>> values;
    for (const Found& each : record) {
      const Document& d = *each.document;
      values[Facet::kind].insert(std::string(to_string(d.kind)));
      values[Facet::category].insert(d.categories.begin(), d.categories.end());
      values[Facet::theme].insert(d.themes.begin(), d.themes.end());
      values[Facet::area].insert(d.areas_in.begin(), d.areas_in.end());
      values[Facet::language].insert(d.languages.begin(), d.languages.end());
      for (const auto& [code, stated] : d.access)
        if (stated == Tri::yes) values[Facet::access].insert(code);
      if (d.free == Tri::yes) values[Facet::free].insert("yes");
    }
    for (const auto& [facet, set] : values)
      for (const std::string& value : set) ++counts[facet][value];
  }

  Hits pages(std::size_t words, bool by_words) const {
    Hits hits;
    std::vector<Found> fitting, not_known;
    std::map<Facet, std::map<std::string, std::uint64_t>> counts;
    for (auto& [id, found] : matches(words, by_words)) {
      auto of_best_fit = found;
      std::erase_if(of_best_fit, [](const Found& f) { return f.hit.fit != Fit::yes; });
      const bool fits = !of_best_fit.empty();
      if (!fits) of_best_fit = found;
      (fits ? fitting : not_known).push_back(*std::min_element(of_best_fit.begin(), of_best_fit.end(), is_nearer));
      if (fits) count_facets(counts, of_best_fit);
      for (const Found& each : of_best_fit)
        if (fits) hits.most_need = std::max(hits.most_need, each.hit.score.need / weight::kNeed);
    }
    if (!query_.all_words.empty()) look_again(fitting, not_known);
    const auto page = [&](std::vector<Found>& all, std::size_t offset) {
      std::sort(all.begin(), all.end(), [&](const Found& a, const Found& b) { return is_before(a, b); });
      std::vector<Hit> shown;
      for (std::size_t i = offset; i < all.size() && shown.size() < query_.limit; ++i) shown.push_back(all[i].hit);
      return shown;
    };
    hits.total = fitting.size();
    hits.not_known_total = not_known.size();
    hits.hits = page(fitting, query_.offset);
    hits.not_known = page(not_known, 0);
    for (const Facet facet : query_.facets) {
      auto& [name, values] = hits.facets.emplace_back(facet, std::vector<FacetCount>());
      for (const auto& [value, count] : counts[facet]) values.push_back({value, count});
      std::stable_sort(values.begin(), values.end(), [](const auto& a, const auto& b) { return a.count > b.count; });
    }
    return hits;
  }

  const std::vector<Document>& documents_;
  const BruteForce::Words& words_;
  const Query& query_;
  std::vector<std::string> missing_;
  std::vector<double> mosts_;  ///< of each concept
  double most_ = 0;
};

}  // namespace

BruteForce::BruteForce(std::vector<Document> documents) : documents_(std::move(documents)) {
  double length = 0;
  for (const Document& d : documents_) {
    words_.counts.push_back(terms_of(d));
    words_.lengths.push_back(length_of(words_.counts.back()));
    length += words_.lengths.back();
    for (const auto& [term, count] : words_.counts.back()) ++words_.frequencies[term];
  }
  if (!documents_.empty()) words_.average_length = std::max(1.0, length / static_cast<double>(documents_.size()));
}

Hits BruteForce::search(const Query& query) const { return Twin(documents_, words_, query).run(); }

}  // namespace fingerpost::search::test
