#include <array>
#include <fmt/format.h>

#include "base/text.hpp"
#include "exchange/feed_check.hpp"

/// A verdict for people (text, HTML) and for machines (JSON).
namespace fingerpost::exchange {
namespace {

using model::Severity;

constexpr std::array kOrder{Severity::error, Severity::warning, Severity::note};

std::string_view heading(Severity severity) {
  return severity == Severity::error     ? "Must be put right"
         : severity == Severity::warning ? "Should be put right"
                                         : "Worth knowing";
}

std::string summary(const FeedVerdict& verdict) {
  return verdict.passes()
             ? fmt::format("The feed passes. {} things should be put right.", verdict.count(Severity::warning))
             : fmt::format("The feed does not pass: {} things must be put right, {} should.",
                           verdict.count(Severity::error), verdict.count(Severity::warning));
}

/// "12 of 40 services (30 %)".
std::string share(std::uint64_t part, const Freshness& freshness) {
  return fmt::format("{} of {} services ({} %)", part, freshness.services,
                     freshness.services == 0 ? 0 : 100 * part / freshness.services);
}

Json json_of(const BrokenRule& rule) {
  Json json = Json::object();
  json.set("code", rule.code).set("field", rule.field).set("severity", model::to_string(rule.severity));
  Json standards = Json::array();
  for (const std::string& standard : rule.standards) standards.push(standard);
  json.set("standards", std::move(standards)).set("title", rule.title).set("remedy", rule.remedy);
  json.set("count", rule.count);
  Json examples = Json::array();
  for (const BrokenRule::Example& example : rule.examples) {
    Json one = Json::object();
    one.set("where", example.where).set("value", example.value);
    if (!example.detail.empty()) one.set("detail", example.detail);
    examples.push(std::move(one));
  }
  json.set("examples", std::move(examples));
  return json;
}

/// One file, nothing fetched; colours keep 4.5 : 1 and more.
constexpr std::string_view kStyle =
    "body{font:1rem/1.5 system-ui,sans-serif;color:#1b1b1b;background:#fff;max-width:60rem;margin:2rem auto;padding:0 "
    "1rem}"
    "table{border-collapse:collapse;width:100%;margin:.5rem 0}caption{text-align:left;font-weight:600}"
    "th,td{border:1px solid #767676;padding:.3rem .5rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}"
    "h3{margin-bottom:0}.bad{border-left:.5rem solid #a4161a;padding-left:.75rem}"
    ".good{border-left:.5rem solid #1b5e20;padding-left:.75rem}.note{color:#3d3d3d}";

void append_rule(std::string& html, const BrokenRule& rule) {
  html += fmt::format("<h3>{}</h3>\n<p>{} <span class=\"note\">{} {}{}.</span></p>\n", escape_html(rule.title),
                      escape_html(rule.remedy), rule.count, rule.count == 1 ? "time" : "times",
                      rule.standards.empty() ? "" : escape_html(fmt::format("; {}", fmt::join(rule.standards, ", "))));
  if (rule.examples.empty()) return;
  html += fmt::format(
      "<table><caption>{}</caption><thead><tr><th scope=\"col\">Where</th><th scope=\"col\">What stands there</th>"
      "</tr></thead><tbody>\n",
      rule.count > rule.examples.size() ? fmt::format("The first {} of {}", rule.examples.size(), rule.count)
                                        : "Where it was found");
  for (const BrokenRule::Example& example : rule.examples)
    html += fmt::format("<tr><td>{}</td><td>{}{}{}</td></tr>\n", escape_html(example.where), escape_html(example.value),
                        !example.value.empty() && !example.detail.empty() ? " – " : "", escape_html(example.detail));
  html += "</tbody></table>\n";
}

}  // namespace

std::string to_text(const FeedVerdict& verdict) {
  std::string text =
      fmt::format("{}\nchecked {}\n\n{}\n", verdict.feed, to_rfc3339(verdict.checked_at), summary(verdict));
  for (const auto& [list, count] : verdict.counts) text += fmt::format("  {:6} {}\n", count, list);
  const Freshness& fresh = verdict.freshness;
  if (fresh.services > 0)
    text += fmt::format(
        "\nAssured in the last 3 months: {}\nAssured in the last 12 months: {}\nNo date of assurance: {}\n",
        share(fresh.within_3_months, fresh), share(fresh.within_12_months, fresh), share(fresh.not_stated, fresh));
  for (const Severity severity : kOrder) {
    if (verdict.count(severity) == 0) continue;
    text += fmt::format("\n{}\n", heading(severity));
    for (const BrokenRule& rule : verdict.rules) {
      if (rule.severity != severity) continue;
      text += fmt::format("  {:6}  {}\n          {}\n", rule.count, rule.title, rule.remedy);
      if (!rule.examples.empty())
        text += fmt::format("          e.g. {}{}{}\n", rule.examples.front().where,
                            rule.examples.front().value.empty() ? "" : ": " + rule.examples.front().value,
                            rule.examples.front().detail.empty() ? "" : " (" + rule.examples.front().detail + ")");
    }
  }
  return text;
}

Json to_json(const FeedVerdict& verdict) {
  Json json = Json::object();
  json.set("feed", verdict.feed).set("checked_at", to_rfc3339(verdict.checked_at)).set("passes", verdict.passes());
  Json counts = Json::object();
  for (const auto& [list, count] : verdict.counts) counts.set(list, count);
  json.set("counts", std::move(counts));
  Json freshness = Json::object();
  freshness.set("services", verdict.freshness.services).set("within_3_months", verdict.freshness.within_3_months);
  freshness.set("within_12_months", verdict.freshness.within_12_months).set("older", verdict.freshness.older);
  freshness.set("not_stated", verdict.freshness.not_stated);
  json.set("freshness", std::move(freshness));
  Json rules = Json::array();
  for (const BrokenRule& rule : verdict.rules) rules.push(json_of(rule));
  json.set("rules", std::move(rules));
  Json documents = Json::array();
  for (const JudgedDocument& document : verdict.documents) {
    Json one = Json::object();
    one.set("name", document.name).set("shape", document.shape);
    Json breaches = Json::object();
    for (const auto& [standard, count] : document.breaches) breaches.set(standard, count);
    documents.push(std::move(one.set("breaches", std::move(breaches))));
  }
  json.set("documents", std::move(documents));
  return json;
}

std::string to_html(const FeedVerdict& verdict) {
  std::string html = fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<title>Open Referral check of {0}</title>\n<style>{1}</style>\n</head>\n<body>\n<main>\n"
      "<h1>Open Referral check</h1>\n<p>{0}<br>checked {2}</p>\n<p class=\"{3}\"><strong>{4}</strong></p>\n",
      escape_html(verdict.feed), kStyle, to_rfc3339(verdict.checked_at), verdict.passes() ? "good" : "bad",
      escape_html(summary(verdict)));
  html += "<table><caption>What was read</caption><tbody>\n";
  for (const auto& [list, count] : verdict.counts)
    html += fmt::format("<tr><th scope=\"row\">{}</th><td>{}</td></tr>\n", escape_html(list), count);
  const Freshness& fresh = verdict.freshness;
  for (const auto& [label, count] : {std::pair{"Assured in the last 3 months", fresh.within_3_months},
                                     std::pair{"Assured in the last 12 months", fresh.within_12_months},
                                     std::pair{"No date of assurance", fresh.not_stated}})
    html += fmt::format("<tr><th scope=\"row\">{}</th><td>{}</td></tr>\n", label, share(count, fresh));
  html += "</tbody></table>\n";
  for (const Severity severity : kOrder) {
    if (verdict.count(severity) == 0) continue;
    html += fmt::format("<h2>{}</h2>\n", heading(severity));
    for (const BrokenRule& rule : verdict.rules)
      if (rule.severity == severity) append_rule(html, rule);
  }
  return html + "</main>\n</body>\n</html>\n";
}

}  // namespace fingerpost::exchange
