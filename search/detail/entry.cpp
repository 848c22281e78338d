#include "search/detail/entry.hpp"

#include <algorithm>
#include <numeric>
#include <unordered_map>

#include "base/text.hpp"
#include "search/analyser.hpp"
#include "search/detail/stop_words.hpp"
#include "search/weights.hpp"

namespace fingerpost::search::detail {
namespace {

enum class StopWords { kept, dropped };
enum class Order { kept, dropped };

/// Terms in order of their first appearance, with their counts and the order they stand in.
class Counter {
 public:
  void add(std::string_view text, unsigned field_weight, StopWords stop_words, Order order = Order::kept) {
    if (!order_.empty() && order_.back() != kGap) order_.push_back(kGap);
    for (Token& token : analyse(text)) {
      const bool telling = !is_stop_word(token.word);
      if (!telling && stop_words == StopWords::dropped) continue;
      const auto [found, is_new] =
          numbers_.try_emplace(std::move(token.term), static_cast<std::uint32_t>(terms_.size()));
      if (is_new) terms_.push_back({found->first, 0});
      terms_[found->second].count += field_weight;
      if (telling && order == Order::kept && order_.size() < kMaxOrder) order_.push_back(found->second);
    }
  }

  void move_to(Entry& entry) {
    std::vector<std::uint32_t> by_term(terms_.size()), places(terms_.size());
    std::iota(by_term.begin(), by_term.end(), std::uint32_t{0});
    std::sort(by_term.begin(), by_term.end(), [&](auto a, auto b) { return terms_[a].term < terms_[b].term; });
    std::uint64_t length = 0;
    for (std::uint32_t place = 0; place < by_term.size(); ++place) {
      places[by_term[place]] = place;
      TermCount& term = terms_[by_term[place]];
      length += term.count;
      entry.terms.push_back({std::move(term.term), std::min(term.count, kMaxLength)});
    }
    for (const std::uint32_t number : order_) entry.order.push_back(number == kGap ? 0 : places[number] + 1);
    entry.length = static_cast<std::uint32_t>(std::min<std::uint64_t>(length, kMaxLength));
  }

 private:
  static constexpr std::uint32_t kGap = 0xFFFF'FFFF;
  std::unordered_map<std::string, std::uint32_t> numbers_;
  std::vector<TermCount> terms_;
  std::vector<std::uint32_t> order_;
};

void count_terms(Entry& entry) {
  const Document& d = entry.document;
  Counter counter;
  counter.add(d.name, weight::kName, StopWords::kept);
  counter.add(d.alternate_name, weight::kAlternateName, StopWords::kept);
  counter.add(d.organization_name, weight::kOrganization, StopWords::kept, Order::dropped);
  counter.add(d.need_terms, weight::kNeedTerms, StopWords::dropped);
  counter.add(d.summary, weight::kSummary, StopWords::dropped);
  counter.add(d.description, weight::kDescription, StopWords::dropped);
  counter.move_to(entry);
}

template <typename T>
void make_set(std::vector<T>& values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
  if (values.size() > kMaxSetValues) values.resize(kMaxSetValues);
}

std::string cut(std::string_view name) {
  return name.size() <= kMaxNameBytes ? std::string(name) : shorten(name, kMaxNameBytes);
}

}  // namespace

Entry analysed(Document document) {
  Entry entry{std::move(document), {}, {}, 0};
  Document& d = entry.document;
  count_terms(entry);
  d.name = cut(d.name);
  d.alternate_name = cut(d.alternate_name);
  for (std::string* text : {&d.organization_name, &d.need_terms, &d.summary, &d.description}) *text = {};
  for (auto* set : {&d.area_codes, &d.categories, &d.themes, &d.languages, &d.referral, &d.areas_in}) make_set(*set);
  make_set(d.access);
  // A code stated twice with different answers is not known.
  for (std::size_t i = 1; i < d.access.size();) {
    if (d.access[i].first != d.access[i - 1].first) {
      ++i;
      continue;
    }
    d.access[i - 1].second = model::Tri::unknown;
    d.access.erase(d.access.begin() + static_cast<std::ptrdiff_t>(i));
  }
  if (d.extents.size() > kMaxSetValues) d.extents.resize(kMaxSetValues);
  if (d.point && !geo::is_valid(*d.point)) d.point.reset();
  if (!d.point) d.basis = PositionBasis::none;
  d.completeness = std::min<std::uint8_t>(d.completeness, 100);
  return entry;
}

}  // namespace fingerpost::search::detail
