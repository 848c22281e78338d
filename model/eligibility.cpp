#include "model/eligibility.hpp"

#include <cmath>
#include <limits>

namespace fingerpost::model {
namespace {

constexpr double kOldest = 130;

/// "up to 11" ends on the twelfth birthday; a bound with a fraction is taken as it is.
double end_of(double maximum) { return maximum == std::floor(maximum) ? maximum + 1 : maximum; }

bool is_age(double age) { return age >= 0 && age <= kOldest; }

}  // namespace

Tri overlaps_ages(const Service& service, double from, double to) {
  if (!is_age(from) || !is_age(to) || from > to) return Tri::unknown;
  const Ages ages = ages_of(service);
  if (!ages.known) return Tri::unknown;
  const double begin = ages.minimum.value_or(0);
  const double end = ages.maximum ? end_of(*ages.maximum) : std::numeric_limits<double>::infinity();
  return to >= begin && from < end ? Tri::yes : Tri::no;
}

Tri fits_age(const Service& service, double age) { return overlaps_ages(service, age, age); }

}  // namespace fingerpost::model
