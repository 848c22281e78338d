#include <string_view>

#include "base/text.hpp"
#include "model/reading.hpp"

namespace fingerpost::model {
namespace {

/// The day of a date or date-time.
std::optional<Day> day_of(std::string_view text) { return parse_day(text.substr(0, 10)); }

void keep_newest(std::optional<Day>& newest, std::optional<Day> day) {
  if (day && (!newest || *newest < *day)) newest = day;
}

bool is_verification(const Metadata& entry) {
  const std::string type = ascii_lower(entry.last_action_type);
  for (const std::string_view word : {"verif", "assur", "check", "review", "confirm"})
    if (type.find(word) != std::string::npos) return true;
  return false;
}

template <typename R>
std::optional<Day> verified(const R& record) {
  std::optional<Day> newest = day_of(record.extra["verified_on"].string());
  keep_newest(newest, day_of(record.extra["assured_date"].string()));
  for (const Metadata& entry : record.metadata)
    if (is_verification(entry)) keep_newest(newest, day_of(entry.last_action_date));
  if constexpr (std::same_as<R, Location>)
    for (const Fact& fact : facts_of(record)) keep_newest(newest, day_of(fact.verified_on));
  return newest;
}

template <typename R>
std::optional<Day> edited(const R& record) {
  std::optional<Day> newest = day_of(record.extra["last_modified"].string());
  for (const Metadata& entry : record.metadata)
    if (!is_verification(entry)) keep_newest(newest, day_of(entry.last_action_date));
  return newest;
}

}  // namespace

std::optional<Day> verified_on(const Record& record) {
  if (const auto* service = std::get_if<Service>(&record))
    if (const auto assured = day_of(service->assured_date)) return assured;
  return std::visit([](const auto& r) { return verified(r); }, record);
}

std::optional<Day> edited_on(const Record& record) {
  if (const auto* service = std::get_if<Service>(&record))
    if (const auto modified = day_of(service->last_modified)) return modified;
  return std::visit([](const auto& r) { return edited(r); }, record);
}

}  // namespace fingerpost::model
