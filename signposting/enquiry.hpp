#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "geo/point.hpp"
#include "search/query.hpp"

namespace fingerpost::signposting {

/// Bounds of an enquiry; the readers of the API and of the command line refuse what is beyond them.
inline constexpr std::size_t kMaxWordsBytes = 500;
inline constexpr std::size_t kMaxPlaceBytes = 120;
inline constexpr geo::Metres kMinWithin = 1, kMaxWithin = 1'000'000;
inline constexpr int kMaxPerPage = 100, kDefaultPerPage = 20;
/// Pages end here: beyond it nobody reads, and each page costs all those before it.
inline constexpr int kMaxPage = 10'000;
inline constexpr std::size_t kMaxListItems = 20;
inline constexpr std::size_t kMaxListItemBytes = 80;

/// A question as it was understood from its parameters: typed, bounded, no invalid value. One field per parameter of
/// `/api/search`, of the same name.
struct Enquiry {
  std::string q;
  std::string near;
  std::optional<geo::Metres> within;
  std::vector<search::Kind> kind;
  std::vector<std::string> category;  ///< term ids or codes
  std::optional<double> age;
  bool free = false;
  std::vector<std::string> access;
  std::vector<std::string> language;
  std::optional<Instant> open_at;
  std::string referral;
  std::vector<std::string> theme;
  bool signatory = false;
  std::optional<search::Sort> sort;
  std::vector<search::Facet> facets;
  bool explain = false;
  std::string lang = "en";
  int page = 1;
  int per_page = kDefaultPerPage;
};

/// "5km", "800m", "3mi", "1.5 miles" or bare metres, within the bounds above.
[[nodiscard]] Result<geo::Metres> parse_distance(std::string_view text);

}  // namespace fingerpost::signposting
