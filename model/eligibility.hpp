#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/reading.hpp"
#include "model/records.hpp"

namespace fingerpost::model {

/// Whom a service takes, by age: as its fields say, else as its eligibility sentence does ("anyone over 16", "not for
/// under-18s", "16 to 24-year-olds", "adults …", "all ages"). Known without a bound: all ages.
struct Ages {
  bool known = false;
  std::optional<double> minimum, maximum;
};
Ages ages_of(const Service& service);

/// Whether women and girls, men and boys are taken, where the eligibility sentence says so: "women only" is no to men;
/// one that begins with "anyone", or names both, is yes to both. Silence is unknown.
struct Genders {
  Tri women = Tri::unknown, men = Tri::unknown;
};
Genders genders_of(const Service& service);

/// Codes of `fingerpost-access` that attributes state by themselves (of a service: home visits, an interpreter).
std::vector<std::pair<std::string, Tri>> access_of(const std::vector<Attribute>& attributes);

/// The ISO 639 code of a language by its English name, in any case: "polish" is pl.
std::optional<std::string> language_named(std::string_view name);

/// Whether it takes people now: yes when some capacity says that something is available, no when all that say anything
/// say nought.
Tri has_room(const Service& service);

/// How long people wait, in days, from `wait_time`: the longest named ("four to six weeks" is 42).
std::optional<double> wait_days_of(const Service& service);

/// Whether a person of `age` years is within the service's ages, both ends included: a service "for 5 to 11" takes a
/// child until the twelfth birthday (11.5 is within). One bound alone leaves the other side open. Without any bound:
/// unknown, unless the eligibility text says that all ages are welcome. An age that is no age (negative, above 130) is
/// unknown.
Tri fits_age(const Service& service, double age);

/// Whether some age of [from, to] is within the service's ages; the same rules.
Tri overlaps_ages(const Service& service, double from, double to);

}  // namespace fingerpost::model
