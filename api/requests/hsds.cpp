#include "api/requests/hsds.hpp"

#include <array>

#include "model/weekly.hpp"
#include "signposting/enquiry.hpp"

namespace fingerpost::api {
namespace {

using directory::FeedQuery;
using directory::Snapshot;
using http::ParameterReader;

constexpr std::size_t kMaxSearchBytes = 200, kMaxIdBytes = 200, kMaxPlaceBytes = 100, kMaxTimeBytes = 40;
constexpr double kMaxAge = 150;
constexpr std::array<std::pair<std::string_view, bool>, 2> kFormats{{{"json", false}, {"ndjson", true}}};

Result<Uuid> parse_id(std::string_view text) {
  if (const auto id = parse_uuid(text)) return *id;
  return fail(ProblemCode::malformed_parameter, "", text,
              "An id is a UUID in its hyphenated form, as the lists of /hsds give it.");
}

Result<Uuid> parse_term(std::string_view text, const Snapshot& snapshot) {
  if (const auto id = parse_uuid(text)) return *id;
  if (const model::TaxonomyTerm* term = snapshot.terms().find(text)) return term->id;
  return fail(ProblemCode::unknown_value, "", text,
              "taxonomy_term_id is a term's id or code; /hsds/taxonomy_terms lists them.");
}

/// Date or date-time. A '+' that a client left unescaped has become a space; a time without a zone is UTC.
Result<Instant> parse_moment(std::string_view given) {
  std::string text(given);
  if (const std::size_t space = text.rfind(' '); space != std::string::npos)
    text[space] = space > std::string_view("2026-01-01T00").size() ? '+' : 'T';
  if (const auto moment = parse_rfc3339(text)) return *moment;
  if (const auto moment = parse_rfc3339(text + "Z")) return *moment;
  return fail(ProblemCode::malformed_parameter, "", given,
              "modified_after is a date or an RFC 3339 time, such as 2026-11-21 or 2026-11-21T18:30:00Z.");
}

Result<std::uint8_t> parse_days(std::string_view text) {
  if (const auto days = model::weekday_bits(text)) return *days;
  return fail(ProblemCode::malformed_parameter, "", text,
              "day is a weekday such as MO or Monday, or several by comma.");
}

Result<std::int16_t> parse_minute(std::string_view text) {
  if (const auto minute = model::minute_of_day(text)) return *minute;
  return fail(ProblemCode::malformed_parameter, "", text, "A time of day is HH:MM, such as 09:30.");
}

auto term_parser(const Snapshot& snapshot) {
  return [&snapshot](std::string_view text) { return parse_term(text, snapshot); };
}

auto place_parser(const Snapshot& snapshot) {
  return [&snapshot](std::string_view text) { return snapshot.gazetteer().resolve(text); };
}

void need_place(const FeedQuery& query, ParameterReader& reader) {
  if (query.proximity && !query.place && reader.ok())
    reader.reject(ProblemCode::missing_parameter, "postcode", "",
                  "proximity needs a postcode to measure from: add postcode, or leave proximity out.");
}

}  // namespace

FeedQuery read_organization_query(ParameterReader& reader, const Snapshot& snapshot) {
  FeedQuery query;
  query.search = reader.text("search", kMaxSearchBytes).value_or("");
  query.taxonomy_term_id = reader.parsed("taxonomy_term_id", kMaxIdBytes, term_parser(snapshot));
  query.taxonomy_id = reader.parsed("taxonomy_id", kMaxIdBytes, parse_id);
  return query;
}

FeedQuery read_feed_query(ParameterReader& reader, const Snapshot& snapshot) {
  FeedQuery query = read_organization_query(reader, snapshot);
  query.organization_id = reader.parsed("organization_id", kMaxIdBytes, parse_id);
  query.modified_after = reader.parsed("modified_after", kMaxTimeBytes, parse_moment);
  query.minimum_age = reader.number("minimum_age", 0, kMaxAge);
  query.maximum_age = reader.number("maximum_age", 0, kMaxAge);
  query.weekdays = reader.parsed("day", kMaxTimeBytes, parse_days);
  query.opens_from = reader.parsed("start_time", kMaxTimeBytes, parse_minute);
  query.closes_by = reader.parsed("end_time", kMaxTimeBytes, parse_minute);
  query.place = reader.parsed("postcode", kMaxPlaceBytes, place_parser(snapshot));
  query.proximity = reader.parsed("proximity", kMaxTimeBytes, signposting::parse_distance);
  need_place(query, reader);
  return query;
}

TermQuery read_term_query(ParameterReader& reader) {
  TermQuery query;
  query.search = reader.text("search", kMaxSearchBytes).value_or("");
  query.taxonomy_id = reader.parsed("taxonomy_id", kMaxIdBytes, parse_id);
  query.parent_id = reader.parsed("parent_id", kMaxIdBytes, parse_id);
  query.top_only = reader.flag("top_only").value_or(false);
  return query;
}

ListShape read_list_shape(ParameterReader& reader) {
  ListShape shape;
  shape.ndjson = reader.choice<bool>("format", kFormats).value_or(false);
  shape.full = reader.flag("full").value_or(false);
  shape.minimal = reader.flag("minimal").value_or(false);
  shape.full_service = reader.flag("full_service").value_or(false);
  const std::uint64_t most = shape.minimal ? kHsdsMaxMinimal : kHsdsMaxPerPage;
  const std::uint64_t usual = shape.minimal ? kHsdsMaxMinimal : kHsdsPerPage;
  const auto number = [&](const char* name, std::uint64_t fallback, std::uint64_t maximum) {
    return static_cast<std::uint64_t>(
        reader.integer(name, static_cast<std::int64_t>(fallback), 1, static_cast<std::int64_t>(maximum)));
  };
  shape.page = number("page", 1, kHsdsMaxPage);
  shape.per_page = number("per_page", usual, most);
  return shape;
}

FeedQuery read_v1_query(ParameterReader& reader, const Snapshot& snapshot) {
  constexpr std::size_t kMaxItems = 20;
  const auto first = [&](std::string_view name) {
    const auto items = reader.list(name, kMaxItems, kMaxIdBytes);
    return items.empty() ? std::string() : items.front();
  };
  const auto read = [&](std::string_view name, auto& into, auto parse) {
    const std::string text = first(name);
    if (text.empty()) return;
    if (auto value = parse(std::string_view(text)))
      into = *std::move(value);
    else
      for (const Problem& fault : value.error()) reader.reject(fault.code, name, text, fault.detail, fault.suggestions);
  };
  FeedQuery query;
  query.search = reader.text("text", kMaxSearchBytes).value_or("");
  read("taxonomy_id", query.taxonomy_term_id, term_parser(snapshot));
  query.minimum_age = reader.number("minimum_age", 0, kMaxAge);
  query.maximum_age = reader.number("maximum_age", 0, kMaxAge);
  read("day", query.weekdays, parse_days);
  read("start_time", query.opens_from, parse_minute);
  read("end_time", query.closes_by, parse_minute);
  query.place = reader.parsed("postcode", kMaxPlaceBytes, place_parser(snapshot));
  query.proximity = reader.parsed("proximity", kMaxTimeBytes, signposting::parse_distance);
  if (auto covered = reader.parsed("coverage", kMaxPlaceBytes, place_parser(snapshot)); covered && !query.place)
    query.place = std::move(covered);
  need_place(query, reader);
  return query;
}

}  // namespace fingerpost::api
