#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "search/detail/entry.hpp"
#include "search/detail/tables.hpp"

namespace fingerpost::search::detail {

/// A name as completion and the order by name see it: folded, apostrophes dropped, "&" read as "and", everything else
/// that is no letter or digit one space: "Women's Aid – Ludlow" → "womens aid ludlow".
std::string name_key(std::string_view name);

/// What to complete: as name_key, but a space at the end stays, for it says that the word is finished.
std::string prefix_key(std::string_view typed);

/// The names of one segment's records, sorted by each of their words, views of an Image that must outlive it.
class Names {
 public:
  struct Found {
    std::uint32_t record;
    Kind kind;
    std::uint8_t weight;   ///< higher first: the start of a name before the start of a word in it
    std::string_view key;  ///< from the word that matched on
    std::string_view whole_key, shown;
  };

  explicit Names(std::string_view image);

  /// The best `limit` different names with a word that starts `prefix` (a key), of records that `accept` takes.
  /// Order: weight, then alphabet. Looks at every start in the range by blocks of 128: about 5 µs for 100,000.
  std::vector<Found> complete(std::string_view prefix, std::size_t limit,
                              const std::function<bool(std::uint32_t record)>& accept) const;

  /// The record's name as a key, and its place in their alphabetical order (equal keys share one).
  std::string_view key(std::uint32_t record) const { return keys_[record]; }
  std::uint32_t rank(std::uint32_t record) const { return ranks_[record]; }

 private:
  std::string_view start_key(std::size_t start) const {
    return keys_[start_names_[start]].substr(start_offsets_[start]);
  }

  Strings keys_, shown_;
  std::span<const std::uint32_t> records_, ranks_, start_names_;
  std::span<const std::uint16_t> start_offsets_;
  std::span<const std::uint8_t> kinds_, start_weights_, block_best_;
};

/// Collects the names that Names reads. A record's name is the least key among its documents, so that it does not
/// depend on their order.
class NamesBuilder {
 public:
  /// `record` counts up from 0 with no gap.
  void add(std::uint32_t record, const Document& document);
  std::string image() const;

 private:
  struct Name {
    std::string key, shown;
    std::uint32_t record;
    Kind kind;
    std::uint8_t completeness;
  };
  struct Start {
    std::uint32_t name;
    std::uint16_t offset;
    std::uint8_t weight;
  };
  std::vector<Start> starts_of(const std::vector<const Name*>& names) const;

  std::vector<Name> names_;  ///< by record
  std::vector<Name> alternates_;
};

}  // namespace fingerpost::search::detail
