#include "search/detail/collector.hpp"

#include <algorithm>
#include <cstring>
#include <limits>
#include <tuple>

#include "base/hash.hpp"
#include "search/detail/second_look.hpp"
#include "search/weights.hpp"

namespace fingerpost::search::detail {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// Where ties fall: another order every day, the same for everyone on that day.
std::uint64_t tie_of(const Uuid& id, std::uint64_t seed) {
  std::uint64_t head, tail;
  std::memcpy(&head, id.bytes.data(), 8);
  std::memcpy(&tail, id.bytes.data() + 8, 8);
  return mix64(head ^ mix64(tail ^ mix64(seed)));
}

/// Room for so many results is made at once.
constexpr std::size_t kUsualPage = 20;

double nearness(const Presence& presence) { return presence.has_distance() ? -presence.distance : -kInfinity; }

}  // namespace

std::size_t kept(const Query& query, std::size_t shown) {
  // One more than is read again: it tells whether the last of those is equal to what is left out.
  return looks_again(query) ? std::max(shown, weight::kReadAgain + 1) : shown;
}

std::size_t reach(const Query& query) {
  const std::size_t end = query.offset + query.limit;
  return kept(query, end < query.offset ? std::numeric_limits<std::size_t>::max() : end);
}

bool BestResults::is_before(const Ranked& a, const Ranked& b) const {
  if (a.first != b.first) return a.first > b.first;
  if (a.second != b.second) return a.second > b.second;
  if (a.tie != b.tie) return a.tie < b.tie;
  return columns_.record_id(a.doc) < columns_.record_id(b.doc);
}

BestResults::BestResults(const Columns& columns, std::size_t limit)
    : columns_(columns), limit_(limit), least_(limit == 0 ? kInfinity : -kInfinity) {
  kept_.reserve(std::min(limit, kUsualPage));
}

void BestResults::add(const Ranked& result) {
  if (limit_ == 0) return;
  const auto last_on_top = [this](const Ranked& a, const Ranked& b) { return is_before(a, b); };
  if (is_full()) {
    if (!is_before(result, kept_.front())) return;
    std::pop_heap(kept_.begin(), kept_.end(), last_on_top);
    kept_.back() = result;
  } else {
    kept_.push_back(result);
  }
  std::push_heap(kept_.begin(), kept_.end(), last_on_top);
  if (is_full()) least_ = kept_.front().first;
}

std::vector<Ranked> BestResults::take() {
  std::sort(kept_.begin(), kept_.end(), [this](const Ranked& a, const Ranked& b) { return is_before(a, b); });
  return std::move(kept_);
}

Collector::Collector(const Part& part, const Query& query, const WherePlan& where, const Filter& filter,
                     const NeedSet& needs)
    : best(part.columns(), reach(query)),
      best_not_known(part.columns(), kept(query, query.limit)),
      facets(part.columns(), query.facets),
      part_(part),
      columns_(part.columns()),
      query_(query),
      where_(where),
      filter_(filter),
      needs_(needs),
      scorer_(columns_, query, needs),
      by_score_(query.sort == Sort::best),
      asks_facets_(facets.asks()),
      asks_place_(where.asks_for_place()),
      has_conditions_(filter.has_conditions()),
      has_removed_(part.removed->count() > 0),
      standing_(part.segment->standing.on(query.today, columns_)),
      most_of_the_rest_(scorer_.most_of_the_rest() + 1e-9) {}

void Collector::take(std::span<const TextMatch> matches) {
  for (const TextMatch& each : matches) {
    if ((has_removed_ && !part_.is_live(each.doc)) || !filter_.passes(each.doc)) continue;
    Match match{each.doc, each.text, {}, {}};
    if (has_conditions_) {
      match.fit = filter_.fit(each.doc);
      if (match.fit.fits == model::Tri::no) continue;
    }
    if (asks_place_ && !find_place(match)) continue;
    if (columns_.is_one_of_several(each.doc))
      of_several_.push_back(match);
    else
      accept(match);
  }
}

bool Collector::find_place(Match& match) const {
  if (by_score_ && !columns_.is_one_of_several(match.doc)) {
    const Glance glance = where_.glance(match.doc);
    match.at_least = glance.at_least;
    return glance.is_candidate;
  }
  match.presence = where_.at(match.doc);
  match.is_there = true;
  match.at_least = std::max(0.0, match.presence.distance);
  return match.presence.is_candidate;
}

void Collector::offer(Doc doc) {
  const Match match{doc, 0, filter_.fit(doc), where_.at(doc), 0, true};
  if (columns_.is_one_of_several(doc))
    offered_of_several_.push_back(match);
  else
    keep(match, best);
}

double Collector::order_key(const Match& match) const {
  switch (query_.sort) {
    case Sort::best:
      break;
    case Sort::nearest:
      return nearness(match.presence);
    case Sort::name:
      return -static_cast<double>(part_.segment->names.rank(columns_.record_of(match.doc)));
    case Sort::freshest:
      return scorer_.freshest_day(match.doc);
  }
  return kInfinity;
}

Ranked Collector::ranked(const Match& match) const {
  Ranked result;
  result.doc = match.doc;
  result.presence = match.is_there ? match.presence : where_.at(match.doc);
  result.score = scorer_.score(match.doc, match.text, result.presence, match.fit);
  if (query_.sort == Sort::best) {
    result.first = result.score.sum();
  } else {
    result.first = order_key(match);
    result.second = query_.sort == Sort::name ? 0 : result.score.sum();
  }
  return result;
}

std::uint64_t Collector::tie(Doc doc) const { return tie_of(columns_.record_id(doc), query_.tie_seed); }

const Collector::Match& Collector::representative(std::span<const Match> matches) const {
  const Match* chosen = nullptr;
  double chosen_score = 0;
  for (const Match& match : matches) {
    const double score = scorer_.score(match.doc, match.text, match.presence, match.fit).sum();
    const auto order = [&](const Match& m, double s) {
      return std::tuple(-nearness(m.presence), -s, columns_.keys[m.doc]);
    };
    if (chosen != nullptr && order(*chosen, chosen_score) <= order(match, score)) continue;
    chosen = &match;
    chosen_score = score;
  }
  return *chosen;
}

void Collector::finish_record(std::span<const Match> matches) {
  const auto first_not_known =
      std::find_if(matches.begin(), matches.end(), [](const Match& m) { return m.fit.fits != model::Tri::yes; });
  const auto fitting = matches.first(static_cast<std::size_t>(first_not_known - matches.begin()));
  if (fitting.empty()) {
    ++not_known_total;
    keep(representative(matches), best_not_known);
    return;
  }
  ++total;
  for (const Match& match : fitting) most_need = std::max(most_need, needs_.weight(match.doc));
  if (facets.asks()) {
    fitting_.clear();
    for (const Match& match : fitting) fitting_.push_back(match.doc);
    facets.add_record(fitting_);
  }
  keep(representative(fitting), best);
}

template <typename Finish>
void Collector::each_record(std::vector<Match>& matches, Finish&& finish) {
  std::sort(matches.begin(), matches.end(), [this](const Match& a, const Match& b) {
    const auto order = [this](const Match& m) {
      return std::tuple(columns_.record_of(m.doc), m.fit.fits != model::Tri::yes, m.doc);
    };
    return order(a) < order(b);
  });
  for (auto begin = matches.begin(); begin != matches.end();) {
    const std::uint32_t record = columns_.record_of(begin->doc);
    const auto end =
        std::find_if(begin, matches.end(), [&](const Match& m) { return columns_.record_of(m.doc) != record; });
    finish(std::span<const Match>(begin, end));
    begin = end;
  }
  matches.clear();
}

void Collector::finish() {
  each_record(of_several_, [this](std::span<const Match> matches) { finish_record(matches); });
  each_record(offered_of_several_, [this](std::span<const Match> matches) { keep(representative(matches), best); });
}

}  // namespace fingerpost::search::detail
