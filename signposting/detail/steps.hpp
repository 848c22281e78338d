#pragma once

#include <fmt/format.h>

#include "directory/snapshot.hpp"
#include "model/schedule.hpp"
#include "signposting/answer.hpp"

/// The steps of an answer, each a free function in its own file; answer.cpp reads as their table of contents.
namespace fingerpost::signposting {

/// What is known while an answer is made.
struct Working {
  const Enquiry& asked;
  Enquiry enquiry;  ///< with what was read out of the words
  const directory::Snapshot& snapshot;
  Instant now;
  Answer answer = {};
  geo::Metres chosen_within = 25'000;  ///< how far to look when the question does not say: a drive that people make
                                       ///< for help in a rural county; the nearer still leads, by the place part

  /// A line of the trace: made only for who asked for it.
  template <typename... Values>
  void say(std::string_view step, fmt::format_string<Values...> text, Values&&... values) {
    if (enquiry.explain)
      answer.trace.push_back({std::string(step), fmt::format(text, std::forward<Values>(values)...)});
  }
};

/// Reads the words: what stands for a parameter, what was misspelled, which needs are meant; and makes the query's
/// words and needs of it.
void understand(Working& working, search::Query& query);

/// Settles where: fills answer.place, understood.within and query.where. Problem: unknown place.
[[nodiscard]] Result<void> resolve_place(Working& working, search::Query& query);

/// Puts the conditions of the enquiry into the query.
void set_conditions(const Working& working, search::Query& query);

/// Settles what: kinds, categories, conditions. Problems: unknown category, theme.
[[nodiscard]] Result<void> read_question(Working& working, search::Query& query);

/// Asks the index.
search::Hits retrieve(Working& working, const search::Query& query);

/// Settles to the minute what the index only sieves by the hour: open_at. Moves hits between results, not_known and
/// out, and puts the totals right.
void screen(Working& working, search::Hits& hits);

/// When nothing fits: lets go of what was read out of the words, then looks further, then for related needs. All of it
/// is said in answer.widened; what helps nothing is not done.
void widen(Working& working, search::Query& query, search::Hits& hits);

/// Cuts the page, adds opening, snippet and facet names.
void present(Working& working, search::Hits hits);

/// The part of `text` with most of `words`, about 160 bytes, cut at words; empty when none is there.
std::string snippet_of(std::string_view text, const std::vector<std::string>& words);

/// Parsed schedules by their stored text: the same hours stand at many services. Bounded; safe from several threads.
std::shared_ptr<const model::OpeningHours> opening_hours(std::string_view schedules_json);

/// model::opening_json of these schedules as text, nullptr where there are none. Worked out once a minute for the
/// same hours, at which nothing changes in between (once a second where their times say seconds). Bounded; safe from
/// several threads.
std::shared_ptr<const std::string> opening_told(std::string_view schedules_json, Instant at,
                                                const std::shared_ptr<const model::HolidayCalendar>& holidays);

}  // namespace fingerpost::signposting
