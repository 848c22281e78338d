#pragma once

#include <stop_token>
#include <string>

#include "cli/detail/feed_manners.hpp"
#include "cli/detail/source_import.hpp"

namespace fingerpost::cli {

/// Walks the feed at `options.address` and imports what came under `options.import.source` (empty: named after the
/// address). Withdraws only after a complete walk. The licence is the given one, else what the feed states.
[[nodiscard]] Result<Imported> import_feed(Workspace& workspace, SourceOptions options, const FeedManners& manners,
                                           FindingReport& findings, const std::stop_token& stop = {});

/// The name under which the feed at this address is a source, unless the user names one.
[[nodiscard]] Result<std::string> feed_source_name(const std::string& address);

}  // namespace fingerpost::cli
