#include <algorithm>
#include <fmt/format.h>

#include "base/text.hpp"
#include "exchange/detail/check_state.hpp"

/// The rules of a feed that no schema holds: its envelope, what a client cannot read, what makes a service of use.
namespace fingerpost::exchange {
namespace {

using model::Severity;
using Tell = std::function<void(const FeedCheck::Told&, BrokenRule::Example)>;

constexpr std::array<std::string_view, 4> kNumbers{"total_items", "total_pages", "page_number", "size"};
constexpr std::array<std::string_view, 3> kFlags{"first_page", "last_page", "empty"};

/// HH:MM or HH:MM:SS, nothing behind.
bool is_plain_time(std::string_view text) {
  if (text.size() != 5 && text.size() != 8) return false;
  for (std::size_t i = 0; i < text.size(); ++i)
    if (i % 3 == 2 ? text[i] != ':' : text[i] < '0' || text[i] > '9') return false;
  return text.substr(0, 2) <= "24" && text.substr(3, 2) <= "59";
}

bool has_any(const Json& list) { return !list.elements().empty(); }

bool reaches(const Json& record) {
  if (!record["email"].string().empty() || !record["url"].string().empty() || has_any(record["phones"])) return true;
  return std::any_of(
      record["contacts"].elements().begin(), record["contacts"].elements().end(), [](const Json& contact) {
        return !contact["email"].string().empty() || has_any(contact["phones"]) || !contact["name"].string().empty();
      });
}

bool is_remote(const Json& service) {
  return std::any_of(service["schedules"].elements().begin(), service["schedules"].elements().end(),
                     [](const Json& s) { return !s["attending_type"].string().empty(); });
}

void judge_time(const std::string& where, const Json& schedule, const Tell& tell) {
  for (const std::string_view name : {"opens_at", "closes_at"})
    if (const Json* time = schedule.find(name); time != nullptr && time->is_string() && !is_plain_time(time->string()))
      tell({"time-form", fmt::format("schedule.{}", name), Severity::warning,
            fmt::format("schedule.{} is not written as HH:MM:SS", name),
            "Write local time as 10:00:00, without Z or an offset: common clients cannot read another form."},
           {fmt::format("{}/{}", where, name), shorten(time->string(), 40), {}});
}

void judge_schedules(const std::string& where, const Json& record, const Tell& tell) {
  const auto& schedules = record["schedules"].elements();
  for (std::size_t i = 0; i < schedules.size(); ++i)
    judge_time(fmt::format("{}/schedules/{}", where, i), schedules[i], tell);
}

}  // namespace

void RuleBook::add(const FeedCheck::Told& told, const std::string& standard, BrokenRule::Example example) {
  const auto [at, is_new] = rules_.try_emplace({told.code, told.field});
  BrokenRule& rule = at->second;
  if (is_new) {
    rule.code = told.code;
    rule.field = told.field;
    rule.title = told.title;
    rule.remedy = told.remedy;
  }
  rule.severity = std::max(rule.severity, told.severity);
  if (!standard.empty() && std::find(rule.standards.begin(), rule.standards.end(), standard) == rule.standards.end())
    rule.standards.push_back(standard);
  // Several standards say the same of one value: it counts once, for the first that says it.
  if (!standard.empty() && standard != rule.standards.front()) return;
  ++rule.count;
  if (rule.examples.size() < kMaxExamples) rule.examples.push_back(std::move(example));
}

std::vector<BrokenRule> RuleBook::take() {
  std::vector<BrokenRule> all;
  for (auto& [key, rule] : rules_) all.push_back(std::move(rule));
  rules_.clear();
  std::stable_sort(all.begin(), all.end(), [](const BrokenRule& a, const BrokenRule& b) {
    return a.severity != b.severity ? a.severity > b.severity : a.count > b.count;
  });
  return all;
}

void judge_envelope(const std::string& name, const Json& page, const FeedCheck::Asked& asked, const Tell& tell) {
  const auto wrong = [&](std::string_view code, std::string_view field, std::string title, std::string remedy,
                         const Json& value) {
    tell({std::string(code), fmt::format("page.{}", field), Severity::error, std::move(title), std::move(remedy)},
         {fmt::format("{}/{}", name, field), shorten(value.dump(), 40), {}});
  };
  const Json& contents = page["contents"];
  if (!contents.is_array()) {
    const bool is_v1 = page["content"].is_array();
    return wrong("envelope", "contents",
                 is_v1 ? "The list is in the form of Open Referral UK 1.0" : "The list has no contents",
                 "Put the records into the member contents, as version 3.0 has it.", Json());
  }
  for (const std::string_view field : kNumbers)
    if (!page[field].is_integer() || *page[field].if_integer() < 0)
      wrong("envelope", field, fmt::format("page.{} is no whole number", field), "State it on every page.",
            page[field]);
  for (const std::string_view field : kFlags)
    if (!page[field].is_bool())
      wrong("envelope", field, fmt::format("page.{} is neither true nor false", field), "State it on every page.",
            page[field]);
  const auto count = static_cast<std::int64_t>(contents.elements().size());
  const auto number = page["page_number"].if_integer(), pages = page["total_pages"].if_integer(),
             total = page["total_items"].if_integer();
  if (const auto size = page["size"].if_integer(); size && *size != count)
    wrong("page-size", "size", "The size stated is not the number of records on the page",
          "State how many records contents holds.", page["size"]);
  if (pages && *pages < 1)
    wrong("page-count", "total_pages", "total_pages is less than 1",
          "State 1 also for an empty list: validators divide by it.", page["total_pages"]);
  if (const auto empty = page["empty"].if_bool(); empty && *empty != (count == 0))
    wrong("page-flags", "empty", "empty contradicts the page's contents", "State true exactly when contents is empty.",
          page["empty"]);
  if (const auto first = page["first_page"].if_bool(); first && number && *first != (*number == 1))
    wrong("page-flags", "first_page", "first_page contradicts page_number", "State true exactly on page 1.",
          page["first_page"]);
  if (const auto last = page["last_page"].if_bool(); last && number && pages && *last != (*number >= *pages))
    wrong("page-flags", "last_page", "last_page contradicts page_number and total_pages",
          "State true exactly on the last page.", page["last_page"]);
  if (asked.page && number && *number != *asked.page)
    wrong("page-ignored", "page_number", "Another page came than the one asked for", "Honour the parameter page.",
          page["page_number"]);
  if (asked.per_page && count > *asked.per_page)
    wrong("per-page-ignored", "size", "More records came than per_page allows", "Honour the parameter per_page.",
          Json(count));
  const bool is_short =
      asked.per_page && total && number && pages && *number < *pages && count < std::min(*asked.per_page, *total);
  if (is_short)
    wrong("per-page-ignored", "size", "Fewer records came than per_page asks for, before the last page",
          "Honour the parameter per_page; validators ask for 5.", Json(count));
}

void judge_typing(const std::string& name, const Json& record, const Tell& tell) {
  for (const std::string_view field : {"minimum_age", "maximum_age"})
    if (const Json* age = record.find(field); age != nullptr && age->is_number() && !age->is_integer())
      tell({"age-form", fmt::format("service.{}", field), Severity::warning,
            fmt::format("service.{} has a decimal point", field),
            "Write whole years, as 12: common clients cannot read 12.0."},
           {fmt::format("{}/{}", name, field), age->dump(), {}});
  judge_schedules(name, record, tell);
  const auto& places = record["service_at_locations"].elements();
  for (std::size_t i = 0; i < places.size(); ++i) {
    const std::string where = fmt::format("{}/service_at_locations/{}", name, i);
    judge_schedules(where, places[i], tell);
    judge_schedules(where + "/location", places[i]["location"], tell);
  }
}

void judge_usefulness(const std::string& name, const Json& service, const Tell& tell) {
  if (const std::string_view status = service["status"].string(); status == "inactive" || status == "defunct") return;
  const std::string title(shorten(service["name"].string(), 80));
  const auto advise = [&](std::string_view code, std::string_view field, std::string what, std::string remedy) {
    tell({std::string(code), std::string(field), Severity::warning, std::move(what), std::move(remedy)},
         {name, title, {}});
  };
  const Json& organization = service["organization"];
  const auto& places = service["service_at_locations"].elements();
  const bool place_reaches = std::any_of(places.begin(), places.end(), [](const Json& place) {
    return reaches(place) || has_any(place["location"]["phones"]) || has_any(place["location"]["contacts"]);
  });
  if (!reaches(service) && !place_reaches && organization["email"].string().empty() &&
      organization["website"].string().empty() && !has_any(organization["phones"]))
    advise("no-contact", "service", "A service names nobody to ask",
           "Give a telephone number, an e-mail or a web address.");
  if (places.empty() && !has_any(service["service_areas"]) && !is_remote(service))
    advise("no-place", "service", "A service says neither where it is nor which area it serves",
           "Give a place (service_at_locations) or an area (service_areas); without one nobody finds it near them.");
  if (organization.is_null() && service["organization_id"].string().empty())
    advise("no-organization", "service.organization_id", "A service does not say who provides it",
           "Give organization_id.");
  if (service["assured_date"].string().empty())
    advise("no-assured-date", "service.assured_date", "A service does not say when it was last checked",
           "Give assured_date: the day on which somebody confirmed the facts.");
}

}  // namespace fingerpost::exchange
