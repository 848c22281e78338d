#pragma once

#include <string_view>

namespace fingerpost::geo::detail {

/// Which of several places with one name is meant, first: settlements from city to hamlet, then areas from large to
/// small, then everything else.
int name_rank(std::string_view kind);

/// Position of a kind of area between small and large, for listing: output areas first, countries last. Kinds that are
/// not known stand between wards and districts.
int area_level(std::string_view kind);

/// Kinds of PlaceRow that stand for a part of the postcode: used only where no unit gives its middle.
inline constexpr std::string_view kOutcodeKind = "outcode", kSectorKind = "sector";

}  // namespace fingerpost::geo::detail
