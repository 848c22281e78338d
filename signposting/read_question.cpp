#include <algorithm>
#include <fmt/format.h>

#include "model/reading.hpp"
#include "search/analyser.hpp"
#include "signposting/detail/steps.hpp"

namespace fingerpost::signposting {
namespace {

/// Hits that are settled to the minute when open_at is asked; beyond them the hour's sieve stands and the trace says
/// so.
constexpr std::size_t kMaxScreened = 5'000;

/// Beside the need that is meant most, one as sure as this share of it is meant too.
constexpr double kMeantOutright = 0.8;

void read_categories(Working& working, search::Query& query, Problems& problems) {
  const model::TaxonomyTree& terms = working.snapshot.terms();
  for (const std::string& category : working.enquiry.category) {
    const model::TaxonomyTerm* term = terms.find(category);
    if (term == nullptr) {
      append(problems, problem(ProblemCode::unknown_value, "category", category,
                               fmt::format("No category \"{}\" is known: use a term's id or code from "
                                           "/hsds/taxonomy_terms.",
                                           category)));
      continue;
    }
    query.categories.push_back(to_string(term->id));
    working.answer.understood.category.push_back({to_string(term->id), term->name, 0});
  }
}

/// Here bits of the ways asked for.
std::uint8_t here_of(const Enquiry& enquiry) {
  unsigned bits = 0;
  for (unsigned bit = 1; bit <= search::online; bit <<= 1)
    for (const std::string_view name : search::here_names(static_cast<std::uint8_t>(bit)))
      if (std::find(enquiry.here.begin(), enquiry.here.end(), name) != enquiry.here.end()) bits |= bit;
  return static_cast<std::uint8_t>(bits);
}

void read_themes(Working& working, search::Query& query, Problems& problems) {
  const model::TaxonomyTree& terms = working.snapshot.terms();
  for (const std::string& theme : working.enquiry.theme) {
    if (terms.by_code(model::taxonomy_name::themes, theme) == nullptr) {
      std::vector<std::string> known;
      for (const model::TaxonomyTerm* root : terms.roots(model::taxonomy_name::themes)) known.push_back(root->code);
      append(problems, problem(ProblemCode::unknown_value, "theme", theme,
                               fmt::format("No theme \"{}\" is known.", theme), std::move(known)));
      continue;
    }
    query.themes.push_back(theme);
  }
}

/// By distance or name, everything that is let in stands equal: then only what is surely meant is.
void keep_what_is_meant(search::Query& query) {
  if (query.sort == search::Sort::best || query.needs.empty()) return;
  const double most = std::max_element(query.needs.begin(), query.needs.end(), [](const auto& a, const auto& b) {
                        return a.weight < b.weight;
                      })->weight;
  std::erase_if(query.needs, [&](const auto& need) { return need.weight < kMeantOutright * most; });
}

}  // namespace

void set_conditions(const Working& working, search::Query& query) {
  const Enquiry& enquiry = working.enquiry;
  query.conditions = {};
  query.conditions.age = enquiry.age;
  query.conditions.free = enquiry.free;
  query.conditions.access = enquiry.access;
  query.conditions.language = enquiry.language;
  query.conditions.referral = enquiry.referral;
  query.conditions.gender = enquiry.gender;
  query.conditions.has_room = enquiry.has_room;
  if (enquiry.wait_days) query.conditions.wait_days = static_cast<unsigned>(*enquiry.wait_days);
  if (enquiry.open_at) query.conditions.open_hour = model::local_hour_of_week(*enquiry.open_at);
  if (!enquiry.open_on.empty()) query.conditions.open_during = hours_of(enquiry.open_on, working.now);
  query.here = here_of(enquiry);
  const auto per_page = static_cast<std::size_t>(enquiry.per_page);
  query.offset = enquiry.open_at ? 0 : static_cast<std::size_t>(enquiry.page - 1) * per_page;
  query.limit = enquiry.open_at ? kMaxScreened : per_page;
}

Result<void> read_question(Working& working, search::Query& query) {
  const Enquiry& enquiry = working.enquiry;
  Problems problems;
  query.kinds = enquiry.kind;
  read_categories(working, query, problems);
  read_themes(working, query, problems);
  query.signatory = enquiry.signatory;
  set_conditions(working, query);
  const bool has_place = query.where.centre.has_value();
  query.sort = enquiry.sort.value_or(query.all_words.empty() && query.needs.empty() && has_place ? search::Sort::nearest
                                                                                                 : search::Sort::best);
  keep_what_is_meant(query);
  working.answer.understood.sort = query.sort;
  query.facets = enquiry.facets;
  query.ids_only = true;  // whether to look wider is settled before any text is read
  const Day today{std::chrono::floor<std::chrono::days>(working.now)};
  query.today = today;
  query.tie_seed = static_cast<std::uint64_t>(std::chrono::sys_days{today}.time_since_epoch().count());
  if (!problems.empty()) return fail(std::move(problems));
  return {};
}

search::Hits retrieve(Working& working, const search::Query& query) {
  search::Hits hits = working.snapshot.index().search(query);
  working.answer.understood.any_word = hits.any_word;
  working.answer.understood.missing_words = hits.missing_words;
  working.say("retrieve", "{} words, {}: {} fit, {} not known.", query.all_words.size(),
              hits.any_word ? "any of them" : "all of them", hits.total, hits.not_known_total);
  return hits;
}

}  // namespace fingerpost::signposting
