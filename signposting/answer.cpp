#include "signposting/answer.hpp"

#include "signposting/detail/steps.hpp"

namespace fingerpost::signposting {

Result<Answer> answer(const Enquiry& enquiry, const directory::Snapshot& snapshot, Instant now) {
  Working working{enquiry, enquiry, snapshot, now};
  search::Query query;
  understand(working, query);
  Problems problems;
  if (auto placed = resolve_place(working, query); !placed) append(problems, std::move(placed.error()));
  if (auto read = read_question(working, query); !read) append(problems, std::move(read.error()));
  if (!problems.empty()) return fail(std::move(problems));

  search::Hits hits = retrieve(working, query);
  screen(working, hits);
  widen(working, query, hits);
  present(working, std::move(hits));
  return std::move(working.answer);
}

}  // namespace fingerpost::signposting
