#pragma once

#include <string>

#include "base/result.hpp"
#include "cli/detail/feed_manners.hpp"
#include "exchange/feed_check.hpp"
#include "importers/feed.hpp"

namespace fingerpost::cli {

/// Asks a live feed for everything that a validator asks for, GET only: its root, every page of every list, every
/// record by its id, the edges of paging, and each filter with the values of a few of its own services. Problems: the
/// feed cannot be reached.
[[nodiscard]] Result<exchange::FeedVerdict> probe_feed(const std::string& address, const FeedManners& manners,
                                                       const Clock& clock);

}  // namespace fingerpost::cli
