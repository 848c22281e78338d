#include "directory/detail/feed_filter.hpp"

#include <algorithm>

#include "geo/polygon.hpp"
#include "search/analyser.hpp"

namespace fingerpost::directory {

FeedFilter::FeedFilter(const Feed& feed, const FeedQuery& query, const Snapshot& snapshot,
                       std::optional<search::Kind> kind)
    : feed_(feed),
      query_(query),
      stated_memo_(feed.stated_.size()),
      hours_memo_(feed.hours_.size()),
      coverage_memo_(feed.coverages_.size()) {
  if (query.modified_after) modified_after_ = query.modified_after->time_since_epoch().count();
  if (query.taxonomy_term_id) {
    terms_.insert(*query.taxonomy_term_id);
    for (const model::TaxonomyTerm* term : snapshot.terms().descendants(*query.taxonomy_term_id))
      terms_.insert(term->id);
  }
  if (query.place) {
    if (query.proximity) box_ = geo::box_around(query.place->centre, *query.proximity);
    codes_.insert(query.place->code);
    for (const geo::AreaRef& area : query.place->areas) codes_.insert(area.code);
  }
  if (!query.search.empty()) ask_index(snapshot, kind);
}

void FeedFilter::ask_index(const Snapshot& snapshot, std::optional<search::Kind> kind) {
  search::Query words;
  words.all_words = search::concepts_of(query_.search);
  words.kinds = kind ? std::vector{*kind} : std::vector{search::Kind::service, search::Kind::role};
  words.enough = 0;  // all the words, however few have them
  words.limit = static_cast<std::size_t>(snapshot.index().records()) + 1;
  words.ids_only = true;
  for (const search::Concept& word : words.all_words)
    for (const search::Concept::Term& term : word.terms) words_.push_back(term.term);
  if (words_.empty()) return;
  for (const search::Hit& hit : snapshot.index().search(words).hits) found_.insert(hit.record_id);
}

bool FeedFilter::fits_words(std::uint32_t number) const {
  if (query_.search.empty()) return true;
  const Uuid& id = feed_.details_[number].id;
  if (feed_.rows_[number].in_index) return found_.contains(id);
  const auto closed = feed_.closed_words_.find(id);
  if (closed == feed_.closed_words_.end()) return false;
  return !words_.empty() && std::ranges::all_of(words_, [&](const std::string& word) {
    return std::ranges::binary_search(*closed->second, word);
  });
}

bool FeedFilter::fits(std::uint32_t number) {
  const FeedRow& row = feed_.rows_[number];
  if (query_.modified_after && row.modified < modified_after_) return false;
  if (query_.organization_id && row.organization_id != *query_.organization_id) return false;
  // An age that is not given is NaN, which fits no bound.
  if (query_.minimum_age && !(row.minimum_age >= *query_.minimum_age)) return false;
  if (query_.maximum_age && !(row.maximum_age <= *query_.maximum_age)) return false;
  if (query_.asks_hours() && !fits_hours(row.hours)) return false;
  return fits_words(number);
}

bool FeedFilter::fits_terms(std::uint32_t stated) {
  if (!query_.taxonomy_term_id && !query_.taxonomy_id) return true;
  return once(stated_memo_, stated, [&] {
    const model::StatedTerms& said = *feed_.stated_[stated];
    if (query_.taxonomy_id && !std::ranges::binary_search(said.taxonomies, *query_.taxonomy_id)) return false;
    return !query_.taxonomy_term_id ||
           std::ranges::any_of(said.terms, [&](const Uuid& term) { return terms_.contains(term); });
  });
}

bool FeedFilter::fits_hours(std::uint32_t hours) {
  return once(hours_memo_, hours, [&] {
    return std::ranges::any_of(*feed_.hours_[hours], [&](const model::WeeklySpan& span) {
      if (query_.weekdays && (span.weekdays & *query_.weekdays) == 0) return false;
      if (query_.opens_from && span.opens < *query_.opens_from) return false;
      const bool past_midnight = span.opens != model::WeeklySpan::kNoTime && span.closes <= span.opens;
      return !query_.closes_by || (span.closes != model::WeeklySpan::kNoTime && span.closes <= *query_.closes_by &&
                                   (!past_midnight || *query_.closes_by == span.closes));
    });
  });
}

bool FeedFilter::covers(std::uint32_t coverage) {
  if (coverage == 0) return true;  // no area that we know: nothing speaks against it
  return once(coverage_memo_, coverage, [&] {
    const Coverage& area = *feed_.coverages_[coverage];
    if (area.everywhere) return true;
    if (std::ranges::any_of(area.codes, [&](const std::string& code) { return codes_.contains(code); })) return true;
    return std::ranges::any_of(area.shapes, [&](const auto& shape) { return shape->contains(query_.place->centre); });
  });
}

bool FeedFilter::is_near(const FeedPoint& point) const {
  return point.point && box_.contains(*point.point) &&
         geo::distance(*point.point, query_.place->centre) <= *query_.proximity;
}

bool FeedFilter::fits_place(std::uint32_t number) {
  if (!query_.place) return true;
  if (!query_.proximity) return covers(feed_.rows_[number].coverage);
  if (!feed_.rows_[number].has_points) return false;
  return std::ranges::any_of(feed_.points_of(feed_.details_[number]),
                             [&](const FeedPoint& point) { return is_near(point); });
}

bool FeedFilter::fits_place(std::uint32_t number, const FeedPoint& point) {
  if (!query_.place) return true;
  return query_.proximity ? is_near(point) : covers(feed_.rows_[number].coverage);
}

}  // namespace fingerpost::directory
