#include "search/detail/live_index.hpp"

#include <algorithm>
#include <cmath>

#include "search/analyser.hpp"
#include "search/detail/browse.hpp"
#include "search/detail/need_set.hpp"
#include "search/detail/second_look.hpp"
#include "search/weights.hpp"

namespace fingerpost::search::detail {
namespace {

/// Of one concept this many terms are looked up.
constexpr std::size_t kMaxTermsOfConcept = 64;

/// Ranks by name are of one segment: the names themselves decide between two.
void put_in_order(std::vector<Merged>& all, Sort sort) {
  const auto id = [](const Merged& m) -> const Uuid& { return m.part->columns().record_id(m.result.doc); };
  const auto name = [](const Merged& m) {
    return m.part->segment->names.key(m.part->columns().record_of(m.result.doc));
  };
  std::sort(all.begin(), all.end(), [&](const Merged& a, const Merged& b) {
    if (sort == Sort::name) {
      if (const int order = name(a).compare(name(b)); order != 0) return order < 0;
    } else {
      if (a.result.first != b.result.first) return a.result.first > b.result.first;
      if (a.result.second != b.result.second) return a.result.second > b.result.second;
    }
    if (a.result.tie != b.result.tie) return a.result.tie < b.result.tie;
    return id(a) < id(b);
  });
}

/// Results of several segments in one order.
std::vector<Merged> merged(std::vector<std::vector<Merged>> lists, Sort sort) {
  std::vector<Merged> all;
  for (auto& list : lists) all.insert(all.end(), list.begin(), list.end());
  if (lists.size() > 1) put_in_order(all, sort);
  return all;
}

std::vector<FacetCount> by_count(const std::map<std::string, std::uint64_t, std::less<>>& totals) {
  std::vector<FacetCount> counts;
  for (const auto& [value, count] : totals) counts.push_back({value, count});
  std::stable_sort(counts.begin(), counts.end(), [](const auto& a, const auto& b) { return a.count > b.count; });
  return counts;
}

}  // namespace

std::uint64_t LiveIndex::frequency(const std::string& term) const { return documents_with(term); }

std::uint64_t LiveIndex::documents_with(std::string_view term) const {
  std::uint64_t documents = 0;
  for (const Part& part : parts_) documents += part.segment->text->frequency(term);
  if (statistics_.removed_terms.empty()) return documents;
  const auto removed = statistics_.removed_terms.find(std::string(term));
  return removed == statistics_.removed_terms.end() ? documents : documents - removed->second;
}

double LiveIndex::rarity(std::string_view term) const {
  const double documents = static_cast<double>(statistics_.documents),
               found = static_cast<double>(documents_with(term));
  return found == 0 ? 0 : std::log1p((documents - found + 0.5) / (found + 0.5));
}

void LiveIndex::for_each_term(const std::function<void(std::string_view, std::uint64_t)>& visit) const {
  for (const Part& part : parts_) part.segment->text->for_each_term(visit);
}

TextQuery LiveIndex::text_query(const std::vector<Concept>& concepts) const {
  TextQuery text;
  const double documents = static_cast<double>(statistics_.documents);
  double most_of_all = 0;
  for (const Concept& concept_ : concepts) {
    auto& terms = text.concepts.emplace_back();
    double most = 0;
    // What stands for a word is worth no more than the word: a rare translation must not outshine what was typed.
    const double typed = concept_.terms.empty() ? 0 : rarity(concept_.terms.front().term);
    for (const Concept::Term& term : concept_.terms) {
      if (!(term.weight * concept_.weight > 0) || terms.size() == kMaxTermsOfConcept) continue;
      const double rare = typed > 0 ? std::min(typed, rarity(term.term)) : rarity(term.term);
      if (rare == 0) continue;
      terms.push_back({term.term, term.weight * concept_.weight * rare});
      most = std::max(most, terms.back().most);
    }
    // A word that no document has was asked for all the same: what has the others does not have everything.
    if (terms.empty()) most = weight::kUnknownWord * concept_.weight * std::log1p(2 * documents);
    most_of_all += most;
  }
  for (auto& terms : text.concepts)
    for (ScoredTerm& term : terms) term.most *= weight::kText / most_of_all;
  const double average = documents == 0 ? 1 : std::max(1.0, static_cast<double>(statistics_.length) / documents);
  text.dampening_base = weight::kSaturation * (1 - weight::kLengthPull);
  text.dampening_per_length = weight::kSaturation * weight::kLengthPull / average;
  return text;
}

LiveIndex::Plan::Plan(const Part& of, const Query& query)
    : part(of), where(of.columns(), query.where), filter(of.columns(), query), needs(of.columns(), query) {}

Hits LiveIndex::search(const Query& query) const {
  Hits hits = ask(query);
  if (!query.ids_only) read_stored(hits.hits), read_stored(hits.not_known);
  return hits;
}

Hits LiveIndex::ask(const Query& asked) const {
  Query query = asked;
  if (query.all_words.size() > kMaxQueryWords) query.all_words.resize(kMaxQueryWords);
  query.facets.clear();
  for (const Facet facet : asked.facets)
    if (std::find(query.facets.begin(), query.facets.end(), facet) == query.facets.end()) query.facets.push_back(facet);
  std::deque<Plan> plans;
  for (const Part& part : parts_) plans.emplace_back(part, query);
  if (query.all_words.empty()) return run(plans, query, {}, query.needs.empty() ? Words::none : Words::all);

  const TextQuery text = text_query(query.all_words);
  std::vector<std::string> missing;
  for (std::size_t i = 0; i < text.concepts.size(); ++i)
    if (text.concepts[i].empty()) missing.push_back(query.all_words[i].said);
  Hits hits;
  bool is_enough = true;
  WithAllWords with_all_words;
  if (!query.needs.empty() && !query.needs_suffice) {
    is_enough = count_all_words(plans, query, text, with_all_words) >= query.enough;
  }
  if (is_enough || text.concepts.size() < 2) {
    hits = run(plans, query, text, Words::all, with_all_words);
    // What helps with a need that is surely meant is worth asking about; other things with one of the words are not.
    const bool may_ask = !query.needs.empty() && query.needs_suffice;
    is_enough = hits.total + (may_ask ? hits.not_known_total : 0) >= query.enough;
  }
  if (text.concepts.size() > 1 && !is_enough) {
    hits = run(plans, query, text, Words::any);
    hits.any_word = true;
  }
  hits.missing_words = std::move(missing);
  return hits;
}

/// How many records have all words and fit.
std::uint64_t LiveIndex::count_all_words(const std::deque<Plan>& plans, const Query& query, const TextQuery& text,
                                         WithAllWords& found) const {
  Query count = query;
  count.needs.clear(), count.facets.clear(), count.all_words.clear();
  count.offset = count.limit = 0;  // with no words to look at again, nothing is ranked
  Deadline deadline;
  std::uint64_t total = 0;
  for (const auto& [part, where, filter, needs] : plans) {
    const NeedSet no_needs(part.columns(), count);
    Collector collector(part, count, where, filter, no_needs);
    Recorder recorder(collector);
    part.segment->text->match_all(text, where.intervals(), part.columns().length, recorder, deadline);
    collector.finish();
    total += collector.total;
    found.push_back(recorder.matches());
  }
  return total;
}

Hits LiveIndex::run(const std::deque<Plan>& plans, const Query& query, const TextQuery& text, Words words,
                    const WithAllWords& known) const {
  Hits hits;
  Deadline deadline;
  FacetTotals facets;
  std::vector<std::vector<Merged>> best, not_known;
  for (const auto& [part, where, filter, needs] : plans) {
    Collector collector(part, query, where, filter, needs);
    const auto lengths = part.columns().length;
    const TextIndex& index = *part.segment->text;
    if (words == Words::none) {
      browse(part, query, where, filter, collector, deadline);
    } else if (needs.empty() && text.concepts.empty()) {
      // Nothing of this part helps, and no words were said: no candidates.
    } else if (needs.empty()) {
      words == Words::all ? index.match_all(text, where.intervals(), lengths, collector, deadline)
                          : index.match_any(text, where.intervals(), lengths, collector, deadline);
    } else {
      const std::size_t at = best.size();  // the number of this part
      const auto* with_all_words = at < known.size() && known[at] ? &*known[at] : nullptr;
      match_with_needs({text, index, where.intervals(), lengths, with_all_words}, words == Words::all, needs, collector,
                       deadline);
    }
    collector.finish();
    hits.total += collector.total;
    hits.not_known_total += collector.not_known_total;
    hits.most_need = std::max(hits.most_need, collector.most_need);
    hits.most_need_anywhere = std::max(hits.most_need_anywhere, needs.most());
    collector.facets.add_to(facets);
    auto& these = best.emplace_back();
    for (const Ranked& result : collector.best.take()) these.push_back({&part, result});
    auto& those = not_known.emplace_back();
    for (const Ranked& result : collector.best_not_known.take()) those.push_back({&part, result});
  }
  const auto page = [&](std::vector<Merged> results, std::size_t offset, Fit fit) {
    std::vector<Hit> shown;
    for (std::size_t i = offset; i < results.size() && shown.size() < query.limit; ++i) {
      const Ranked& result = results[i].result;
      shown.push_back(hit(*results[i].part, result.doc));
      if (result.presence.has_distance()) shown.back().distance = result.presence.distance;
      shown.back().here = result.presence.here;
      shown.back().fit = fit;
      shown.back().score = result.score;
    }
    return shown;
  };
  std::vector<Merged> fitting = merged(std::move(best), query.sort), others = merged(std::move(not_known), query.sort);
  if (looks_again(query)) {
    look_again(*this, text, fitting, others, deadline);
    for (auto* list : {&fitting, &others}) put_in_order(*list, query.sort);
  }
  hits.hits = page(std::move(fitting), query.offset, Fit::yes);
  hits.not_known = page(std::move(others), 0, Fit::not_known);
  for (const Facet facet : query.facets) hits.facets.emplace_back(facet, by_count(facets[facet]));
  return hits;
}

Hit LiveIndex::hit(const Part& part, Doc doc) const {
  const Columns& columns = part.columns();
  Hit hit;
  hit.record_id = columns.record_id(doc);
  hit.key = columns.keys[doc];
  hit.kind = columns.what_heads[columns.what[doc]].kind;
  hit.basis = static_cast<PositionBasis>(columns.basis[doc]);
  hit.here = columns.presence[doc] & 31;
  hit.part = static_cast<std::uint32_t>(&part - parts_.data());
  hit.doc = doc;
  return hit;
}

std::string LiveIndex::stored(const Hit& hit) const { return parts_.at(hit.part).segment->stored_text(hit.doc); }

void LiveIndex::read_stored(std::vector<Hit>& hits) const {
  for (Hit& hit : hits) hit.stored = stored(hit);
}

std::vector<Hit> LiveIndex::documents_of(const Uuid& record_id) const {
  std::vector<Hit> hits;
  for (const Part& part : parts_) {
    const auto record = part.columns().find_record(record_id);
    if (!record || !part.is_live_record(*record)) continue;
    for (const Doc doc : part.columns().record_docs[*record]) hits.push_back(hit(part, doc));
  }
  std::sort(hits.begin(), hits.end(), [](const Hit& a, const Hit& b) { return a.key < b.key; });
  read_stored(hits);
  return hits;
}

std::vector<Index::Completion> LiveIndex::complete(std::string_view prefix, std::size_t limit) const {
  const std::string key = prefix_key(prefix);
  limit = std::min(limit, kMaxCompletions);
  struct Found {
    Names::Found name;
    const Part* part;
  };
  std::vector<Found> found;
  for (const Part& part : parts_) {
    const auto is_live = [&](std::uint32_t record) { return part.is_live_record(record); };
    for (const Names::Found& name : part.segment->names.complete(key, limit, is_live)) found.push_back({name, &part});
  }
  std::stable_sort(found.begin(), found.end(), [](const Found& a, const Found& b) {
    return std::tuple(-a.name.weight, a.name.key) < std::tuple(-b.name.weight, b.name.key);
  });
  std::vector<Completion> completions;
  for (std::size_t i = 0; i < found.size() && completions.size() < limit; ++i) {
    const Names::Found& name = found[i].name;
    const bool known = std::any_of(
        found.begin(), found.begin() + static_cast<std::ptrdiff_t>(i),
        [&](const Found& other) { return other.name.whole_key == name.whole_key && other.name.kind == name.kind; });
    if (!known)
      completions.push_back({std::string(name.shown), name.kind, found[i].part->columns().record_ids[name.record]});
  }
  return completions;
}

}  // namespace fingerpost::search::detail
