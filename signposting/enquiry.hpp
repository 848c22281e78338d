#pragma once

#include <bitset>
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
inline constexpr double kMaxWaitDays = 3'650;

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
  std::string open_on;  ///< a day, part of the day or both: `saturday`, `evening`, `saturday-morning`, `today`
  std::vector<std::string> here;  ///< any of these ways of being here: `delivers`, `visits`, `online`, …
  std::string gender;             ///< `female`, `male`
  bool has_room = false;
  std::optional<double> wait_days;
  std::string referral;
  std::vector<std::string> theme;
  bool signatory = false;
  std::optional<search::Sort> sort;
  std::vector<search::Facet> facets;
  std::vector<std::string> drop;  ///< parts not to be read out of the words (names of Understood::parts), `all`
  bool explain = false;
  std::string lang = "en";
  int page = 1;
  int per_page = kDefaultPerPage;
};

/// "5km", "800m", "3mi", "1.5 miles" or bare metres, within the bounds above.
[[nodiscard]] Result<geo::Metres> parse_distance(std::string_view text);

/// A day (`monday` … `sunday`, `weekday`, `weekend`, `today`, `tomorrow`), a part of the day (`morning`, `afternoon`,
/// `evening`), or both with a hyphen between; `tonight` is today's evening. Gives the text back, in lower case.
[[nodiscard]] Result<std::string> parse_open_on(std::string_view text);
/// The hours of the week (Monday 00:00 first) that it names, at this instant's local day. Of a text that parse_open_on
/// took.
std::bitset<168> hours_of(std::string_view open_on, Instant now);

}  // namespace fingerpost::signposting
