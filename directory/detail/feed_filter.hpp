#pragma once

#include <optional>
#include <unordered_set>
#include <vector>

#include "directory/feed.hpp"
#include "directory/snapshot.hpp"

namespace fingerpost::directory {

/// One query against the rows of a feed. Each distinct set of terms, hours or areas is judged once and remembered.
class FeedFilter {
 public:
  FeedFilter(const Feed& feed, const FeedQuery& query, const Snapshot& snapshot,
             std::optional<search::Kind> kind = std::nullopt);

  /// Everything but terms and place.
  bool fits(std::uint32_t number);
  bool fits_terms(std::uint32_t stated);
  /// A service: by one of its delivery points, or by its areas.
  bool fits_place(std::uint32_t number);
  /// One delivery point.
  bool fits_place(std::uint32_t number, const FeedPoint& point);
  bool fits_words(const Uuid& in_index) const { return query_.search.empty() || found_.contains(in_index); }

 private:
  bool fits_words(std::uint32_t number) const;
  bool fits_hours(std::uint32_t hours);
  bool covers(std::uint32_t coverage);
  bool is_near(const FeedPoint& point) const;
  void ask_index(const Snapshot& snapshot, std::optional<search::Kind> kind);

  /// What `judge` says of row `at`, asked once.
  template <typename Judge>
  static bool once(std::vector<std::uint8_t>& memo, std::uint32_t at, Judge judge) {
    if (memo[at] == 0) memo[at] = judge() ? 1 : 2;
    return memo[at] == 1;
  }

  const Feed& feed_;
  const FeedQuery& query_;
  std::int64_t modified_after_ = 0;
  std::unordered_set<Uuid> terms_;  ///< the term and those below it
  std::unordered_set<Uuid> found_;  ///< by the index
  std::vector<std::string> words_;
  geo::Box box_;
  std::unordered_set<std::string> codes_;
  std::vector<std::uint8_t> stated_memo_, hours_memo_, coverage_memo_;
};

}  // namespace fingerpost::directory
