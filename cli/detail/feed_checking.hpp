#pragma once

#include <string>

#include "base/clock.hpp"
#include "cli/command.hpp"
#include "cli/detail/feed_probe.hpp"

namespace fingerpost::cli {

/// What `check --feed` was asked.
struct FeedCheckOptions {
  std::string feed;  ///< address, file or folder
  std::string html;  ///< file for the report, empty: none
  bool json = false;
  FeedManners manners;
};

/// Checks a live feed, or the JSON files of a folder, prints the verdict, and writes the report. 0 when it passes, 1
/// when something must be put right. Problems: it cannot be read at all.
Outcome check_feed(const FeedCheckOptions& options, const Clock& clock);

}  // namespace fingerpost::cli
