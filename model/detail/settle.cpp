#include <cmath>
#include <fmt/format.h>

#include "model/detail/check.hpp"
#include "model/detail/set_aside.hpp"

namespace fingerpost::model::detail {
namespace {

constexpr double kOldest = 130;

/// The value moves to `extra.unusable.<name>`, with a note.
template <typename Part, typename T>
void put_aside(Part& part, std::string_view name, std::optional<T>& value, Check& check, std::string_view code,
               std::string_view detail) {
  if (!value) return;
  set_aside(part.extra, name, Json(*value));
  check.note(name, Json(*value).dump(), code, detail);
  value.reset();
}

template <typename Part>
void put_aside(Part& part, std::string_view name, std::string& value, Check& check, std::string_view code,
               std::string_view detail) {
  if (value.empty()) return;
  set_aside(part.extra, name, value);
  check.note(name, value, code, detail);
  value.clear();
}

template <typename Part>
void need_name(Part& part, const std::string& instead, Check& check) {
  if (!part.name.empty()) return;
  if (instead.empty()) return check.refuse("name", "", "name is missing: a record needs one.");
  part.name = instead;
  check.note("name", instead, "name-taken-from-elsewhere", "The name was missing: the nearest thing to one was taken.");
}

template <typename Part>
void order_days(Part& part, std::string_view first, std::string& from, std::string_view second, std::string& to,
                Check& check) {
  if (from.empty() || to.empty() || from <= to) return;
  constexpr std::string_view kDetail = "The end lies before the beginning: neither was used.";
  put_aside(part, first, from, check, "days-reversed", kDetail);
  put_aside(part, second, to, check, "days-reversed", kDetail);
}

bool in_range(const std::optional<double>& value, double low, double high) {
  return !value || (*value >= low && *value <= high);
}

void settle_ages(Service& service, Check& check) {
  const auto aside = [&](std::string_view name, std::optional<double>& age, std::string_view code,
                         std::string_view why) { put_aside(service, name, age, check, code, why); };
  constexpr std::string_view kRange = "Ages are whole years from 0 to 130.";
  if (!in_range(service.minimum_age, 0, kOldest)) aside("minimum_age", service.minimum_age, "bad-age", kRange);
  if (!in_range(service.maximum_age, 0, kOldest)) aside("maximum_age", service.maximum_age, "bad-age", kRange);
  if (service.maximum_age == 0.0 && service.minimum_age.value_or(0) == 0) {
    constexpr std::string_view kZero = "0 to 0 is how forms say that nothing was given.";
    aside("minimum_age", service.minimum_age, "ages-zero", kZero);
    aside("maximum_age", service.maximum_age, "ages-zero", kZero);
  }
  if (service.minimum_age && service.maximum_age && *service.minimum_age > *service.maximum_age) {
    constexpr std::string_view kOrder = "The least age is above the greatest: neither was used.";
    aside("minimum_age", service.minimum_age, "ages-reversed", kOrder);
    aside("maximum_age", service.maximum_age, "ages-reversed", kOrder);
  }
}

/// Inside the box around Great Britain and Ireland when read as (latitude, longitude).
bool in_british_isles(double latitude, double longitude) {
  return latitude > 49 && latitude < 61.5 && longitude > -11 && longitude < 2.5;
}

void settle_position(Location& location, Check& check) {
  auto& latitude = location.latitude;
  auto& longitude = location.longitude;
  const auto aside = [&](std::string_view code, std::string_view detail) {
    put_aside(location, "latitude", latitude, check, code, detail);
    put_aside(location, "longitude", longitude, check, code, detail);
  };
  if (!latitude && !longitude) return;
  if (!latitude || !longitude) return aside("half-a-position", "Latitude and longitude belong together.");
  if (in_british_isles(*longitude, *latitude)) {
    std::swap(*latitude, *longitude);
    check.note("latitude", fmt::format("{}", *longitude), "position-swapped", "Latitude and longitude were swapped.");
  }
  if (!in_range(latitude, -90, 90) || !in_range(longitude, -180, 180))
    return aside("bad-position", "Latitude is -90 to 90, longitude -180 to 180.");
  if (*latitude == 0 && *longitude == 0) aside("bad-position", "0,0 is where nothing is: no position was given.");
}

std::string_view likely_type(const Location& location) {
  const bool somewhere = location.latitude || !location.addresses.empty() || location.url.empty();
  return somewhere ? "physical" : "virtual";
}

}  // namespace

template <>
void settle(Schedule& schedule, Check& check) {
  if (schedule.interval && *schedule.interval < 1)
    put_aside(schedule, "interval", schedule.interval, check, "bad-interval", "interval is at least 1.");
  if (schedule.count && *schedule.count < 1)
    put_aside(schedule, "count", schedule.count, check, "bad-count", "count is at least 1.");
  if (!in_range(schedule.timezone, -14, 14))
    put_aside(schedule, "timezone", schedule.timezone, check, "bad-timezone", "An offset from UTC in hours.");
  order_days(schedule, "valid_from", schedule.valid_from, "valid_to", schedule.valid_to, check);
  if (schedule.freq.empty() && !schedule.byday.empty()) {
    schedule.freq = schedule.byday.find_first_of("0123456789") == std::string::npos ? "WEEKLY" : "MONTHLY";
    check.note("freq", schedule.freq, "freq-assumed", "Weekdays without a frequency: this one was taken.");
  }
  if (schedule.freq == "DAILY" && schedule.interval.value_or(1) == 1 && !schedule.count) {
    schedule.freq = "WEEKLY";
    if (schedule.byday.empty()) schedule.byday = "MO,TU,WE,TH,FR,SA,SU";
    check.note("freq", "DAILY", "freq-rewritten", "HSDS has no DAILY: weekly on each day is the same.");
  }
}

template <>
void settle(Address& address, Check&) {
  if (address.address_type.empty()) address.address_type = "physical";
}

template <>
void settle(CostOption& option, Check& check) {
  if (option.amount && *option.amount < 0)
    put_aside(option, "amount", option.amount, check, "bad-amount", "An amount is not negative.");
  order_days(option, "valid_from", option.valid_from, "valid_to", option.valid_to, check);
}

template <>
void settle(ServiceCapacity& capacity, Check& check) {
  if (capacity.available && *capacity.available < 0)
    put_aside(capacity, "available", capacity.available, check, "bad-capacity", "A capacity is not negative.");
  if (capacity.maximum && *capacity.maximum < 0)
    put_aside(capacity, "maximum", capacity.maximum, check, "bad-capacity", "A capacity is not negative.");
}

template <>
void settle(Organization& organization, Check& check) {
  need_name(organization, organization.alternate_name, check);
  if (organization.year_incorporated &&
      (*organization.year_incorporated < 600 || *organization.year_incorporated > 2200))
    put_aside(organization, "year_incorporated", organization.year_incorporated, check, "bad-year", "A year in full.");
}

template <>
void settle(Service& service, Check& check) {
  need_name(service, service.alternate_name, check);
  settle_ages(service, check);
  if (service.status.empty()) {
    service.status = "active";
    check.note("status", "", "status-assumed", "No status was given: active was taken.");
  }
  if (service.organization_id.is_nil())
    check.note("organization_id", "", "missing-organization", "The UK profile asks who provides the service.");
}

template <>
void settle(Location& location, Check& check) {
  settle_position(location, check);
  if (!location.location_type.empty()) return;
  location.location_type = likely_type(location);
  check.note("location_type", "", "location-type-assumed",
             "No type was given: " + location.location_type + " was taken.");
}

template <>
void settle(Taxonomy& taxonomy, Check& check) {
  need_name(taxonomy, {}, check);
}

template <>
void settle(TaxonomyTerm& term, Check& check) {
  need_name(term, term.code, check);
}

}  // namespace fingerpost::model::detail
