#include "importers/feed/detail/feed_cache.hpp"

#include "base/text.hpp"

namespace fingerpost::importers {
namespace {

constexpr const char* kFresh = "fresh.walk";      // the walk under way
constexpr const char* kPartial = "partial.walk";  // the one before, which did not come to its end
constexpr const char* kLast = "last.walk";        // the last that was whole

/// `<https://…>; rel="license"` of a Link header; empty when there is none.
std::string licence_of(const Fetched& fetched) {
  for (const auto& [name, value] : fetched.headers) {
    if (name != "link") continue;
    for (const std::string_view link : split_list(value)) {
      const std::string lower = ascii_lower(link);
      if (lower.find("rel=\"license\"") == std::string::npos && lower.find("rel=license") == std::string::npos)
        continue;
      const std::size_t open = link.find('<'), close = link.find('>');
      if (open != std::string_view::npos && close != std::string_view::npos && close > open)
        return shorten(link.substr(open + 1, close - open - 1), 300);
    }
  }
  return {};
}

}  // namespace

FeedCache::FeedCache(const FeedOptions& options, const SealingKey& key, const Clock& clock, FeedReport& report)
    : folder_(options.folder),
      key_(key),
      report_(report),
      limits_(options.limits),
      fetcher_(options.fetch, options.stop) {
  open_fresh(clock.now());
  const auto open = [&](const char* name) -> std::optional<WalkJournal> {
    if (!std::filesystem::exists(folder_ / name)) return std::nullopt;
    return std::make_optional<WalkJournal>(folder_ / name, key_, clock.now());
  };
  partial_ = open(kPartial);
  last_ = open(kLast);
}

void FeedCache::open_fresh(Instant now) {
  fresh_.emplace(folder_ / kFresh, key_, now);
  if (fresh_->is_ended() || now - fresh_->began_at() > limits_.resume || fresh_->began_at() > now) {
    fresh_.reset();
    std::filesystem::rename(folder_ / kFresh, folder_ / kPartial);
    fresh_.emplace(folder_ / kFresh, key_, now);
  }
  report_.fetched_at = fresh_->began_at();
  report_.resumed = fresh_->size() > 0;
}

std::optional<KeptResponse> FeedCache::earlier(const std::string& url) {
  for (auto* journal : {&partial_, &last_})
    if (*journal)
      if (auto found = (*journal)->find(url)) return found;
  return std::nullopt;
}

void FeedCache::settle(const std::string& url, Fetched fetched) {
  if (fetched.status == 304) {
    if (auto kept = earlier(url)) {
      ++report_.unchanged;
      bytes_ += kept->body.size();
      fresh_->keep(url, *kept);
    }
    return;
  }
  ++report_.fetched;
  bytes_ += fetched.body.size();
  const auto header = [&](std::string_view name) { return std::string(fetched.header(name)); };
  fresh_->keep(url, {fetched.status, fetched.url, header("etag"), header("last-modified"), header("content-type"),
                     licence_of(fetched), std::move(fetched.body)});
}

void FeedCache::obtain(std::span<const std::string> urls, const Failed& failed) {
  std::vector<FetchRequest> requests;
  std::vector<std::size_t> wanted;
  for (std::size_t i = 0; i < urls.size(); ++i) {
    if (fresh_->find(urls[i])) {
      report_.resumed_from += report_.resumed ? 1 : 0;
      continue;
    }
    FetchRequest request{urls[i], {}, {}};
    if (const auto kept = earlier(urls[i])) {
      request.etag = kept->etag;
      request.last_modified = kept->last_modified;
    }
    requests.push_back(std::move(request));
    wanted.push_back(i);
  }
  fetcher_.fetch(requests, [&](std::size_t index, Fetched fetched) {
    if (fetched.ok() || (fetched.fault.empty() && fetched.status == 304)) {
      settle(requests[index].url, std::move(fetched));
      return;
    }
    if (fetched.fault != "stopped") ++report_.failed;
    failed(wanted[index], fetched);
  });
}

void FeedCache::end(bool is_complete) {
  fresh_->end();
  if (!is_complete) return;
  std::filesystem::rename(folder_ / kFresh, folder_ / kLast);
  std::filesystem::remove(folder_ / kPartial);
}

}  // namespace fingerpost::importers
