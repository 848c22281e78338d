#include <algorithm>
#include <fmt/format.h>
#include <string>

#include "base/text.hpp"
#include "model/detail/recurrence.hpp"
#include "model/schedule.hpp"

namespace fingerpost::model {
namespace {

constexpr std::size_t kMaxRule = 1'000;

tl::unexpected<Problems> refuse(std::string_view value, std::string detail) {
  return fail(ProblemCode::invalid_record, "rrule", value, std::move(detail));
}

/// UNTIL: 20261231 or 20261231T235959Z as YYYY-MM-DD; empty when it is neither.
std::string until_day(std::string_view text) {
  if (text.size() < 8) return {};
  const std::string day = fmt::format("{}-{}-{}", text.substr(0, 4), text.substr(4, 2), text.substr(6, 2));
  return parse_day(day) ? day : parse_day(text.substr(0, 10)) ? std::string(text.substr(0, 10)) : std::string();
}

Result<void> set_count(std::optional<std::int64_t>& member, std::string_view name, std::string_view value) {
  const auto number = parse_integer(value);
  if (!number || *number < 1) return refuse(value, fmt::format("{} is a whole number from 1.", name));
  member = *number;
  return {};
}

/// One NAME=VALUE of the rule.
Result<void> apply_part(Schedule& schedule, const std::string& name, std::string_view value) {
  if (name == "INTERVAL") return set_count(schedule.interval, name, value);
  if (name == "COUNT") return set_count(schedule.count, name, value);
  if (name == "UNTIL") {
    schedule.until = until_day(value);
    if (schedule.until.empty()) return refuse(value, "UNTIL is a date, 20261231.");
    return {};
  }
  if (name == "FREQ") {
    if (value != "DAILY" && value != "WEEKLY" && value != "MONTHLY" && value != "YEARLY")
      return refuse(value, "FREQ is DAILY, WEEKLY, MONTHLY or YEARLY.");
    schedule.freq = value;
    return {};
  }
  std::string Schedule::*member = name == "WKST"         ? &Schedule::wkst
                                  : name == "BYDAY"      ? &Schedule::byday
                                  : name == "BYMONTHDAY" ? &Schedule::bymonthday
                                  : name == "BYYEARDAY"  ? &Schedule::byyearday
                                  : name == "BYWEEKNO"   ? &Schedule::byweekno
                                                         : nullptr;
  if (member == nullptr) return refuse(name, fmt::format("HSDS has no place for {}.", name));
  schedule.*member = value;
  return {};
}

}  // namespace

Result<void> apply_rrule(Schedule& schedule, std::string_view rrule) {
  if (rrule.size() > kMaxRule) return refuse(rrule, fmt::format("The rule is longer than {} bytes.", kMaxRule));
  const std::string upper = ascii_upper(trim(rrule));
  std::string_view text = upper;
  if (text.starts_with("RRULE:")) text.remove_prefix(6);
  Schedule changed = schedule;
  Problems problems;
  for (const std::string_view part : split_list(text, ';')) {
    const std::size_t equals = part.find('=');
    if (equals == std::string_view::npos) {
      append(problems,
             problem(ProblemCode::invalid_record, "rrule", part, "A rule is NAME=VALUE pairs with ';' between."));
      continue;
    }
    auto applied = apply_part(changed, std::string(trim(part.substr(0, equals))), trim(part.substr(equals + 1)));
    if (!applied) append(problems, std::move(applied.error()));
  }
  if (changed.freq.empty()) append(problems, problem(ProblemCode::invalid_record, "rrule", rrule, "FREQ is missing."));
  if (!problems.empty()) return fail(std::move(problems));
  // The start may be given later: the rule itself is what is checked here.
  Schedule started = changed;
  if (started.dtstart.empty()) started.dtstart = "2000-01-03";
  if (!detail::Recurrence::of(started)) return refuse(rrule, "The parts of the rule do not fit together.");
  schedule = std::move(changed);
  return {};
}

}  // namespace fingerpost::model
