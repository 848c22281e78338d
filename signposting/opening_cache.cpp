#include <atomic>
#include <chrono>
#include <mutex>
#include <shared_mutex>
#include <unordered_map>

#include "base/json.hpp"
#include "model/record_json.hpp"
#include "signposting/detail/steps.hpp"

namespace fingerpost::signposting {
namespace {

/// Distinct sets of hours kept parsed; when full, all are dropped and built again as they are asked for.
constexpr std::size_t kMaxKept = 20'000;

struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};

/// What was told of some hours, and what it depends on. Opening times are whole seconds.
struct Told {
  std::chrono::sys_seconds second;
  std::shared_ptr<const model::HolidayCalendar> holidays;
  Json json;
};

struct Hours {
  explicit Hours(const std::vector<model::Schedule>& schedules) : hours(schedules) {}
  const model::OpeningHours hours;
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

std::shared_ptr<const Json> opening_told(std::string_view schedules_json, Instant at,
                                         const std::shared_ptr<const model::HolidayCalendar>& holidays) {
  const auto kept = hours_of(schedules_json);
  if (!kept) return nullptr;
  const auto second = std::chrono::floor<std::chrono::seconds>(at);
  auto told = kept->told.load();
  if (!told || told->second != second || told->holidays != holidays) {
    told = std::make_shared<const Told>(Told{second, holidays, model::opening_json(kept->hours, at, *holidays)});
    kept->told.store(told);
  }
  return {told, &told->json};
}

}  // namespace fingerpost::signposting
