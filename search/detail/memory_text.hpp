#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/text_hash.hpp"
#include "search/detail/entry.hpp"
#include "search/detail/text_index.hpp"

namespace fingerpost::search::detail {

/// Posting lists in memory: the text of the tail. Some 8 bytes a posting.
class MemoryText final : public TextIndex {
 public:
  /// Adds the terms of the next document; `doc` counts up. Only while nobody else holds this.
  void add(Doc doc, const std::vector<TermCount>& terms);

  std::uint64_t frequency(std::string_view term) const override;
  void for_each_term(const std::function<void(std::string_view, std::uint64_t)>& visit) const override;
  void match_all(const TextQuery& query, std::span<const Interval> intervals, std::span<const std::uint16_t> lengths,
                 MatchSink& sink, Deadline& deadline) const override;
  void match_any(const TextQuery& query, std::span<const Interval> intervals, std::span<const std::uint16_t> lengths,
                 MatchSink& sink, Deadline& deadline) const override;

 private:
  std::span<const Posting> postings(std::string_view term) const;

  std::unordered_map<std::string, std::vector<Posting>, TextHash, std::equal_to<>> terms_;
};

}  // namespace fingerpost::search::detail
