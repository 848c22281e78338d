#include <algorithm>
#include <fmt/format.h>

#include "directory/stored_result.hpp"
#include "search/weights.hpp"
#include "signposting/detail/steps.hpp"

namespace fingerpost::signposting {
namespace {

model::OpenState open_state(const search::Hit& hit, Instant at, const model::HolidayCalendar& holidays) {
  const auto hours = opening_hours(directory::parts_of(hit.stored).schedules);
  return hours ? hours->state_at(at, holidays) : model::OpenState::unknown;
}

/// Cuts `hits` to the page the enquiry asks for.
void cut_page(std::vector<search::Hit>& hits, const Enquiry& enquiry) {
  const std::size_t begin =
      std::min(hits.size(), static_cast<std::size_t>(enquiry.page - 1) * static_cast<std::size_t>(enquiry.per_page));
  const std::size_t end = std::min(hits.size(), begin + static_cast<std::size_t>(enquiry.per_page));
  hits = std::vector<search::Hit>(std::make_move_iterator(hits.begin() + static_cast<std::ptrdiff_t>(begin)),
                                  std::make_move_iterator(hits.begin() + static_cast<std::ptrdiff_t>(end)));
}

}  // namespace

void screen(Working& working, search::Hits& hits) {
  const Enquiry& enquiry = working.enquiry;
  if (!enquiry.open_at) return;
  const model::HolidayCalendar& holidays = working.snapshot.holidays();
  const std::uint64_t beyond = hits.total - std::min<std::uint64_t>(hits.total, hits.hits.size());
  std::vector<search::Hit> open;
  std::vector<search::Hit> not_known;
  std::uint64_t closed = 0;
  const auto sort_into = [&](std::vector<search::Hit>& from, bool may_fit) {
    for (search::Hit& hit : from) {
      hit.stored = working.snapshot.index().stored(hit);
      const model::OpenState state = open_state(hit, *enquiry.open_at, holidays);
      if (state == model::OpenState::closed) {
        ++closed;
      } else if (state == model::OpenState::open && may_fit) {
        open.push_back(std::move(hit));
      } else {
        hit.fit = search::Fit::not_known;
        not_known.push_back(std::move(hit));
      }
    }
  };
  const std::uint64_t unknown_beyond =
      hits.not_known_total - std::min<std::uint64_t>(hits.not_known_total, hits.not_known.size());
  sort_into(hits.hits, true);
  sort_into(hits.not_known, false);
  working.say("screen", "Open at {}: {} yes, {} closed, {} not known{}.", to_rfc3339(*enquiry.open_at), open.size(),
              closed, not_known.size(), beyond > 0 ? fmt::format("; {} more were not looked at", beyond) : "");
  hits.most_need = 0;
  for (const search::Hit& hit : open) hits.most_need = std::max(hits.most_need, hit.score.need / search::weight::kNeed);
  hits.total = open.size();
  hits.hits = std::move(open);
  hits.not_known_total = not_known.size() + beyond + unknown_beyond;
  hits.not_known = std::move(not_known);
  cut_page(hits.hits, enquiry);
  cut_page(hits.not_known, enquiry);
}

}  // namespace fingerpost::signposting
