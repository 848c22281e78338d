#pragma once

#include <memory>
#include <unordered_map>
#include <vector>

#include "search/detail/live_index.hpp"
#include "search/detail/memory_text.hpp"
#include "search/detail/names.hpp"
#include "search/detail/tail_log.hpp"

namespace fingerpost::search::detail {

/// A base with the changes since, growing; makes the immutable LiveIndex of each commit. One thread.
class Tail {
 public:
  /// `statistics` are the base's own; entries of later changes are read from `log`.
  Tail(std::shared_ptr<const Segment> base, Statistics statistics, std::shared_ptr<const EntryFile> log);

  void apply(const Replacement& replacement);
  /// What is live now. Copies the tail: some 10 ms for 20,000 documents.
  std::shared_ptr<const LiveIndex> publish(const CommitMark& mark) const;

  /// Documents that were added since the base was built, live or not.
  std::uint32_t size() const { return columns_.size(); }
  std::uint64_t documents() const { return statistics_.documents; }
  const Segment& base() const { return *base_; }

 private:
  void remove_from_base(const Uuid& record_id);
  void remove_from_tail(const Uuid& record_id);
  void forget(const std::vector<TermCount>& terms);

  std::shared_ptr<const Segment> base_;
  std::shared_ptr<const EntryFile> log_;
  Statistics statistics_;
  Removed removed_from_base_, removed_from_tail_;
  ColumnsBuilder columns_{ColumnsBuilder::Order::arrival};
  NamesBuilder names_;
  MemoryText text_;
  struct TailDoc {
    Doc doc;
    EntryPlace place;
    std::uint32_t length;
  };
  std::unordered_map<Uuid, std::vector<TailDoc>> by_record_;
};

}  // namespace fingerpost::search::detail
