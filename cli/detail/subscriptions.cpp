#include "cli/detail/subscriptions.hpp"

#include <algorithm>
#include <condition_variable>
#include <fmt/format.h>
#include <mutex>

#include "base/log.hpp"
#include "cli/detail/feed_import.hpp"

namespace fingerpost::cli {
namespace {

using std::chrono::milliseconds, std::chrono::seconds, std::chrono::minutes;

constexpr minutes kFirstPause{5};
/// How often the list is looked at: subscriptions come and go while a server runs.
constexpr seconds kLook{2};

std::string sentence(const Imported& imported) {
  const store::Applied& a = imported.applied;
  return fmt::format("{}added {}, changed {}, unchanged {}, withdrawn {}, refused {}",
                     imported.feed->complete ? "" : "not read whole: ", a.added, a.changed, a.unchanged, a.withdrawn,
                     imported.report.refused);
}

store::SubscriptionTry read_once(Workspace& workspace, FeedManners manners, const store::Subscription& subscription,
                                 const std::stop_token& stop) {
  SourceOptions options{.import = {}, .address = subscription.address, .attribution = {}};
  options.import.source = subscription.source;
  options.import.licence = subscription.licence;
  options.shows_progress = false;
  FindingReport findings{std::string()};
  store::SubscriptionTry tried;
  try {
    manners.rate = subscription.rate;
    const auto imported = import_feed(workspace, options, manners, findings, stop);
    tried.succeeded = imported && imported->feed->complete;
    tried.message = imported ? sentence(*imported) : imported.error().front().detail;
  } catch (const std::exception& failure) {
    tried.message = failure.what();
  }
  tried.at = workspace.clock().now();
  return tried;
}

std::optional<store::Subscription> next_due(const store::Subscriptions& subscriptions, Instant now) {
  const auto all = subscriptions.all();
  const auto first =
      std::min_element(all.begin(), all.end(), [](const auto& a, const auto& b) { return due_at(a) < due_at(b); });
  if (first == all.end() || due_at(*first) > now) return std::nullopt;
  return *first;
}

/// One subscription if one is due; false when there is none.
bool look(Workspace& workspace, const FeedManners& manners, store::Subscriptions& subscriptions,
          const std::stop_token& stop) {
  const auto subscription = next_due(subscriptions, workspace.clock().now());
  if (!subscription) return false;
  const store::SubscriptionTry tried = read_once(workspace, manners, *subscription, stop);
  if (stop.stop_requested() && !tried.succeeded) return false;  // the next server goes on
  subscriptions.note(subscription->source, tried);
  log(tried.succeeded ? LogLevel::info : LogLevel::warning, tried.succeeded ? "feed-read" : "feed-failed",
      {{"source", subscription->source}, {"message", tried.message}});
  return true;
}

}  // namespace

Instant due_at(const store::Subscription& subscription) {
  if (!subscription.tried_at) return Instant::min();
  milliseconds pause = subscription.every;
  if (subscription.failures > 0)
    pause =
        std::min<milliseconds>(pause, kFirstPause * (1ll << std::min<std::uint64_t>(subscription.failures - 1, 12)));
  return *subscription.tried_at + pause;
}

void keep_fresh(Workspace& workspace, const FeedManners& manners, std::stop_token stop) {
  store::Subscriptions subscriptions(workspace.folder().store());
  std::mutex mutex;
  std::condition_variable_any wake;
  while (!stop.stop_requested()) {
    bool did_something = false;
    try {
      did_something = look(workspace, manners, subscriptions, stop);
    } catch (const std::exception& failure) {
      log(LogLevel::error, "subscriptions-failed", {{"why", failure.what()}});
    }
    std::unique_lock lock(mutex);
    if (!did_something) wake.wait_for(lock, stop, kLook, [] { return false; });
  }
}

}  // namespace fingerpost::cli
