#include <algorithm>
#include <atomic>
#include <chrono>
#include <mutex>
#include <shared_mutex>
#include <unordered_map>

#include "base/json.hpp"
#include "base/text_hash.hpp"
#include "model/record_json.hpp"
#include "signposting/detail/steps.hpp"

namespace fingerpost::signposting {
namespace {

/// Distinct sets of hours kept parsed; when full, all are dropped and built again as they are asked for.
constexpr std::size_t kMaxKept = 20'000;

/// What was told of some hours, and what it depends on.
struct Told {
  std::chrono::sys_seconds since;
  std::shared_ptr<const model::HolidayCalendar> holidays;
  std::string json;
};

/// Whether what is told of the schedule can change at a whole minute only (else at a whole second): its times say no
/// other seconds, and midnight, at which "tomorrow" becomes today, is London's.
bool changes_at_whole_minutes(const model::Schedule& schedule) {
  const auto whole = [](std::string_view time) { return time.size() <= 5 || time.substr(5) == ":00"; };
  return !schedule.timezone && whole(schedule.opens_at) && whole(schedule.closes_at);
}

struct Hours {
  explicit Hours(const std::vector<model::Schedule>& schedules)
      : hours(schedules), tell_for(std::ranges::all_of(schedules, changes_at_whole_minutes) ? 60 : 1) {}
  const model::OpeningHours hours;
  const std::chrono::seconds tell_for;  ///< how long the same is told of them
  mutable std::atomic<std::shared_ptr<const Told>> told;
};

using Kept = std::unordered_map<std::string, std::shared_ptr<const Hours>, TextHash, std::equal_to<>>;

std::shared_ptr<const Hours> parse(std::string_view schedules_json) {
  auto schedules = parse_json(schedules_json);
  if (!schedules) return nullptr;
  Json location = Json::object();
  location.set("id", to_string(kImportNamespace));
  location.set("location_type", "physical");
  location.set("schedules", *std::move(schedules));
  const auto record = model::record_from_json(model::RecordKind::location, location);
  if (!record) return nullptr;
  return std::make_shared<const Hours>(std::get<model::Location>(*record).schedules);
}

std::shared_ptr<const Hours> hours_of(std::string_view schedules_json) {
  static std::shared_mutex guard;
  static Kept kept;
  if (schedules_json.empty()) return nullptr;
  {
    const std::shared_lock reading(guard);
    if (const auto found = kept.find(schedules_json); found != kept.end()) return found->second;
  }
  auto hours = parse(schedules_json);
  const std::unique_lock writing(guard);
  if (kept.size() >= kMaxKept) kept.clear();
  kept.emplace(std::string(schedules_json), hours);
  return hours;
}

}  // namespace

std::shared_ptr<const model::OpeningHours> opening_hours(std::string_view schedules_json) {
  const auto kept = hours_of(schedules_json);
  return kept ? std::shared_ptr<const model::OpeningHours>(kept, &kept->hours) : nullptr;
}

std::shared_ptr<const std::string> opening_told(std::string_view schedules_json, Instant at,
                                                const std::shared_ptr<const model::HolidayCalendar>& holidays) {
  const auto kept = hours_of(schedules_json);
  if (!kept) return nullptr;
  const auto second = std::chrono::floor<std::chrono::seconds>(at);
  const auto since = second - second.time_since_epoch() % kept->tell_for;
  auto told = kept->told.load();
  if (!told || told->since != since || told->holidays != holidays) {
    told = std::make_shared<const Told>(Told{since, holidays, model::opening_json(kept->hours, at, *holidays).dump()});
    kept->told.store(told);
  }
  return {told, &told->json};
}

}  // namespace fingerpost::signposting
