#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "directory/feed_query.hpp"
#include "directory/snapshot.hpp"
#include "http/parameters.hpp"

namespace fingerpost::api {

/// How a list of the open feeds is written.
struct ListShape {
  std::uint64_t page = 1, per_page = 50;
  bool ndjson = false;        ///< everything, one record a line; pages are not looked at
  bool full = false;          ///< fully nested
  bool minimal = false;       ///< id and time of change alone
  bool full_service = false;  ///< organizations with their services
};

/// Bounds of a page. What is asked beyond is a 400 that says so; a page behind the last is empty.
inline constexpr std::uint64_t kHsdsPerPage = 50, kHsdsMaxPerPage = 1'000, kHsdsMaxPage = 10'000'000;
/// A minimal list may be had whole.
inline constexpr std::uint64_t kHsdsMaxMinimal = 10'000'000;

/// What the profile asks of terms.
struct TermQuery {
  std::string search;
  std::optional<Uuid> taxonomy_id, parent_id;
  bool top_only = false;
};

/// The names of HSDS and the UK profile, read each on one line; faults stay in the reader. Places and terms are looked
/// up in the snapshot.
directory::FeedQuery read_feed_query(http::ParameterReader& reader, const directory::Snapshot& snapshot);
/// What lists of organizations know: words and terms.
directory::FeedQuery read_organization_query(http::ParameterReader& reader, const directory::Snapshot& snapshot);
TermQuery read_term_query(http::ParameterReader& reader);
ListShape read_list_shape(http::ParameterReader& reader);

/// The names of the older ORUK 1.0: text, coverage, and lists where 3.0 has one value (the first counts).
directory::FeedQuery read_v1_query(http::ParameterReader& reader, const directory::Snapshot& snapshot);

}  // namespace fingerpost::api
