#include "search/detail/scoring.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>

#include "search/weights.hpp"

namespace fingerpost::search::detail {
namespace {

/// Older listings are all as stale.
constexpr std::size_t kMaxAge = 4'000;

/// 2^(-age / half-life) for each age in days, worked out once.
const std::array<double, kMaxAge + 1>& halving() {
  static const auto table = [] {
    std::array<double, kMaxAge + 1> values{};
    for (std::size_t age = 0; age <= kMaxAge; ++age)
      values[age] = std::exp2(-static_cast<double>(age) / weight::kVerifiedHalfLife);
    return values;
  }();
  return table;
}

/// 2^(-n / 8).
const std::array<double, 64>& eighth_halvings() {
  static const auto table = [] {
    std::array<double, 64> values{};
    for (std::size_t n = 0; n < values.size(); ++n) values[n] = std::exp2(-static_cast<double>(n) / 8);
    return values;
  }();
  return table;
}

bool has_conditions(const Conditions& c) {
  return c.age || c.free || !c.access.empty() || !c.language.empty() || !c.referral.empty() || c.open_hour ||
         c.open_during.any() || !c.gender.empty() || c.has_room || c.wait_days;
}

}  // namespace

Scorer::Scorer(const Columns& columns, const Query& query, const NeedSet& needs)
    : columns_(columns),
      needs_(needs),
      half_distance_(query.where.within ? std::max(1.0, *query.where.within * weight::kHalfShareOfRadius)
                                        : weight::kHalfDistance),
      asks_for_place_(query.where.centre || query.where.area || !query.where.covering.empty()),
      has_conditions_(has_conditions(query.conditions)),
      today_(query.today.ok() ? std::chrono::sys_days(query.today).time_since_epoch().count() : 0) {
  most_of_the_rest_ = has_conditions_ ? weight::kFit : 0;
}

Score Scorer::score(Doc doc, double text, const Presence& presence, const FitAnswer& fit) const {
  Score score;
  score.text = text;
  score.need = weight::kNeed * needs_.weight(doc);
  score.place = asks_for_place_ ? place(presence) : 0;
  score.fit = has_conditions_ ? weight::kFit * fit.share_met : 0;
  score.freshness = freshness(doc);
  score.completeness = completeness(doc);
  return score;
}

double Scorer::place(const Presence& presence) const {
  double share = 0;
  if (presence.here & Here::online) share = weight::kEverywhereShare;
  if (presence.here & (Here::covers | Here::speaks_for)) share = weight::kCoversShare;
  if (presence.here & (Here::delivers | Here::visits))
    share = std::max(share, presence.has_distance() ? std::exp2(-presence.distance / half_distance_) : 1.0);
  return weight::kPlace * share;
}

double Scorer::most_place(double at_least) const {
  if (!asks_for_place_) return 0;
  const auto eighths = static_cast<std::size_t>(std::min(at_least * 8 / half_distance_, 63.0));
  return weight::kPlace * std::max(weight::kCoversShare, eighth_halvings()[eighths]);
}

double Scorer::recency(std::uint16_t day) const {
  if (day == 0 || today_ <= 0) return 0;
  const long age = std::clamp<long>(today_ - day, 0, kMaxAge);
  return halving()[static_cast<std::size_t>(age)];
}

double Scorer::freshness(Doc doc) const {
  return weight::kFreshness *
         std::max(recency(columns_.verified[doc]), weight::kEditedShare * recency(columns_.edited[doc]));
}

double Scorer::completeness(Doc doc) const { return weight::kCompleteness * columns_.completeness[doc] / 100.0; }

std::uint16_t Scorer::freshest_day(Doc doc) const { return std::max(columns_.verified[doc], columns_.edited[doc]); }

std::shared_ptr<const Standing::Steps> Standing::on(Day today, const Columns& columns) const {
  const std::lock_guard guard(mutex_);
  if (steps_ && day_ == today) return steps_;
  Query nothing;
  nothing.today = today;
  const NeedSet no_needs(columns, nothing);
  const Scorer scorer(columns, nothing, no_needs);
  Steps steps(columns.size());
  for (Doc doc = 0; doc < steps.size(); ++doc)
    steps[doc] = static_cast<std::uint8_t>(std::min(255.0, std::ceil(scorer.by_itself(doc) / kStep)));
  day_ = today;
  steps_ = std::make_shared<const Steps>(std::move(steps));
  return steps_;
}

}  // namespace fingerpost::search::detail
