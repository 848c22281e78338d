#include "cli/detail/filter_probe.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <vector>

#include "base/text.hpp"

namespace fingerpost::cli {
namespace {

using importers::percent_encoded;
using model::Severity;

constexpr int kPerPage = 100;
/// Pages of an answer that are looked through for the service.
constexpr std::int64_t kMaxPages = 20;
constexpr std::string_view kNobody = "00000000-0000-4000-8000-000000000000";

const Json& first_of(const Json& list) {
  static const Json kNone;
  return list.elements().empty() ? kNone : list.elements().front();
}

/// The first of a service's schedules, its places' included, that has both times.
const Json& timed_schedule(const Json& service) {
  static const Json kNone;
  const auto of = [](const Json& record) -> const Json* {
    for (const Json& schedule : record["schedules"].elements())
      if (schedule["opens_at"].string().size() >= 5 && schedule["closes_at"].string().size() >= 5 &&
          schedule["byday"].string().size() >= 2)
        return &schedule;
    return nullptr;
  };
  if (const Json* found = of(service)) return *found;
  for (const Json& place : service["service_at_locations"].elements())
    if (const Json* found = of(place)) return *found;
  return kNone;
}

std::string postcode_of(const Json& service) {
  for (const Json& place : service["service_at_locations"].elements())
    for (const Json& address : place["location"]["addresses"].elements())
      if (!address["postal_code"].string().empty()) return std::string(address["postal_code"].string());
  return {};
}

}  // namespace

std::optional<Json> FilterProbe::ask(const std::string& name, const std::string& parameters) const {
  const importers::Fetched fetched = fetcher_.fetch({address_.at("/services", parameters), {}, {}});
  auto json = fetched.ok() ? parse_json(fetched.body) : Result<Json>(Json());
  if (fetched.ok() && json && (*json)["contents"].is_array()) return *std::move(json);
  check_.tell({"filter-failed", name, Severity::warning, fmt::format("The filter {} fails", name),
               "Answer with a page, empty where nothing fits."},
              {"services?" + parameters, {}, fetched.ok() ? "It gives no page." : fetched.why()});
  return std::nullopt;
}

void FilterProbe::expect_found(const std::string& name, const std::string& parameters, const std::string& id) const {
  for (std::int64_t page = 1; page <= kMaxPages; ++page) {
    const auto json = ask(name, fmt::format("{}&page={}&per_page={}", parameters, page, kPerPage));
    if (!json) return;
    const auto& items = (*json)["contents"].elements();
    if (std::any_of(items.begin(), items.end(), [&](const Json& item) { return item["id"].string() == id; })) return;
    if (items.empty() || page >= (*json)["total_pages"].if_integer().value_or(1)) break;
    if (page == kMaxPages) return;  // too many to say
  }
  check_.tell({"filter-misses", name, Severity::warning,
               fmt::format("The filter {} does not find a service by its own value", name),
               "Find every service that has the value."},
              {"services?" + parameters, id, {}});
}

void FilterProbe::expect_none(const std::string& name, const std::string& parameters, std::uint64_t services) const {
  const auto json = ask(name, parameters);
  if (!json || services == 0) return;
  const auto total = (*json)["total_items"].if_integer();
  const auto count = static_cast<std::uint64_t>(
      std::max<std::int64_t>(0, total.value_or(static_cast<std::int64_t>((*json)["contents"].elements().size()))));
  if (count == 0) return;
  const bool is_ignored = count >= services;
  check_.tell({is_ignored ? "filter-ignored" : "filter-loose", name, Severity::warning,
               is_ignored ? fmt::format("The filter {} is ignored", name)
                          : fmt::format("The filter {} finds services for a value that is nobody's", name),
               "Answer with those services alone that have the value."},
              {"services?" + parameters, fmt::format("{} of {}", count, services), {}});
}

void FilterProbe::judge(const Json& service) const {
  const std::string id(service["id"].string());
  const auto text = [](const Json& json) { return percent_encoded(json.string()); };
  const auto found = [&](const std::string& name, const std::string& value) {
    if (!value.empty()) expect_found(name, fmt::format("{}={}", name, value), id);
  };
  found("search", text(service["name"]));
  const Json& organization = service["organization"]["id"];
  found("organization_id", text(organization.is_null() ? service["organization_id"] : organization));
  const Json& term = first_of(service["attributes"])["taxonomy_term"];
  found("taxonomy_term_id", text(term["id"]));
  found("taxonomy_id", text(term["taxonomy_id"]));
  found("modified_after", text(service["last_modified"]));
  for (const std::string_view age : {"minimum_age", "maximum_age"})
    if (const auto years = service[age].if_number())
      found(std::string(age), fmt::format("{}", static_cast<int>(*years)));
  if (const std::string postcode = percent_encoded(postcode_of(service)); !postcode.empty())
    expect_found("proximity", fmt::format("postcode={}&proximity=1000", postcode), id);
  const Json& schedule = timed_schedule(service);
  if (schedule.is_null()) return;
  const std::string_view day = schedule["byday"].string();
  expect_found("day", fmt::format("day={}", day.substr(day.find_first_not_of("+-0123456789"), 2)), id);
  expect_found("start_time",
               fmt::format("start_time={}&end_time={}", percent_encoded(schedule["opens_at"].string().substr(0, 5)),
                           percent_encoded(schedule["closes_at"].string().substr(0, 5))),
               id);
}

void FilterProbe::judge_ignored(const Json& service, std::uint64_t services) const {
  for (const std::string_view name : {"organization_id", "taxonomy_term_id", "taxonomy_id"})
    expect_none(std::string(name), fmt::format("{}={}", name, kNobody), services);
  expect_none("search", "search=zzqxvkwj", services);
  expect_none("modified_after", "modified_after=2999-01-01T00:00:00Z", services);
  // Filters are joined by "and": what one of them excludes none may bring back.
  expect_none("search with organization_id",
              fmt::format("search={}&organization_id={}", percent_encoded(service["name"].string()), kNobody),
              services);
  if (const auto minimal = ask("minimal", "minimal=true");
      minimal && first_of((*minimal)["contents"])["id"].string().empty() && services > 0)
    check_.tell({"filter-failed", "minimal", Severity::warning, "minimal=true gives no ids",
                 "Give id and last_modified of every service."},
                {"services?minimal=true", {}, {}});
  const auto full = ask("full", "full=true&page=1&per_page=5");
  if (!full) return;
  const auto& items = (*full)["contents"].elements();
  const bool has_lists = std::any_of(items.begin(), items.end(), [](const Json& item) {
    return std::any_of(item.members().begin(), item.members().end(),
                       [](const Json::Member& m) { return m.value.is_array(); });
  });
  if (!items.empty() && !has_lists)
    check_.tell({"filter-ignored", "full", Severity::note, "full=true is ignored",
                 "Serve whole records: readers then need not ask for each one."},
                {"services?full=true", {}, {}});
}

}  // namespace fingerpost::cli
