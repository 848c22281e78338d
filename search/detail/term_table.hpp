#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace fingerpost::search::detail {

/// Every term of a text with its frequency, in memory. A question asks for dozens, a long one for hundreds: here each
/// costs some 0.1 µs, in Xapian's tree 8 µs and reads of the file. About 30 bytes a term. Filled, then only read.
class TermTable {
 public:
  /// Each term once.
  void add(std::string_view term, std::uint64_t frequency);
  /// Makes what was added findable.
  void finish();

  /// 0 when unknown.
  std::uint64_t frequency(std::string_view term) const;
  void for_each(const std::function<void(std::string_view, std::uint64_t)>& visit) const;

 private:
  std::string_view term(std::uint32_t number) const {
    return std::string_view(texts_).substr(begins_[number], begins_[number + 1] - begins_[number]);
  }
  std::size_t slot_of(std::string_view term) const;

  std::string texts_;
  std::vector<std::uint32_t> begins_{0};  ///< of each term in texts_, and the end of the last
  std::vector<std::uint32_t> frequencies_;
  std::vector<std::uint32_t> slots_;  ///< a term's number + 1 at or behind its hash; 0: free. Never more than half full
};

}  // namespace fingerpost::search::detail
