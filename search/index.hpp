#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/id.hpp"
#include "search/query.hpp"

namespace fingerpost::search {

/// Completions given at once.
inline constexpr std::size_t kMaxCompletions = 100;

/// One immutable generation: posting lists, columns and spatial indexes, opened together. Mixing two is impossible by
/// construction. Safe from several threads; hold it by shared_ptr for the length of a request.
class Index {
 public:
  virtual ~Index() = default;

  /// Failure when the index is broken (never an empty answer); a time limit inside bounds a hostile query.
  virtual Hits search(const Query& query) const = 0;
  /// Hit::stored of a hit that this index found with Query::ids_only: one read of a file.
  virtual std::string stored(const Hit& hit) const = 0;
  /// Every document of one record (for "nearby", explain and tests).
  virtual std::vector<Hit> documents_of(const Uuid& record_id) const = 0;

  virtual std::uint64_t documents() const = 0;
  virtual std::uint64_t records() const = 0;
  /// The change number this generation reflects, and the generation of the gazetteer it was placed by.
  virtual std::uint64_t seq() const = 0;
  virtual std::uint64_t places_generation() const = 0;

  /// Names of which a word begins with what was typed (case, accents and punctuation do not matter; the last word may
  /// be unfinished), best first: beginnings of whole names lead. At most kMaxCompletions, each name and kind once.
  struct Completion {
    std::string text;
    Kind kind;
    Uuid record_id;
  };
  virtual std::vector<Completion> complete(std::string_view prefix, std::size_t limit) const = 0;

  /// Document frequency of an index term: whether a word is itself a hit, for correction.
  virtual std::uint64_t frequency(const std::string& term) const = 0;
  /// Every term of the index with its document frequency, in no order, perhaps twice; removed documents may count. For
  /// a vocabulary; about 0.1 µs a term.
  virtual void for_each_term(
      const std::function<void(std::string_view term, std::uint64_t documents)>& visit) const = 0;
};

/// Writes generations into `index/<generation>/` below `folder`. One writer at a time (the publisher lock is the
/// caller's). Everything of one commit becomes visible together, with its seq, or not at all.
class IndexWriter {
 public:
  virtual ~IndexWriter() = default;

  /// Replaces all documents of `record_id` by these (none: removes them).
  virtual void replace(const Uuid& record_id, std::vector<Document> documents) = 0;
  /// Makes what was replaced durable and visible as of `seq`, and opens the new generation. Folds the tail into
  /// Morton order when it has passed its share.
  virtual std::shared_ptr<const Index> commit(std::uint64_t seq, std::uint64_t places_generation) = 0;
  virtual std::uint64_t documents() const = 0;
};

/// Opens the newest complete generation for reading; nullptr when there is none or its schema version is another one.
std::shared_ptr<const Index> open_index(const std::filesystem::path& folder);

/// When the tail is folded into Morton order: when it has more documents than `at_least` and than `share` of the base.
/// Folding takes place beside the commits (seconds at 200,000 documents) and shows in none of their answers.
struct FoldPolicy {
  double share = 0.02;
  std::uint64_t at_least = 10'000;
};

/// Opens the newest generation for changing, or nullptr when there is none usable (then rebuild). Removes what an
/// interrupted writer left behind.
std::unique_ptr<IndexWriter> open_index_writer(const std::filesystem::path& folder, FoldPolicy policy = {});

/// Builds a whole new generation from documents in any order: spools them, sorts by Morton code, writes. `produce`
/// calls its argument once per document. Old generations are removed when the new one is complete. Bounded memory.
std::shared_ptr<const Index> build_index(const std::filesystem::path& folder, std::uint64_t seq,
                                         std::uint64_t places_generation,
                                         const std::function<void(const std::function<void(Document)>&)>& produce);

/// Empty when the newest generation is whole (Xapian's own check; its lists, those packed from them,
/// columns and counts agree); else sentences.
std::vector<std::string> verify_index(const std::filesystem::path& folder);

}  // namespace fingerpost::search
