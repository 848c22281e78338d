#pragma once

#include "model/reading.hpp"
#include "model/records.hpp"

namespace fingerpost::model {

/// Whether a person of `age` years is within the service's ages, both ends included: a service "for 5 to 11" takes a
/// child until the twelfth birthday (11.5 is within). One bound alone leaves the other side open. Without any bound:
/// unknown, unless the eligibility text says that all ages are welcome. An age that is no age (negative, above 130) is
/// unknown.
Tri fits_age(const Service& service, double age);

/// Whether some age of [from, to] is within the service's ages; the same rules.
Tri overlaps_ages(const Service& service, double from, double to);

}  // namespace fingerpost::model
