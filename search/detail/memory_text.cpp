#include "search/detail/memory_text.hpp"

#include "search/detail/matching.hpp"

namespace fingerpost::search::detail {
namespace {

class Cursor {
 public:
  explicit Cursor(std::span<const Posting> postings) : at_(postings.begin()), end_(postings.end()) {}

  bool at_end() const { return at_ == end_; }
  Doc doc() const { return at_->doc; }
  double count() const { return at_->count; }
  void next() { ++at_; }
  void skip_to(Doc doc) {
    at_ = std::lower_bound(at_, end_, doc, [](const Posting& p, Doc wanted) { return p.doc < wanted; });
  }

 private:
  std::span<const Posting>::iterator at_, end_;
};

}  // namespace

void MemoryText::add(Doc doc, const std::vector<TermCount>& terms) {
  for (const TermCount& term : terms) terms_[term.term].push_back({doc, term.count});
}

std::span<const Posting> MemoryText::postings(std::string_view term) const {
  const auto found = terms_.find(term);
  if (found == terms_.end()) return {};
  return found->second;
}

std::uint64_t MemoryText::frequency(std::string_view term) const { return postings(term).size(); }

void MemoryText::for_each_term(const std::function<void(std::string_view, std::uint64_t)>& visit) const {
  for (const auto& [term, postings] : terms_) visit(term, postings.size());
}

void MemoryText::match_all(const TextQuery& query, std::span<const Interval> intervals,
                           std::span<const std::uint16_t> lengths, MatchSink& sink, Deadline& deadline) const {
  match_every(
      query, intervals, lengths, sink, deadline, [&](const std::string& term) { return Cursor(postings(term)); },
      [&](const std::string& term) { return frequency(term); });
}

void MemoryText::match_any(const TextQuery& query, std::span<const Interval> intervals,
                           std::span<const std::uint16_t> lengths, MatchSink& sink, Deadline& deadline) const {
  match_some(query, intervals, lengths, sink, deadline,
             [&](const std::string& term) { return Cursor(postings(term)); });
}

}  // namespace fingerpost::search::detail
