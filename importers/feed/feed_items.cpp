#include <algorithm>
#include <fmt/format.h>
#include <span>

#include "base/text.hpp"
#include "importers/feed/detail/feed_walk.hpp"

/// From items of a list to whole records: which are thin, their details, what is written.
namespace fingerpost::importers {
namespace {

using model::Severity;

/// Details asked for before time and stop are looked at again.
constexpr std::size_t kBatch = 32;

}  // namespace

std::string FeedWalk::detail_url(const List& list, const FeedItem& item) const {
  return options_.address.at(fmt::format("/{}/{}", list.name, percent_encoded(item.id)));
}

/// Marks the new items that want fetching by id. Where most of a page is full the feed gives full records, and one
/// without lists has none; elsewhere a list or two that an item carries does not make it whole.
std::vector<char> FeedWalk::thin_ones(const List& list, const std::vector<FeedItem>& items,
                                      const std::vector<char>& is_new) const {
  std::vector<char> thin(items.size(), 0);
  const auto full = std::count_if(items.begin(), items.end(), [](const FeedItem& item) { return is_full(item.json); });
  if (static_cast<std::size_t>(full) * 2 >= items.size()) return thin;
  const bool is_organizations = list.name == "organizations";
  if (list.name == "taxonomies" || list.name == "taxonomy_terms") return thin;  // flat: the list says all
  if (list.is_extra) return thin;  // services carry what they need; the rest comes in full or not at all
  for (std::size_t i = 0; i < items.size(); ++i) {
    const bool came_with_service = is_organizations && organizations_.contains(items[i].id);
    thin[i] = is_new[i] != 0 && !items[i].id.empty() && !came_with_service;
  }
  return thin;
}

void FeedWalk::obtain_details(const List& list, const std::vector<FeedItem>& items, const std::vector<char>& is_thin) {
  std::vector<std::string> urls;
  for (std::size_t i = 0; i < items.size(); ++i)
    if (is_thin[i] != 0) urls.push_back(detail_url(list, items[i]));
  for (std::span<const std::string> rest(urls); !rest.empty() && !is_over();
       rest = rest.subspan(std::min(kBatch, rest.size()))) {
    const std::size_t failed_before = report_.failed;
    const auto batch = rest.first(std::min(kBatch, rest.size()));
    cache_.obtain(batch, [](std::size_t, const Fetched&) {});  // told record by record, in the list's order
    const std::size_t failed = report_.failed - failed_before;
    given_up_in_a_row_ = failed == batch.size() ? given_up_in_a_row_ + failed : 0;
  }
}

/// The record as its own address gives it; else as kept from an earlier walk; else as the list has it.
std::string FeedWalk::full_text(const List& list, const FeedItem& item) {
  const std::string url = detail_url(list, item);
  const std::string where = fmt::format("{}/{}", list.name, shorten(item.id, 80));
  if (const auto response = cache_.find(url)) {
    const auto object = read_feed_object(response->body);
    if (object && (feed_id(*object).empty() || equals_ignoring_case(feed_id(*object), item.id))) {
      remember_parts(*object);
      return object->dump();
    }
    say(Severity::warning, object ? "detail-of-another" : "detail-unreadable", where,
        object ? "The address of the record gives another one; the list's own form is used."
               : "The address of the record gives no JSON object; the list's own form is used.");
    return item.text;
  }
  if (const auto kept = cache_.earlier(url))
    if (const auto object = read_feed_object(kept->body)) {
      incomplete("detail-missing", where, "The record could not be had in full; what came last time stands.");
      return object->dump();
    }
  incomplete("detail-missing", where, "The record could not be had in full; the list's own form is used.");
  return item.text;
}

void FeedWalk::remember_parts(const Json& record) {
  if (!record["service_at_locations"].elements().empty()) has_places_ = true;
  for (const std::string_view name : {"organization", "organisation"})
    if (const std::string id = feed_id(record[name]); !id.empty()) organizations_.insert(id);
}

std::size_t FeedWalk::take(List& list, std::vector<FeedItem> items) {
  std::vector<char> is_new(items.size(), 0);
  std::unordered_set<std::string> here;
  std::size_t count = 0;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const bool on_this_page = !items[i].id.empty() && !here.insert(items[i].id).second;
    // What has no id is told apart by its bytes.
    const std::string& identity = items[i].id.empty() ? items[i].text : items[i].id;
    is_new[i] = list.ids.insert(identity).second ? 1 : 0;
    count += is_new[i] != 0 ? 1 : 0;
    list.seen += is_new[i] != 0 || on_this_page ? 1 : 0;
  }
  const std::vector<char> is_thin = thin_ones(list, items, is_new);
  obtain_details(list, items, is_thin);
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (is_new[i] == 0) continue;
    // By HSDS 3 a location says its type: without it, it could be taken for something else.
    if (list.is_extra && items[i].json["location_type"].string().empty()) continue;
    if (list.name == "services") remember_parts(items[i].json);
    list.records.add(is_thin[i] != 0 ? full_text(list, items[i]) : items[i].text);
    ++report_.records;
    if (options_.on_progress)
      options_.on_progress(list.records.lines(),
                           static_cast<std::uint64_t>(std::max<std::int64_t>(
                               list.total_items.value_or(0), static_cast<std::int64_t>(list.records.lines()))));
  }
  return count;
}

}  // namespace fingerpost::importers
