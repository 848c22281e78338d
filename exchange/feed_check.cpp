#include "exchange/feed_check.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "base/text.hpp"
#include "exchange/detail/check_state.hpp"
#include "exchange/detail/rule_words.hpp"

namespace fingerpost::exchange {
namespace {

using model::Severity;

struct PartName {
  FeedPart part;
  std::string_view name, list;
};
/// Longer names first: a file's name is searched for them.
constexpr std::array kParts{
    PartName{FeedPart::details, "api_details", ""},
    PartName{FeedPart::service_at_location, "service_at_location", "service_at_locations"},
    PartName{FeedPart::taxonomy_term, "taxonomy_term", "taxonomy_terms"},
    PartName{FeedPart::taxonomy, "taxonom", "taxonomies"},
    PartName{FeedPart::organization, "organization", "organizations"},
    PartName{FeedPart::service, "service", "services"},
};

/// Only what the validators call required decides; the rest warns.
bool is_required(FeedPart part) { return part == FeedPart::details || part == FeedPart::service; }

std::optional<FeedPart> part_by_name(std::string_view name) {
  const std::string lower = ascii_lower(name.substr(name.find_last_of('/') + 1));
  for (const PartName& known : kParts)
    if (lower.find(known.name) != std::string::npos) return known.part;
  return lower.starts_with("root.") ? std::optional(FeedPart::details) : std::nullopt;
}

std::optional<FeedPart> part_by_content(const Json& json) {
  const auto has = [&](std::string_view name) { return json.find(name) != nullptr; };
  if (has("openapi_url") || (has("version") && has("profile"))) return FeedPart::details;
  if (!has("name") && (has("location") || has("location_id")) && (has("service") || has("service_id")))
    return FeedPart::service_at_location;
  if (has("status") && has("name")) return FeedPart::service;
  if (has("term_uri") || has("taxonomy_id") || has("taxonomy_detail")) return FeedPart::taxonomy_term;
  if (has("website") || has("organization_identifiers") || has("tax_status")) return FeedPart::organization;
  return std::nullopt;
}

std::string months_before(Day today, int months) {
  const auto first = std::chrono::year_month(today.year(), today.month()) - std::chrono::months(months);
  return fingerpost::to_string(Day(first / std::min(today.day(), (first / std::chrono::last).day())));
}

}  // namespace

std::string_view to_string(FeedPart part) {
  const auto found = std::find_if(kParts.begin(), kParts.end(), [&](const PartName& p) { return p.part == part; });
  return part == FeedPart::taxonomy ? "taxonomy" : found->name;
}

std::string_view list_of(FeedPart part) {
  return std::find_if(kParts.begin(), kParts.end(), [&](const PartName& p) { return p.part == part; })->list;
}

const std::vector<Standard>& standards() {
  static const RuleTable kUk(oruk_rules_text()), kRevised(oruk_experimental_rules_text()), kHsds(hsds_rules_text());
  static const std::vector<Standard> kAll{
      {"Open Referral UK 3.0", kUk}, {"HSDS 3.1", kHsds}, {"Open Referral UK 3.0, revision of March 2026", kRevised}};
  return kAll;
}

std::string shape_of(FeedPart part, bool is_item, const RuleTable& rules) {
  const std::string name(to_string(part));
  for (const std::string& shape : {name + (is_item ? "_item" : "_whole"), name})
    if (rules.knows(shape)) return shape;
  return {};
}

struct FeedCheck::State {
  FeedVerdict verdict;
  RuleBook book;
  std::string today, three_months_ago, twelve_months_ago;
  std::unordered_map<std::string, std::string> service_of_id;    ///< where a full service was seen
  std::unordered_map<std::string, std::string> service_of_name;  ///< by folded name and provider
  std::unordered_set<std::string> freshness_of;                  ///< ids that were counted

  auto teller() {
    return [this](const Told& told, BrokenRule::Example example) { book.add(told, {}, std::move(example)); };
  }

  /// Against every standard that knows such records.
  void judge(FeedPart part, bool is_item, const std::string& name, const Json& json) {
    JudgedDocument document{name, {}, {}};
    for (const Standard& standard : standards()) {
      const std::string shape = shape_of(part, is_item, standard.rules);
      if (shape.empty()) continue;
      if (document.shape.empty()) document.shape = shape;
      std::uint64_t& count = document.breaches[standard.name];
      const bool is_first = &standard == &standards().front();
      standard.rules.judge(shape, json, [&](const Breach& breach) {
        ++count;
        const auto dot = breach.field.find('.');
        const FieldRule* rule =
            dot == std::string::npos
                ? nullptr
                : standard.rules.find(breach.field.substr(0, dot), std::string_view(breach.field).substr(dot + 1));
        const RuleWords words =
            words_of(breach.rule, breach.field, rule == nullptr ? std::string() : standard.rules.choices(rule->target));
        const Severity severity = !is_first ? (standard.name == "HSDS 3.1" ? Severity::warning : Severity::note)
                                  : is_required(part) ? Severity::error
                                                      : Severity::warning;
        book.add({std::string(breach.rule), breach.field, severity, words.title, words.remedy}, standard.name,
                 {name + breach.pointer, breach.value, {}});
      });
    }
    if (verdict.documents.size() < kMaxJudgedDocuments && !document.breaches.empty())
      verdict.documents.push_back(std::move(document));
  }

  void judge_freshness(const Json& service) {
    if (!freshness_of.insert(std::string(service["id"].string())).second) return;
    Freshness& freshness = verdict.freshness;
    ++freshness.services;
    const std::string_view date = service["assured_date"].string().substr(0, 10);
    if (!parse_day(date))
      ++freshness.not_stated;
    else if (date >= three_months_ago)
      ++freshness.within_3_months, ++freshness.within_12_months;
    else if (date >= twelve_months_ago)
      ++freshness.within_12_months;
    else
      ++freshness.older;
  }

  /// The same service under two ids: by name and provider.
  void judge_duplicates(const std::string& name, const Json& service) {
    const Json& organization = service["organization"];
    const std::string provider(organization["id"].is_null() ? service["organization_id"].string()
                                                            : organization["id"].string());
    const std::string id(service["id"].string());
    const auto [other, is_new] = service_of_id.emplace(id, name);
    if (!is_new && other->second != name && !id.empty())
      book.add({"repeated-id", "service.id", Severity::error, "Two services have the same id",
                "Give every service an id of its own; readers keep only one of them."},
               {}, {name, id, "also in " + other->second});
    const std::string key = fold(collapse_spaces(service["name"].string())) + '\n' + provider;
    const auto [twin, is_first] = service_of_name.emplace(key, id);
    if (!is_first && twin->second != id)
      book.add({"duplicate", "service.name", Severity::warning, "A provider has two services of the same name",
                "Join them, with a place and a schedule for each, or give them names that tell them apart."},
               {}, {name, std::string(shorten(service["name"].string(), 80)), "also " + twin->second});
  }
};

FeedCheck::FeedCheck(std::string feed, Instant now) : state_(std::make_unique<State>()) {
  state_->verdict.feed = std::move(feed);
  state_->verdict.checked_at = now;
  const Day today(std::chrono::floor<std::chrono::days>(now));
  state_->three_months_ago = months_before(today, 3);
  state_->twelve_months_ago = months_before(today, 12);
}

FeedCheck::~FeedCheck() = default;

bool FeedCheck::document(const std::string& name, const Json& json) {
  if (json.is_array()) {
    bool any = false;
    for (std::size_t i = 0; i < json.elements().size(); ++i)
      any |= document(fmt::format("{}/{}", name, i), json.elements()[i]);
    return any;
  }
  if (!json.is_object()) return false;
  auto part = part_by_content(json);
  if (const auto named = part_by_name(name)) part = named;
  const Json* contents = json.find("contents");
  if (contents == nullptr) contents = json.find("content");
  if (contents != nullptr && contents->is_array()) {
    if ((!part || part == FeedPart::details) && !contents->elements().empty())
      part = part_by_content(contents->elements().front());
    if (!part) return false;
    page(*part, name, json, {});
    return true;
  }
  if (!part) return false;
  if (part == FeedPart::details)
    details(name, json);
  else
    record(*part, name, json);
  return true;
}

void FeedCheck::details(const std::string& name, const Json& json) {
  state_->judge(FeedPart::details, false, name, json);
  const std::string_view version = json["version"].string();
  if (version != "HSDS-UK-3.0")
    tell({"version", "api_details.version", Severity::error, "The version is not HSDS-UK-3.0",
          "Write \"HSDS-UK-3.0\", exactly: with another word the public validator tests against another standard."},
         {name, shorten(version, 80), {}});
}

void FeedCheck::page(FeedPart part, const std::string& name, const Json& json, const Asked& asked) {
  const Severity severity = is_required(part) ? Severity::error : Severity::warning;
  judge_envelope(name, json, asked, [&](Told told, BrokenRule::Example example) {
    if (told.severity == Severity::error) told.severity = severity;
    tell(told, std::move(example));
  });
  const Json* contents = json.find("contents");
  const Json::Array* items = contents == nullptr ? nullptr : contents->if_array();
  if (items == nullptr) return;
  for (std::size_t i = 0; i < items->size(); ++i) {
    const Json& item = (*items)[i];
    const std::string where = fmt::format("{}/contents/{}", name, i);
    state_->judge(part, true, where, item);
    if (part != FeedPart::service) continue;
    judge_typing(where, item, state_->teller());
    state_->judge_freshness(item);
  }
  state_->verdict.counts[std::string(list_of(part)) + " in lists"] += items->size();
}

void FeedCheck::record(FeedPart part, const std::string& name, const Json& json) {
  state_->judge(part, false, name, json);
  ++state_->verdict.counts[std::string(list_of(part))];
  if (part != FeedPart::service) return;
  judge_typing(name, json, state_->teller());
  judge_usefulness(name, json, state_->teller());
  state_->judge_freshness(json);
  state_->judge_duplicates(name, json);
}

void FeedCheck::tell(const Told& told, BrokenRule::Example example) { state_->book.add(told, {}, std::move(example)); }

FeedVerdict FeedCheck::finish() {
  state_->verdict.rules = state_->book.take();
  return std::move(state_->verdict);
}

std::uint64_t FeedVerdict::count(Severity severity) const {
  return static_cast<std::uint64_t>(
      std::count_if(rules.begin(), rules.end(), [&](const BrokenRule& rule) { return rule.severity == severity; }));
}

}  // namespace fingerpost::exchange
