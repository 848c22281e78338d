#include <fmt/format.h>

#include "base/text.hpp"
#include "signposting/enquiry.hpp"

namespace fingerpost::signposting {

Result<geo::Metres> parse_distance(std::string_view text) {
  const std::string lower = ascii_lower(trim(text));
  std::size_t end = 0;
  while (end < lower.size() && ((lower[end] >= '0' && lower[end] <= '9') || lower[end] == '.')) ++end;
  const auto number = parse_number(std::string_view(lower).substr(0, end));
  const std::string_view unit = trim(std::string_view(lower).substr(end));
  double metres = 0;
  if (unit.empty() || unit == "m" || unit == "metres" || unit == "meters") metres = 1;
  if (unit == "km" || unit == "kilometres" || unit == "kilometers") metres = 1'000;
  if (unit == "mi" || unit == "mile" || unit == "miles") metres = 1'609.344;
  if (!number || metres == 0)
    return fail(ProblemCode::malformed_parameter, "within", text,
                fmt::format("within is a distance such as 5km, 800m or 3mi; \"{}\" is none.", shorten(text, 40)));
  const geo::Metres within = *number * metres;
  if (within < kMinWithin || within > kMaxWithin)
    return fail(ProblemCode::out_of_range, "within", text,
                fmt::format("within must be from {:.0f} m to {:.0f} km; \"{}\" is not.", kMinWithin, kMaxWithin / 1000,
                            shorten(text, 40)));
  return within;
}

}  // namespace fingerpost::signposting
