#include "search/detail/filter.hpp"

#include <algorithm>

namespace fingerpost::search::detail {
namespace {

using model::Tri;

Tri tri(bool yes) { return yes ? Tri::yes : Tri::no; }

/// The numbers that these texts have in this segment.
std::vector<std::uint32_t> numbers_of(const std::vector<std::string>& texts, const Dictionary& names) {
  std::vector<std::uint32_t> numbers;
  for (const std::string& text : texts)
    if (const auto number = names.find(text)) numbers.push_back(*number);
  std::sort(numbers.begin(), numbers.end());
  return numbers;
}

/// Both ascending.
bool share_one(std::span<const std::uint32_t> set, const std::vector<std::uint32_t>& wanted) {
  return std::any_of(wanted.begin(), wanted.end(),
                     [&](std::uint32_t each) { return std::binary_search(set.begin(), set.end(), each); });
}

/// A person of 17½ is 17: a maximum age includes the year after that birthday.
Tri age_fits(const FitsHead& head, double age) {
  if (!head.ages_known) return Tri::unknown;
  const bool old_enough = head.minimum_age < 0 || age >= head.minimum_age;
  const bool young_enough = head.maximum_age < 0 || age < head.maximum_age + 1;
  return tri(old_enough && young_enough);
}

Tri is_open(const FitsHead& head, unsigned hour) {
  if (!head.hours_known) return Tri::unknown;
  return tri(hour < 168 && ((head.open_hours[hour / 64] >> (hour % 64)) & 1) != 0);
}

bool meet(const FitsHead& head, const std::bitset<168>& wanted) {
  for (unsigned hour = 0; hour < wanted.size(); ++hour)
    if (wanted[hour] && ((head.open_hours[hour / 64] >> (hour % 64)) & 1) != 0) return true;
  return false;
}

unsigned count_conditions(const Conditions& c) {
  return unsigned{c.age.has_value()} + unsigned{c.free} + unsigned{!c.access.empty()} + unsigned{!c.language.empty()} +
         unsigned{!c.referral.empty()} + unsigned{c.open_hour.has_value()} + unsigned{c.open_during.any()} +
         unsigned{!c.gender.empty()} + unsigned{c.has_room} + unsigned{c.wait_days.has_value()};
}

}  // namespace

Filter::Filter(const Columns& columns, const Query& query)
    : columns_(columns),
      query_(query),
      what_all_(query.kinds.empty() && query.categories.empty() && query.themes.empty() && !query.signatory),
      conditions_(count_conditions(query.conditions)),
      categories_(numbers_of(query.categories, columns.category_names)),
      themes_(numbers_of(query.themes, columns.theme_names)),
      languages_(numbers_of(query.conditions.language, columns.language_names)),
      access_(numbers_of(query.conditions.access, columns.access_names)),
      referral_(columns.referral_names.find(query.conditions.referral)) {
  knows_all_access_ = access_.size() == query.conditions.access.size();
  if (conditions_ != 0) fits_memo_.resize(columns.fits_heads.size());
  if (what_all_) return;
  if (query.categories.empty() && query.themes.empty() && !query.signatory) {
    for (const Kind kind : query.kinds) kinds_alone_ |= static_cast<std::uint8_t>(1u << static_cast<unsigned>(kind));
    return;
  }
  what_memo_.resize(columns.what_heads.size(), query.categories.empty() ? kNotJudged : kFails);
  for (const std::uint32_t category : categories_)
    for (const std::uint32_t row : columns.whats_with_category[category]) what_memo_[row] = kNotJudged;
}

std::vector<std::uint32_t> Filter::passing_rows() const {
  std::vector<std::uint32_t> rows;
  if (query_.categories.empty()) {
    for (std::uint32_t row = 0; row < columns_.what_heads.size(); ++row)
      if (passes_what(row)) rows.push_back(row);
    return rows;
  }
  for (const std::uint32_t category : categories_)
    for (const std::uint32_t row : columns_.whats_with_category[category])
      if (passes_what(row)) rows.push_back(row);
  if (categories_.size() > 1) {
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  }
  return rows;
}

// Rows without a category asked for have failed already.
bool Filter::judge_what(std::uint32_t row) const {
  const WhatHead& head = columns_.what_heads[row];
  const auto& kinds = query_.kinds;
  if (!kinds.empty() && std::find(kinds.begin(), kinds.end(), head.kind) == kinds.end()) return false;
  if (query_.signatory && !head.signatory) return false;
  return query_.themes.empty() || share_one(columns_.themes[row], themes_);
}

FitAnswer Filter::judged(std::uint32_t row) const {
  std::uint8_t& memo = fits_memo_[row];
  if (memo == kNotJudged) memo = judge_fits(row);
  if (memo == kFails) return {Tri::no, 0};
  const unsigned met = (memo & ~unsigned{kNotAllKnown}) - kPasses;
  return {memo & kNotAllKnown ? Tri::unknown : Tri::yes, static_cast<double>(met) / conditions_};
}

std::uint8_t Filter::judge_fits(std::uint32_t row) const {
  const Conditions& asked = query_.conditions;
  const FitsHead& head = columns_.fits_heads[row];
  std::uint8_t met = 0;
  bool no = false, unknown = false;
  const auto take = [&](Tri answer) {
    no |= answer == Tri::no;
    unknown |= answer == Tri::unknown;
    met = static_cast<std::uint8_t>(met + (answer == Tri::yes ? 1 : 0));
  };
  if (asked.age) take(age_fits(head, *asked.age));
  if (asked.free) take(head.free);
  if (!asked.access.empty()) take(access_of(row));
  if (!asked.language.empty())
    take(columns_.languages[row].empty() ? Tri::unknown : tri(share_one(columns_.languages[row], languages_)));
  if (!asked.referral.empty()) {
    const auto ways = columns_.referral[row];
    take(ways.empty() ? Tri::unknown : tri(referral_ && std::binary_search(ways.begin(), ways.end(), *referral_)));
  }
  if (asked.open_hour) take(is_open(head, *asked.open_hour));
  if (asked.open_during.any()) take(head.hours_known ? tri(meet(head, asked.open_during)) : Tri::unknown);
  if (!asked.gender.empty()) take(tri_at(head.more, asked.gender == "female" ? 0 : 1));
  if (asked.has_room) take(tri_at(head.more, 2));
  if (asked.wait_days)
    take(head.wait_days < 0 ? Tri::unknown : tri(head.wait_days <= static_cast<int>(*asked.wait_days)));
  if (no) return kFails;
  return static_cast<std::uint8_t>((kPasses + met) | (unknown ? kNotAllKnown : 0));
}

Tri Filter::access_of(std::uint32_t row) const {
  const auto stated = columns_.access[row];
  bool unknown = !knows_all_access_;
  for (const std::uint32_t code : access_) {
    const auto at = std::lower_bound(stated.begin(), stated.end(), 4 * code);
    if (at == stated.end() || *at / 4 != code || static_cast<Tri>(*at % 4) == Tri::unknown)
      unknown = true;
    else if (static_cast<Tri>(*at % 4) == Tri::no)
      return Tri::no;
  }
  return unknown ? Tri::unknown : Tri::yes;
}

}  // namespace fingerpost::search::detail
