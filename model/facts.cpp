#include "model/facts.hpp"

#include <fmt/format.h>

#include "base/text.hpp"

namespace fingerpost::model {
namespace {

constexpr std::size_t kMaxCode = 80, kMaxValue = 200;

Tri of(bool value) { return value ? Tri::yes : Tri::no; }

bool is_blank(std::string_view folded) {
  return folded.empty() || folded == "unknown" || folded == "not known" || folded == "n/k" || folded == "?";
}

/// yes and no in any spelling compare by meaning, other values as text.
Tri equals(std::string_view stated, std::string_view wanted) {
  const Tri want = parse_tri(wanted);
  if (want == Tri::unknown) return of(stated == wanted);
  const Tri have = parse_tri(stated);
  if (have != Tri::unknown) return of(have == want);
  // "kitchen: domestic", "toilets: 3": a stated kind or number above none means there is one.
  if (const auto number = parse_number(stated)) return of((*number > 0) == (want == Tri::yes));
  return of(want == Tri::yes);
}

Tri in_bounds(std::string_view stated, const FactQuery& query) {
  const auto number = parse_number(stated);
  if (!number) return stated == "none" || stated == "no" ? in_bounds("0", query) : Tri::unknown;
  return of((!query.min || *number >= *query.min) && (!query.max || *number <= *query.max));
}

Tri in_dates(std::string_view stated, const FactQuery& query) {
  if (!parse_day(stated)) return Tri::unknown;
  return of((query.since.empty() || stated >= query.since) && (query.until.empty() || stated <= query.until));
}

void read_bounds(const Json& json, const std::string& pointer, FactQuery& query, Problems& problems) {
  for (const Json::Member& member : json.members()) {
    const bool is_min = member.key == "min";
    if (!is_min && member.key != "max") {
      append(problems, problem(ProblemCode::malformed_parameter, pointer + "/" + member.key, "",
                               "A fact's bounds are min and max."));
      continue;
    }
    if (const auto number = member.value.if_number()) {
      (is_min ? query.min : query.max) = number;
    } else if (parse_day(member.value.string())) {
      (is_min ? query.since : query.until) = member.value.string();
    } else {
      append(problems, problem(ProblemCode::malformed_parameter, pointer + "/" + member.key, member.value.dump(),
                               fmt::format("{} must be a number or a date such as 2026-01-31.", member.key)));
    }
  }
}

}  // namespace

Tri meets(const std::vector<Fact>& facts, const FactQuery& query) {
  for (const Fact& fact : facts) {
    if (fact.code != query.code) continue;
    const std::string stated = fold(trim(fact.value));
    if (is_blank(stated)) return Tri::unknown;
    if (!query.since.empty() || !query.until.empty()) return in_dates(stated, query);
    if (query.min || query.max) return in_bounds(stated, query);
    return equals(stated, query.equals);
  }
  return Tri::unknown;
}

Tri meets_all(const std::vector<Fact>& facts, const std::vector<FactQuery>& queries) {
  Tri all = Tri::yes;
  for (const FactQuery& query : queries) {
    const Tri one = meets(facts, query);
    if (one == Tri::no) return Tri::no;
    if (one == Tri::unknown) all = Tri::unknown;
  }
  return all;
}

Result<std::vector<FactQuery>> read_fact_queries(const Json& json, std::string_view pointer) {
  if (!json.is_object())
    return fail(ProblemCode::malformed_parameter, pointer, "",
                "facts must be an object: fact code to value or bounds.");
  std::vector<FactQuery> queries;
  Problems problems;
  for (const Json::Member& member : json.members()) {
    const std::string at = std::string(pointer) + "/" + member.key;
    FactQuery query;
    query.code = member.key;
    if (member.key.empty() || member.key.size() > kMaxCode) {
      append(problems, problem(ProblemCode::out_of_range, at, member.key, "A fact's code has 1 to 80 bytes."));
    } else if (member.value.is_object() && !member.value.members().empty()) {
      read_bounds(member.value, at, query, problems);
    } else if (member.value.is_string() && member.value.string().size() <= kMaxValue) {
      query.equals = fold(trim(member.value.string()));
    } else if (const auto flag = member.value.if_bool()) {
      query.equals = *flag ? "yes" : "no";
    } else if (const auto number = member.value.if_number()) {
      query.min = query.max = number;
    } else {
      append(problems, problem(ProblemCode::malformed_parameter, at, member.value.dump(),
                               "A fact is asked for by a value (\"yes\", \"no\", one of its list, a number) or by "
                               "{\"min\", \"max\"}."));
    }
    queries.push_back(std::move(query));
  }
  if (!problems.empty()) return fail(std::move(problems));
  return queries;
}

}  // namespace fingerpost::model
