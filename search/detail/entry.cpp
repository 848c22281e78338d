#include "search/detail/entry.hpp"

#include <algorithm>
#include <unordered_map>

#include "base/text.hpp"
#include "search/analyser.hpp"
#include "search/detail/stop_words.hpp"
#include "search/weights.hpp"

namespace fingerpost::search::detail {
namespace {

enum class StopWords { kept, dropped };

using Counts = std::unordered_map<std::string, std::uint32_t>;

void count(Counts& counts, std::string_view text, unsigned field_weight, StopWords stop_words) {
  for (Token& token : analyse(text))
    if (stop_words == StopWords::kept || !is_stop_word(token.word)) counts[std::move(token.term)] += field_weight;
}

void count_terms(Entry& entry) {
  const Document& d = entry.document;
  Counts counts;
  count(counts, d.name, weight::kName, StopWords::kept);
  count(counts, d.alternate_name, weight::kAlternateName, StopWords::kept);
  count(counts, d.organization_name, weight::kOrganization, StopWords::kept);
  count(counts, d.need_terms, weight::kNeedTerms, StopWords::dropped);
  count(counts, d.summary, weight::kSummary, StopWords::dropped);
  count(counts, d.description, weight::kDescription, StopWords::dropped);
  std::uint64_t length = 0;
  entry.terms.reserve(counts.size());
  for (auto& [term, times] : counts) {
    length += times;
    entry.terms.push_back({term, times});
  }
  std::sort(entry.terms.begin(), entry.terms.end(), [](const auto& a, const auto& b) { return a.term < b.term; });
  entry.length = static_cast<std::uint32_t>(std::min<std::uint64_t>(length, kMaxLength));
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
  Entry entry{std::move(document), {}, 0};
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
