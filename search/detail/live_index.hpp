#pragma once

#include <deque>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "search/detail/collector.hpp"
#include "search/detail/need_set.hpp"
#include "search/detail/segment.hpp"
#include "search/index.hpp"

namespace fingerpost::search::detail {

/// What ranking needs to know of a generation as a whole; only what is live counts, so that an index brought up to
/// date step by step scores as one built anew.
struct Statistics {
  std::uint64_t documents = 0, records = 0;
  std::uint64_t length = 0;  ///< of all live documents together
  /// By term: documents that are in a posting list though they have been removed.
  std::unordered_map<std::string, std::uint64_t> removed_terms;
};

/// A generation: its parts (base, tail), which of their documents are live, and the numbers it was published under.
/// Immutable, and with it everything it refers to.
class LiveIndex final : public Index {
 public:
  LiveIndex(std::vector<Part> parts, Statistics statistics, std::uint64_t seq, std::uint64_t places_generation)
      : parts_(std::move(parts)),
        statistics_(std::move(statistics)),
        seq_(seq),
        places_generation_(places_generation) {}

  Hits search(const Query& query) const override;
  std::string stored(const Hit& hit) const override;
  std::vector<Hit> documents_of(const Uuid& record_id) const override;
  std::uint64_t documents() const override { return statistics_.documents; }
  std::uint64_t records() const override { return statistics_.records; }
  std::uint64_t seq() const override { return seq_; }
  std::uint64_t places_generation() const override { return places_generation_; }
  std::vector<Completion> complete(std::string_view prefix, std::size_t limit) const override;
  std::uint64_t frequency(const std::string& term) const override;
  /// How much finding the term says (BM25's inverse document frequency): 0 when no document has it.
  double rarity(std::string_view term) const;
  void for_each_term(const std::function<void(std::string_view, std::uint64_t)>& visit) const override;

  const std::vector<Part>& parts() const { return parts_; }

 private:
  enum class Words { none, all, any };
  /// By part, the documents with all words: what a run that only counts leaves to the one that answers.
  using WithAllWords = std::vector<std::optional<std::vector<TextMatch>>>;
  /// What a question asks of each part but its words: made once, however often it is run.
  struct Plan {
    Plan(const Part& of, const Query& query);
    const Part& part;
    const WherePlan where;
    const Filter filter;
    const NeedSet needs;
  };
  TextQuery text_query(const std::vector<Concept>& concepts) const;
  std::uint64_t count_all_words(const std::deque<Plan>& plans, const Query& query, const TextQuery& text,
                                WithAllWords& found) const;
  Hits run(const std::deque<Plan>& plans, const Query& query, const TextQuery& text, Words words,
           const WithAllWords& known = {}) const;
  std::uint64_t documents_with(std::string_view term) const;
  Hits ask(const Query& query) const;
  Hit hit(const Part& part, Doc doc) const;
  void read_stored(std::vector<Hit>& hits) const;

  std::vector<Part> parts_;
  Statistics statistics_;
  std::uint64_t seq_, places_generation_;
};

}  // namespace fingerpost::search::detail
