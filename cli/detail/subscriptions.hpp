#pragma once

#include <stop_token>

#include "cli/detail/feed_manners.hpp"
#include "cli/workspace.hpp"
#include "store/subscriptions.hpp"

namespace fingerpost::cli {

/// When a subscription is to be read next: its interval after the last try; after failures sooner, and later with each
/// (five minutes doubled, at most the interval). One never tried is due at once.
Instant due_at(const store::Subscription& subscription);

/// Reads due subscriptions one after another until stopped. Failures are logged and kept with the subscription. Readers
/// are not disturbed: an import commits in batches, and the directory's follower publishes.
void keep_fresh(Workspace& workspace, const FeedManners& manners, std::stop_token stop);

}  // namespace fingerpost::cli
