#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "search/detail/tables.hpp"

namespace fingerpost::search::detail {

/// Every term of a segment's text by number, with its frequency and where its posting list lies: views of an Image that
/// must outlive it. A question asks for dozens of terms, a long one for hundreds: here each costs some 0.1 µs, in
/// Xapian's tree 8 µs.
class TermTable {
 public:
  TermTable() = default;
  /// Failure when it is damaged, or when its lists do not fill `postings_bytes`.
  TermTable(std::string_view image, std::uint64_t postings_bytes);

  struct Term {
    std::uint32_t frequency;  ///< documents that have it
    std::uint64_t at, bytes;  ///< of its list in the postings
  };
  std::optional<Term> find(std::string_view term) const;
  std::size_t size() const { return frequencies_.size(); }
  std::string_view text(std::uint32_t number) const { return texts_[number]; }
  Term term(std::uint32_t number) const {
    const std::uint64_t begin = number == 0 ? 0 : list_ends_[number - 1];
    return {frequencies_[number], begin, list_ends_[number] - begin};
  }

 private:
  Strings texts_;
  std::span<const std::uint32_t> frequencies_;
  std::span<const std::uint64_t> list_ends_;
  std::span<const std::uint32_t> slots_;  ///< a term's number + 1 at or behind its hash; 0: free
};

/// Collects terms, each once, in the order of their lists.
class TermTableBuilder {
 public:
  void add(std::string_view term, std::uint32_t frequency, std::uint64_t list_end);
  /// The image that TermTable reads.
  std::string image() const;

 private:
  std::vector<std::string> texts_;
  std::vector<std::uint32_t> frequencies_;
  std::vector<std::uint64_t> list_ends_;
};

}  // namespace fingerpost::search::detail
