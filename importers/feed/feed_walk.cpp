#include "importers/feed/detail/feed_walk.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "base/file.hpp"
#include "base/text.hpp"

namespace fingerpost::importers {
namespace {

using model::Severity;

bool is_refusal(const Fetched& fetched) {
  return fetched.fault.empty() && ((fetched.status >= 400 && fetched.status < 500) || fetched.status == 501) &&
         fetched.status != 408 && fetched.status != 429;
}

/// Where something was found, without what the address's query may hold.
std::string where(std::string_view list, int page) { return fmt::format("{}?page={}", list, page); }

}  // namespace

FeedWalk::FeedWalk(const FeedOptions& options, const SealingKey& key, const Clock& clock)
    : options_(options),
      cache_(options, key, clock, report_),
      deadline_(std::chrono::steady_clock::now() + options.limits.time) {}

Result<FeedReport> FeedWalk::run() {
  read_root();
  List services{.name = "services", .records = {options_.folder, "services.ndjson"}, .is_required = true};
  walk(services);
  if (!services.was_read) {
    if (!options_.stop.stop_requested()) cache_.end(false);
    return fail(ProblemCode::nothing_usable, "address", options_.address.base,
                fmt::format("{}/services cannot be read as an Open Referral list: {}", options_.address.base,
                            first_fault_.empty() ? "The walk was stopped." : first_fault_));
  }
  report_.files.push_back(services.records.input());
  std::vector<std::string> others{"taxonomies", "taxonomy_terms", "organizations", std::string(kBuildings)};
  if (!has_places_) others.emplace_back("service_at_locations");
  for (const std::string& name : others) {
    if (is_over()) break;
    List list{.name = name, .records = {options_.folder, name + ".ndjson"}, .is_extra = name == kBuildings};
    walk(list);
    if (list.records.lines() > 0) report_.files.push_back(list.records.input());
  }
  if (said_ > report_.findings.size())
    report_.findings.push_back({Severity::note, "more-findings", "", 0, "", "",
                                fmt::format("{} further findings are not listed.", said_ - report_.findings.size())});
  if (!options_.stop.stop_requested()) cache_.end(report_.complete);
  return std::move(report_);
}

void FeedWalk::read_root() {
  const std::array urls{options_.address.at("/")};
  cache_.obtain(urls, [](std::size_t, const Fetched&) {});  // old feeds have none
  const auto response = cache_.find(urls[0]);
  if (!response) return;
  report_.licence = response->licence;
  const auto root = parse_json(response->body);
  if (!root || !root->is_object()) return;
  const auto text = [](const Json& json) { return shorten(collapse_spaces(json.string()), 300); };
  report_.version = text((*root)["version"]);
  for (const std::string_view name : {"licence", "license"})
    if (const std::string stated = text((*root)[name]); !stated.empty()) report_.licence = stated;
  const Json& publisher = (*root)["publisher"];
  report_.attribution = text(publisher.is_object() ? publisher["name"] : publisher);
}

std::string FeedWalk::page_url(const List& list) const {
  return options_.address.at(
      "/" + list.name, fmt::format("page={}&per_page={}{}", list.page, kFeedPageSize, asks_full_ ? "&full=true" : ""));
}

void FeedWalk::walk(List& list) {
  while (!is_over()) {
    switch (turn(list)) {
      case Turn::next_page:
        ++list.page;
        break;
      case Turn::same_page:
        break;
      case Turn::end:
        return judge_count(list);
    }
  }
  if (list.was_read) judge_count(list);
}

FeedWalk::Turn FeedWalk::turn(List& list) {
  if (list.pages >= options_.limits.pages || list.ids.size() >= options_.limits.records) {
    incomplete(
        "too-long", where(list.name, list.page),
        fmt::format("The list goes on after {} pages and {} records; the rest was not read. A list that never ends "
                    "is the feed's fault; a longer one needs --max-pages.",
                    list.pages, list.ids.size()));
    return Turn::end;
  }
  const std::array urls{page_url(list)};
  std::optional<Fetched> failure;
  cache_.obtain(urls, [&](std::size_t, const Fetched& fetched) { failure = fetched; });
  if (failure && failure->fault == "stopped") return Turn::same_page;
  ++list.pages;
  if (failure) return page_failed(list, *failure);
  const auto response = cache_.find(urls[0]);
  if (!response) {
    Fetched strange;
    strange.detail = "It answers 304 to what was not asked with a condition.";
    return page_failed(list, strange);
  }
  ++report_.pages;
  if (report_.licence.empty()) report_.licence = response->licence;
  auto page = read_feed_page(response->body, list.name);
  if (!page) return page_unreadable(list, *response);
  return page_read(list, *std::move(page));
}

FeedWalk::Turn FeedWalk::page_failed(List& list, const Fetched& fetched) {
  if (!list.was_read && is_refusal(fetched)) {
    const bool is_choosy = fetched.status == 400 || fetched.status == 422;
    if (asks_full_ && is_choosy) {  // some servers refuse a parameter that they do not know
      asks_full_ = false;
      return Turn::same_page;
    }
    if (!list.is_required) return Turn::end;
  }
  if (list.is_required && !list.was_read) {
    first_fault_ = fetched.why();
    return Turn::end;
  }
  if (list.is_extra && !list.was_read) {
    say(Severity::note, "list-not-read", list.name, fetched.why());
    return Turn::end;
  }
  ++list.failed_in_a_row;
  ++given_up_in_a_row_;
  incomplete(fetched.fault.empty() ? "page-failed" : fetched.fault, where(list.name, list.page),
             fmt::format("The page could not be had and is left out. {}", fetched.why()));
  const bool there_is_more = list.total_pages && list.page < *list.total_pages;
  return there_is_more ? Turn::next_page : Turn::end;
}

FeedWalk::Turn FeedWalk::page_unreadable(List& list, const KeptResponse& response) {
  const std::string type = response.content_type.empty() ? "no type" : shorten(response.content_type, 80);
  const std::string why = fmt::format("It is no list as JSON ({}, {} bytes).", type, response.body.size());
  if (list.is_required && !list.was_read) {
    first_fault_ = why;
    return Turn::end;
  }
  if (!list.was_read) {  // an optional list that answers with something else, as a page for people
    say(Severity::note, "not-a-list", list.name, why);
    return Turn::end;
  }
  incomplete("not-a-list", where(list.name, list.page), why + " The page is left out.");
  const bool there_is_more = list.total_pages && list.page < *list.total_pages;
  return there_is_more ? Turn::next_page : Turn::end;
}

FeedWalk::Turn FeedWalk::page_read(List& list, FeedPage page) {
  if (report_.version.empty()) report_.version = page.is_v1() ? "1.0" : "3.0";
  if (list.page == 1 && !list.was_read && page.first == false && page.number == 1 && !list.counts_from_zero) {
    say(Severity::note, "pages-from-zero", list.name, "The feed calls its first page 0.");
    list.counts_from_zero = true;
    list.page = 0;
    return Turn::same_page;
  }
  list.was_read = true;
  list.failed_in_a_row = 0;
  given_up_in_a_row_ = 0;
  if (page.total_items) list.total_items = page.total_items;
  if (page.total_pages) list.total_pages = page.total_pages;
  if (!page.whole)
    incomplete("breaks-off", where(list.name, list.page), "The page breaks off; what came before was read.");
  if (page.items.empty()) return Turn::end;
  if (list.page <= 1 && page.items.size() > kFeedPageSize)
    say(Severity::note, "per-page-ignored", where(list.name, list.page),
        fmt::format("{} items came though {} were asked for.", page.items.size(), kFeedPageSize));
  std::vector<FeedItem> items = std::move(page.items);
  page.items.clear();
  if (take(list, std::move(items)) == 0) {
    say(Severity::note, "repeated-page", where(list.name, list.page),
        "Every record of the page came before: the list ends here.");
    return Turn::end;
  }
  return after(list, page);
}

FeedWalk::Turn FeedWalk::after(const List& list, const FeedPage& page) const {
  const int number = list.counts_from_zero ? list.page + 1 : list.page;
  if (list.total_pages) return number >= *list.total_pages ? Turn::end : Turn::next_page;
  if (page.last == true) return Turn::end;
  if (list.total_items && static_cast<std::int64_t>(list.ids.size()) >= *list.total_items) return Turn::end;
  return Turn::next_page;
}

void FeedWalk::judge_count(const List& list) {
  if (!list.was_read || !list.total_items || static_cast<std::int64_t>(list.seen) >= *list.total_items) return;
  incomplete("fewer-than-promised", list.name,
             fmt::format("The feed speaks of {} records, {} came. A list whose order changes while it is read, or that "
                         "repeats records, cannot be read whole; nothing is withdrawn.",
                         *list.total_items, list.seen));
}

bool FeedWalk::is_over() {
  if (over_) return true;
  const auto stop = [&](std::string_view code, std::string why) {
    over_ = true;
    incomplete(code, options_.address.base, std::move(why) + " What came before is used; nothing is withdrawn.");
  };
  if (options_.stop.stop_requested())
    stop("stopped", "The walk was stopped; run it again to go on.");
  else if (std::chrono::steady_clock::now() >= deadline_)
    stop("out-of-time", fmt::format("The feed took longer than {} s.", options_.limits.time.count()));
  else if (cache_.bytes() > options_.limits.bytes)
    stop("too-large", fmt::format("The feed has more than {} MB.", options_.limits.bytes >> 20));
  else if (given_up_in_a_row_ >= options_.limits.failures_in_a_row)
    stop("feed-is-down", fmt::format("{} requests in a row had to be given up.", given_up_in_a_row_));
  return over_;
}

void FeedWalk::say(Severity severity, std::string_view code, const std::string& where, std::string detail) {
  ++said_;
  if (report_.findings.size() < options_.limits.findings)
    report_.findings.push_back({severity, std::string(code), where, 0, "", "", std::move(detail)});
}

void FeedWalk::incomplete(std::string_view code, const std::string& where, std::string detail) {
  report_.complete = false;
  say(Severity::error, code, where, std::move(detail));
}

Result<FeedReport> walk_feed(const FeedOptions& options, const SealingKey& key, const Clock& clock) {
  make_private_folder(options.folder);
  const auto only = FileLock::try_acquire(options.folder / "walk.lock");
  if (!only)
    return fail(ProblemCode::conflict, "address", options.address.base,
                "This feed is being read by another process (a running server keeps its subscriptions fresh); try "
                "again later.");
  return FeedWalk(options, key, clock).run();
}

}  // namespace fingerpost::importers
