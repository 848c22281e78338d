#include "model/eligibility.hpp"

#include <cmath>
#include <limits>
#include <string>

#include "base/text.hpp"

namespace fingerpost::model {
namespace {

constexpr double kOldest = 130;

struct Ages {
  double from = 0;
  double until = std::numeric_limits<double>::infinity();  ///< the birthday on which it ends
};

/// "up to 11" ends on the twelfth birthday; a bound with a fraction is taken as it is.
double end_of(double maximum) { return maximum == std::floor(maximum) ? maximum + 1 : maximum; }

bool says_all_ages(const Service& service) {
  const std::string text = fold(service.eligibility_description);
  for (const std::string_view words : {"all ages", "any age", "open to everyone", "open to all"})
    if (text.find(words) != std::string::npos) return true;
  return false;
}

bool is_age(double age) { return age >= 0 && age <= kOldest; }

}  // namespace

Tri overlaps_ages(const Service& service, double from, double to) {
  if (!is_age(from) || !is_age(to) || from > to) return Tri::unknown;
  if (!service.minimum_age && !service.maximum_age) return says_all_ages(service) ? Tri::yes : Tri::unknown;
  Ages ages;
  if (service.minimum_age) ages.from = *service.minimum_age;
  if (service.maximum_age) ages.until = end_of(*service.maximum_age);
  return to >= ages.from && from < ages.until ? Tri::yes : Tri::no;
}

Tri fits_age(const Service& service, double age) { return overlaps_ages(service, age, age); }

}  // namespace fingerpost::model
