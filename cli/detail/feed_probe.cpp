#include "cli/detail/feed_probe.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <unordered_set>

#include "base/text.hpp"
#include "cli/detail/filter_probe.hpp"

namespace fingerpost::cli {
namespace {

using exchange::FeedPart;
using importers::Fetched;
using model::Severity;

constexpr int kPerPage = 100, kValidatorsPerPage = 5;
/// What the public validator calls slow.
constexpr std::chrono::milliseconds kSlow{5'000};
/// Services whose own values are put into the filters.
constexpr std::size_t kSamples = 3;
constexpr std::size_t kBatch = 32;
constexpr std::size_t kMaxRecords = 500'000;

bool is_here(std::string_view base) {
  return base.starts_with("http://127.") || base.starts_with("http://localhost") || base.starts_with("http://[::1]");
}

class Probe {
 public:
  Probe(const importers::FeedAddress& address, const FeedManners& manners, const Clock& clock)
      : address_(address), manners_(manners), fetcher_(manners.limits()), check_(address.base, clock.now()) {}

  Result<exchange::FeedVerdict> run() {
    if (auto root = judge_root(); !root) return fail(std::move(root.error()));
    for (const FeedPart part : {FeedPart::service, FeedPart::organization, FeedPart::service_at_location,
                                FeedPart::taxonomy, FeedPart::taxonomy_term})
      judge_list(part);
    judge_edges();
    const FilterProbe filters(address_, fetcher_, check_);
    for (const Json& service : samples_) filters.judge(service);
    if (!samples_.empty()) filters.judge_ignored(samples_.front(), services_seen_);
    return check_.finish();
  }

 private:
  void tell(std::string code, Severity severity, std::string title, std::string remedy, std::string where,
            std::string value = {}, std::string detail = {}) {
    check_.tell({std::move(code), {}, severity, std::move(title), std::move(remedy)},
                {std::move(where), std::move(value), std::move(detail)});
  }

  /// What every answer owes: speed, openness, its type. The parsed body, when there is one.
  std::optional<Json> judge_answer(const std::string& where, const Fetched& fetched) {
    if (fetched.took > kSlow)
      tell("slow", Severity::warning, "An answer takes longer than 5 seconds",
           "Make it faster: validators and people give up.", where, fmt::format("{} ms", fetched.took.count()));
    if (fetched.header("access-control-allow-origin") != "*")
      tell("no-cors", Severity::warning, "Answers are not open to web pages of others",
           "Send the header Access-Control-Allow-Origin: * with every answer.", where,
           std::string(fetched.header("access-control-allow-origin")));
    const std::string type = ascii_lower(fetched.header("content-type"));
    if (!type.starts_with("application/json"))
      tell("content-type", Severity::warning, "Answers are not declared as JSON",
           "Send Content-Type: application/json; charset=utf-8.", where, type);
    auto json = parse_json(fetched.body);
    if (json) return *std::move(json);
    tell("not-json", Severity::error, "An answer is no JSON", "Serve JSON, and problems with a status of 4xx or 5xx.",
         where, shorten(fetched.body, 60), json.error().front().detail);
    return std::nullopt;
  }

  Result<void> judge_root() {
    if (!address_.base.starts_with("https://") && !is_here(address_.base))
      tell("no-https", Severity::warning, "The feed is not served over HTTPS",
           "Serve it over HTTPS; the profile requires it.", address_.base);
    for (const std::string& path : {std::string("/"), std::string()}) {
      const Fetched fetched = fetcher_.fetch({address_.at(path), {}, {}});
      if (!fetched.fault.empty())
        return fail(ProblemCode::nothing_usable, "feed", address_.base,
                    fmt::format("{} cannot be reached: {}", address_.base, fetched.why()));
      const std::string where = path.empty() ? "base address without slash" : "base address";
      if (!fetched.ok()) {
        tell("no-root", Severity::error, "The base address does not describe the feed",
             "Answer there with version, profile and openapi_url, with and without a slash at the end.", where, {},
             fetched.why());
        continue;
      }
      if (const auto json = judge_answer(where, fetched)) check_.details(where, *json);
    }
    return {};
  }

  static bool is_optional(FeedPart part) { return part != FeedPart::service; }

  void judge_list(FeedPart part) {
    const std::string list(exchange::list_of(part));
    std::unordered_set<std::string> ids;
    for (std::size_t page = 1; page <= manners_.max_pages && ids.size() < kMaxRecords; ++page) {
      const std::string where = fmt::format("{}?page={}", list, page);
      const Fetched fetched =
          fetcher_.fetch({address_.at("/" + list, fmt::format("page={}&per_page={}", page, kPerPage)), {}, {}});
      if (!fetched.ok()) return list_failed(part, where, fetched, page == 1);
      const auto json = judge_answer(where, fetched);
      if (!json) return;
      check_.page(part, where, *json, {static_cast<std::int64_t>(page), kPerPage});
      const std::size_t before = ids.size();
      std::vector<std::string> here;
      for (const Json& item : (*json)["contents"].elements()) {
        const std::string id(item["id"].string());
        if (id.empty()) continue;
        if (ids.insert(id).second)
          here.push_back(id);
        else
          tell("repeated-in-list", Severity::error, "A record stands in a list twice",
               "List every record once, in an order that stays the same from page to page.", where, id);
      }
      judge_records(part, here);
      if (part == FeedPart::service) services_seen_ = ids.size();
      if (ids.size() == before) return;
      if (static_cast<std::int64_t>(page) >=
          (*json)["total_pages"].if_integer().value_or(static_cast<std::int64_t>(page)))
        return judge_total(list, *json, ids.size());
    }
  }

  void list_failed(FeedPart part, const std::string& where, const Fetched& fetched, bool is_first) {
    const bool is_left_out = fetched.status == 404 || fetched.status == 501;
    if (is_first && is_optional(part) && is_left_out) return;  // may be left out
    tell(
        "list-failed", is_optional(part) ? Severity::warning : Severity::error, "A list does not answer",
        is_optional(part) ? "Serve it, or answer 404 when there is none." : "Serve it: nothing can be read without it.",
        where, {}, fetched.why());
  }

  void judge_total(const std::string& list, const Json& last, std::size_t seen) {
    const auto total = last["total_items"].if_integer();
    if (total && *total != static_cast<std::int64_t>(seen))
      tell("total", Severity::error, "total_items is not the number of records in the list",
           "Count what the pages hold; check that the order of the list stays the same between pages.", list,
           std::to_string(*total), fmt::format("{} different records came", seen));
  }

  void judge_records(FeedPart part, const std::vector<std::string>& ids) {
    const std::string list(exchange::list_of(part));
    for (std::span<const std::string> rest(ids); !rest.empty(); rest = rest.subspan(std::min(kBatch, rest.size()))) {
      std::vector<importers::FetchRequest> requests;
      const auto batch = rest.first(std::min(kBatch, rest.size()));
      for (const std::string& id : batch)
        requests.push_back({address_.at(fmt::format("/{}/{}", list, importers::percent_encoded(id))), {}, {}});
      fetcher_.fetch(requests, [&](std::size_t index, Fetched fetched) { judge_record(part, batch[index], fetched); });
    }
  }

  void judge_record(FeedPart part, const std::string& id, const Fetched& fetched) {
    const std::string where = fmt::format("{}/{}", exchange::list_of(part), id);
    if (!fetched.ok())
      return tell("record-failed", is_optional(part) ? Severity::warning : Severity::error,
                  "A record of the list cannot be had by its id", "Answer every id that the list gives.", where, {},
                  fetched.why());
    const auto json = judge_answer(where, fetched);
    if (!json) return;
    if ((*json)["id"].string() != id)
      tell("another-record", Severity::error, "Another record comes than the one asked for by id",
           "Answer with the record of that id.", where, shorten((*json)["id"].string(), 60));
    check_.record(part, where, *json);
    if (part == FeedPart::service && samples_.size() < kSamples) samples_.push_back(*json);
  }

  /// What validators try at the edges.
  void judge_edges() {
    const auto ask = [&](const std::string& parameters, FeedPart part, std::optional<std::int64_t> page,
                         std::optional<std::int64_t> per_page) {
      const std::string where = "services?" + parameters;
      const Fetched fetched = fetcher_.fetch({address_.at("/services", parameters), {}, {}});
      if (!fetched.ok()) {
        tell("edge-failed", Severity::error, "A page that validators ask for does not come",
             "Answer with a page, empty beyond the end.", where, {}, fetched.why());
        return;
      }
      if (const auto json = judge_answer(where, fetched)) check_.page(part, where, *json, {page, per_page});
    };
    ask(fmt::format("page=1&per_page={}", kValidatorsPerPage), FeedPart::service, 1, kValidatorsPerPage);
    ask("page=1", FeedPart::service, 1, std::nullopt);
    ask(fmt::format("page={}&per_page={}", services_seen_ / kPerPage + 2, kPerPage), FeedPart::service, std::nullopt,
        std::nullopt);
    const Fetched unknown = fetcher_.fetch({address_.at("/services/00000000-0000-4000-8000-000000000000"), {}, {}});
    if (unknown.status != 404)
      tell("unknown-id", Severity::error, "An id that does not exist is not answered with 404", "Answer 404.",
           "services/00000000-…", std::to_string(unknown.status));
  }

  importers::FeedAddress address_;
  FeedManners manners_;
  importers::Fetcher fetcher_;
  exchange::FeedCheck check_;
  std::vector<Json> samples_;
  std::uint64_t services_seen_ = 0;
};

}  // namespace

Result<exchange::FeedVerdict> probe_feed(const std::string& address, const FeedManners& manners, const Clock& clock) {
  const auto parsed = importers::parse_feed_address(address);
  if (!parsed) return fail(parsed.error());
  return Probe(*parsed, manners, clock).run();
}

}  // namespace fingerpost::cli
