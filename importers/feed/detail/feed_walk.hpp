#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "importers/feed.hpp"
#include "importers/feed/detail/feed_cache.hpp"
#include "importers/feed/detail/feed_page.hpp"
#include "importers/feed/detail/record_file.hpp"

namespace fingerpost::importers {

/// The list of community buildings that a Fingerpost adds to the profile.
inline constexpr std::string_view kBuildings = "locations";

/// One walk through one feed.
class FeedWalk {
 public:
  FeedWalk(const FeedOptions& options, const SealingKey& key, const Clock& clock);

  Result<FeedReport> run();

 private:
  /// One list on its way through its pages.
  struct List {
    std::string name;  ///< as in the address: "services"
    RecordFile records;
    bool is_required = false;
    bool is_extra = false;  ///< no list of the profile: one that cannot be had is not missed
    int page = 1;
    bool counts_from_zero = false;
    bool was_read = false;  ///< a page of it came
    std::size_t pages = 0, failed_in_a_row = 0;
    std::uint64_t seen = 0;  ///< items, those repeated on their own page included
    std::optional<std::int64_t> total_items{}, total_pages{};
    std::unordered_set<std::string> ids{};
  };
  enum class Turn { next_page, same_page, end };

  void read_root();
  void walk(List& list);
  Turn turn(List& list);
  Turn page_failed(List& list, const Fetched& fetched);
  Turn page_unreadable(List& list, const KeptResponse& response);
  Turn page_read(List& list, FeedPage page);
  Turn after(const List& list, const FeedPage& page) const;
  void judge_count(const List& list);

  /// Writes the items that are new, fetching the thin ones by id first. How many were new.
  std::size_t take(List& list, std::vector<FeedItem> items);
  std::vector<char> thin_ones(const List& list, const std::vector<FeedItem>& items,
                              const std::vector<char>& is_new) const;
  void obtain_details(const List& list, const std::vector<FeedItem>& items, const std::vector<char>& is_thin);
  std::string full_text(const List& list, const FeedItem& item);
  std::string detail_url(const List& list, const FeedItem& item) const;
  void remember_parts(const Json& record);

  std::string page_url(const List& list) const;
  /// True when the walk must end now; says why, once.
  bool is_over();
  void say(model::Severity severity, std::string_view code, const std::string& where, std::string detail);
  void incomplete(std::string_view code, const std::string& where, std::string detail);

  const FeedOptions& options_;
  FeedReport report_;
  FeedCache cache_;
  std::chrono::steady_clock::time_point deadline_;
  bool asks_full_ = true;  ///< until the feed refuses the parameter
  bool over_ = false;
  bool has_places_ = false;  ///< services carry their places
  std::size_t given_up_in_a_row_ = 0;
  std::uint64_t said_ = 0;
  std::string first_fault_;                        ///< why the services could not be read at all
  std::unordered_set<std::string> organizations_;  ///< that came with services
};

}  // namespace fingerpost::importers
