#include "api/requests/enquiry.hpp"

#include <array>

#include "base/text.hpp"

namespace fingerpost::api {
namespace {

using namespace signposting;
using http::Choices;

constexpr std::array<std::pair<std::string_view, search::Kind>, search::kKinds> kKindNames{
    {{"service", search::Kind::service},
     {"building", search::Kind::building},
     {"organization", search::Kind::organization},
     {"role", search::Kind::role}}};
constexpr std::array<std::pair<std::string_view, search::Sort>, 4> kSortNames{{{"best", search::Sort::best},
                                                                               {"nearest", search::Sort::nearest},
                                                                               {"name", search::Sort::name},
                                                                               {"freshest", search::Sort::freshest}}};
constexpr std::array<std::pair<std::string_view, search::Facet>, search::kFacets> kFacetNames{
    {{"kind", search::Facet::kind},
     {"category", search::Facet::category},
     {"area", search::Facet::area},
     {"access", search::Facet::access},
     {"language", search::Facet::language},
     {"free", search::Facet::free},
     {"theme", search::Facet::theme}}};
constexpr std::array<std::pair<std::string_view, std::string_view>, 2> kReferralNames{
    {{"self", "self"}, {"professional", "professional"}}};
constexpr std::array<std::pair<std::string_view, std::string_view>, 2> kLangNames{{{"en", "en"}, {"cy", "cy"}}};
constexpr std::array<std::pair<std::string_view, Format>, 3> kFormatNames{
    {{"json", Format::json}, {"geojson", Format::geojson}, {"csv", Format::csv}}};

constexpr std::array<std::pair<std::string_view, std::string_view>, 2> kGenderNames{
    {{"female", "female"}, {"male", "male"}}};
constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kHereNames{{{"delivers", "delivers"},
                                                                                   {"covers", "covers"},
                                                                                   {"visits", "visits"},
                                                                                   {"speaks_for", "speaks_for"},
                                                                                   {"online", "online"}}};

Result<Instant> parse_open_at(std::string_view text, Instant now) {
  if (text == "now") return now;
  if (const auto instant = parse_rfc3339(text)) return *instant;
  return fail(ProblemCode::malformed_parameter, "open_at", text,
              "open_at is now, or an RFC 3339 time such as 2026-11-21T18:30:00Z.");
}

}  // namespace

Enquiry read_enquiry(http::ParameterReader& reader, Instant now) {
  Enquiry enquiry;
  enquiry.q = reader.text("q", kMaxWordsBytes).value_or("");
  enquiry.near = reader.text("near", kMaxPlaceBytes).value_or("");
  enquiry.within = reader.parsed("within", 40, parse_distance);
  enquiry.kind = reader.choices<search::Kind>("kind", kKindNames);
  enquiry.category = reader.list("category", kMaxListItems, kMaxListItemBytes);
  enquiry.age = reader.number("age", 0, 130);
  enquiry.free = reader.flag("free").value_or(false);
  enquiry.access = reader.list("access", kMaxListItems, kMaxListItemBytes);
  enquiry.language = reader.list("language", kMaxListItems, kMaxListItemBytes);
  enquiry.open_at = reader.parsed("open_at", 40, [&](std::string_view text) { return parse_open_at(text, now); });
  enquiry.open_on = reader.parsed("open_on", 40, parse_open_on).value_or("");
  for (const std::string_view here : reader.choices<std::string_view>("here", kHereNames))
    enquiry.here.emplace_back(here);
  enquiry.gender = reader.choice<std::string_view>("gender", kGenderNames).value_or("");
  enquiry.has_room = reader.flag("has_room").value_or(false);
  enquiry.wait_days = reader.number("wait_days", 0, kMaxWaitDays);
  enquiry.referral = reader.choice<std::string_view>("referral", kReferralNames).value_or("");
  enquiry.theme = reader.list("theme", kMaxListItems, kMaxListItemBytes);
  enquiry.signatory = reader.flag("signatory").value_or(false);
  enquiry.sort = reader.choice<search::Sort>("sort", kSortNames);
  enquiry.facets = reader.choices<search::Facet>("facets", kFacetNames);
  enquiry.drop = reader.list("drop", kMaxListItems, kMaxListItemBytes);
  enquiry.explain = reader.flag("explain").value_or(false);
  enquiry.lang = reader.choice<std::string_view>("lang", kLangNames).value_or("en");
  const Page page = read_page(reader, kDefaultPerPage, kMaxPerPage);
  enquiry.page = page.page;
  enquiry.per_page = page.per_page;
  for (std::string& language : enquiry.language) language = ascii_lower(language);
  return enquiry;
}

Format read_format(http::ParameterReader& reader) {
  return reader.choice<Format>("format", kFormatNames).value_or(Format::json);
}

Page read_page(http::ParameterReader& reader, int default_per_page, int max_per_page) {
  return {static_cast<int>(reader.integer("page", 1, 1, kMaxPage)),
          static_cast<int>(reader.integer("per_page", default_per_page, 1, max_per_page))};
}

}  // namespace fingerpost::api
